import type { CellMessage, CellRemark, CellType, ReadContext } from './cells/cell.ts';
import type { Choice } from './cells/choice.ts';
import type { Setting } from './setting.ts';
import type { RawTab } from './sheet.ts';

export interface Column<T = unknown, Required extends boolean = boolean> {
  readonly heading: string;
  readonly cell: CellType<T>;
  readonly note: string;
  readonly required: Required;
  /** Free text beside figures about pupils, where nobody is named: in any other, only what points to a child is asked about. */
  readonly aboutPupils: boolean;
  /** Free text where numbers belong that would point to a child elsewhere: a telephone number, a bank reference. */
  readonly numbersBelong: boolean;
  /** In characters. */
  readonly width: number;
  /** For Concordat alone: nobody needs to see it. */
  readonly hidden: boolean;
  /** The version of the workbooks that first had it: in one made before, it is blank for every row unless somebody added it. */
  readonly since: number;
  blankMeans?(context: ReadContext): T | null;
  /** Rows that can be used though this cell is blank: those that say one of these under another column. */
  readonly notMissedWhere?: { readonly column: string; readonly says: readonly string[] };
}

export type Columns = Readonly<Record<string, Column>>;

/** What a tab says of its columns, by their names, beyond what each cell holds. It is checked wherever it is said, and never otherwise. */
interface Implied<Name extends string = string> {
  /** Days on which pupils are in. */
  readonly datesOnSchoolDays: readonly Name[];
  /** Dates of what has happened, none of them later than the day of the check; any other may be of what is planned. */
  readonly happened: readonly Name[];
  /** Pairs of dates of which the second is never before the first. */
  readonly inOrder: readonly (readonly [earlier: Name, later: Name])[];
  /** Schools, each with the date on which it was a member. */
  readonly memberOn: readonly (readonly [school: Name, date: Name])[];
  /** Schools that are other ones than that of their row, or than the workbook's own where that is null. */
  readonly notItself: readonly (readonly [other: Name, own: Name | null])[];
  /** Columns that name a row of another tab. */
  readonly refersTo: readonly Reference<Name>[];
  /** Rows that are due some days after each term; null where none are. */
  readonly dueAfter: DueAfterTerm<Name> | null;
}

/** Columns of a tab that, taken together, stand in a row of another tab as well. A row in which one of them is blank refers to nothing. */
export interface Reference<Name extends string = string> {
  readonly tab: Tab;
  /** Each with the other tab's column in which it is found. The first is the cell that is named where it is not. */
  readonly columns: readonly (readonly [own: Name, theirs: string])[];
  /** The other row's day may stand for more: those until its last day, and the day it was moved to. */
  readonly severalDays: SeveralDays | null;
  readonly words: ReferenceWords;
}

/** Columns with the day of a row, the last one where it lasts longer, and the one it was moved to. */
export interface SeveralDays<Name extends string = string> {
  readonly date: Name;
  readonly lastDay: Name;
  readonly movedTo: Name;
}

interface ReferenceWords {
  /** The rule that looks for the row: its id, never reused, and the statement that holds when all is well. */
  readonly rule: string;
  readonly title: string;
  /** The version of the rules that first had it; 1 unless told. */
  readonly since?: number;
  readonly messageId: string;
  /** Its gaps are the referring columns, by name. */
  readonly message: CellMessage;
}

export type HowOften = 'termly' | 'yearly';

/** Rows with figures of each term, of all and perhaps of groups. */
export interface DueAfterTerm<Name extends string = string> {
  /** The rule that looks for them, and the statement that holds when all is well. Tabs with the same of both are checked together. */
  readonly rule: string;
  readonly title: string;
  /** How long after a term, in school days; and whether they are due after each term or once a year. */
  readonly schoolDays: Setting<number>;
  readonly howOften: Setting<HowOften>;
  /** What the column of the term says in a row for the whole year, which is due after the last term and stands in for all. */
  readonly wholeYear: string;
  /** The column that says which term, and the one that says which academic year: blank for the workbook's own. */
  readonly term: Name;
  readonly year: Name;
  /** The column that says whom the figures are about. */
  readonly group: Name;
  /** Rows for the first are due for each term, for any other where there is one of another term. */
  readonly groups: readonly [all: Choice<string>, ...others: Choice<string>[]];
}

/** One tab that people type in. The same definition makes the sheet, reads it and writes its reference page. */
export interface Tab<C extends Columns = Columns> extends Implied {
  readonly id: string;
  readonly title: string;
  /** What goes here, in a sentence, as *Start here* and the reference say it. */
  readonly purpose: string;
  readonly columns: C;
  /** The columns that tell one row from another. Nobody types an id. */
  readonly key: readonly string[];
  /** Two rows with one key can both be right, such as a morning and an afternoon. */
  readonly mayRepeat: boolean;
  /** The column without which a row says nothing yet: it repeats no other, and nobody misses it. Null where every row says something. */
  readonly saysNothingWithout: string | null;
  /** A standing register: next year's workbook begins with the rows that this year's has. */
  readonly carriesOver: boolean;
  /** The column with a row's last day: one that ended before the next year does not go over to it. */
  readonly endsWith: string | null;
  /** The column that says which academic year a row counts in, where that may be another than its workbook's; null where none does. */
  readonly yearOfRow: string | null;
  /** Tabs of which every row of the years beside is at hand where this one is kept, and not only those that count in the year. */
  readonly bringsWhole: readonly string[];
  /** Rows read at most. Where rows of two tabs are held against one another, so many that a check still ends soon. */
  readonly mostRows: number;
  /** How its sheets are read where rows are pasted as they come, under whatever headings; null where rows stand under the tab's own. */
  readonly pasted: PastedReader | null;
}

