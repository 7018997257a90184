import type { ReadContext } from './cells/cell.ts';
import type { RawCell } from './sheet.ts';
import type { Tab } from './tab.ts';

/** A row's values as cells, in the order of the tab's columns: what a person could have typed. */
export function rowAsTyped(tab: Tab, row: object, context: ReadContext): RawCell[] {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.entries(tab.columns).map(([column, { cell }]) => {
    const value = values[column] ?? null;
    return value === null ? null : cell.write(value, context);
  });
}
