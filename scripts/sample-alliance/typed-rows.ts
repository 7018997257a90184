import { serialOfDay } from '../../sheets-schema/cells/calendar-day.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';

/** A row as an office types it, by column; what is left out is blank. A day in a column of dates may stand as "2025-11-12". */
export type TypedRow<T extends Tab = Tab> = { [K in keyof T['columns'] & string]?: RawCell };

/** What is typed in one tab. */
export interface TypedIn {
  readonly tab: Tab;
  readonly rows: readonly TypedRow[];
}

export function typedIn<T extends Tab>(tab: T, rows: readonly TypedRow<T>[]): TypedIn {
  return { tab, rows } as TypedIn;
}

/** The rows of one workbook by tab id. */
export type TypedTabs = ReadonlyMap<string, TypedRow[]>;

/** @throws Error when the workbook has no such tab. */
export function rowsOf(tabs: TypedTabs, tab: Tab): TypedRow[] {
  const rows = tabs.get(tab.id);
  if (!rows) throw new Error(`This workbook has no ${tab.title}`);
  return rows;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** The rows as cells, in the order of the tab's columns. */
export function layOut(tab: Tab, rows: readonly TypedRow[]): RawCell[][] {
  const columns = Object.entries(tab.columns);
  return rows.map((row) =>
    columns.map(([id, { cell }]) => {
      const value = row[id] ?? null;
      return cell.format === 'date' && typeof value === 'string' && isDay(value) ? { date: serialOfDay(value) } : value;
    }),
  );
}
