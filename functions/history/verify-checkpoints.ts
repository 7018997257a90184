import { longDate } from '../../sheets-schema/wording.ts';
import type { Store } from '../edges/ports.ts';
import { CHECKPOINTS, type Checkpoint, faultsInIssued, issuedIn, readCheckpoint } from './checkpoint.ts';
import type { ChainedSnapshot } from './find-snapshot.ts';
import type { TrustedKeys } from './public-keys.ts';
import { listSnapshots } from './read-history.ts';
import { headKey, type Manifest } from './snapshot.ts';
import { type HistoryCheck, verifyHistory } from './verify-history.ts';

/** What the checkpoints say of the histories as they stand. */
export interface CheckpointsCheck {
  /** Whether their own history fits together; null where there is no checkpoint yet. */
  readonly chain: HistoryCheck | null;
  /** Newest first; none where the chain does not fit. */
  readonly checkpoints: readonly Checkpoint[];
  /** What they cover and does not stand any more, the oldest checkpoint's word for each, in plain sentences. */
  readonly faults: readonly string[];
}

/** What was found on the way from every head to its first snapshot. */
export interface Walked {
  /** Every snapshot that the present heads lead to. */
  readonly passed: readonly ChainedSnapshot[];
  /** Workbooks whose histories do not fit in themselves or cannot be read here: of these that is said, and no more. */
  readonly unfit: ReadonlySet<string>;
  /** What people call a workbook. */
  readonly named: (workbook: string) => string;
}

/** Holds the histories and the register, as they stand, against every checkpoint. */
export async function verifyCheckpoints(store: Store, keys: TrustedKeys, walked: Walked): Promise<CheckpointsCheck> {
  if ((await store.getDocument(headKey(CHECKPOINTS))) === null) return { chain: null, checkpoints: [], faults: [] };
  const chain = await verifyHistory(store, CHECKPOINTS, keys);
  if (!chain.ok) return { chain, checkpoints: [], faults: [] };
  const checkpoints: Checkpoint[] = [];
  for await (const { hash, manifest } of listSnapshots(store, CHECKPOINTS))
    checkpoints.push(await readCheckpoint(store, hash, manifest));
  const against = checkerAgainst(walked, await issuedIn(store));
  const faults = new Map<string, string>();
  // Newest first, so that the oldest that covers what is gone has the last word.
  for (const checkpoint of checkpoints) for (const [of, fault] of against(checkpoint)) faults.set(of, fault);
  return { chain, checkpoints, faults: [...faults.values()] };
}

/** "checkpoint 3 of 3 November 2025". */
function called({ sequence, asOf }: Pick<Manifest, 'sequence' | 'asOf'>): string {
  return `checkpoint ${sequence} of ${longDate(asOf)}`;
}

/**
 * Says of a checkpoint what it covers and does not stand any more: by workbook or document, in a sentence. `issued`: the register as it
 * stands, the SHA-256 of each entry by number.
 */
export function checkerAgainst({ passed, unfit, named }: Walked, issued: ReadonlyMap<string, string>) {
  const standing = new Map<string, Map<number, string>>();
  for (const { workbook, sequence, hash } of passed) {
    const chain = standing.get(workbook) ?? new Map<number, string>();
    standing.set(workbook, chain.set(sequence, hash));
  }
  return ({ manifest, heads, issued: covered }: Checkpoint): Map<string, string> => {
    const which = called(manifest);
    const faults = new Map<string, string>();
    for (const [workbook, { hash, sequence }] of heads) {
      const chain = standing.get(workbook);
      if (chain?.get(sequence) === hash || unfit.has(workbook)) continue;
      const became = chain === undefined ? 'is gone' : `does not lead to its snapshot ${sequence} any more`;
      faults.set(workbook, `The history of ${named(workbook)} ${became}: ${which} covers it.`);
    }
    for (const [number, fault] of faultsInIssued({ issued: covered }, issued, which)) faults.set(number, fault);
    return faults;
  };
}
