import { documentFonts } from '../../functions/document-fonts.ts';
import { documentTyped } from '../../functions/documents/document-names.ts';
import { createXlsx } from '../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../functions/edges/local/xlsx/read-workbook.ts';
import { Refusal } from '../../functions/refusal.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, allianceKind, schoolKind } from '../../functions/workbooks/kinds.ts';
import { type FirstRows, newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { openMemoryShelf } from '../support/memory-shelf.ts';
import { publishAlone } from '../support/publish-alone.ts';
import { REPORT_WORDS } from '../support/publishing-bench.ts';
import type { Drawings } from '../support/rule-tester.ts';
import { drawnRows, openSyncBench, type SyncBench } from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';
import type { Alliance, TypedRow } from './alliance.ts';
import { type Printed, readPrinted } from './printed.ts';
import type { WorkbookFile } from './read-alliance.ts';

export interface Issued {
  readonly document: string;
  readonly urn: string | null;
  /** Null where it was refused, with why. */
  readonly printed: Printed | null;
  readonly why: string | null;
}

const NAME = 'Harrowdale Learning Alliance';
/** Each document as the alliance asks for it, and whether it is one school’s. */
const DOCUMENTS: readonly (readonly [document: string, isSchools: boolean])[] = [
  ['agreement', true],
  ['contribution-statement', true],
  ['treasurers-statement', false],
  ['payment-request', true],
  ['payment-reminder', true],
  ['payment-receipt', true],
  ['owed-by-age', false],
  ['policy-review-report', true],
  ['policy-review-report-alliance', false],
  ['annual-report', false],
];

/** Makes the alliance’s workbooks, has them checked, and issues every document of them; and the files, as they were before that. */
export async function issueDocuments(
  alliance: Alliance,
  only = DOCUMENTS.map(([name]) => name),
): Promise<{ issued: Issued[]; files: WorkbookFile[] }> {
  const files: WorkbookFile[] = [];
  const bench = openSyncBench();
  const { asOf, startYear, members, settings } = alliance;
  const nameOf = new Map(members.map(({ meant }) => [meant.urn, meant.name]));
  const whole = { alliance: NAME, urn: null, school: null };
  for (const book of alliance.books) {
    const place = `Alliance ${book.startYear}`;
    const identity = { ...whole, kind: allianceKind, startYear: book.startYear };
    const bytes = await createAsFile(bench, place, identity, {
      Schools: drawn(members),
      Settings: drawn(settings),
      Calendar: drawn(book.calendar),
      Contributions: drawn(book.payments),
      Exceptions: drawn(book.exceptions),
      'Report words': REPORT_WORDS,
    });
    files.push({ urn: null, startYear: book.startYear, bytes });
    await bench.sync(place, asOf);
    for (const one of alliance.schoolsBooks.filter((each) => each.startYear === book.startYear)) {
      const school = nameOf.get(one.urn)!;
      const schoolsPlace = `${school} ${one.startYear}`;
      const schoolsBytes = await createAsFile(
        bench,
        schoolsPlace,
        { ...whole, kind: schoolKind, urn: one.urn, school, startYear: one.startYear },
        {
          Policies: drawn(one.policies),
          'Absence by term': drawn(one.absence),
          'Exclusions by term': drawn(one.exclusions),
        },
      );
      files.push({ urn: one.urn, startYear: one.startYear, bytes: schoolsBytes });
      await bench.sync(schoolsPlace, asOf);
      if (one.areDoubtsAccepted) await acceptDoubts(bench, schoolsPlace, asOf);
    }
  }
  // What one year has for the other is seen once both are there.
  if (alliance.books.length > 1)
    for (const { startYear: year } of alliance.books) await bench.sync(`Alliance ${year}`, asOf);
  const shelf = openMemoryShelf();
  const ports = { store: bench.ports.store, signer: bench.signer, secret: bench.secret, shelf, fonts: documentFonts() };
  const issued: Issued[] = [];
  for (const [document, isSchools] of DOCUMENTS.filter(([name]) => only.includes(name))) {
    for (const urn of isSchools ? members.map(({ meant }) => meant.urn) : [null]) {
      const request = { urn, startYear, asOf, issuedOn: asOf, asItIs: true };
      try {
        const [published] = await publishAlone(documentTyped(document, allDeclared.documents)!, request, ports);
        const bytes = shelf.files.get(published!.entry.link)!;
        issued.push({ document, urn, printed: await readPrinted(bytes), why: null });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        issued.push({ document, urn, printed: null, why: error.message });
      }
    }
  }
  return { issued, files };
}

/** The workbook goes through a file, which both readings are of. */
async function createAsFile(
  bench: SyncBench,
  place: string,
  identity: WorkbookIdentity,
  drawings: Drawings,
): Promise<Uint8Array> {
  const drawnText = drawnRows(identity.kind, drawings);
  const rows: FirstRows = new Map([...drawnText].map(([tab, lines]) => [tab, lines.map((line) => line.map(asKept))]));
  const sheets = newWorkbook(identity, rows, [], usualSettings);
  const bytes = createXlsx(sheets);
  await bench.workbooks.create(place, sheets);
  const isSheet = ({ title }: { readonly title: string }) => sheets.some((sheet) => sheet.title === title);
  // The lists behind the dropdowns stand in a sheet that only files have.
  for (const tab of readXlsx(bytes).filter(isSheet)) {
    bench.workbooks.edit(place, tab.title, (before) => {
      before.splice(0, before.length, ...tab.rows.map((row) => [...row]));
    });
  }
  return bytes;
}

/** What a spreadsheet makes of what is typed: numbers and dates of its own, or text. */
function asKept(cell: RawCell): RawCell {
  if (typeof cell !== 'string') return cell;
  if (/^\d+(\.\d+)?$/.test(cell)) return Number(cell);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(cell);
  return isDay ? { date: (Date.parse(`${cell}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000 } : cell;
}

/** As a school does it: a reply beside each warning about its totals, and that they are right. */
async function acceptDoubts(bench: SyncBench, place: string, asOf: string): Promise<void> {
  const warnings = (await bench.checks(place)).filter(
    ({ status, where }) => status === 'Warning' && /^(Absence|Exclusions) by term/.test(String(where)),
  );
  for (const { row } of warnings) bench.answer(place, row, 'Looked at and right.', 'Yes');
  if (warnings.length > 0) await bench.sync(place, asOf);
}

/** Rows with bars between their cells, under every heading that any of them has. */
function drawn(rows: readonly TypedRow<unknown>[]): string {
  if (rows.length === 0) return '';
  const headings = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const lines = [headings, ...rows.map(({ cells }) => headings.map((heading) => cells[heading] ?? ''))];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
