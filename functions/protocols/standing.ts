import type { ChosenBy, Held } from '../../sheets-schema/setting.ts';
import { daysFigure, longDate, pounds } from '../../sheets-schema/wording.ts';

/** What an amount is counted in, by how it is shown. */
export interface Unit {
  shown(amount: number): string;
}

export const HALF_DAYS: Unit = { shown: daysFigure };
export const PENCE: Unit = { shown: pounds };
/** Things that come whole: meetings, answers. */
export const PIECES: Unit = { shown: (count) => count.toLocaleString('en-GB') };

/**
 * How a promise stands. `open`: there is time, nobody knows yet, or it is late only by what we suggested. `overdue`: its day has passed,
 * and it can still be done. `not kept`: it can no longer be mended. `agreed`: the alliance agreed otherwise with the school.
 */
export type State = 'kept' | 'agreed' | 'open' | 'overdue' | 'not kept';

/** A promise and how far it is kept, for the lines and the grid under "Where you stand". */
export interface Standing {
  readonly what: string;
  readonly figure: string;
  readonly state: State;
  /** The day it was to be done by, of what is overdue; null of all else. */
  readonly dueOn: string | null;
}

/** A standing with the figures behind its words. `done` is null while it is not known. */
export interface CountedStanding extends Standing {
  readonly unit: Unit;
  readonly done: number | null;
  readonly of: number;
  /** How much of it is overdue, where the rest of what is missing is not. */
  readonly overdue?: number;
}

/** How a promise stands of which nobody knows yet how far it is kept. */
export const NOT_KNOWN = { figure: 'not yet known', state: 'open', dueOn: null, done: null } as const;

/** What is kept, and nothing late about it. */
export const KEPT = { state: 'kept', dueOn: null } as const;
/** What is neither kept nor late. */
export const OPEN = { state: 'open', dueOn: null } as const;

interface Deadline {
  readonly enough: boolean;
  /** The last day. */
  readonly by: Held<string>;
  /** Who fixed how much is to be done by then: what falls short of our own number makes nothing late. */
  readonly amountChosenBy?: ChosenBy;
  /** The last day of the academic year, after which a day that only we suggested excuses nobody. */
  readonly yearEnds: string;
  readonly asOf: string;
  /** It may be enough for all that can be read: rows wait to be mended. */
  readonly isUncertain: boolean;
  readonly isAgreed: boolean;
  /** What it is once its day has passed: whether it can still be done. */
  readonly late: 'overdue' | 'not kept';
}

/** How what is to be done by a day stands. A day that only we suggested makes nothing late before the year has ended. */
export function byItsDay(of: Deadline): Pick<Standing, 'state' | 'dueOn'> {
  const { enough, by, amountChosenBy, yearEnds, asOf, isUncertain, isAgreed, late } = of;
  if (enough) return KEPT;
  const lateAfter = by.chosenBy === 'us' && by.value < yearEnds ? yearEnds : by.value;
  if (asOf <= lateAfter || isUncertain || amountChosenBy === 'us') return OPEN;
  if (isAgreed) return { state: 'agreed', dueOn: null };
  return { state: late, dueOn: late === 'overdue' ? by.value : null };
}

/** What is said of a standing besides its figure: the state, with how much is over or the day it was due; null where there is nothing yet. */
export function stateSaid({ state, dueOn, unit, done, of }: CountedStanding): { word: string; more: string } | null {
  if (done === null || of === 0) return null;
  const over = state === 'kept' && done > of ? `, ${unit.shown(done - of)} over` : '';
  const due = dueOn === null ? '' : `, due on ${longDate(dueOn)}`;
  return { word: state === 'agreed' ? 'agreed otherwise' : state, more: `${over}${due}` };
}

/** Something to do by a day, and the tab it is about: in this workbook or the alliance's. */
export interface Due {
  readonly tab: string;
  /** Null where no day is set. */
  readonly by: string | null;
  readonly what: string;
}
