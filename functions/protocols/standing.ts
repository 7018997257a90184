import { daysFigure, pounds } from '../../sheets-schema/wording.ts';

/** What an amount is counted in, by how it is shown. */
export interface Unit {
  shown(amount: number): string;
}

export const HALF_DAYS: Unit = { shown: daysFigure };
export const PENCE: Unit = { shown: pounds };
/** Things that come whole: meetings, answers. */
export const PIECES: Unit = { shown: (count) => count.toLocaleString('en-GB') };

/** A promise and how far it is kept, for the lines and the grid under "Where you stand". */
export interface Standing {
  readonly what: string;
  readonly figure: string;
  readonly kept: boolean;
}

/** A standing with the figures behind its words. `done` is null while it is not known. */
export interface CountedStanding extends Standing {
  readonly unit: Unit;
  readonly done: number | null;
  readonly of: number;
}

/** How a promise stands of which nobody knows yet how far it is kept. */
export const NOT_KNOWN = { figure: 'not yet known', kept: false, done: null } as const;

/** Something to do by a day, and the tab it is about: in this workbook or the alliance's. */
export interface Due {
  readonly tab: string;
  /** Null where no day is set. */
  readonly by: string | null;
  readonly what: string;
}
