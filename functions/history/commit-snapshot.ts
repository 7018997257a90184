import type { Signer, Store } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';
import type { SnapshotPlan } from './plan-snapshot.ts';
import { type Head, headKey, textToSign } from './snapshot.ts';

/**
 * Stores the blobs, then moves the head. Stopped anywhere between, the old head still stands, and a second attempt ends as the
 * first would have. `expectedVersion` is the version the head was read at, null where there was none.
 * @throws EdgeError where another key has taken over from the signer's
 */
export async function commitSnapshot(
  store: Store,
  signer: Signer,
  plan: SnapshotPlan,
  expectedVersion: string | null,
): Promise<'committed' | 'someone-was-first'> {
  const { manifest, manifestHash } = plan;
  await signer.refuseIfEnded();
  await store.putBlobs(plan.blobs);
  const head: Head = {
    format: manifest.format,
    schema: manifest.schema,
    rules: manifest.rules,
    hash: manifestHash,
    sequence: manifest.sequence,
    at: manifest.at,
    asOf: manifest.asOf,
    signature: signer.sign(textToSign(manifest, manifestHash)),
    keyId: signer.keyId,
    publicKey: signer.publicKey,
    dayStart: plan.dayStart,
  };
  const version = await store.compareAndSet(headKey(manifest.workbook), expectedVersion, canonicalText(head));
  return version === null ? 'someone-was-first' : 'committed';
}
