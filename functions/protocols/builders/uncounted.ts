import type { Tab } from '../../../sheets-schema/tab.ts';
import { counted } from '../../../sheets-schema/wording.ts';
import type { Situation, WaitingRow } from '../situation.ts';

/**
 * Says, at the end of a message about what is missing, that rows wait to be mended which may be the answer; empty where none do.
 * Of the rows only those count that may be about what is missing.
 */
export function uncounted(input: Situation, tab: Tab, mayBeAbout: (row: WaitingRow) => boolean = () => true): string {
  return uncountedRows(input.waitingRows(tab).filter(mayBeAbout).length, tab);
}

/** The same of so many rows. */
export function uncountedRows(waiting: number, tab: Tab): string {
  return waiting === 0 ? '' : ` ${counted(waiting, 'row')} in ${tab.title} cannot be counted until mended.`;
}

/** Whether a column of a row that waits holds one of these, or what it holds cannot be told. */
export function mayHold({ read }: WaitingRow, column: string, is: (value: never) => boolean): boolean {
  const value = read[column] ?? null;
  return value === null || is(value as never);
}
