import { describe, expect, it } from 'vitest';
import {
  firstKey,
  introducedKey,
  keyLines,
  type PublicKey,
  readKeyList,
  trustedKeys,
} from '../../functions/history/public-keys.ts';
import { makeSigner } from '../support/made-up-signer.ts';

const [a, b, c, stranger] = [makeSigner(), makeSigner(), makeSigner(), makeSigner()];
const first = firstKey(a, '2025-09-01');
const second = introducedKey(a, b, '2026-01-05');
const third = introducedKey(b, c, '2026-09-01');
const ids = (keys: ReadonlyMap<string, string>) => [...keys.keys()];

describe('the line of keys', () => {
  it('goes on as long as each key and the next vouch for each other', () => {
    expect(keyLines([])).toEqual([]);
    expect(keyLines([first, second, third])).toEqual([[first, second, third]]);
    expect(ids(trustedKeys([first, second, third]))).toEqual([a.keyId, b.keyId, c.keyId]);
  });

  it.each<[string, PublicKey[]]>([
    ['that nobody introduced', [first, firstKey(stranger, '2026-01-05')]],
    [
      'that only says it was introduced',
      [first, { ...firstKey(stranger, '2026-01-05'), introduction: second.introduction }],
    ],
    ['introduced by another than the one before', [first, introducedKey(stranger, b, '2026-01-05')]],
    ['introduced by one that was left out', [first, third]],
    [
      'that the newer key does not own up to',
      [first, { ...second, introduction: { ...second.introduction!, byNewer: second.introduction!.byOlder } }],
    ],
    [
      'that the older key does not own up to',
      [first, { ...second, introduction: { ...second.introduction!, byOlder: second.introduction!.byNewer } }],
    ],
  ])('breaks at a key %s', (_, keys) => {
    expect(keyLines(keys)).toHaveLength(2);
    expect(ids(trustedKeys(keys))).toEqual([a.keyId]);
  });

  it('cannot be begun earlier by somebody else, as the keys in it do not vouch for that one', () => {
    expect(keyLines([firstKey(stranger, '2025-09-01'), first, second]).map((line) => line.length)).toEqual([1, 2]);
  });

  it('is trusted alone where one of its keys is named, whatever stands first', () => {
    const afterLoss = [first, firstKey(b, '2026-01-05'), third];
    const told = (...of: { keyId: string }[]) => ids(trustedKeys(afterLoss, new Set(of.map(({ keyId }) => keyId))));
    expect(told()).toEqual([a.keyId]);
    for (const one of [b, c]) expect(told(one)).toEqual([b.keyId, c.keyId]);
    expect(told(a)).toEqual([a.keyId]);
    expect(told(a, c)).toEqual([a.keyId, b.keyId, c.keyId]);
    expect(told(stranger)).toEqual([]);
  });
});

describe('a list of keys', () => {
  it('says the same once written down', () => {
    expect(readKeyList(JSON.stringify([first, second]))).toEqual([first, second]);
  });

  it('is read as well where days and introductions were not noted yet', () => {
    const { keyId, publicKey } = first;
    expect(readKeyList(JSON.stringify([{ keyId, publicKey }]))).toEqual([
      { keyId, publicKey, from: null, introduction: null },
    ]);
  });

  it.each([
    ['no list', '{}'],
    ['cut short', JSON.stringify([first]).slice(0, -3)],
    ['a key under another one’s name', JSON.stringify([{ ...first, keyId: b.keyId }])],
    ['more than it should', JSON.stringify([{ ...first, secret: 'x' }])],
  ])('is damaged when it is %s', (_, text) => expect(readKeyList(text)).toBeNull());
});
