import { moment as inWords } from '../../sheets-schema/wording.ts';
import { AdvisedError, type FolderListing } from '../edges/ports.ts';
import type { PlaceFault } from '../protocols/place-faults.ts';
import { Refusal } from '../refusal.ts';
import { allDeclared, leansOnWorkbook } from '../workbooks/kinds.ts';
import { allianceKey, ownerOfKey } from '../workbooks/workbook-key.ts';
import {
  keepPlaces,
  lookAtPlaces,
  type PlacesSeen,
  type SaidOfPlace,
  sayOfPlaces,
} from '../workbooks/workbook-places.ts';
import type { SyncMoment, SyncPorts } from './sync-ports.ts';
import { type SyncOutcome, syncWorkbook } from './sync-workbook.ts';

export type PlaceOutcome =
  | { readonly place: string; readonly outcome: SyncOutcome }
  | { readonly place: string; readonly advice: string };

/** How often one run may come back to a workbook because another one changed. Two is what it takes; the rest is a bound. */
const MOST_VISITS = 4;
const MOST_LOOKS = 5;

export interface SyncedPlaces {
  /**
   * Checks these places, and after them whatever leans on a workbook that changed. Gives the last outcome of each, and of every
   * place of the folder with something wrong about it, also where a workbook is gone from. `heldBack` says of a workbook, by its key,
   * why it is left alone for now.
   */
  sync(
    places: readonly string[],
    moment: SyncMoment,
    progress?: (outcome: PlaceOutcome) => void,
    heldBack?: (workbook: string) => string | null,
  ): Promise<PlaceOutcome[]>;
  /** Where the alliance's workbook of a year is; null before it was read. */
  allianceOf(startYear: number): string | null;
  /** A place by the key of every workbook that was there at the last look, checked or not. */
  there(): ReadonlyMap<string, string>;
}

/**
 * Workbooks lean on one another: a school's on the alliance's rows, and the alliance's *Start here* on what schools gave. So a
 * workbook whose snapshot is new sends the others of its year round again, and the alliance's those of the years beside it, in which some
 * of its rows count, until nothing is new. Before any is checked, all are
 * looked at: none may take another's place, and the alliance's workbook says which are gone.
 */
export function syncedPlaces(ports: SyncPorts & { readonly listing: FolderListing }): SyncedPlaces {
  const { store, workbooks, listing, catalogue = allDeclared } = ports;
  let seen: PlacesSeen = { held: new Map(), faults: [], there: new Map(), moved: new Map() };
  let said: readonly SaidOfPlace[] = [];

  async function look(): Promise<PlacesSeen> {
    for (let looks = 1; looks <= MOST_LOOKS; looks += 1) {
      const found = await lookAtPlaces(listing, workbooks, store, catalogue);
      if (await keepPlaces(store, found.moved)) return found;
    }
    throw new Refusal('Another Concordat is at work in this folder. Try again when it is done.', {
      code: 'busy',
      retryable: true,
    });
  }

  async function syncPlace(
    place: string,
    moment: SyncMoment,
    heldBack: (workbook: string) => string | null,
  ): Promise<PlaceOutcome> {
    try {
      const refuse = (key: string) =>
        seen.held.get(place) === key
          ? heldBack(key)
          : 'The workbook was changed just now. Save it again to have it checked.';
      const startYear = ownerOfKey(seen.held.get(place) ?? '', catalogue.kinds)?.startYear;
      const misplaced = [...seen.faults, ...perhapsUnlisted()].filter(({ owner }) => owner.startYear === startYear);
      return { place, outcome: await syncWorkbook(place, ports, moment, refuse, misplaced) };
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      return { place, advice: error.advice };
    }
  }

  /** Every school's workbook: which are unlisted is told by the rows of *Schools*. */
  function perhapsUnlisted(): PlaceFault[] {
    return [...seen.held].flatMap(([place, key]) => {
      const owner = ownerOfKey(key, catalogue.kinds)!;
      return owner.urn === null ? [] : { what: 'unlisted', owner, file: listing.nameOf(place) };
    });
  }

  function allianceOf(startYear: number): string | null {
    const key = allianceKey(startYear);
    return [...seen.held].find(([, held]) => held === key)?.[0] ?? null;
  }

  return {
    async sync(places, moment, progress = () => {}, heldBack = () => null) {
      const [seenBefore, saidBefore] = [seen, said];
      seen = await look();
      said = await sayOfPlaces(seen.faults, listing, store, moment.asOf);
      const advice = new Map(said.map((one) => [one.place, adviceOn(one, listing)]));

      const freed = saidBefore.map(({ place }) => place).filter((place) => seen.held.has(place));
      const toSaySo = yearsBetween(seenBefore.faults, seen.faults).flatMap((startYear) => allianceOf(startYear) ?? []);
      const queue = [...new Set([...places, ...freed, ...toSaySo])];
      const visits = new Map<string, number>();
      const results = new Map<string, PlaceOutcome>();
      for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
        visits.set(place, (visits.get(place) ?? 0) + 1);
        const refusal = advice.get(place);
        const result = refusal === undefined ? await syncPlace(place, moment, heldBack) : { place, advice: refusal };
        results.set(place, result);
        progress(result);
        if (!('outcome' in result) || !result.outcome.committed) continue;
        for (const [other, key] of seen.held) {
          const who = ownerOfKey(key, catalogue.kinds)!;
          if (
            leansOnWorkbook(who, result.outcome.identity) &&
            !queue.includes(other) &&
            (visits.get(other) ?? 0) < MOST_VISITS
          )
            queue.push(other);
        }
      }
      const heard = new Set(saidBefore.map(inFull));
      for (const one of said) {
        if (results.has(one.place)) continue;
        const result = { place: one.place, advice: advice.get(one.place)! };
        results.set(one.place, result);
        if (!heard.has(inFull(one))) progress(result);
      }
      return [...results.values()];
    },
    allianceOf,
    there: () => seen.there,
  };
}

/** Years of which something is wrong now that was not before, or the other way round. */
function yearsBetween(before: readonly PlaceFault[], now: readonly PlaceFault[]): number[] {
  // What a kind declares is no part of what is wrong.
  const inFull = (fault: PlaceFault) => JSON.stringify(fault, (name, value) => (name === 'kind' ? value.id : value));
  const differing = Map.groupBy([...before, ...now], inFull).values();
  const once = [...differing].filter((same) => same.length === 1).flat();
  return [...new Set(once.map(({ owner }) => owner.startYear))];
}

function inFull({ place, says, fix }: SaidOfPlace): string {
  return JSON.stringify([place, says, fix]);
}

/** What the coordinator reads beside the file's name: with the days of files among which to choose. */
function adviceOn({ fault, place, says, fix }: SaidOfPlace, listing: FolderListing): string {
  if (fault.what === 'unread') return fix;
  const others = fault.what === 'copy' ? [fault.of] : fault.what === 'twin' ? fault.others : [];
  if (others.length === 0) return `${says} ${fix}`;
  const written = [place, ...others.map((name) => listing.placeOf(name))].flatMap((one) => {
    const at = listing.writtenAt(one);
    return at === null ? [] : [`${one === place ? 'this one' : listing.nameOf(one)} on ${inWords(at)}`];
  });
  return `${says} ${fix} Last written: ${written.join('; ')}.`;
}
