import { noteBegunAnew } from '../history/begun-anew.ts';
import { commitSnapshot } from '../history/commit-snapshot.ts';
import type { Planned } from './plan.ts';
import type { Read } from './read.ts';
import type { StepPorts } from './sync-ports.ts';

/**
 * Step 5: the blobs first, then the head, which moves only if it is still the one that was read: of two runs at once one starts again.
 * @throws EdgeError where the store cannot be written
 */
export async function commit(
  { workbook, latest, beginsAnew }: Read,
  { snapshot }: Planned,
  { store, signer }: StepPorts,
): Promise<'done' | 'start-again'> {
  if (snapshot === null) return 'done';
  if (beginsAnew) {
    const { manifestHash: first, manifest } = snapshot;
    await noteBegunAnew({ store, signer }, { workbook, first, at: manifest.at });
  }
  const committed = await commitSnapshot(store, signer, snapshot, latest?.version ?? null);
  return committed === 'someone-was-first' ? 'start-again' : 'done';
}
