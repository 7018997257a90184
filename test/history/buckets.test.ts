import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKET_BYTES, bucketise, RECORD_BYTES } from '../../functions/history/buckets.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { contentOf } from '../../functions/history/kept-blob.ts';
import type { Bucket, RecordValue } from '../../functions/history/snapshot.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { runs } from '../support/property-runs.ts';
import { secret, staffDay, staffDays } from '../support/take-snapshot.ts';

/** Up to 40 records of up to 12 KB: from one bucket to a few levels of splitting. */
const records = fc
  .uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.nat(12_000)), { selector: ([key]) => key, maxLength: 40 })
  .map((entries) => new Map(entries.map(([key, size]): [string, RecordValue] => [key, { text: 'x'.repeat(size) }])));

/** What stands in a blob whose name fits, as anybody reads it. */
const contentIn = (name: string, blobs: ReadonlyMap<string, string>) => contentOf({ name, text: blobs.get(name) })!;
const read = (content: string) => JSON.parse(content) as Bucket;

describe('bucketise', () => {
  it('puts nothing nowhere, and a few records into one bucket', () => {
    expect(bucketise('staff-days', new Map(), secret).buckets.size).toBe(0);
    expect([...bucketise('staff-days', staffDays(100), secret).buckets.keys()]).toEqual(['']);
  });

  it('holds every record once, by key, in canonical JSON under a name that anybody can check', () => {
    fc.assert(
      fc.property(records, (all) => {
        const { buckets, blobs } = bucketise('staff-days', all, secret);
        expect([...blobs.keys()].sort()).toEqual([...buckets.values()].sort());
        const found: (readonly [string, RecordValue])[] = [];
        for (const [bits, name] of buckets) {
          const content = contentIn(name, blobs);
          const bucket = read(content);
          expect(canonicalText(bucket)).toBe(content);
          expect(bucket).toMatchObject({ section: 'staff-days', bits });
          const keys = bucket.records.map(([key]) => key);
          expect(keys).toEqual(keys.toSorted((one, other) => (one < other ? -1 : 1)));
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
        expect(bucketise('staff-days', new Map(shuffled), secret)).toEqual(bucketise('staff-days', all, secret));
      }),
    );
  });

  it('never lets a bucket of several records grow beyond its bound, nor splits one that would fit', () => {
    fc.assert(
      fc.property(records, (all) => {
        const { buckets, blobs } = bucketise('section ½', all, secret);
        for (const [bits, name] of buckets) {
          const content = contentIn(name, blobs);
          if (read(content).records.length > 1) expect(Buffer.byteLength(content)).toBeLessThanOrEqual(BUCKET_BYTES);
          const sibling = bits.slice(0, -1);
          const family = [...buckets]
            .filter(([other]) => other.startsWith(sibling))
            .flatMap(([, other]) => read(contentIn(other, blobs)).records);
          const merged = canonicalText({ section: 'section ½', bits: sibling, records: family });
          if (bits !== '') expect(Buffer.byteLength(merged)).toBeGreaterThan(BUCKET_BYTES);
        }
      }),
    );
  });

  it('writes one new bucket for one edited record that keeps its size', () => {
    const before = bucketise('staff-days', staffDays(3000), secret);
    expect(before.buckets.size).toBeGreaterThan(4);
    fc.assert(
      fc.property(fc.nat(2999), fc.integer({ min: 3, max: 9 }), (row, halfDays) => {
        const edited = staffDays(3000).set(`name ${row}|2025-11-03|1`, { ...staffDay(row), halfDays });
        const after = bucketise('staff-days', edited, secret);
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
        const before = bucketise('staff-days', all, secret);
        const after = bucketise('staff-days', new Map(all).set(key, { text: 'y'.repeat(size) }), secret);
        const [old] = [...before.buckets].find(([, name]) =>
          read(contentIn(name, before.blobs)).records.some(([one]) => one === key),
        )!;
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
    expect(bucketise('½', twoOf(fits), secret).buckets.size).toBe(1);
    expect(bucketise('½', twoOf(fits + 1), secret).buckets.size).toBe(2);
  });

  it('tells keys apart that are not well-formed text', () => {
    const large = new Map(['\ud800', '\ud801'].map((key) => [key, { text: 'x'.repeat(BUCKET_BYTES) }]));
    expect(bucketise('evaluations', large, secret).buckets.size).toBe(2);
  });

  it('places records so that only whoever has the secret can tell where one stands', () => {
    const places = ({ buckets, blobs }: ReturnType<typeof bucketise>) =>
      new Map(
        [...buckets].flatMap(([bits, name]) =>
          read(contentIn(name, blobs)).records.map(([key]) => [key, bits.slice(0, 2)] as const),
        ),
      );
    const [ours, theirs] = [secret, makeSecret()].map((one) => places(bucketise('staff-days', staffDays(3000), one)));
    const alike = [...ours!].filter(([key, bits]) => theirs!.get(key) === bits).length;
    expect(alike).toBeGreaterThan(600);
    expect(alike).toBeLessThan(900);
  });

  it('keeps very large records one to a bucket', () => {
    const large = new Map([...'abcdef'].map((key): [string, RecordValue] => [key, { text: '½'.repeat(200_000) }]));
    const { blobs } = bucketise('evaluations', large, secret);
    expect(blobs.size).toBe(6);
    for (const text of blobs.values()) expect(Buffer.byteLength(text)).toBeLessThan(RECORD_BYTES);
  });

  it('refuses a record that is too large, and says nothing of what is in it', () => {
    const tooLarge = new Map([['a name', { text: '½'.repeat(RECORD_BYTES / 2) }]]);
    expect(() => bucketise('evaluations', tooLarge, secret)).toThrow(
      new RangeError('a record in "evaluations" is larger than 512 KiB'),
    );
  });
});
