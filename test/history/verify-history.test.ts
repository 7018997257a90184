import { beforeEach, describe, expect, it } from 'vitest';
import type { Secret, Signer, Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { keptBlob } from '../../functions/history/kept-blob.ts';
import { listSnapshots, readHead } from '../../functions/history/read-history.ts';
import { type Bucket, headKey, type Manifest, textToSign } from '../../functions/history/snapshot.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { contentOf, input, secret, takeFourSnapshots, takeSnapshot, workbook } from '../support/take-snapshot.ts';

const signer = makeSigner();
const trusted = trusting(signer);

describe('verifyHistory', () => {
  let store: Store;
  beforeEach(async () => {
    store = openMemoryStore();
    await takeFourSnapshots(store, signer);
  });

  /** Writes the newest manifest anew, changed and with a head to match: what the owner of store and key could do. */
  async function rewriteNewest(
    change: (manifest: Manifest) => Manifest,
    by: Signer = signer,
    under: Secret = secret,
  ): Promise<void> {
    const found = (await readHead(store, workbook))!;
    for await (const { manifest } of listSnapshots(store, workbook)) {
      const changed = change(manifest);
      const { name: hash, text } = keptBlob(canonicalText(changed), under);
      await store.putBlobs(new Map([[hash, text]]));
      const { sequence, at, asOf } = changed;
      const signature = by.sign(textToSign(changed, hash));
      const head = { ...found.head, hash, sequence, at, asOf, signature, keyId: by.keyId, publicKey: by.publicKey };
      await store.compareAndSet(headKey(workbook), found.version, canonicalText(head));
      return;
    }
  }

  it('counts the snapshots of a history that is in order', async () => {
    const { head } = (await readHead(store, workbook))!;
    expect(await verifyHistory(store, workbook, trusted)).toEqual({ ok: true, snapshots: 4, head: head.hash });
  });

  it('says that there is no history', async () => {
    expect(await verifyHistory(store, 'another', trusted)).toEqual({
      ok: false,
      sequence: null,
      at: null,
      hash: null,
      reason: 'This workbook has no history.',
    });
  });

  it('reads every blob once', async () => {
    const read: string[] = [];
    const counted: Store = {
      ...store,
      getBlobs(names) {
        read.push(...names);
        return store.getBlobs(names);
      },
    };
    await verifyHistory(counted, workbook, trusted);
    expect(new Set(read).size).toBe(read.length);
  });

  it('accepts a history signed by several trusted keys in turn', async () => {
    const next = makeSigner();
    await takeSnapshot(store, next, { figures: { daysGiven: 99 }, at: '2025-11-07T10:00:00.000Z', asOf: '2025-11-07' });
    const both = await verifyHistory(store, workbook, trusting(signer, next));
    expect(both).toMatchObject({ ok: true, snapshots: 5 });
    expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: false, sequence: 5 });
    expect(await verifyHistory(store, workbook, trusting(next))).toMatchObject({ ok: false, sequence: 1 });
  });

  it('catches a past that was rewritten and signed with another key', async () => {
    const forger = makeSigner();
    await rewriteNewest((manifest) => ({ ...manifest, figures: { daysGiven: 18 } }), forger);
    expect(await verifyHistory(store, workbook, trusted)).toMatchObject({
      ok: false,
      sequence: 4,
      reason: 'It is signed with a key that is not trusted here.',
    });
    const underOurName = trusting({ ...forger, publicKey: signer.publicKey });
    for (const [keyId, key] of trusted) underOurName.set(keyId, key);
    expect(await verifyHistory(store, workbook, underOurName)).toMatchObject({
      ok: false,
      sequence: 4,
      reason: 'Its signature does not hold.',
    });
  });

  it.each<[string, number, string, (manifest: Manifest) => Manifest]>([
    ['a number that skips one', 6, 'Its number does not follow', (m) => ({ ...m, sequence: 6 })],
    ['a time before its parent', 4, 'taken earlier', (m) => ({ ...m, at: '2025-11-01T10:00:00.000Z' })],
    ['another workbook', 4, 'another workbook', (m) => ({ ...m, workbook: 'school-2' })],
    ['no parent', 4, 'where it stands', (m) => ({ ...m, parent: null })],
    ['a wrong count', 4, 'lists 1 records of "findings" and holds 0', withCountOne],
    ['a bucket of another place', 4, 'Part of "staff-days"', withBucketsExchanged],
    ['a bucket too few', 4, 'records of "staff-days" and holds', withoutABucket],
  ])('finds %s, signed or not', async (_, sequence, reason, change) => {
    await rewriteNewest(change);
    const check = await verifyHistory(store, workbook, trusted);
    expect(check).toMatchObject({ ok: false, sequence, reason: expect.stringContaining(reason) });
  });

  const twice = [['a', {}], ['a', {}]] as const; // biome-ignore format: one line
  const backwards = [['b', {}], ['a', {}]] as const; // biome-ignore format: one line
  it.each<[string, string, Bucket[]]>([
    ['listed twice', 'Part of "findings"', [{ section: 'findings', bits: '', records: twice }]],
    ['out of its order', 'Part of "findings"', [{ section: 'findings', bits: '', records: backwards }]],
    ['of another section', 'Part of "findings"', [{ section: 'meetings', bits: '', records: [['a', {}]] }]],
    [
      'in two buckets',
      'It holds a record of "findings" twice.',
      ['0', '1'].map((bits) => ({ section: 'findings', bits, records: [['a', {}]] })),
    ],
  ])('finds a record %s', async (_, reason, buckets) => {
    const blobs = buckets.map((bucket) => keptBlob(canonicalText(bucket), secret));
    await store.putBlobs(new Map(blobs.map(({ name, text }) => [name, text])));
    const findings = {
      count: buckets.reduce((sum, { records }) => sum + records.length, 0),
      buckets: Object.fromEntries(buckets.map(({ bits }, i) => [bits, blobs[i]!.name])),
    };
    await rewriteNewest((manifest) => ({ ...manifest, sections: { ...manifest.sections, findings } }));
    const check = await verifyHistory(store, workbook, trusted);
    expect(check).toMatchObject({ ok: false, sequence: 4, reason: expect.stringContaining(reason) });
  });

  it('needs no secret: whoever has the store and the public keys can tell', async () => {
    const forger = makeSecret();
    await rewriteNewest((manifest) => ({ ...manifest, figures: { daysGiven: 18 } }), signer, forger);
    // Kept under another secret, and still as its name and signature promise.
    expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: true });
  });

  it('never trusts the public key that stands in the head', async () => {
    const forged = openMemoryStore();
    const forger = makeSigner();
    await takeSnapshot(forged, forger, { ...input, content: contentOf({}) });
    expect(await verifyHistory(forged, workbook, trusted)).toMatchObject({ ok: false, sequence: 1 });
    expect(await verifyHistory(forged, workbook, trusting(forger))).toMatchObject({ ok: true });
  });
});

function withStaffDays(manifest: Manifest, change: (buckets: [string, string][]) => [string, string][]): Manifest {
  const section = manifest.sections['staff-days']!;
  const buckets = Object.fromEntries(change(Object.entries(section.buckets)));
  return { ...manifest, sections: { ...manifest.sections, 'staff-days': { ...section, buckets } } };
}

function withBucketsExchanged(manifest: Manifest): Manifest {
  return withStaffDays(manifest, ([a, b, ...rest]) => [[a![0], b![1]], [b![0], a![1]], ...rest]); // biome-ignore format: one line
}

function withoutABucket(manifest: Manifest): Manifest {
  return withStaffDays(manifest, ([, ...rest]) => rest);
}

function withCountOne(manifest: Manifest): Manifest {
  return { ...manifest, sections: { ...manifest.sections, findings: { count: 1, buckets: {} } } };
}
