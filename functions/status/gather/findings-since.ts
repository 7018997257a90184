import type { Store } from '../../edges/ports.ts';
import { listSnapshots, readContent } from '../../history/read-history.ts';
import { FINDINGS } from '../../history/records.ts';
import type { Manifest } from '../../history/snapshot.ts';

/** Snapshots looked through; what is older is "or earlier". */
const MOST_SNAPSHOTS = 100;

export interface Since {
  readonly date: string;
  /** The history looked through does not reach back to where it began. */
  readonly orEarlier: boolean;
}

/** Since when each finding has stood without a break, by its fingerprint; one that no snapshot holds is absent. */
export async function findingsSince(
  store: Store,
  workbook: string,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, Since>> {
  const since = new Map<string, Since>();
  let standing = new Set(fingerprints);
  let looked = 0;
  let buckets = '';
  for await (const { manifest } of listSnapshots(store, workbook)) {
    if (standing.size === 0) break;
    const more = looked === MOST_SNAPSHOTS;
    const namedSame = JSON.stringify(manifest.sums?.findings ?? manifest.sections[FINDINGS]?.buckets ?? {});
    if (namedSame !== buckets) {
      standing = standing.intersection(await fingerprintsIn(store, manifest));
      buckets = namedSame;
    }
    for (const fingerprint of standing) since.set(fingerprint, { date: manifest.asOf, orEarlier: more });
    if (more) break;
    looked += 1;
  }
  return since;
}

async function fingerprintsIn(store: Store, manifest: Manifest): Promise<ReadonlySet<string>> {
  if (manifest.sums !== null) return new Set(manifest.sums.findings.map(({ fingerprint }) => fingerprint));
  return new Set((await readContent(store, manifest, [FINDINGS])).get(FINDINGS)?.keys());
}
