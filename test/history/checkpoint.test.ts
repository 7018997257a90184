import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import {
  CHECKPOINTS,
  covers,
  newestCheckpoint,
  takeCheckpoint,
  takeDailyCheckpoint,
} from '../../functions/history/checkpoint.ts';
import type { ChainedSnapshot } from '../../functions/history/find-snapshot.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import { signed } from '../../functions/history/signature.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { verifyCheckpoints } from '../../functions/history/verify-checkpoints.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { type Counted, counting } from '../support/counted-store.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { contentOf, secret, staffDays, takeSnapshot } from '../support/take-snapshot.ts';

const ALLIANCE = 'alliance-2025';
const SCHOOL = 'school-990001-2025';
const WORKBOOKS = [ALLIANCE, SCHOOL];
const signer = makeSigner();
const trusted = trusting(signer);
const on = (day: string) => ({ at: `${day}T20:00:00.000Z`, asOf: day });

let store: Store;
const ports = () => ({ store, signer, secret });

/** One more snapshot of a workbook, which has so many rows of staff days then. */
const grow = (workbook: string, rows: number, day = '2025-11-03') =>
  takeSnapshot(store, signer, { workbook, content: contentOf({ 'staff-days': staffDays(rows) }), ...on(day) });

const entryOf = (number: string, sha256: string, by = signer) =>
  canonicalText(signed('concordat-issue-v1', { number, sha256 }, by));
const issue = (number: string, value = entryOf(number, 'one')) =>
  store.compareAndSet(`issued/2025/${number}`, null, value);

/** What somebody does who may write in the store; nothing puts it under a version that was expected. */
async function overwrite(key: string, value: string | null) {
  const documents = await store.list('');
  const kept = documents.filter((document) => document.key !== key);
  const blobs = store;
  store = openMemoryStore();
  store = { ...store, getBlobs: blobs.getBlobs, putBlobs: blobs.putBlobs };
  for (const document of kept) await store.compareAndSet(document.key, null, document.value);
  if (value !== null) await store.compareAndSet(key, null, value);
}

/** Of every workbook, all snapshots that its head leads to. */
async function verified() {
  const passed: ChainedSnapshot[] = [];
  for (const workbook of WORKBOOKS) await verifyHistory(store, workbook, trusted, (one) => void passed.push(one));
  return verifyCheckpoints(store, trusted, { passed, unfit: new Set(), named: (workbook) => workbook });
}

beforeEach(async () => {
  store = openMemoryStore();
  for (const workbook of WORKBOOKS) await grow(workbook, 3);
  await issue('2025-0001');
});

describe('a checkpoint', () => {
  it('covers the head of every workbook and every entry of the register, and is a signed history itself', async () => {
    const taken = await takeCheckpoint(ports(), on('2025-11-03'));
    const heads = Object.fromEntries(taken.heads);
    for (const workbook of WORKBOOKS) {
      const { head } = (await readLatest(store, workbook))!;
      expect(heads[workbook]).toEqual({ hash: head.hash, sequence: 1 });
    }
    expect([...taken.issued.keys()]).toEqual(['2025-0001']);
    expect(await newestCheckpoint(store)).toEqual(taken);
    expect(await verifyHistory(store, CHECKPOINTS, trusted)).toEqual({ ok: true, snapshots: 1, head: taken.hash });
  });

  it('is taken once where nothing moves, and writes nothing then', async () => {
    const taken = await takeCheckpoint(ports(), on('2025-11-03'));
    const counted: Counted = { reads: 0, writes: 0 };
    const again = await takeCheckpoint({ ...ports(), store: counting(store, counted) }, on('2025-11-04'));
    expect([again.hash, counted.writes]).toEqual([taken.hash, 0]);
  });

  it('follows on the one before when a workbook or the register moved', async () => {
    const first = await takeCheckpoint(ports(), on('2025-11-03'));
    await grow(SCHOOL, 4, '2025-11-04');
    const second = await takeCheckpoint(ports(), on('2025-11-04'));
    await issue('2025-0002');
    const third = await takeCheckpoint(ports(), on('2025-11-04'));
    expect(second.manifest).toMatchObject({ sequence: 2, parent: { hash: first.hash } });
    expect(third.manifest).toMatchObject({ sequence: 3, parent: { hash: second.hash } });
    expect(await verified()).toMatchObject({ chain: { ok: true, snapshots: 3 }, faults: [] });
  });

  it('is one, of two taken at once', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => takeCheckpoint(ports(), on('2025-11-03'))));
    expect(one!.hash).toBe(other!.hash);
    expect((await verified()).checkpoints).toHaveLength(1);
  });

  it('covers what its heads lead to, and nothing that came later', async () => {
    const first = (await readLatest(store, SCHOOL))!.head.hash;
    await grow(SCHOOL, 4);
    const taken = await takeCheckpoint(ports(), on('2025-11-03'));
    const second = (await readLatest(store, SCHOOL))!.head.hash;
    await grow(SCHOOL, 5);
    const third = (await readLatest(store, SCHOOL))!.head.hash;
    const covered = await Promise.all([first, second, third].map((hash) => covers(store, taken, SCHOOL, hash)));
    expect(covered).toEqual([true, true, false]);
    expect(await covers(store, taken, 'school-990002-2025', first)).toBe(false);
  });
});

