import { describe, expect, it } from 'vitest';
import type { Store } from '../../functions/edges/ports.ts';
import { commitSnapshot } from '../../functions/history/commit-snapshot.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { contentOf, input, planRows, staffDays, takeSnapshot, workbook } from '../support/take-snapshot.ts';

const signer = makeSigner();
const trusted = trusting(signer);
const small = contentOf({ 'staff-days': staffDays(700) });
const grown = contentOf({ 'staff-days': staffDays(1500), findings: new Map([['f1', { rule: 'dates-read' }]]) });

/** Writes blob by blob, and is killed after `writes` of them: from then on nothing gets through. */
function killedAfter(store: Store, writes: number): Store {
  let left = writes;
  async function write<T>(work: () => Promise<T>): Promise<T> {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return work();
  }
  return {
    ...store,
    async putBlobs(blobs) {
      for (const blob of blobs) await write(() => store.putBlobs(new Map([blob])));
    },
    compareAndSet: (...args) => write(() => store.compareAndSet(...args)),
  };
}

describe('commitSnapshot', () => {
  it('makes the snapshot the newest, signed, with what reading it back needs', async () => {
    const store = openMemoryStore();
    expect(await takeSnapshot(store, signer, { content: small })).toBe('committed');
    const latest = (await readLatest(store, workbook))!;
    expect(latest.head).toMatchObject({
      sequence: 1,
      at: input.at,
      asOf: input.asOf,
      keyId: signer.keyId,
      dayStart: null,
    });
    expect(await readContent(store, latest.manifest)).toEqual(small);
  });

  it('writes nothing for a second run on an unchanged workbook', async () => {
    const store = openMemoryStore();
    await takeSnapshot(store, signer, { content: small });
    expect(await takeSnapshot(killedAfter(store, 0), signer, { content: small })).toBe('nothing-new');
  });

  it('lets one of two runs at once win; the other starts again and finds nothing to do', async () => {
    const store = openMemoryStore();
    await takeSnapshot(store, signer, { content: small });
    const run = () => takeSnapshot(store, signer, { content: grown });
    expect((await Promise.all([run(), run()])).sort()).toEqual(['committed', 'someone-was-first']);
    expect(await run()).toBe('nothing-new');
    expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: true, snapshots: 2 });
  });

  it('is safe to be killed between any two writes', async () => {
    const whole = openMemoryStore();
    await takeSnapshot(whole, signer, { content: small });
    await takeSnapshot(whole, signer, { content: grown });
    const endState = await whole.getDocument(headKey(workbook));
    const before = (await readLatest(whole, workbook))!.manifest.parent!.hash;

    let finishedAfter: number | null = null;
    for (let writes = 0; finishedAfter === null; writes++) {
      const store = openMemoryStore();
      await takeSnapshot(store, signer, { content: small });
      const run = takeSnapshot(killedAfter(store, writes), signer, { content: grown });
      const outcome = await run.catch((error: Error) => error.message);
      if (outcome === 'killed') {
        expect((await readLatest(store, workbook))?.head.hash).toBe(before);
        expect(await readContent(store, (await readLatest(store, workbook))!.manifest)).toEqual(small);
      } else finishedAfter = writes;
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: true });

      expect(await takeSnapshot(store, signer, { content: grown })).toBe(
        outcome === 'killed' ? 'committed' : 'nothing-new',
      );
      expect((await store.getDocument(headKey(workbook)))?.value).toBe(endState?.value);
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: true, snapshots: 2 });
    }
    expect(finishedAfter).toBeGreaterThan(5);
  });

  it('finds nothing to do when it was killed after the last write', async () => {
    const store = openMemoryStore();
    const answerLost: Store = {
      ...store,
      async compareAndSet(...args) {
        await store.compareAndSet(...args);
        throw new Error('killed');
      },
    };
    await expect(takeSnapshot(answerLost, signer, { content: small })).rejects.toThrow('killed');
    expect(await takeSnapshot(store, signer, { content: small })).toBe('nothing-new');
  });

  it('moves nothing when the head was not at the version expected', async () => {
    const store = openMemoryStore();
    await takeSnapshot(store, signer, { content: small });
    const plan = planRows({ ...input, content: grown })!;
    expect(await commitSnapshot(store, signer, plan, null)).toBe('someone-was-first');
    expect((await readLatest(store, workbook))?.manifest.sequence).toBe(1);
  });
});