/**
 * Reads what was pasted into a tab, and what was put beside the workbook for it; `typed` has the rows of the workbook's other tabs. Never
 * throws, whatever the cells hold.
 */
export type PastedReader = (
  title: string,
  sheets: readonly RawTab[],
  context: ReadContext,
  typed: ReadonlyMap<string, readonly object[]>,
) => { readonly rows: readonly RowPlace[]; readonly remarks: readonly CellRemark[] };

interface RowPlace {
  /** Row number in the sheet, 1 at the top; 0 where the row comes from a snapshot. */
  readonly rowNumber: number;
  /** Natural key with occurrence: the same row from one check to the next, wherever it stands. */
  readonly key: string;
  /** Columns whose cell could not be read, though the row can be used: they are null here, and no rule that needs them sees the row. */
  readonly unread?: readonly string[];
}

export type RowOf<C extends Columns> = RowPlace & {
  readonly [K in keyof C]: C[K] extends Column<infer T, infer R> ? (R extends true ? T : T | null) : never;
};
export type Row<T extends Tab> = T extends Tab<infer C> ? RowOf<C> : never;

interface ColumnOptions<T> {
  readonly aboutPupils?: boolean;
  readonly numbersBelong?: boolean;
  readonly hidden?: boolean;
  readonly width?: number;
  /** What a blank cell stands for, where it stands for something: this year, a payment. */
  readonly blankMeans?: (context: ReadContext) => T;
}

interface OptionalColumnOptions<T> extends ColumnOptions<T> {
  /** 1 unless told. A column that no row can do without has no such version: workbooks that stand could not be read. */
  readonly since?: number;
}

export function required<T>(heading: string, cell: CellType<T>, note: string, options: ColumnOptions<T> = {}) {
  return column<T, true>(heading, cell, note, true, { ...options, since: 1 });
}

export function optional<T>(
  heading: string,
  cell: CellType<T>,
  note: string,
  options: OptionalColumnOptions<T | null> = {},
) {
  return column<T, false>(heading, cell, note, false, options);
}

/** A column that has to be there for any row to be used, though its cell may be blank. */
export function needed<T>(heading: string, cell: CellType<T>, note: string, options: ColumnOptions<T> = {}) {
  return column<T | null, true>(heading, cell, note, true, { ...options, since: 1, blankMeans: () => null });
}

/** A column that has to be there for any row to be used, with a cell that only rows may leave blank that say so elsewhere. */
export function requiredBut<T>(
  notMissedWhere: NonNullable<Column['notMissedWhere']>,
  ...[heading, cell, note, options = {}]: Parameters<typeof required<T>>
): Column<T | null, true> {
  return { ...column<T | null, true>(heading, cell, note, true, { ...options, since: 1 }), notMissedWhere };
}

/** Whether a row can be used though its cell in this column is blank, whatever else it says. */
export function mayBeBlank({ required, blankMeans }: Column): boolean {
  return !required || blankMeans !== undefined;
}

function column<T, R extends boolean>(
  heading: string,
  cell: CellType<T>,
  note: string,
  isRequired: R,
  {
    aboutPupils = false,
    numbersBelong = false,
    hidden = false,
    width = 16,
    since = 1,
    blankMeans,
  }: OptionalColumnOptions<T | null>,
): Column<T, R> {
  return {
    heading,
    cell,
    note,
    required: isRequired,
    aboutPupils,
    numbersBelong,
    hidden,
    width,
    since,
    ...(blankMeans ? { blankMeans } : {}),
  };
}

type TabDefinition<C extends Columns> = Omit<
  Tab<C>,
  | keyof Implied
  | 'key'
  | 'mayRepeat'
  | 'saysNothingWithout'
  | 'carriesOver'
  | 'endsWith'
  | 'yearOfRow'
  | 'bringsWhole'
  | 'mostRows'
  | 'pasted'
> &
  Partial<Implied<keyof C & string>> & {
    readonly key: readonly (keyof C & string)[];
    readonly mayRepeat?: boolean;
    readonly saysNothingWithout?: keyof C & string;
    readonly carriesOver?: boolean;
    readonly endsWith?: keyof C & string;
    readonly yearOfRow?: keyof C & string;
    readonly bringsWhole?: readonly string[];
    readonly mostRows?: number;
    readonly pasted?: PastedReader;
  };

const NOTHING_IMPLIED: Implied = {
  datesOnSchoolDays: [],
  happened: [],
  inOrder: [],
  memberOn: [],
  notItself: [],
  refersTo: [],
  dueAfter: null,
};

/** A column that the tab does not have does not compile, wherever it is named. */
export function defineTab<const C extends Columns>(definition: TabDefinition<C>): Tab<C> {
  return {
    ...NOTHING_IMPLIED,
    mayRepeat: false,
    saysNothingWithout: null,
    carriesOver: false,
    endsWith: null,
    yearOfRow: null,
    bringsWhole: [],
    mostRows: 60_000,
    pasted: null,
    ...definition,
  };
}

/** A reference to a row of another tab; a column that the other tab does not have does not compile. */
export function rowOf<T extends Tab, const Name extends string>(
  tab: T,
  columns: readonly (readonly [own: Name, theirs: keyof T['columns'] & string])[],
  words: ReferenceWords,
  severalDays: SeveralDays<keyof T['columns'] & string> | null = null,
): Reference<Name> {
  return { tab, columns, severalDays, words };
}
