import type { Payers } from '../bank/payers.ts';
import type { ColumnFormat, RawCell } from '../sheet.ts';

/** Something to say about a cell: which message of its rule, and what goes into the gaps. */
export interface Remark {
  readonly message: string;
  readonly data?: Readonly<Record<string, string | number>>;
  /** The likely value, as a person would type it. */
  readonly suggestion?: string;
}

/** What came of reading a cell that is not blank. `note` says how something unclear was understood. */
export type Reading<T> = { readonly value: T; readonly note?: Remark } | { readonly problem: Remark };

/** Schools by every name they go by. Built from the alliance's *Schools* tab. */
export interface SchoolNames {
  /**
   * The URN of the one school meant; several where it could be more than one; none where nothing is near, or where so many names were
   * looked for before that it was not compared for slips.
   */
  find(
    typed: string,
  ):
    | { readonly urn: string; readonly exact: boolean }
    | { readonly candidates: readonly string[]; readonly notCompared?: true };
  /** The name to show people. */
  nameOf(urn: string): string;
}

/** What may be picked from a list, by every way it may be typed. */
export interface ChoiceList<V extends string = string> {
  /** As the dropdown offers them. */
  readonly texts: readonly string[];
  /** The choice meant, or the text of the likeliest. */
  find(typed: string): { readonly value: V } | { readonly likely: string | null };
  /** The text to show people. */
  textOf(value: string): string | undefined;
}

/** Lists that only the packs know, so that they come in with the reading. */
export interface Lists {
  /** `only` is what a blank stands for where there is nothing to choose between. */
  readonly protocols?: ChoiceList & { readonly only: string | null };
  readonly settings?: ChoiceList;
  readonly documents?: ChoiceList;
}
export type ListName = keyof Lists;

/** What reading may depend on besides the cell. */
export interface ReadContext {
  /** The year the academic year starts in: 2025 for 2025/26. */
  readonly academicYear: number;
  /** Day and month on which it begins, "09-01" unless told: a day without a year is the one in that year. */
  readonly yearBegins?: string;
  /** Null where no list of schools is at hand: names are then taken as typed. */
  readonly schools: SchoolNames | null;
  /** Who pays the alliance, by what stands at the bank; absent where nobody is known. */
  readonly payers?: Payers;
  /** Absent where no such lists are at hand: what is typed is then taken as it stands. */
  readonly lists?: Lists;
}

export interface CellMessage {
  readonly severity: 'problem' | 'warning' | 'note';
  /** `{cell}`, `{typed}` and `{heading}` are always there to use; other gaps come from the remark's data. */
  readonly says: string;
  readonly fix: string;
}

/** What reading one cell gave cause to say. */
export interface CellRemark {
  readonly rule: string;
  readonly message: CellMessage;
  readonly messageId: string;
  readonly remark: Remark;
  readonly column: string;
  readonly rowNumber: number;
  readonly key: string;
  /** The cell as shown to its owner, cut short. */
  readonly typed: string;
}

/** One kind of cell: how it is read, shown and explained. */
export interface CellType<T> {
  readonly name: string;
  readonly format: ColumnFormat;
  /** The general check that speaks when it cannot be read. */
  readonly rule: string;
  readonly messages: Readonly<Record<string, CellMessage>>;
  /** What may be typed, for the heading's note: "Type a date such as 3/9/2026." */
  readonly hint: string;
  readonly choices: readonly string[] | 'schools' | ListName | null;
  read(raw: Exclude<RawCell, null>, context: ReadContext): Reading<T>;
  /** Reads the cells of a column alike, one after another. What it remembers of them goes with it. */
  readerIn(context: ReadContext): (raw: Exclude<RawCell, null>) => Reading<T>;
  /** The value as a person would type it. */
  show(value: T, context: ReadContext): string;
  /** The value as a cell of this kind holds it: a day as a date, money as a number. Read again, it is the same value. */
  write(value: T, context: ReadContext): Exclude<RawCell, null>;
}
