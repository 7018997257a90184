import { calendarDayOfSerial, dayAsTyped } from './cells/calendar-day.ts';
import type { ReadContext } from './cells/cell.ts';
import type { Headings } from './find-headings.ts';
import type { RawCell } from './sheet.ts';
import type { Column, Tab } from './tab.ts';

/** A row's values as cells, in the order of the tab's columns: what a person could have typed. */
export function rowAsTyped(tab: Tab, row: object, context: ReadContext): RawCell[] {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.entries(tab.columns).map(([column, { cell }]) => {
    const value = values[column] ?? null;
    return value === null ? null : cell.write(value, context);
  });
}

/** A day and figures stand as a date and as a number again where the column holds such; anything else as the words it was. */
export function cellAsTyped({ cell }: Column, typed: string, context: ReadContext): RawCell {
  if (typed === '' || cell.format === 'text') return typed || null;
  if (cell.format !== 'date')
    return String(Number(typed)) === typed && Number.isFinite(Number(typed)) ? Number(typed) : typed;
  const reading = cell.read(typed, context);
  const isPlain = 'value' in reading && cell.show(reading.value, context) === typed;
  return isPlain ? cell.write(reading.value, context) : typed;
}

/** Characters of one cell that are kept as typed. */
const LONGEST_KEPT = 2000;

/** A row's cells as they were typed, by column. */
export function typedByColumn({ places }: Headings, cells: readonly RawCell[]): Record<string, string> {
  return Object.fromEntries([...places].map(([column, place]) => [column, wholeText(cells[place] ?? null)] as const));
}

export function wholeText(cell: RawCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return 'date' in cell ? dayAsTyped(calendarDayOfSerial(cell.date) ?? '') : cell.error;
  return String(cell).slice(0, LONGEST_KEPT).toWellFormed();
}
