import type { Tab } from '../../../sheets-schema/tab.ts';
import { counted } from '../../../sheets-schema/wording.ts';
import type { Situation } from '../situation.ts';

/**
 * Says, at the end of a message about what is missing, that rows wait to be mended which may be the answer; empty where none do.
 * With a school, only rows that are or may be about it count.
 */
export function uncounted(input: Situation, tab: Tab, urn?: string): string {
  return uncountedRows(input.waiting(tab, urn), tab);
}

/** The same of so many rows. */
export function uncountedRows(waiting: number, tab: Tab): string {
  return waiting === 0 ? '' : ` ${counted(waiting, 'row')} in ${tab.title} cannot be counted until mended.`;
}
