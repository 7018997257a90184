/** What one cell holds, whoever wrote the file. Blank is null; dates are days since 30 December 1899, whatever epoch the file uses. */
export type RawCell = string | number | boolean | null | RawDate | RawError;
export interface RawDate {
  readonly date: number;
}
export interface RawError {
  /** As the spreadsheet shows it, such as "#N/A"; "not calculated" for a formula without a result. */
  readonly error: string;
}

/**
 * A tab as read: `rows[0]` is row 1, and every row down to the last that holds something is there, a blank one as `[]`. Rows end with
 * their last cell that holds something; what is beyond is blank.
 */
export interface RawTab {
  readonly title: string;
  readonly rows: readonly (readonly RawCell[])[];
}

/** How the title begins of what was put beside a workbook for one of its tabs; no tab can be called so. */
export function putBeside(title: string): string {
  return `${title}: `;
}

/** How a cell looks. Each adapter maps these few names to its own formats. */
export type CellStyle =
  | 'text'
  | 'title'
  | 'lead'
  | 'section'
  | 'heading'
  | 'label'
  | 'words'
  | 'link'
  | 'quiet'
  | 'good'
  | 'problem'
  | 'breach'
  | 'warning'
  | 'reminder'
  | 'yours';

/** A cell that Concordat writes. Text is always written as text, so nothing in it can become a formula. */
export interface SheetCell {
  readonly value: string | number | null;
  readonly style: CellStyle;
  /** Where a click leads within the same workbook. */
  readonly link?: { readonly tab: string; readonly cell: string };
}

export type ColumnFormat = 'text' | 'date' | 'money' | 'days' | 'number';

export interface NewColumn {
  readonly heading: string;
  /** Stands as a note on the heading. */
  readonly note: string | null;
  /** In characters of the standard font. */
  readonly width: number;
  readonly format: ColumnFormat;
  /** Offered as a dropdown; other values are let in and answered by a finding. */
  readonly choices: readonly string[] | { readonly tab: string; readonly column: number } | null;
  /** People may type here although the sheet is ours (Reply, Accept). */
  readonly yours?: boolean;
  readonly hidden?: boolean;
}

/** A sheet as it is first made. */
export interface NewSheet {
  /** Of its tab: where sheets have numbers, its number follows from this, and stays when the tab comes to be called otherwise. */
  readonly id: string;
  readonly title: string;
  /** `typed`: people fill it in, only the headings are locked. `own`: Concordat fills it in. */
  readonly purpose: 'typed' | 'own';
  readonly columns: readonly NewColumn[];
  /** False for a sheet laid out freely (Start here): no heading row, nothing frozen. */
  readonly headings: boolean;
  /** Rows below the headings, as values a person could have typed (dates as RawDate), or styled cells on our own sheets. */
  readonly rows: readonly (readonly (RawCell | SheetCell)[])[];
}

/** A sheet of our own as it should now stand, headings included. */
export interface OwnSheet {
  readonly title: string;
  readonly rows: readonly (readonly (SheetCell | null)[])[];
  /** Zero-based columns that belong to people: what stands there stays, to the byte. */
  readonly peoplesColumns: readonly number[];
  /** The first rows that belong to people in the same way; none, unless told. */
  readonly peoplesRows?: number;
}

/** `0 -> "A"`, `26 -> "AA"`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Zero-based column and one-based row to `D14`. */
export function cellName(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}
