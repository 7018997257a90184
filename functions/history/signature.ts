import { createPublicKey, verify } from 'node:crypto';
import type { Signer } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';

/** Whether an Ed25519 signature (base64) over a text stands under a public key (SPKI, base64). Anything malformed does not. */
export function signatureHolds(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const bytes = Buffer.from(signature, 'base64');
    // Base64 has several spellings for the same bytes; only the usual one counts, so that no altered letter goes unseen.
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), key, bytes);
  } catch {
    return false;
  }
}

/** Who signed a record, and the signature (base64). */
export interface Signed {
  readonly keyId: string;
  readonly signature: string;
}

/** What a record is signed as, so that one is never taken for another. */
export type RecordKind =
  | 'concordat-number-v1'
  | 'concordat-issue-v1'
  | 'concordat-message-v1'
  | 'concordat-erasure-v1'
  | 'concordat-begun-anew-v1'
  | 'concordat-issued-list-v1';

/** A record with a signature over all that it says. */
export function signed<T extends object>(kind: RecordKind, record: T, { keyId, sign }: Signer): T & Signed {
  return { ...record, keyId, signature: sign(recordText(kind, record)) };
}

/** Whether one of these public keys (SPKI, base64, by key id) signed all that the record says. */
export function isSigned(kind: RecordKind, { keyId, signature, ...record }: Signed, keys: ReadonlyMap<string, string>) {
  const publicKey = keys.get(keyId);
  return publicKey !== undefined && signatureHolds(publicKey, recordText(kind, record), signature);
}

/** The public keys that may have signed these records, by key id. The list of keys is asked only where another key signed one. */
export async function keysNamedBy(records: readonly Signed[], signer: Signer): Promise<ReadonlyMap<string, string>> {
  const isOwn = records.every(({ keyId }) => keyId === signer.keyId);
  return isOwn ? new Map([[signer.keyId, signer.publicKey]]) : signer.listedKeys();
}

/** What is signed of a record, for whoever checks the signature elsewhere. */
export function recordText(kind: RecordKind, record: object): string {
  return `${kind}\n${canonicalText(record)}`;
}
