/** A promise and how far it is kept, for the lines and the grid under "Where you stand". */
export interface Standing {
  readonly what: string;
  readonly figure: string;
  readonly kept: boolean;
}

/** A standing with the figures behind its words: half-days, pence or meetings. `done` is null while it is not known. */
export interface CountedStanding extends Standing {
  readonly unit: 'half-days' | 'pence' | 'meetings';
  readonly done: number | null;
  readonly of: number;
}

/** Something to do by a day, and the tab it is about: in this workbook or the alliance's. */
export interface Due {
  readonly tab: string;
  /** Null where no day is set. */
  readonly by: string | null;
  readonly what: string;
}
