import type { Secret } from '../edges/ports.ts';
import { canonicalText, contentName } from './canonical.ts';
import { keptBlob } from './kept-blob.ts';
import type { RecordValue } from './snapshot.ts';

/** A bucket larger than this (UTF-8) is split in two, unless it holds a single record. */
export const BUCKET_BYTES = 64 * 1024;
/** The largest record that is kept, key included. Keeps every blob well under a store's limit of 1 MiB. */
export const RECORD_BYTES = 512 * 1024;

interface Buckets {
  /** Names of blobs by bits. */
  readonly buckets: ReadonlyMap<string, string>;
  /** Blobs as they are kept, by name. */
  readonly blobs: ReadonlyMap<string, string>;
}

interface HashedRecord {
  readonly key: string;
  readonly hash: string;
  readonly text: string;
  readonly bytes: number;
}

/**
 * Puts records into buckets by the leading bits of their key's hash, splitting only what is too large. The outcome depends on
 * nothing but the records and the secret: sorting a sheet moves nothing, and one edited cell makes one new blob. The hash is keyed, as
 * the bits stand in the list of contents for good and would narrow down which keys there were.
 * @throws RangeError for a record above RECORD_BYTES; it names the section and nothing that was typed.
 */
export function bucketise(section: string, records: ReadonlyMap<string, RecordValue>, secret: Secret): Buckets {
  const buckets = new Map<string, string>();
  const blobs = new Map<string, string>();

  function place(bits: string, inside: readonly HashedRecord[]): void {
    if (inside.length === 0) return;
    if (inside.length > 1 && bucketBytes(section, bits, inside) > BUCKET_BYTES) {
      const firstOne = inside.findIndex((record) => bitAt(record.hash, bits.length) === 1);
      const middle = firstOne === -1 ? inside.length : firstOne;
      place(`${bits}0`, inside.slice(0, middle));
      place(`${bits}1`, inside.slice(middle));
      return;
    }
    const { name, text } = keptBlob(bucketText(section, bits, inside.toSorted(byKey)), secret);
    buckets.set(bits, name);
    blobs.set(name, text);
  }

  place('', inOrderOfHash(section, records, secret));
  return { buckets, blobs };
}

function inOrderOfHash(section: string, records: ReadonlyMap<string, RecordValue>, secret: Secret): HashedRecord[] {
  // One HMAC for a section, not one for each of its rows: what begins with it cannot be worked out without it.
  const ours = secret.keyed('bucket', section);
  const hashed: HashedRecord[] = [];
  for (const [key, value] of records) {
    const text = canonicalText([key, value]);
    const bytes = Buffer.byteLength(text);
    if (bytes > RECORD_BYTES)
      throw new RangeError(`a record in "${section}" is larger than ${RECORD_BYTES / 1024} KiB`);
    hashed.push({ key, hash: contentName(ours + canonicalText(key)), text, bytes });
  }
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

function byKey(one: HashedRecord, other: HashedRecord): number {
  return one.key < other.key ? -1 : 1;
}

function bucketText(section: string, bits: string, inside: readonly HashedRecord[]): string {
  const records = inside.map((record) => record.text).join(',');
  return `{"bits":"${bits}","records":[${records}],"section":${canonicalText(section)}}`;
}

function bucketBytes(section: string, bits: string, inside: readonly HashedRecord[]): number {
  const commas = inside.length - 1;
  return inside.reduce((sum, record) => sum + record.bytes, Buffer.byteLength(bucketText(section, bits, [])) + commas);
}

function bitAt(hash: string, position: number): number {
  const digit = Number.parseInt(hash.charAt(position >> 2), 16);
  return (digit >> (3 - (position & 3))) & 1;
}
