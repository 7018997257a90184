import type { ReadContext } from './cells/cell.ts';
import type { RawCell } from './sheet.ts';
import type { Columns, Tab } from './tab.ts';

/** A row's values as cells, in the order of the tab's columns: what a person could have typed. */
export function rowAsTyped(tab: Tab, row: object, context: ReadContext): RawCell[] {
  return Object.values(cellsByColumn(tab, row, context));
}

/** The same by column. */
export function cellsByColumn<C extends Columns>(
  { columns }: Tab<C>,
  row: object,
  context: ReadContext,
): Record<keyof C, RawCell> {
  const values = row as Readonly<Record<string, unknown>>;
  const cells = Object.entries(columns).map(([column, { cell }]) => {
    const value = values[column] ?? null;
    return [column, value === null ? null : cell.write(value, context)];
  });
  return Object.fromEntries(cells);
}
