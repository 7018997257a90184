import { beforeEach, describe, expect, it } from 'vitest';
import type { Signer, Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import {
  contentsOf,
  type Erasure,
  erasureKey,
  erasuresIn,
  followingErasures,
} from '../../functions/history/erasures.ts';
import { keptBlob } from '../../functions/history/kept-blob.ts';
import { listSnapshots, readContent } from '../../functions/history/read-history.ts';
import { signed } from '../../functions/history/signature.ts';
import type { Bucket } from '../../functions/history/snapshot.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { contentOf, secret, staffDay, takeSnapshot, workbook } from '../support/take-snapshot.ts';

const signer = makeSigner();
const stranger = makeSigner();
const trusted = trusting(signer);

describe('a history from which something was erased', () => {
  let store: Store;
  let old: string;
  beforeEach(async () => {
    store = openMemoryStore();
    const days = (...keys: string[]) => new Map(keys.map((key, i) => [key, staffDay(i)]));
    await takeSnapshot(store, signer, { content: contentOf({ 'staff-days': days('a', 'b', 'c') }) });
    await takeSnapshot(store, signer, { content: contentOf({ 'staff-days': days('a', 'b') }) });
    for await (const { manifest } of listSnapshots(store, workbook))
      if (manifest.sequence === 1) old = manifest.sections['staff-days']!.buckets['']!;
  });

  const bucket = (...keys: string[]): Bucket => ({
    section: 'staff-days',
    bits: '',
    records: keys.map((key, i) => [key, staffDay(i)]),
  });

  /** Puts a bucket in the place of another, by whoever signs it. */
  async function replace(name: string, kept: Bucket, said: Partial<Erasure> = {}, by: Signer = signer) {
    const { name: next, text } = keptBlob(canonicalText(kept), secret);
    await store.putBlobs(new Map([[next, text]]));
    const says = {
      old: name,
      new: next,
      kind: 'row',
      removed: 0,
      workbooks: [workbook],
      by: 'A. Coordinator',
    } as const;
    const erasure = signed('concordat-erasure-v1', { ...says, at: '2026-01-05T10:00:00.000Z', ...said }, by);
    const key = erasureKey(name);
    await store.compareAndSet(key, (await store.getDocument(key))?.version ?? null, canonicalText(erasure));
    await store.removeBlobs([name]);
    return next;
  }

  const verified = () => verifyHistory(store, workbook, trusted);
  const following = () => followingErasures(store, async () => trusted);
  async function keysIn(reading: Store, sequence: number) {
    for await (const { manifest } of listSnapshots(reading, workbook))
      if (manifest.sequence === sequence) return [...(await readContent(reading, manifest)).get('staff-days')!.keys()];
    return null;
  }

  it('is read and verified with what took the place, as many records fewer as it says', async () => {
    await replace(old, bucket('a', 'c'), { removed: 1 });
    expect(await verified()).toMatchObject({ ok: true, snapshots: 2 });
    expect(await keysIn(following(), 1)).toEqual(['a', 'c']);
    expect(await keysIn(following(), 2)).toEqual(['a', 'b']);
  });

  it('follows an erasure of what an erasure put there, and adds up what was taken out', async () => {
    const next = await replace(old, bucket('a', 'c'), { removed: 1 });
    await replace(next, bucket('a'), { removed: 1, at: '2026-02-05T10:00:00.000Z' });
    expect(await verified()).toMatchObject({ ok: true });
    expect(await keysIn(following(), 1)).toEqual(['a']);
    expect((await contentsOf(following(), [old])).get(old)).toMatchObject({ removed: 2 });
  });

  it('finds a count that does not come out', async () => {
    await replace(old, bucket('a', 'c'), { removed: 0 });
    expect(await verified()).toMatchObject({ ok: false, sequence: 1, reason: expect.stringContaining('holds 2') });
  });

  it('finds what took the place of another part', async () => {
    await replace(old, { ...bucket('a', 'c'), section: 'meetings' }, { removed: 1 });
    expect(await verified()).toMatchObject({ ok: false, sequence: 1 });
  });

  it.each<[string, (erasure: Erasure) => object, Signer]>([
    ['signed by a key that is not listed', (erasure) => erasure, stranger],
    ['altered after it was signed', (erasure) => ({ ...erasure, by: 'Somebody else' }), signer],
    ['of another blob', (erasure) => ({ ...erasure, old: 'f'.repeat(64) }), signer],
    ['that reads as nothing of ours', () => ({}), signer],
  ])('counts an erasure for nothing that is %s', async (_, altered, by) => {
    await replace(old, bucket('a', 'c'), { removed: 1 }, by);
    const document = (await store.getDocument(erasureKey(old)))!;
    await store.compareAndSet(document.key, document.version, canonicalText(altered(JSON.parse(document.value))));
    expect(await verified()).toMatchObject({ ok: false, sequence: 1 });
    await expect(keysIn(following(), 1)).rejects.toMatchObject({ code: 'store-damaged' });
    expect(await erasuresIn(store, trusted)).toEqual({ erasures: [], unsigned: 1 });
  });

  it('is missing something for whoever does not follow, and where what took its place was altered', async () => {
    const next = await replace(old, bucket('a', 'c'), { removed: 1 });
    await expect(keysIn(store, 1)).rejects.toMatchObject({ code: 'store-damaged' });
    await store.removeBlobs([next]);
    await store.putBlobs(new Map([[next, 'something else']]));
    expect(await verified()).toMatchObject({ ok: false, sequence: 1 });
  });

  it('ends where erasures lead in a circle', async () => {
    const next = await replace(old, bucket('a', 'c'), { removed: 1 });
    await replace(next, bucket('a'), { new: old });
    expect(await verified()).toMatchObject({ ok: false, sequence: 1 });
  });

  it('knows a key that was listed after the store was opened', async () => {
    const later = makeSigner(signer);
    let listed: ReadonlyMap<string, string> = trusted;
    const reading = followingErasures(store, async () => listed);
    const next = await replace(old, bucket('a', 'c'), { removed: 1 });
    expect(await keysIn(reading, 1)).toEqual(['a', 'c']);
    await replace(next, bucket('a'), { removed: 1 }, later);
    listed = await later.listedKeys();
    expect(await keysIn(reading, 1)).toEqual(['a']);
  });

  it('asks for no key, and for no erasure, where nothing is missing', async () => {
    const asked: string[] = [];
    const counted: Store = { ...store, getDocument: (key) => { asked.push(key); return store.getDocument(key); } }; // biome-ignore format: one line
    const reading = followingErasures(counted, () => Promise.reject(new Error('asked for keys')));
    expect(await keysIn(reading, 1)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([`head/${workbook}`]);
  });
});
