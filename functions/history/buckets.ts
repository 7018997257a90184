import { canonicalText, contentName } from './canonical.ts';
import type { RecordValue } from './snapshot.ts';

/** A bucket larger than this (UTF-8) is split in two, unless it holds a single record. */
export const BUCKET_BYTES = 64 * 1024;
/** The largest record that is kept, key included. Keeps every blob well under a store's limit of 1 MiB. */
export const RECORD_BYTES = 512 * 1024;

interface Buckets {
  /** Content names by bits. */
  readonly buckets: ReadonlyMap<string, string>;
  /** Texts by content name. */
  readonly blobs: ReadonlyMap<string, string>;
}

interface HashedRecord {
  readonly hash: string;
  readonly text: string;
  readonly bytes: number;
}

/**
 * Puts records into buckets by the leading bits of their key's hash, splitting only what is too large. The outcome depends on
 * nothing but the records: sorting a sheet moves nothing, and one edited cell makes one new blob.
 * @throws RangeError for a record above RECORD_BYTES; it names the section and nothing that was typed.
 */
export function bucketise(section: string, records: ReadonlyMap<string, RecordValue>): Buckets {
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
    const text = bucketText(section, bits, inside);
    const name = contentName(text);
    buckets.set(bits, name);
    blobs.set(name, text);
  }

  place('', inOrderOfHash(section, records));
  return { buckets, blobs };
}

/** Where a key belongs: the SHA-256 of its canonical JSON, 64 hex digits. */
export function keyHash(key: string): string {
  return contentName(canonicalText(key));
}

export function belongsTo(bits: string, hash: string): boolean {
  for (let position = 0; position < bits.length; position++) {
    if (String(bitAt(hash, position)) !== bits[position]) return false;
  }
  return true;
}

function inOrderOfHash(section: string, records: ReadonlyMap<string, RecordValue>): HashedRecord[] {
  const hashed: HashedRecord[] = [];
  for (const [key, value] of records) {
    const text = canonicalText([key, value]);
    const bytes = Buffer.byteLength(text);
    if (bytes > RECORD_BYTES)
      throw new RangeError(`a record in "${section}" is larger than ${RECORD_BYTES / 1024} KiB`);
    hashed.push({ hash: keyHash(key), text, bytes });
  }
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1));
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
