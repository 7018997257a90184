import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../functions/edges/ports.ts';
import {
  listSnapshots,
  readContent,
  readHead,
  readLatest,
  readManifest,
  snapshotAsOf,
} from '../../functions/history/read-history.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { contentOf, staffDays, takeSnapshot, workbook } from '../support/take-snapshot.ts';

const signer = makeSigner();
const content = contentOf({ 'staff-days': staffDays(1200), meetings: new Map([['m1', { date: '2025-10-01' }]]) });
const days = ['2025-11-03', '2025-11-03', '2025-11-05', '2025-11-08'];
let store: Store;
beforeEach(async () => {
  store = openMemoryStore();
  for (const [i, asOf] of days.entries()) {
    await takeSnapshot(store, signer, { content, figures: { edit: i }, at: `${asOf}T10:00:00.000Z`, asOf });
  }
});

async function edits(): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { manifest } of listSnapshots(store, workbook)) found.push(manifest.figures.edit);
  return found;
}

describe('reading history', () => {
  it('says that a workbook has none', async () => {
    expect(await readHead(store, 'another')).toBeNull();
    expect(await readLatest(store, 'another')).toBeNull();
    expect(await snapshotAsOf(store, 'another', '2025-11-03')).toBeNull();
  });

  it('lists snapshots newest first', async () => {
    expect(await edits()).toEqual([3, 2, 1, 0]);
  });

  it.each([
    ['2025-11-02', null],
    ['2025-11-03', 1],
    ['2025-11-04', 1],
    ['2025-11-05', 2],
    ['2026-08-31', 3],
  ])('finds what stood on %s', async (date, edit) => {
    const found = await snapshotAsOf(store, workbook, date);
    expect(found?.manifest.figures.edit ?? null).toBe(edit);
    if (found !== null) expect(await readManifest(store, found.hash)).toEqual(found.manifest);
  });

  it('points from the newest to the last one of an earlier day', async () => {
    const { head } = (await readHead(store, workbook))!;
    expect((await readManifest(store, head.dayStart!)).figures).toEqual({ edit: 2 });
  });

  it('reads all sections, or those asked for, in one request', async () => {
    const { manifest } = (await readLatest(store, workbook))!;
    let requests = 0;
    const counted: Store = {
      ...store,
      getBlobs(names) {
        requests += 1;
        return store.getBlobs(names);
      },
    };
    expect(await readContent(counted, manifest)).toEqual(content);
    expect(await readContent(counted, manifest, ['meetings', 'not-kept'])).toEqual(
      contentOf({ meetings: content.get('meetings')! }),
    );
    expect(requests).toBe(2);
  });

  it('says plainly that something is missing or altered', async () => {
    const damage = expect.objectContaining({ code: 'store-damaged', advice: expect.stringContaining('backup') });
    const { manifest, head, version } = (await readLatest(store, workbook))!;
    const empty: Store = { ...store, getBlobs: async () => new Map() };
    const altered: Store = {
      ...store,
      async getBlobs(names) {
        const found = await store.getBlobs(names);
        return new Map([...found].map(([name, text]) => [name, text.replace('2025', '2026')]));
      },
    };
    for (const bad of [empty, altered]) {
      await expect(readManifest(bad, head.hash)).rejects.toThrow(damage);
      await expect(readContent(bad, manifest)).rejects.toThrow(damage);
      await expect(snapshotAsOf(bad, workbook, '2025-11-03')).rejects.toThrow(damage);
    }
    await store.compareAndSet(headKey(workbook), version, '{"hash":"not a hash"}');
    await expect(readHead(store, workbook)).rejects.toThrow(damage);
  });
});
