/**
 * What the files of an alliance say, read a second time: with a reader of spreadsheets that is not ours, and by small rules of its own.
 * Not read again, and taken as drawn: the day of the documents, whose workbook a file is, and what a school answers in *Checks*. Of human
 * typing these rules know the forms that are drawn (`read-cells.ts`), so the many others that our own reading knows are tried in its own tests.
 */
import { read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import {
  type Alliance,
  type AlliancesBook,
  type CalendarEntry,
  type Decided,
  type Exception,
  type Group,
  type KindOfSchool,
  type Member,
  type Payment,
  type Period,
  type Phase,
  type SchoolPolicy,
  type SchoolsBook,
  type Totals,
  type TypedRow,
  UNREAD,
  type Unread,
} from './alliance.ts';
import { DOCUMENTS } from './list-of-documents.ts';
import { countIn, dayIn, dayOfYearIn, type KeptCell, nameIn, penceIn, textIn, wordIn, yearIn } from './read-cells.ts';
import { UNDECIDED } from './undecided.ts';

/** A workbook of an alliance, as it lies on the disk. */
export interface WorkbookFile {
  /** Null: the alliance’s. */
  readonly urn: string | null;
  readonly startYear: number;
  readonly bytes: Uint8Array;
}

/** A row by its headings. */
type Cells = (heading: string) => KeptCell | null;

const KINDS: Readonly<Record<string, KindOfSchool>> = {
  academy: 'academy',
  'maintained school': 'maintained',
  'special school': 'special',
  'pupil referral unit': 'pru',
  'primary school': 'primary',
  'further education college': 'fe',
};
const PHASES: Readonly<Record<string, Phase>> = {
  ...{ first: 'first', primary: 'primary', middle: 'middle', secondary: 'secondary', high: 'high' },
};
const COUNTS = {
  absence: [
    ...['Pupils', 'Possible sessions', 'Authorised absence', 'Unauthorised absence'],
    ...['Persistently absent', 'Severely absent'],
  ],
  exclusions: [
    ...['Pupils on roll', 'Suspensions', 'Suspended at all', 'Suspended twice or more', 'Permanent exclusions'],
  ],
} as const;

/** The drawn alliance with what its files say in place of what was meant. */
export function readAlliance(drawn: Alliance, files: readonly WorkbookFile[]): Alliance {
  const fileOf = (urn: string | null, startYear: number) => {
    const { bytes } = files.find((file) => file.urn === urn && file.startYear === startYear)!;
    return read(bytes, { cellNF: true, cellHTML: false, cellText: false });
  };
  const now = fileOf(null, drawn.startYear);
  const listed = rowsIn(now, 'Schools', (cells) => ({
    urn: textIn(cells('URN')),
    leftOn: soundDay(cells('Left on')),
  })).map(({ meant }) => meant);
  const members = rowsIn(now, 'Schools', (cells) => memberIn(cells, drawn.startYear, listed));
  const urnOf = (cell: KeptCell | null) =>
    members.find(({ cells, meant }) => [meant.name.toLowerCase(), meant.urn, cells['URN']].includes(nameIn(cell)))
      ?.meant.urn ?? null;
  return {
    ...drawn,
    members,
    decided: decidedIn(now),
    books: drawn.books.map(({ startYear }): AlliancesBook => {
      const book = fileOf(null, startYear);
      return {
        startYear,
        payments: rowsIn(book, 'Contributions', (cells) => paymentIn(cells, urnOf)),
        calendar: rowsIn(book, 'Calendar', (cells) => entryIn(cells, urnOf)),
        exceptions: rowsIn(book, 'Exceptions', (cells) => exceptionIn(cells, urnOf)),
      };
    }),
    schoolsBooks: drawn.schoolsBooks.map(({ urn, startYear, areDoubtsAccepted }): SchoolsBook => {
      const book = fileOf(urn, startYear);
      const totals = (title: string, counts: readonly string[]) =>
        rowsIn(book, title, (cells) => totalsIn(cells, startYear, counts));
      return {
        ...{ urn, startYear, areDoubtsAccepted },
        policies: rowsIn(book, 'Policies', policyIn),
        absence: totals('Absence by term', COUNTS.absence),
        exclusions: totals('Exclusions by term', COUNTS.exclusions),
      };
    }),
  };
}

/** Every row below the headings that holds something. */
function rowsIn<Meant>(book: WorkBook, title: string, meant: (cells: Cells) => Meant): TypedRow<Meant>[] {
  const sheet = book.Sheets[title];
  if (sheet?.['!ref'] === undefined) return [];
  const { e: last } = utils.decode_range(sheet['!ref']);
  const columns = Array.from({ length: last.c + 1 }, (_, column) => column);
  const headings = columns.map((column) => textIn(cellAt(sheet, 0, column)));
  const rows: TypedRow<Meant>[] = [];
  for (let row = 1; row <= last.r; row += 1) {
    const cells: Cells = (heading) => cellAt(sheet, row, headings.indexOf(heading));
    if (columns.every((column) => cellAt(sheet, row, column) === null)) continue;
    const shown = Object.fromEntries(headings.map((heading) => [heading, textIn(cells(heading))]));
    rows.push({ cells: shown, meant: meant(cells) });
  }
  return rows;
}

function cellAt(sheet: WorkSheet, row: number, column: number): KeptCell | null {
  if (column < 0) throw new Error('a heading that a drawn alliance needs is not in its workbook');
  const cell = sheet[utils.encode_cell({ r: row, c: column })];
  return cell?.v === undefined || cell.v === '' ? null : { value: cell.v, format: String(cell.z ?? '') };
}

/** A school has for the year the number that it began it with; an earlier one with a row of its own is another’s, which became a part of it. */
function memberIn(
  cells: Cells,
  startYear: number,
  listed: readonly { readonly urn: string; readonly leftOn: string | null }[],
): Member {
  const since = soundDay(cells('URN since'));
  const isLater = since !== null && since >= `${startYear}-09-01`;
  const earlier = textIn(cells('Earlier URN'))
    .split(/[, ]+/)
    .filter((number) => number !== '');
  const others = listed.filter(({ urn }) => earlier.includes(urn));
  const own = earlier.filter((number) => !others.some(({ urn }) => urn === number)).at(-1);
  return {
    urn: (isLater ? own : undefined) ?? textIn(cells('URN')),
    tookOver: others.filter(({ leftOn }) => since !== null && leftOn !== null && leftOn <= since).map(({ urn }) => urn),
    name: textIn(cells('School')),
    kind: sound(wordIn(cells('Kind of school'), KINDS, null)),
    phase: sound(wordIn(cells('Phase'), PHASES, null)),
    joinedOn: soundDay(cells('Joined on')),
    leftOn: soundDay(cells('Left on')),
  };
}

const KINDS_OF_ENTRY = {
  payment: 'payment',
  refund: 'refund',
  'other income': 'other income',
  waiver: 'waiver',
  'owed before': 'owed before',
} as const;

function paymentIn(cells: Cells, urnOf: (cell: KeptCell | null) => string | null): Payment {
  return {
    urn: urnOf(cells('School')),
    forYear: yearIn(cells('For year')),
    kind: wordIn<Exclude<Payment['kind'], Unread>>(cells('Payment or refund'), KINDS_OF_ENTRY, 'payment'),
    pence: penceIn(cells('Amount')) ?? UNREAD,
    day: dayIn(cells('Date')) ?? UNREAD,
    reference: textIn(cells('Reference')),
    note: textIn(cells('Note')),
  };
}

function entryIn(cells: Cells, urnOf: (cell: KeptCell | null) => string | null): CalendarEntry {
  return {
    what: textIn(cells('What')) as CalendarEntry['what'],
    from: soundDay(cells('From'))!,
    to: soundDay(cells('To'))!,
    urn: urnOf(cells('School')),
  };
}

function exceptionIn(cells: Cells, urnOf: (cell: KeptCell | null) => string | null): Exception {
  return {
    urn: urnOf(cells('School'))!,
    clause: textIn(cells('Clause')),
    until: soundDay(cells('Until')),
    agreedOn: soundDay(cells('Agreed on'))!,
  };
}

function policyIn(cells: Cells): SchoolPolicy {
  const page = textIn(cells('Where it is published'));
  const title = textIn(cells('Policy'));
  return {
    title: DOCUMENTS.some((document) => document.title === title) ? title : null,
    applies: wordIn<boolean | null>(cells('Applies'), { yes: true, no: false }, null),
    lead: textIn(cells('Looked after by')),
    approver: textIn(cells('Approved by')),
    approvedOn: dayIn(cells('Approved on')),
    reviewedOn: dayIn(cells('Last reviewed on')),
    isPublished: page === '' ? false : page.startsWith('https://') ? true : UNREAD,
    change: textIn(cells('What changed')),
    changedOn: soundDay(cells('Changed on')),
  };
}

function totalsIn(cells: Cells, startYear: number, counts: readonly string[]): Totals {
  return {
    year: sound(yearIn(cells('Year'))) ?? startYear,
    period: textIn(cells('Term')) as Period,
    group: textIn(cells('Group')) as Group,
    counts: Object.fromEntries(counts.map((count) => [count, countIn(cells(count))])),
  };
}

function decidedIn(book: WorkBook): Decided {
  const sheet = book.Sheets['Settings']!;
  const { e: last } = utils.decode_range(sheet['!ref']!);
  const rows = Array.from({ length: last.r }, (_, at) => [cellAt(sheet, at + 1, 0), cellAt(sheet, at + 1, 1)] as const);
  const said = new Map(rows.flatMap(([title, value]) => (value === null ? [] : [[textIn(title), value] as const])));
  const itself = new Set<string>();
  const of = <T>(title: string, unset: T, reading: (cell: KeptCell) => T): T => {
    const cell = said.get(title);
    if (cell === undefined) return unset;
    itself.add(title);
    return reading(cell);
  };
  const count = (cell: KeptCell) => Number(cell.value);
  const word =
    <T>(words: Readonly<Record<string, T>>) =>
    (cell: KeptCell) =>
      words[nameIn(cell)]!;
  const parts = word({ full: 'full', 'by term': 'by-term', none: 'none' } as const);
  const from = UNDECIDED;
  return {
    yearBegins: of('Year begins', from.yearBegins, dayOfYearIn),
    contribution: of('Contribution', from.contribution, (cell) => Number(sound(penceIn(cell)))),
    contributionYear: of(
      'Contribution year',
      from.contributionYear,
      word({ financial: 'financial', academic: 'academic' } as const),
    ),
    dueDate: of('Contribution due date', from.dueDate, dayOfYearIn),
    partYearPay: of('Part-year members pay', from.partYearPay, parts),
    staffDays: of('Staff days minimum', from.staffDays, count),
    partYearGive: of('Part-year members give', from.partYearGive, parts),
    evaluationDue: of('Evaluation due', from.evaluationDue, count),
    mayMiss: of<number | null>('Meetings a school may miss', from.mayMiss, count),
    deputies: of('Deputy may stand in', from.deputies, count),
    signedBy: of('Agreement signed by', from.signedBy, dayOfYearIn),
    yearlyReview: of<Decided['yearlyReview']>(
      'Yearly review of a policy',
      from.yearlyReview,
      word({ '12 months after the last': 'months', 'once an academic year': 'academic-year' } as const),
    ),
    afterChange: of('Accessibility plan reviewed after a change', from.afterChange, count),
    hideBelow: of('Hide counts below', from.hideBelow, count),
    itself,
  };
}

/** Of cells that are never drawn unreadable. */
function sound<T>(value: T | typeof UNREAD): T {
  if (value === UNREAD) throw new Error('a cell that was drawn to be read could not be read');
  return value;
}

function soundDay(cell: KeptCell | null): string | null {
  return sound(dayIn(cell));
}
