import type { CellType, ReadContext } from './cells/cell.ts';
import type { Setting } from './setting.ts';

export type WorkbookKind = 'alliance' | 'school';

export interface Column<T = unknown, Required extends boolean = boolean> {
  readonly heading: string;
  readonly cell: CellType<T>;
  readonly note: string;
  readonly required: Required;
  /** Free text beside figures about pupils: looked over for names and numbers that identify a child. */
  readonly aboutPupils: boolean;
  /** In characters. */
  readonly width: number;
  /** The version of the workbooks that first had it: in one made before, it is blank for every row unless somebody added it. */
  readonly since: number;
  blankMeans?(context: ReadContext): T | null;
}

export type Columns = Readonly<Record<string, Column>>;

/** One tab that people type in. The same definition makes the sheet, reads it and writes its reference page. */
export interface Tab<C extends Columns = Columns> {
  readonly id: string;
  readonly title: string;
  readonly workbook: WorkbookKind;
  /** What goes here, in a sentence, as *Start here* and the reference say it. */
  readonly purpose: string;
  /** The setting, yes or no, by which the alliance keeps this tab at all; null for one that every alliance has. */
  readonly keptBy: Setting<boolean> | null;
  readonly columns: C;
  /** The columns that tell one row from another. Nobody types an id. */
  readonly key: readonly string[];
  /** Two rows with one key can both be right, such as a morning and an afternoon. */
  readonly mayRepeat: boolean;
  /** Rows read at most. Where rows of two tabs are held against one another, so many that a check still ends soon. */
  readonly mostRows: number;
  /** Events happen on school days, unless the tab says otherwise. */
  readonly datesOnSchoolDays: readonly string[];
}

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

function column<T, R extends boolean>(
  heading: string,
  cell: CellType<T>,
  note: string,
  isRequired: R,
  { aboutPupils = false, width = 16, since = 1, blankMeans }: OptionalColumnOptions<T | null>,
): Column<T, R> {
  return {
    heading,
    cell,
    note,
    required: isRequired,
    aboutPupils,
    width,
    since,
    ...(blankMeans ? { blankMeans } : {}),
  };
}

type TabDefinition<C extends Columns> = Omit<
  Tab<C>,
  'key' | 'datesOnSchoolDays' | 'mayRepeat' | 'mostRows' | 'keptBy'
> & {
  readonly key: readonly (keyof C & string)[];
  readonly datesOnSchoolDays?: readonly (keyof C & string)[];
  readonly mayRepeat?: boolean;
  readonly mostRows?: number;
  readonly keptBy?: Setting<boolean>;
};

export function defineTab<const C extends Columns>(definition: TabDefinition<C>): Tab<C> {
  return { datesOnSchoolDays: [], mayRepeat: false, mostRows: 60_000, keptBy: null, ...definition };
}
