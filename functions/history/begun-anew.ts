import { z } from 'zod';
import type { Signer, Store } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';
import { isSigned, type Signed, signed } from './signature.ts';
import { contentNameForm, momentForm, readAs } from './stored-forms.ts';

const begunAnewForm = z.strictObject({
  /** The workbook whose history was lost and begun anew, by its key. */
  workbook: z.string(),
  /** The first snapshot of the new one. */
  first: contentNameForm,
  at: momentForm,
  keyId: z.string(),
  signature: z.string(),
});

function keyOf(workbook: string, first: string): string {
  return `begun-anew/${workbook}/${first}`;
}

/**
 * Keeps that somebody who may sign began a workbook's history anew, as the one before is lost for good: so that work goes on from it, though
 * the newest checkpoint covers the one that is gone. `verify` says of that all the same.
 */
export async function noteBegunAnew(
  { store, signer }: { readonly store: Store; readonly signer: Signer },
  { workbook, first, at }: { readonly workbook: string; readonly first: string; readonly at: string },
): Promise<void> {
  const record = signed('concordat-begun-anew-v1', { workbook, first, at }, signer);
  await store.compareAndSet(keyOf(workbook, first), null, canonicalText(record));
}

/** Whether one of our keys signed that a workbook's history begins anew with that snapshot. `keysOf`: the public keys that records name, by key id. */
export async function isBegunAnew(
  store: Pick<Store, 'getDocument'>,
  workbook: string,
  first: string,
  keysOf: (records: readonly Signed[]) => Promise<ReadonlyMap<string, string>>,
): Promise<boolean> {
  const kept = await store.getDocument(keyOf(workbook, first));
  const record = kept === null ? null : readAs(begunAnewForm, kept.value);
  if (record === null || record.workbook !== workbook || record.first !== first) return false;
  return isSigned('concordat-begun-anew-v1', record, await keysOf([record]));
}
