import type { PlaceOutcome } from '../sync/sync-places.ts';
import type { SyncMoment } from '../sync/sync-ports.ts';
import { workbookKey } from '../workbooks/workbook-key.ts';

/** A workbook as its last check left it. */
export type CheckedWorkbook = Extract<PlaceOutcome, { outcome: unknown }>;

/** What the last check of each workbook said, for whoever looks in between. */
export interface LatestChecks {
  record(outcomes: readonly PlaceOutcome[], moment: SyncMoment): void;
  /** A workbook that was taken away is no longer shown. */
  forget(place: string, moment: SyncMoment): void;
  all(): readonly PlaceOutcome[];
  checked(key: string): CheckedWorkbook | null;
  /** When something was last recorded or forgotten; null before the first check has ended. */
  last(): SyncMoment | null;
  /** Calls back after each change, until what it gives is called. */
  follow(listener: (moment: SyncMoment) => void): () => void;
}

export function latestChecks(): LatestChecks {
  const outcomes = new Map<string, PlaceOutcome>();
  const listeners = new Set<(moment: SyncMoment) => void>();
  let last: SyncMoment | null = null;

  function tellAll(moment: SyncMoment): void {
    last = moment;
    for (const listener of listeners) listener(moment);
  }

  return {
    record(fresh, moment) {
      for (const outcome of fresh) outcomes.set(outcome.place, outcome);
      tellAll(moment);
    },
    forget(place, moment) {
      if (outcomes.delete(place)) tellAll(moment);
    },
    all: () => [...outcomes.values()],
    checked: (key) => [...outcomes.values()].filter(wasChecked).find((one) => keyOfChecked(one) === key) ?? null,
    last: () => last,
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function wasChecked(one: PlaceOutcome): one is CheckedWorkbook {
  return 'outcome' in one;
}

export function keyOfChecked({ outcome }: CheckedWorkbook): string {
  return workbookKey(outcome.identity);
}
