import { dayInLondon } from '../../functions/figures/london-day.ts';

/** The day it is in London. */
export function todayInLondon(now = new Date()): string {
  return dayInLondon(now);
}

/** This instant, and the day it is in London. */
export function thisMoment(now = new Date()): { readonly at: string; readonly asOf: string } {
  return { at: now.toISOString(), asOf: todayInLondon(now) };
}
