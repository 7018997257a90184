import type { Store } from '../edges/ports.ts';
import { contentsOf } from './erasures.ts';
import type { Manifest } from './snapshot.ts';
import { manifestForm, readAs } from './stored-forms.ts';

/** A snapshot that was met on the way from a head to the first. */
export interface ChainedSnapshot {
  readonly workbook: string;
  readonly sequence: number;
  /** UTC with milliseconds. */
  readonly at: string;
  readonly asOf: string;
  readonly hash: string;
}

/** Documents print so many digits of a hash beside the whole one; with fewer, nothing is looked for. */
export const SHORTEST_HASH = 12;
/** Fewer digits prove nothing: whoever has the key could make another snapshot that begins alike. */
export const SHORTEST_PROOF = 32;
const HASH = /^[0-9a-f]{12,64}$/;
/** In full, in one piece or in the two halves that documents print. */
const WHOLE_HASH = /(?<![0-9a-z])[0-9a-f]{32}\s?[0-9a-f]{32}(?![0-9a-z])/gi;

/** A hash as it is stored, whole or shortened, from how people copy it; null for anything else and for one too short. */
export function readHash(typed: string): string | null {
  const hash = typed.replace(/\s/g, '').toLowerCase();
  return HASH.test(hash) ? hash : null;
}

/** The whole hashes in a text such as a saved answer of “concordat verify”, each once. */
export function wholeHashesIn(text: string): string[] {
  return [...new Set((text.match(WHOLE_HASH) ?? []).map((found) => readHash(found)!))];
}

export type Whereabouts =
  | { readonly found: 'in the history'; readonly snapshot: ChainedSnapshot }
  /** Stored, but none of the histories leads to it. */
  | { readonly found: 'left behind'; readonly manifest: Manifest }
  | { readonly found: 'several' }
  | { readonly found: 'nowhere' };

/** Where the snapshot of a hash stands, which may be shortened: in one of these histories, or only in the store. */
export async function findSnapshot(
  store: Store,
  histories: readonly ChainedSnapshot[],
  hash: string,
): Promise<Whereabouts> {
  const [snapshot, another] = histories.filter((one) => one.hash.startsWith(hash));
  if (another !== undefined) return { found: 'several' };
  if (snapshot !== undefined) return { found: 'in the history', snapshot };
  const manifest = readAs(manifestForm, (await contentsOf(store, [hash])).get(hash)?.text ?? '');
  return manifest === null ? { found: 'nowhere' } : { found: 'left behind', manifest };
}
