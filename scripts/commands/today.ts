import { dayInLondon } from '../../functions/figures/london-day.ts';

/** The day it is in London. */
export function todayInLondon(now = new Date()): string {
  return dayInLondon(now);
}
