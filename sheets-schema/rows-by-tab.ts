import type { Row, Tab } from './tab.ts';

/** Rows by tab id, of a workbook as read or of a snapshot. */
export type RowsByTab = ReadonlyMap<string, readonly object[]>;

/** The rows of a tab. A column that is younger than the snapshot they are from, or than the workbook it is of, is blank. */
export function rowsOf<T extends Tab>(rows: RowsByTab, tab: T): readonly Row<T>[] {
  const found = rows.get(tab.id) ?? [];
  const younger = Object.keys(tab.columns).filter((column) => found.length > 0 && !(column in found[0]!));
  if (younger.length === 0) return found as readonly Row<T>[];
  const blank = Object.fromEntries(younger.map((column) => [column, null]));
  return found.map((row) => ({ ...blank, ...row })) as unknown as readonly Row<T>[];
}
