import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKET_BYTES, belongsTo, bucketise, keyHash, RECORD_BYTES } from '../../functions/history/buckets.ts';
import { canonicalText, contentName } from '../../functions/history/canonical.ts';
import type { Bucket, RecordValue } from '../../functions/history/snapshot.ts';
import { runs } from '../support/property-runs.ts';
import { staffDay, staffDays } from '../support/take-snapshot.ts';

/** Up to 40 records of up to 12 KB: from one bucket to a few levels of splitting. */
const records = fc
  .uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.nat(12_000)), { selector: ([key]) => key, maxLength: 40 })
  .map((entries) => new Map(entries.map(([key, size]): [string, RecordValue] => [key, { text: 'x'.repeat(size) }])));

const read = (text: string) => JSON.parse(text) as Bucket;

describe('bucketise', () => {
  it('puts nothing nowhere, and a few records into one bucket', () => {
    expect(bucketise('staff-days', new Map()).buckets.size).toBe(0);
    expect([...bucketise('staff-days', staffDays(100)).buckets.keys()]).toEqual(['']);
  });

  it('holds every record once, where its key belongs, in canonical JSON under its content name', () => {
    fc.assert(
      fc.property(records, (all) => {
        const { buckets, blobs } = bucketise('staff-days', all);
        expect([...blobs.keys()].sort()).toEqual([...buckets.values()].sort());
        const found: (readonly [string, RecordValue])[] = [];
        for (const [bits, name] of buckets) {
          const text = blobs.get(name)!;
          const bucket = read(text);
          expect(contentName(text)).toBe(name);
          expect(canonicalText(bucket)).toBe(text);
          expect(bucket).toMatchObject({ section: 'staff-days', bits });
          const hashes = bucket.records.map(([key]) => keyHash(key));
          expect(hashes).toEqual(hashes.toSorted());
          expect(hashes.every((hash) => belongsTo(bits, hash))).toBe(true);
          found.push(...bucket.records);
        }
        expect(found).toHaveLength(all.size);
        expect(new Map(found)).toEqual(all);
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    const twoOrders = records.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.size, maxLength: all.size })),
    );
    fc.assert(
      fc.property(twoOrders, ([all, shuffled]) => {
        expect(bucketise('staff-days', new Map(shuffled))).toEqual(bucketise('staff-days', all));
      }),
    );
  });

  it('never lets a bucket of several records grow beyond its bound, nor splits one that would fit', () => {
    fc.assert(
      fc.property(records, (all) => {
        const { buckets, blobs } = bucketise('section ½', all);
        for (const [bits, name] of buckets) {
          const text = blobs.get(name)!;
          if (read(text).records.length > 1) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(BUCKET_BYTES);
          const sibling = bits.slice(0, -1);
          const family = [...all].filter(([key]) => belongsTo(sibling, keyHash(key)));
          const merged = canonicalText({ section: 'section ½', bits: sibling, records: family });
          if (bits !== '') expect(Buffer.byteLength(merged)).toBeGreaterThan(BUCKET_BYTES);
        }
      }),
    );
  });

  it('writes one new bucket for one edited record that keeps its size', () => {
    const before = bucketise('staff-days', staffDays(3000));
    expect(before.buckets.size).toBeGreaterThan(4);
    fc.assert(
      fc.property(fc.nat(2999), fc.integer({ min: 3, max: 9 }), (row, halfDays) => {
        const edited = staffDays(3000).set(`name ${row}|2025-11-03|1`, { ...staffDay(row), halfDays });
        const after = bucketise('staff-days', edited);
        expect([...after.buckets.keys()]).toEqual([...before.buckets.keys()]);
        expect([...after.blobs.keys()].filter((name) => !before.blobs.has(name))).toHaveLength(1);
      }),
      runs(20),
    );
  });

  it('writes only the bucket of an edited record, split or merged where its size asks for it', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(40_000), (all, pick, size) => {
        fc.pre(all.size > 0);
        const key = [...all.keys()][pick % all.size]!;
        const before = bucketise('staff-days', all);
        const after = bucketise('staff-days', new Map(all).set(key, { text: 'y'.repeat(size) }));
        const old = [...before.buckets.keys()].find((bits) => belongsTo(bits, keyHash(key)))!;
        const written = [...after.buckets]
          .filter(([bits, name]) => before.buckets.get(bits) !== name)
          .map(([bits]) => bits);
        expect(written.every((bits) => bits.startsWith(old) || old.startsWith(bits))).toBe(true);
        if (after.buckets.has(old)) expect(written.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('splits what is one byte too large, and not before', () => {
    const bytesWith = (size: number) =>
      Buffer.byteLength(canonicalText({ section: '½', bits: '', records: [...twoOf(size)] }));
    const twoOf = (size: number) => new Map<string, RecordValue>([['a', { text: 'x'.repeat(size) }], ['b', {}]]); // biome-ignore format: one line
    const fits = BUCKET_BYTES - bytesWith(0);
    expect(bytesWith(fits)).toBe(BUCKET_BYTES);
    expect(bucketise('½', twoOf(fits)).buckets.size).toBe(1);
    expect(bucketise('½', twoOf(fits + 1)).buckets.size).toBe(2);
  });

  it('tells keys apart that are not well-formed text', () => {
    expect(keyHash('\ud800')).not.toBe(keyHash('\ud801'));
  });

  it('keeps very large records one to a bucket', () => {
    const large = new Map([...'abcdef'].map((key): [string, RecordValue] => [key, { text: '½'.repeat(200_000) }]));
    const { blobs } = bucketise('evaluations', large);
    expect(blobs.size).toBe(6);
    for (const text of blobs.values()) expect(Buffer.byteLength(text)).toBeLessThan(RECORD_BYTES);
  });

  it('refuses a record that is too large, and says nothing of what is in it', () => {
    const tooLarge = new Map([['a name', { text: '½'.repeat(RECORD_BYTES / 2) }]]);
    expect(() => bucketise('evaluations', tooLarge)).toThrow(
      new RangeError('a record in "evaluations" is larger than 512 KiB'),
    );
  });
});