/** What may be done with the store and the signing key, and the sentence by which it is found. */
const FORGERIES: readonly [string, () => Promise<void>, RegExp][] = [
  ['a head is deleted', () => overwrite(headKey(SCHOOL), null), /^The history of school-990001-2025 is gone/],
  [
    'a school’s whole history is made anew and signed with our key',
    async () => {
      await overwrite(headKey(SCHOOL), null);
      await grow(SCHOOL, 2);
      await grow(SCHOOL, 5);
    },
    /^The history of school-990001-2025 does not lead to/,
  ],
  [
    'a head is put back to the snapshot before',
    async () => {
      const first = (await store.getDocument(headKey(SCHOOL)))!.value;
      await grow(SCHOOL, 4);
      await takeCheckpoint(ports(), on('2025-11-03'));
      await overwrite(headKey(SCHOOL), first);
    },
    /^The history of school-990001-2025 does not lead to/,
  ],
  [
    'an entry of the register is deleted',
    () => overwrite('issued/2025/2025-0001', null),
    /^Document 2025-0001 is gone from the register of documents/,
  ],
  [
    'an entry of the register is altered, and signed with our key',
    () => overwrite('issued/2025/2025-0001', entryOf('2025-0001', 'another')),
    /^Document 2025-0001 was altered in the register of documents/,
  ],
];

describe.each(FORGERIES)('where %s', (_, forge, says) => {
  beforeEach(async () => {
    await takeCheckpoint(ports(), on('2025-11-03'));
    await forge();
  });

  it('verifying says so', async () => {
    const { chain, faults } = await verified();
    expect(chain).toMatchObject({ ok: true });
    expect(faults).toEqual([expect.stringMatching(says)]);
  });

  it('no checkpoint is signed over it', async () => {
    const newest = (await newestCheckpoint(store))!.hash;
    await expect(takeCheckpoint(ports(), on('2025-11-04'))).rejects.toMatchObject({
      code: 'store-damaged',
      advice: expect.stringMatching(says),
    });
    expect((await newestCheckpoint(store))!.hash).toBe(newest);
  });
});

describe('the checkpoint before a day’s first work', () => {
  it('is taken once a day, and not where nothing is kept or nothing moved', async () => {
    store = openMemoryStore();
    await takeDailyCheckpoint(ports(), on('2025-11-03'));
    expect(await newestCheckpoint(store)).toBeNull();
    await grow(SCHOOL, 3);
    await takeDailyCheckpoint(ports(), on('2025-11-03'));
    await grow(SCHOOL, 4);
    await takeDailyCheckpoint(ports(), on('2025-11-03'));
    expect((await newestCheckpoint(store))!.manifest.sequence).toBe(1);
    for (const day of ['2025-11-04', '2025-11-05']) await takeDailyCheckpoint(ports(), on(day));
    expect((await newestCheckpoint(store))!.manifest).toMatchObject({ sequence: 2, asOf: '2025-11-04' });
  });

  it.each(FORGERIES)('stops that work where %s the day before', async (_, forge, says) => {
    await takeDailyCheckpoint(ports(), on('2025-11-03'));
    await forge();
    await expect(takeDailyCheckpoint(ports(), on('2025-11-04'))).rejects.toMatchObject({
      code: 'store-damaged',
      advice: expect.stringMatching(says),
    });
  });
});

describe('a head that nobody listed signed', () => {
  it('is not covered', async () => {
    await takeSnapshot(store, makeSigner(), { workbook: 'school-990002-2025', ...on('2025-11-03') });
    await expect(takeCheckpoint(ports(), on('2025-11-03'))).rejects.toMatchObject({ code: 'store-damaged' });
    expect(await newestCheckpoint(store)).toBeNull();
  });
});

describe('an entry of the register that nobody listed signed', () => {
  it.each([
    ['with another key', () => entryOf('2025-0002', 'two', makeSigner())],
    ['not at all', () => '{"number":"2025-0002"}'],
    ['and is none', () => '{'],
  ])('is not covered: %s', async (_, entry) => {
    await takeCheckpoint(ports(), on('2025-11-03'));
    await issue('2025-0002', entry());
    await expect(takeCheckpoint(ports(), on('2025-11-03'))).rejects.toMatchObject({
      code: 'store-damaged',
      advice: expect.stringMatching(/^Document 2025-0002 stands in the register of documents without/),
    });
    expect((await newestCheckpoint(store))!.issued.size).toBe(1);
  });
});
