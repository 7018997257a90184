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

/** When a key ended: another took over from it, from that day on. */
export interface EndOfKey {
  readonly by: string;
  readonly on: string | null;
}

/** Public keys (SPKI, base64) by key id, in the order in which they took over. */
export interface TrustedKeys extends ReadonlyMap<string, string> {
  /** By key id, those that ended; absent where what they sign afterwards counts all the same. */
  readonly ended?: ReadonlyMap<string, EndOfKey>;
}

/**
 * The keys of every line with a key among `toldOf`, the ids that whoever asks was told of by the alliance, and no other; where nobody
 * was told of any, of the line that the first key begins.
 */
export function trustedKeys(keys: readonly PublicKey[], toldOf: ReadonlySet<string> = new Set()): TrustedKeys {
  const lines = keyLines(keys);
  const trusted = toldOf.size === 0 ? lines.slice(0, 1) : lines.filter((line) => line.some(isAmong(toldOf)));
  const ends = trusted.flatMap((line) =>
    line.slice(1).map(({ keyId, from }, at): [string, EndOfKey] => [line[at]!.keyId, { by: keyId, on: from }]),
  );
  const inOrder = new Map(trusted.flat().map(({ keyId, publicKey }) => [keyId, publicKey]));
  return Object.assign(inOrder, { ended: new Map(ends) });
}

/** Whether a key signed something of a day after another had taken over from it: which; null where not. */
export function endedBefore(day: string, keyId: string, { ended }: TrustedKeys): EndOfKey | null {
  const end = ended?.get(keyId);
  return end !== undefined && end.on !== null && day > end.on ? end : null;
}

/** Whether the older of two keys signed what follows on something that the newer one signed. */
export function isOutOfTurn(before: string, after: string, keys: TrustedKeys): boolean {
  if (keys.ended === undefined) return false;
  const inOrder = [...keys.keys()];
  return inOrder.includes(after) && inOrder.indexOf(before) > inOrder.indexOf(after);
}

function isAmong(keyIds: ReadonlySet<string>) {
  return ({ keyId }: PublicKey) => keyIds.has(keyId);
}
