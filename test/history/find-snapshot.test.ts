import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { type ChainedSnapshot, findSnapshot, readHash, wholeHashesIn } from '../../functions/history/find-snapshot.ts';
import { readHead, readManifest } from '../../functions/history/read-history.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { takeFourSnapshots, workbook } from '../support/take-snapshot.ts';

const signer = makeSigner();
const WHOLE = '0123456789abcdef'.repeat(4);

describe('a hash as people copy it', () => {
  it.each([
    [WHOLE, WHOLE],
    [WHOLE.toUpperCase(), WHOLE],
    [`${WHOLE.slice(0, 32)} ${WHOLE.slice(32)}`, WHOLE],
    [` ${WHOLE.slice(0, 12)}\n`, WHOLE.slice(0, 12)],
    [WHOLE.slice(0, 11), null],
    [`${WHOLE}0`, null],
    ['0123456789ag', null],
    ['', null],
  ])('%j is %j', (typed, hash) => expect(readHash(typed)).toBe(hash));

  it('is found whole in a text, in one piece or in its two halves, and never as part of something longer', () => {
    const other = WHOLE.replaceAll('0', 'f');
    const text = `Alliance 2025/26: 3 snapshots in order, head ${WHOLE}\n${WHOLE}\n  ${other.slice(0, 32)}\n${other.slice(32)}.`;
    expect(wholeHashesIn(text)).toEqual([WHOLE, other]);
    expect(wholeHashesIn(`${WHOLE}0 g${WHOLE} ${WHOLE.slice(1)} 0123456789ab`)).toEqual([]);
  });
});

describe('findSnapshot', () => {
  let store: Store;
  let histories: ChainedSnapshot[];
  const walk = async () => {
    histories = [];
    return verifyHistory(store, workbook, trusting(signer), (one) => void histories.push(one));
  };
  beforeEach(async () => {
    store = openMemoryStore();
    await takeFourSnapshots(store, signer);
    await walk();
  });

  it('finds every snapshot of a history by its whole hash and by the digits a document prints', async () => {
    expect(histories.map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
    for (const snapshot of histories) {
      for (const hash of [snapshot.hash, snapshot.hash.slice(0, 12)])
        expect(await findSnapshot(store, histories, hash)).toEqual({ found: 'in the history', snapshot });
    }
    expect(await findSnapshot(store, histories, WHOLE)).toEqual({ found: 'nowhere' });
    expect(await findSnapshot(store, histories, WHOLE.slice(0, 12))).toEqual({ found: 'nowhere' });
  });

  it('tells one that the history was moved back from, which no signature gives away', async () => {
    const [newest, third] = histories;
    const found = (await readHead(store, workbook))!;
    const { parent } = await readManifest(store, newest!.hash);
    const { hash, sequence, at, asOf } = third!;
    const { signature } = parent!;
    const dayStart = (await readManifest(store, third!.hash)).parent!.hash;
    const head = { ...found.head, hash, sequence, at, asOf, signature, dayStart };
    await store.compareAndSet(headKey(workbook), found.version, canonicalText(head));

    expect(await walk()).toMatchObject({ ok: true, snapshots: 3 });
    expect(await findSnapshot(store, histories, newest!.hash)).toMatchObject({
      found: 'left behind',
      manifest: { workbook, sequence: 4 },
    });
    expect(await findSnapshot(store, histories, newest!.hash.slice(0, 12))).toEqual({ found: 'nowhere' });
  });

  it('asks for more where a shortened hash fits two', async () => {
    const twin = { ...histories[0]!, hash: `${histories[0]!.hash.slice(0, 12)}${'0'.repeat(52)}` };
    expect(await findSnapshot(store, [...histories, twin], twin.hash.slice(0, 12))).toEqual({ found: 'several' });
    expect(await findSnapshot(store, [...histories, twin], twin.hash)).toEqual({
      found: 'in the history',
      snapshot: twin,
    });
  });

  it('never takes a bucket for a snapshot', async () => {
    const { sections } = await readManifest(store, histories[0]!.hash);
    const bucket = Object.values(sections['staff-days']!.buckets)[0]!;
    expect(await findSnapshot(store, histories, bucket)).toEqual({ found: 'nowhere' });
  });
});
