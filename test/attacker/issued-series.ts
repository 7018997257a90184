import { documentFonts } from '../../functions/document-fonts.ts';
import { documentTyped } from '../../functions/documents/document-names.ts';
import type { RegisterEntry } from '../../functions/documents/register.ts';
import { Refusal } from '../../functions/refusal.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { openMemoryShelf } from '../support/memory-shelf.ts';
import { publishAlone } from '../support/publish-alone.ts';
import { REPORT_WORDS } from '../support/publishing-bench.ts';
import { readPdf } from '../support/read-pdf.ts';
import { allianceIdentity, openSyncBench, schoolIdentity } from '../support/sync-bench.ts';
import {
  absenceRows,
  type Counts,
  type DrawnSchool,
  type DrawnSeries,
  exclusionsRows,
  FIRST_YEAR,
  TERMS,
} from './drawn-series.ts';
import { type Cell, cellsOf } from './published.ts';

/** What a school's records said when a report was issued, by school and the year that the counts are of. */
export type Truth = ReadonlyMap<string, Counts>;
export const truthOf = (urn: string, year: number) => `${urn}/${year}`;

export interface IssuedSeries {
  readonly cells: readonly Cell[];
  /** By issue. */
  readonly truths: readonly Truth[];
  /** Terms in which a school was no member, by school and year, which all know. */
  readonly notOwn?: ReadonlyMap<string, readonly string[]>;
  /** Reports that were refused: which, and why. */
  readonly refused: readonly string[];
}

const ABSENCE = 'Absence by term';
const EXCLUSIONS = 'Exclusions by term';

/** Has the reports of a series issued as an alliance would, and reads what was attached to them. */
export async function issueSeries({ schools, isBeforeSent }: DrawnSeries): Promise<IssuedSeries> {
  const bench = openSyncBench();
  const shelf = openMemoryShelf();
  const { store } = bench.ports;
  const ports = { store, signer: bench.signer, secret: bench.secret, shelf, fonts: documentFonts() };
  const place = (urn: string, year: number) => `${urn} ${year}`;
  const alliance = (year: number) => `Alliance ${year}`;
  const membersIn = (year: number) =>
    schools.filter(({ joinedOn, leftOn, isWithoutAutumn }) =>
      year === FIRST_YEAR ? joinedOn === null || isWithoutAutumn : leftOn === null,
    );
  const notOwn = new Map(
    schools.filter((one) => one.isWithoutAutumn).map(({ urn }) => [truthOf(urn, FIRST_YEAR), ['autumn']] as const),
  );

  async function open(year: number, asOf: string) {
    const lines = schools.map(
      (one) => `| ${one.urn} | ${one.name} | Academy | ${one.joinedOn ?? ''} | ${one.leftOn ?? ''} |`,
    );
    await bench.create(
      alliance(year),
      { ...allianceIdentity, startYear: year },
      {
        Schools: ['| URN | School | Kind of school | Joined on | Left on |', ...lines].join('\n'),
        'Report words': REPORT_WORDS,
        ...(notOwn.size > 0 ? { Calendar: calendarOf(year) } : {}),
      },
    );
    await bench.sync(alliance(year), asOf);
    for (const { urn, name } of membersIn(year))
      await bench.create(place(urn, year), { ...schoolIdentity, urn, school: name, startYear: year }, {});
  }
  async function send(
    { urn, isWithoutAutumn }: DrawnSchool,
    year: number,
    asOf: string,
    sent: readonly (readonly [number, Counts])[],
  ) {
    const write = (title: string, rows: (counts: Counts, year: string | null) => RawCell[][]) =>
      bench.workbooks.edit(place(urn, year), title, (all) => {
        all.splice(1);
        for (const [of, counts] of sent) all.push(...rows(counts, of === year ? null : yearLabel(of)));
      });
    write(ABSENCE, absenceRows);
    write(EXCLUSIONS, (counts, of) => {
      const isFirst = of === null ? year === FIRST_YEAR : of === yearLabel(FIRST_YEAR);
      return exclusionsRows(counts, of, isWithoutAutumn && isFirst ? TERMS.slice(1) : TERMS);
    });
    await bench.sync(place(urn, year), asOf);
  }

  const cells: Cell[] = [];
  const truths: Truth[] = [];
  const refused: string[] = [];
  async function issue(startYear: number, asOf: string, truth: Truth) {
    const at = truths.push(truth) - 1;
    let entry: RegisterEntry;
    try {
      const request = { urn: null, startYear, asOf, issuedOn: asOf, asItIs: true };
      entry = (await publishAlone(documentTyped('annual-report')!, request, ports))[0]!.entry;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(`${yearLabel(startYear)}, ${asOf}: ${error.advice}`);
      return;
    }
    const { attachments } = await readPdf(shelf.files.get(entry.link)!);
    const behind = entry.schools!;
    const urnsOf = ({ tab, figure }: Pick<Cell, 'tab' | 'figure'>, group: string) =>
      behind[`${tab}/${group}/${figure}`] ?? behind[`${tab}/${group}`] ?? [];
    cells.push(...cellsOf(attachments.get('figures.csv')!, at, startYear, urnsOf));
  }
  const [before, first, next] = [FIRST_YEAR - 1, FIRST_YEAR, FIRST_YEAR + 1];
  const truthAt = (isMended: boolean): Truth =>
    new Map(
      schools.flatMap(({ urn, counts, mended }) =>
        [...counts].map(
          ([year, of]) => [truthOf(urn, year), year === first && isMended ? (mended ?? of) : of] as const,
        ),
      ),
    );

  const ofBefore = (counts: DrawnSchool['counts']) => (isBeforeSent ? [[before, counts.get(before)!] as const] : []);
  await open(first, `${next}-09-30`);
  for (const school of membersIn(first)) {
    if (school.isLate) continue;
    const { counts } = school;
    await send(school, first, `${next}-09-30`, [...ofBefore(counts), [first, counts.get(first)!]]);
  }
  await issue(first, `${next}-10-01`, truthAt(false));
  for (const school of membersIn(first)) {
    if (!school.isLate && school.mended === null) continue;
    const { counts, mended } = school;
    await send(school, first, `${next}-10-07`, [...ofBefore(counts), [first, mended ?? counts.get(first)!]]);
  }
  await issue(first, `${next}-10-08`, truthAt(true));

  await open(next, `${next + 1}-09-30`);
  for (const school of membersIn(next)) {
    const { counts, mended, joinedOn, isWithoutAutumn } = school;
    // Who was no member last year types last year's totals into this year's workbook.
    const last = joinedOn === null || isWithoutAutumn ? [] : [[first, mended ?? counts.get(first)!] as const];
    await send(school, next, `${next + 1}-09-30`, [...last, [next, counts.get(next)!]]);
  }
  await issue(next, `${next + 1}-10-01`, truthAt(true));
  return { cells, truths, notOwn, refused };
}

function calendarOf(startYear: number): string {
  const [first, second] = [startYear, startYear + 1];
  return `
    | What | From | To |
    | Autumn term | 3/9/${first} | 19/12/${first} |
    | Spring term | 5/1/${second} | 27/3/${second} |
    | Summer term | 13/4/${second} | 21/7/${second} |`;
}
