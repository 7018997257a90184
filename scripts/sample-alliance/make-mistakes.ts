import { dayAsTyped } from '../../sheets-schema/cells/calendar-day.ts';
import { typedText } from '../../sheets-schema/parse-tab.ts';
import { cellName, type NewSheet, type RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { isDay, rowsOf, type TypedRow, type TypedTabs } from './typed-rows.ts';

/** Some of what a row says: enough to find it by. */
type Contents<T extends Tab = Tab> = { [K in keyof T['columns'] & string]?: RawCell | ((says: RawCell) => boolean) };
/** What is typed instead, which may depend on what stood there. */
type Typing<T extends Tab = Tab> = { [K in keyof T['columns'] & string]?: RawCell | ((stood: number) => RawCell) };

/** What a person did to a tab. `row` names the first row that says this and that no other mistake is about. */
export type Deed =
  | { readonly did: 'typed over' | 'typed again'; readonly tab: Tab; readonly row: Contents; readonly typed: Typing }
  | { readonly did: 'added'; readonly tab: Tab; readonly typed: Typing }
  | { readonly did: 'left out' | 'left out all'; readonly tab: Tab; readonly row: Contents }
  | { readonly did: 'renamed'; readonly tab: Tab; readonly column: string; readonly heading: string };

/** A finding that must come of it: in the same row unless `row` names another, in no cell where `at` is null. */
interface Raised<T extends Tab = Tab> {
  readonly rule: string;
  readonly at: string | null;
  readonly tab?: T;
  readonly row?: Contents;
}

export interface PlannedMistake {
  readonly what: string;
  /** Whom it is about, where the workbook is not that school's own. */
  readonly school?: string;
  readonly did: Deed;
  readonly raises: Raised;
  /** What follows from it elsewhere. */
  readonly also?: readonly Raised[];
  /** What the row says cannot be used for the annual report until this is mended. */
  readonly doubtsReport?: true;
}

/** As it stands in Mistakes.json. */
export interface Mistake {
  readonly file: string;
  readonly tab: string;
  /** Such as B14; null where the finding stands in no cell. */
  readonly cell: string | null;
  readonly typed: string;
  readonly what: string;
  readonly rule: string;
  /** Null where it is about no school in particular. */
  readonly school: string | null;
  /** Further findings that the same mistake raises in the same file. */
  readonly consequences: readonly { readonly tab: string; readonly cell: string | null; readonly rule: string }[];
  /** Whether what the row says cannot be used for the annual report. */
  readonly doubtsReport: boolean;
}

export function typedOver<T extends Tab>(tab: T, row: Contents<T>, typed: Typing<T>): Deed {
  return { did: 'typed over', tab, row, typed } as Deed;
}

/** The same row once more at the end of the tab, with these cells different. */
export function typedAgain<T extends Tab>(tab: T, row: Contents<T>, typed: Typing<T> = {}): Deed {
  return { did: 'typed again', tab, row, typed } as Deed;
}

export function added<T extends Tab>(tab: T, typed: Typing<T>): Deed {
  return { did: 'added', tab, typed } as Deed;
}

export function leftOut<T extends Tab>(tab: T, row: Contents<T>): Deed {
  return { did: 'left out', tab, row } as Deed;
}

export function leftOutAll<T extends Tab>(tab: T, row: Contents<T>): Deed {
  return { did: 'left out all', tab, row } as Deed;
}

export function renamed<T extends Tab>(tab: T, column: keyof T['columns'] & string, heading: string): Deed {
  return { did: 'renamed', tab, column, heading };
}

export function inRow<T extends Tab>(rule: string, tab: T, row: Contents<T>, at: keyof T['columns'] & string): Raised {
  return { rule, at, tab, row: row as Contents };
}

interface MistakesMade {
  readonly mistakes: readonly Mistake[];
  /** The sheets with the headings that were renamed. */
  renameHeadings(sheets: readonly NewSheet[]): NewSheet[];
}

/**
 * Makes the mistakes in a workbook's rows, which are changed in place, and says in which cells they then stand.
 * @throws Error when a mistake is about a row that is not there.
 */
export function makeMistakes(
  file: string,
  school: string | null,
  tabs: TypedTabs,
  planned: readonly PlannedMistake[],
): MistakesMade {
  const taken = new Set<TypedRow>();
  const found = planned.map((one) => {
    const { did } = one;
    const row = 'row' in did ? firstRow(tabs, did.tab, did.row, taken) : null;
    if (row) taken.add(row);
    const raised = [one.raises, ...(one.also ?? [])].map((finding) => {
      const tab = finding.tab ?? did.tab;
      return { ...finding, tab, elsewhere: finding.row ? firstRow(tabs, tab, finding.row, new Set()) : null };
    });
    return { ...one, row, raised };
  });
  const done = found.map((one) => ({ ...one, ...carryOut(one.did, one.row, tabs) }));
  const mistakes = done.map(({ what, raised, about, typed, ...one }): Mistake => {
    const [first, ...consequences] = raised.map(({ rule, tab, at, elsewhere }) => {
      return { tab: tab.title, cell: cellOf(tabs, tab, elsewhere ?? about, at), rule };
    });
    const elsewhere = first!.tab === one.did.tab.title ? '' : ` (in ${one.did.tab.title})`;
    const doubtsReport = one.doubtsReport ?? false;
    const whose = one.school ?? school;
    return { file, ...first!, typed: typed + elsewhere, what, school: whose, consequences, doubtsReport };
  });
  const headings = planned.flatMap(({ did }) => (did.did === 'renamed' ? [did] : []));
  return { mistakes, renameHeadings: (sheets) => sheets.map((sheet) => withHeadings(sheet, headings)) };
}

function firstRow(tabs: TypedTabs, tab: Tab, says: Contents, taken: ReadonlySet<TypedRow>): TypedRow {
  const row = rowsOf(tabs, tab).find((one) => !taken.has(one) && saysSo(one, says));
  if (!row) throw new Error(`${tab.title} has no row that says ${JSON.stringify(says)}`);
  return row;
}

function saysSo(row: TypedRow, contents: Contents): boolean {
  return Object.entries(contents).every(([column, wanted]) => {
    const says = row[column] ?? null;
    return typeof wanted === 'function' ? wanted(says) : says === wanted;
  });
}

/** Does it, and tells what was typed and in which row that now stands. */
function carryOut(did: Deed, row: TypedRow | null, tabs: TypedTabs): { about: TypedRow | null; typed: string } {
  const rows = rowsOf(tabs, did.tab);
  switch (did.did) {
    case 'typed over': {
      const typed = typing(row!, did.typed);
      Object.assign(row!, typed);
      return { about: row, typed: inWords(typed) };
    }
    case 'typed again':
    case 'added': {
      const typed = typing(row ?? {}, did.typed);
      const about = { ...row, ...typed };
      rows.push(about);
      return {
        about,
        typed:
          did.did === 'added'
            ? inWords(typed)
            : `the row again${row && inWords(typed) ? `, with ${inWords(typed)}` : ''}`,
      };
    }
    case 'left out':
      rows.splice(rows.indexOf(row!), 1);
      return { about: null, typed: 'nothing: the row is not there' };
    case 'left out all': {
      const kept = rows.filter((one) => !saysSo(one, did.row));
      rows.splice(0, rows.length, ...kept);
      return { about: null, typed: 'nothing: the rows are not there' };
    }
    case 'renamed':
      return { about: null, typed: did.heading };
  }
}

function typing(row: TypedRow, typed: Typing): TypedRow {
  const values = Object.entries(typed).map(([column, value]) => [
    column,
    typeof value === 'function' ? value(Number(row[column])) : (value ?? null),
  ]);
  return Object.fromEntries(values);
}

function inWords(typed: TypedRow): string {
  return Object.values(typed).map(cellInWords).join(' · ');
}

function cellInWords(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined) return 'nothing';
  return typeof cell === 'string' && isDay(cell) ? dayAsTyped(cell) : typedText(cell);
}

function cellOf(tabs: TypedTabs, tab: Tab, row: TypedRow | null, column: string | null): string | null {
  if (row === null || column === null) return null;
  return cellName(Object.keys(tab.columns).indexOf(column), rowsOf(tabs, tab).indexOf(row) + 2);
}

function withHeadings(sheet: NewSheet, headings: readonly (Deed & { did: 'renamed' })[]): NewSheet {
  const own = headings.filter(({ tab }) => tab.title === sheet.title);
  if (own.length === 0) return sheet;
  const ids = Object.keys(own[0]!.tab.columns);
  const columns = sheet.columns.map((column, at) => {
    const renaming = own.find((one) => one.column === ids[at]);
    return renaming ? { ...column, heading: renaming.heading } : column;
  });
  return { ...sheet, columns };
}
