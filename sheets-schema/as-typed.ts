import { serialOfDay } from './cells/calendar-day.ts';
import type { RawCell } from './sheet.ts';
import type { Tab } from './tab.ts';

/** A row's values as a person could have typed them, in the order of the tab's columns; a day as a spreadsheet keeps it. */
export function asTyped(tab: Tab, row: object, academicYear: number): RawCell[] {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.entries(tab.columns).map(([column, { cell }]) => {
    const value = values[column] ?? null;
    if (value === null) return null;
    if (cell.format === 'date') return { date: serialOfDay(String(value)) };
    // Where another column decides the kind, the history keeps the cell itself.
    if (cell.name === 'value') return value as RawCell;
    return cell.show(value, { academicYear, schools: null });
  });
}
