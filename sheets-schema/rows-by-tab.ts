import type { Row, Tab } from './tab.ts';

/** Rows by tab id, of a workbook as read or of a snapshot. */
export type RowsByTab = ReadonlyMap<string, readonly object[]>;

/** The ids of columns whose heading was not there, by the ids of their tabs; a tab with none is not here. */
export type MissingColumns = Readonly<Record<string, readonly string[]>>;

/** The rows of a tab. A column that is younger than the snapshot they are from, or than the workbook it is of, is blank. */
export function rowsOf<T extends Tab>(rows: RowsByTab, tab: T): readonly Row<T>[] {
  const found = rows.get(tab.id) ?? [];
  const younger = Object.keys(tab.columns).filter((column) => found.length > 0 && !(column in found[0]!));
  if (younger.length === 0) return found as readonly Row<T>[];
  const blank = Object.fromEntries(younger.map((column) => [column, null]));
  return found.map((row) => ({ ...blank, ...row })) as unknown as readonly Row<T>[];
}

/** Rows of a tab without these columns: what would stand in them is not known, and not blank. */
export function notKnownIn<R extends { readonly unread?: readonly string[] }>(
  columns: readonly string[],
  rows: readonly R[],
): readonly R[] {
  if (columns.length === 0) return rows;
  return rows.map((row) => ({ ...row, unread: [...(row.unread ?? []), ...columns] }));
}

/** A row that counts in one year and is typed in the workbook of another, which begins in `typedIn`. */
export interface RowElsewhere {
  readonly tab: string;
  readonly typedIn: number;
  readonly row: object;
}

/** A row that waits to be mended, with its cells as they were typed, by column, and the school where that could be read. */
export interface UnusableCells {
  readonly tab: string;
  readonly school: string | null;
  readonly cells: Readonly<Record<string, string>>;
}

/** What counts in a year, or may once it is mended, and is typed in the same workbook of the years beside it. */
export interface Elsewhere {
  readonly rows: readonly RowElsewhere[];
  readonly waiting: readonly (UnusableCells & { readonly typedIn: number })[];
  /** What the year before carries forward into it. */
  readonly carried: Carried;
}

/** Amounts that a year leaves to the next, by what they are of and then by school. */
export type Carried = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const NOTHING_ELSEWHERE: Elsewhere = { rows: [], waiting: [], carried: {} };
