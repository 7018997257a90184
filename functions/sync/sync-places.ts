import { EdgeError } from '../edges/ports.ts';
import { workbookKey } from '../history/workbook-key.ts';
import type { SyncMoment, SyncOutcome, SyncPorts } from './sync-workbook.ts';
import { syncWorkbook } from './sync-workbook.ts';

export type PlaceOutcome =
  | { readonly place: string; readonly outcome: SyncOutcome }
  | { readonly place: string; readonly advice: string };

/** How often one run may come back to a workbook because another one changed. Two is what it takes; the rest is a bound. */
const MOST_VISITS = 4;

export interface SyncedPlaces {
  /** Checks these places, and after them whatever leans on a workbook that changed. Gives the last outcome of each. */
  sync(
    places: readonly string[],
    moment: SyncMoment,
    progress?: (outcome: PlaceOutcome) => void,
  ): Promise<PlaceOutcome[]>;
  /** A workbook that was taken away or renamed no longer stands in the way of a copy. */
  forget(place: string): void;
  /** Where the alliance's workbook of a year was found; null before it was read. */
  allianceOf(startYear: number): string | null;
}

/**
 * Workbooks lean on one another: a school's on the alliance's rows, and the alliance's *Start here* on what schools gave. So a
 * workbook whose snapshot is new sends the others of its year round again, until nothing is new.
 */
export function syncedPlaces(ports: SyncPorts): SyncedPlaces {
  const known = new Map<string, { key: string; kind: 'alliance' | 'school'; startYear: number }>();

  async function syncOne(place: string, moment: SyncMoment): Promise<PlaceOutcome> {
    try {
      const outcome = await syncWorkbook(place, ports, moment, (key) => {
        const twin = [...known].find(([other, who]) => other !== place && who.key === key)?.[0];
        return twin === undefined ? null : `This is a second copy of ${fileName(twin)}. Keep one of the two here.`;
      });
      const key = workbookKey(outcome.identity);
      known.set(place, { key, kind: outcome.identity.kind, startYear: outcome.identity.startYear });
      return { place, outcome };
    } catch (error) {
      if (!(error instanceof EdgeError)) throw error;
      known.delete(place);
      return { place, advice: error.advice };
    }
  }

  return {
    async sync(places, moment, progress = () => {}) {
      const queue = [...places];
      const visits = new Map<string, number>();
      const results = new Map<string, PlaceOutcome>();
      for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
        visits.set(place, (visits.get(place) ?? 0) + 1);
        const result = await syncOne(place, moment);
        results.set(place, result);
        progress(result);
        if (!('outcome' in result) || !result.outcome.committed) continue;
        const { kind, startYear } = result.outcome.identity;
        for (const [other, who] of known) {
          const leans = who.kind !== kind && who.startYear === startYear;
          if (leans && !queue.includes(other) && (visits.get(other) ?? 0) < MOST_VISITS) queue.push(other);
        }
      }
      return [...results.values()];
    },
    forget: (place) => void known.delete(place),
    allianceOf: (startYear) =>
      [...known].find(([, who]) => who.kind === 'alliance' && who.startYear === startYear)?.[0] ?? null,
  };
}

function fileName(place: string): string {
  return place.split(/[\\/]/).at(-1) ?? place;
}
