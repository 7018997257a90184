import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Signer } from '../edges/ports.ts';
import { signatureHolds } from './signature.ts';

const publicKeyForm = z
  .strictObject({
    keyId: z.string(),
    /** SPKI, base64. */
    publicKey: z.base64(),
    /** The day it was first used, where that was noted. */
    from: z.iso.date().nullable().default(null),
    /** The signatures (base64) by which the key before it and this one vouch for each other; null where no key before it does. */
    introduction: z.strictObject({ byOlder: z.string(), byNewer: z.string() }).nullable().default(null),
  })
  .refine(({ keyId, publicKey }) => keyId === keyIdOf(publicKey));
const listForm = z.array(publicKeyForm).readonly();

/** A key that signs the history, or signed it: what everybody may know of it. */
export type PublicKey = z.infer<typeof publicKeyForm>;

/** What a list of public keys says, the oldest first; null where it is damaged or a key stands under another one's name. */
export function readKeyList(text: string): readonly PublicKey[] | null {
  try {
    return listForm.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The first 16 hex digits of a public key's fingerprint. */
export function keyIdOf(publicKey: string): string {
  return fingerprintOf(publicKey).slice(0, 16);
}

/** The SHA-256 of a public key (SPKI, base64): 64 hex digits, which nobody can make another key for. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
}

/** A key nobody vouches for: an alliance's first, or one that replaces a lost one. */
export function firstKey({ keyId, publicKey }: Signer, from: string): PublicKey {
  return { keyId, publicKey, from, introduction: null };
}

/** The key that takes over from another on the day `from`, vouched for by both: whoever knows either can tell that the other is right. */
export function introducedKey(older: Signer, newer: Signer, from: string): PublicKey {
  const text = introductionText(older.publicKey, newer.publicKey, from);
  return { ...firstKey(newer, from), introduction: { byOlder: older.sign(text), byNewer: newer.sign(text) } };
}

/** The keys in lines: one line in which each introduces the next, and a further one from each key that nobody introduced. */
export function keyLines(keys: readonly PublicKey[]): PublicKey[][] {
  const lines: PublicKey[][] = [];
  for (const key of keys) {
    const line = lines.at(-1);
    if (line && followsOn(line.at(-1)!, key)) line.push(key);
    else lines.push([key]);
  }
  return lines;
}

function followsOn(older: PublicKey, newer: PublicKey): boolean {
  if (newer.introduction === null) return false;
  const text = introductionText(older.publicKey, newer.publicKey, newer.from);
  const { byOlder, byNewer } = newer.introduction;
  return signatureHolds(older.publicKey, text, byOlder) && signatureHolds(newer.publicKey, text, byNewer);
}

function introductionText(older: string, newer: string, from: string | null): string {
  return `concordat-key-v1\n${older}\n${newer}\n${from}`;
}

/**
 * Public keys (SPKI, base64) by key id: every line with a key among `toldOf`, the ids that whoever asks was told of by the alliance,
 * and no other; where nobody was told of any, the line that the first key begins.
 */
export function trustedKeys(keys: readonly PublicKey[], toldOf: ReadonlySet<string> = new Set()): Map<string, string> {
  const lines = keyLines(keys);
  const trusted = toldOf.size === 0 ? lines.slice(0, 1) : lines.filter((line) => line.some(isAmong(toldOf)));
  return new Map(trusted.flat().map(({ keyId, publicKey }) => [keyId, publicKey]));
}

function isAmong(keyIds: ReadonlySet<string>) {
  return ({ keyId }: PublicKey) => keyIds.has(keyId);
}
