import { documentFonts } from '../../functions/document-fonts.ts';
import { newHistorySecret, secretOf } from '../../functions/edges/history-secret.ts';
import { checkWorkbook } from '../../functions/protocols/check.ts';
import { allDeclared, allianceKind, schoolKind } from '../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import { type RowsAtHand, rowsAtHand, situationAsRead } from '../../functions/workbooks/situation-of.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { renderDocument } from '../../templates/kit/document.ts';
import { treasurersStatement } from '../../templates/treasurers-statement.document.ts';
import { makeSampleAlliance } from '../sample-alliance/make-sample-alliance.ts';
import { coldStart } from './cold-start.ts';
import { print } from './figure.ts';
import { historyFigures } from './history.ts';

const ROUNDS = 7;

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Parse and check with messages, every rule of a school's workbook, against JSON.parse of the same rows, turn by turn. */
async function parseAndCheck(count: number): Promise<void> {
  const alliance = allianceRows();
  const { urn, name } = rowsOf(alliance.rows, schoolsTab)[0]!;
  const identity = { kind: schoolKind, alliance: 'Bench', urn, school: name, startYear: 2025 } as const;
  const json = JSON.stringify({ valueRanges: [{ range: 'Staff days', values: staffDayRows(count) }] });
  const secret = secretOf(newHistorySecret())!;
  const times: number[] = [];
  const jsonTimes: number[] = [];
  let findings = 0;
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const { valueRanges } = JSON.parse(json) as { valueRanges: [{ values: RawCell[][] }] };
    const tabs: RawTab[] = [{ title: staffDaysTab.title, rows: valueRanges[0].values }];
    const time = timed(() => {
      const read = parseWorkbook(identity, tabs, alliance);
      const situation = situationAsRead(read, alliance, '2026-08-31');
      findings = checkWorkbook(situation, { parsed: read.parsed }, secret, allDeclared).findings.length;
    });
    const jsonTime = timed(() => JSON.parse(json));
    if (round === 0) continue;
    times.push(time);
    jsonTimes.push(jsonTime);
  }
  const note = `${count} rows of Staff days, ${findings} findings with messages, median of ${ROUNDS}`;
  print('parse and check', count / (median(times) / 1000), 'rows/s', note);
  print('JSON.parse of the same rows', count / (median(jsonTimes) / 1000), 'rows/s', note);
  print('parse and check / JSON.parse', median(times) / median(jsonTimes), 'times', note);
}

async function pagesASecond(): Promise<void> {
  const meta = {
    fonts: documentFonts(),
    number: '2025-0001',
    issuedOn: '2026-09-01',
    asOf: '2026-08-31',
    alliance: 'Bench',
    academicYear: '2025/26',
    checkpoint: '1'.repeat(64),
    snapshotHash: '0'.repeat(64),
    otherSnapshots: [],
    keyId: '0'.repeat(16),
    replaces: null,
  };
  const row = {
    forward: 0,
    waived: 0,
    due: 300_000,
    paid: 300_000,
    refunded: 0,
    outstanding: 0,
    overdue: 0,
    overpaid: 0,
  };
  const rows = Array.from({ length: 330 }, (_, at) => ({ school: `School ${at + 1}`, ...row }));
  const data = { ...treasurersStatement.example, rows, totals: row };
  const times: number[] = [];
  let pages = 0;
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    const start = performance.now();
    const bytes = await renderDocument(treasurersStatement, data, meta);
    const time = performance.now() - start;
    if (round === 0) pages = await pageCount(bytes);
    if (round > 1) times.push(time);
  }
  print(
    'PDF pages',
    pages / (median(times) / 1000),
    'pages/s',
    `${pages}-page treasurer's statement, warm, median of ${ROUNDS}`,
  );
}

async function pageCount(bytes: Uint8Array): Promise<number> {
  const { PDFDocument } = await import('pdf-lib');
  return (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount();
}

/** Typed as people type: school days in several spellings, halves, and one row in twenty with something to say about it. */
function staffDayRows(count: number): RawCell[][] {
  const headings = Object.values(staffDaysTab.columns).map(({ heading }) => heading);
  const rows = Array.from({ length: count }, (_, at): RawCell[] => {
    const [year, month] = [
      [2025, 9],
      [2025, 11],
      [2026, 1],
      [2026, 3],
      [2026, 6],
    ][at % 5] as [number, number];
    const day = SCHOOL_DAYS[month]![at % 10]!;
    const spellings = [`${day}/${month}/${year}`, `${day}.${month}.${year % 100}`, `${year}-${two(month)}-${two(day)}`];
    const date = at % 20 === 0 ? `31/02/${year}` : spellings[at % 3]!;
    return [
      `Member ${at}`,
      date,
      at % 2 === 0 ? 1 : '½',
      null,
      `Moderation of English, group ${at % 400}`,
      `Lead ${at % 30}`,
    ];
  });
  return [headings, ...rows];
}

/** Days of the month in 2025/26 that are school days in the sample's calendar. */
const SCHOOL_DAYS: Readonly<Record<number, readonly number[]>> = {
  9: [8, 9, 10, 11, 12, 15, 16, 17, 18, 19],
  11: [10, 11, 12, 13, 14, 17, 18, 19, 20, 21],
  1: [12, 13, 14, 15, 16, 19, 20, 21, 22, 23],
  3: [2, 3, 4, 5, 6, 9, 10, 11, 12, 13],
  6: [8, 9, 10, 11, 12, 15, 16, 17, 18, 19],
};

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}

/** The sample alliance's rows, so that schools, terms and settings are looked up as in earnest. */
function allianceRows(): RowsAtHand {
  const { sheets } = makeSampleAlliance({ mistakes: false }).workbooks[0]!;
  const tabs = sheets
    .filter(({ purpose }) => purpose === 'typed')
    .map(
      ({ title, columns, rows }): RawTab => ({
        title,
        rows: [columns.map(({ heading }) => heading), ...(rows as RawCell[][])],
      }),
    );
  const identity = { kind: allianceKind, alliance: 'Bench', urn: null, school: null, startYear: 2025 } as const;
  return rowsAtHand(parseWorkbook(identity, tabs, null));
}

await parseAndCheck(50_000);
await pagesASecond();
await coldStart();
await historyFigures(staffDayRows);
