import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../functions/edges/ports.ts';

/** What every store does, whatever stands behind it. `open` gives an empty one. */
export function describeStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    describe('blobs', () => {
      it('gives back what was put, and leaves out what is not there', async () => {
        await store.putBlobs(new Map([['a', 'first'], ['b', 'second']])); // biome-ignore format: reads better in one line
        expect(await store.getBlobs(['b', 'missing', 'a'])).toEqual(new Map([['a', 'first'], ['b', 'second']])); // biome-ignore format: as above
        expect(await store.getBlobs([])).toEqual(new Map());
      });

      it('takes the same blob again, and no blobs at all', async () => {
        await store.putBlobs(new Map([['a', 'text']]));
        await store.putBlobs(new Map([['a', 'text']]));
        await store.putBlobs(new Map());
        expect(await store.getBlobs(['a', 'a'])).toEqual(new Map([['a', 'text']]));
      });

      it('never gives a name other content', async () => {
        await store.putBlobs(new Map([['a', 'first']]));
        await store.putBlobs(new Map([['a', 'second']]));
        expect((await store.getBlobs(['a'])).get('a')).toBe('first');
      });

      it('keeps many blobs, and large ones, to the letter', async () => {
        const blobs = new Map(Array.from({ length: 600 }, (_, i) => [`blob-${i}`, `text ${i} £½✓ 🏫`]));
        blobs.set('large', 'é'.repeat(450_000));
        blobs.set('empty', '');
        await store.putBlobs(blobs);
        expect(await store.getBlobs([...blobs.keys()])).toEqual(blobs);
      });
    });

    describe('blobs that are taken out', () => {
      const three = () => new Map([['a', 'first'], ['b/%2F é', 'second'], ['c', 'third']]); // biome-ignore format: one line
      beforeEach(() => store.putBlobs(three()));

      it('names every blob, and none that is a document', async () => {
        await store.compareAndSet('document', null, 'one');
        expect([...(await store.blobNames())].sort()).toEqual([...three().keys()].sort());
        await store.removeBlobs([...three().keys()]);
        expect(await store.blobNames()).toEqual([]);
      });

      it('takes out those that are named and no others, and minds none that is not there', async () => {
        await store.compareAndSet('a', null, 'a document');
        await store.removeBlobs(['a', 'b/%2F é', 'never there']);
        await store.removeBlobs(['a']);
        await store.removeBlobs([]);
        expect(await store.getBlobs([...three().keys()])).toEqual(new Map([['c', 'third']]));
        expect((await store.getDocument('a'))?.value).toBe('a document');
      });

      it('takes out a thousand at once', async () => {
        const many = new Map(Array.from({ length: 1000 }, (_, i) => [`blob-${i}`, `text ${i}`]));
        await store.putBlobs(many);
        await store.removeBlobs([...many.keys()]);
        expect(await store.blobNames()).toHaveLength(3);
      });

      it('takes one again that was taken out', async () => {
        await store.removeBlobs(['a']);
        await store.putBlobs(new Map([['a', 'first']]));
        expect((await store.getBlobs(['a'])).get('a')).toBe('first');
      });

      it('has all the rest when nothing is left of what was taken out', async () => {
        const version = await store.compareAndSet('kept', null, 'one');
        await store.removeBlobs(['a']);
        await store.compact();
        expect(await store.getDocument('kept')).toEqual({ key: 'kept', value: 'one', version });
        expect(await store.getBlobs([...three().keys()])).toEqual(new Map([...three()].slice(1)));
      });
    });

    describe('documents', () => {
      it('says null for a document that is not there', async () => {
        expect(await store.getDocument('head/nobody')).toBeNull();
      });

      it('gives back what was set, with the version the set gave', async () => {
        const version = await store.compareAndSet('head/a', null, 'one');
        expect(await store.getDocument('head/a')).toEqual({ key: 'head/a', value: 'one', version });
      });

      it('keeps large and unusual values to the letter', async () => {
        const value = `"quoted" \n\t\\ £½✓ 🏫 ${'x'.repeat(900_000)}`;
        await store.compareAndSet('large', null, value);
        expect((await store.getDocument('large'))?.value).toBe(value);
      });

      it('changes its version with every write, even of the same value', async () => {
        const first = await store.compareAndSet('a', null, 'same');
        const second = await store.compareAndSet('a', first, 'same');
        expect(second).not.toBeNull();
        expect(second).not.toBe(first);
      });

      it('writes nothing when the document is there and none was expected', async () => {
        await store.compareAndSet('a', null, 'one');
        expect(await store.compareAndSet('a', null, 'two')).toBeNull();
        expect((await store.getDocument('a'))?.value).toBe('one');
      });

      it('writes nothing when the document has moved on, or was never there', async () => {
        const first = await store.compareAndSet('a', null, 'one');
        await store.compareAndSet('a', first, 'two');
        expect(await store.compareAndSet('a', first, 'three')).toBeNull();
        expect(await store.compareAndSet('b', first, 'three')).toBeNull();
        expect((await store.getDocument('a'))?.value).toBe('two');
        expect(await store.getDocument('b')).toBeNull();
      });

      it('keeps documents and blobs apart', async () => {
        await store.putBlobs(new Map([['same', 'blob']]));
        expect(await store.getDocument('same')).toBeNull();
        expect(await store.compareAndSet('same', null, 'document')).not.toBeNull();
        expect((await store.getBlobs(['same'])).get('same')).toBe('blob');
      });
    });

    describe('many at once', () => {
      it('lets exactly one win each version', async () => {
        let expected: string | null = null;
        for (let round = 0; round < 5; round++) {
          const tries = Array.from({ length: 20 }, (_, i) =>
            store.compareAndSet('a', expected, `round ${round} try ${i}`),
          );
          const versions = await Promise.all(tries);
          const winners = versions.flatMap((version, i) => (version === null ? [] : [i]));
          expect(winners).toHaveLength(1);
          expect((await store.getDocument('a'))?.value).toBe(`round ${round} try ${winners[0]}`);
          expected = versions[winners[0]!]!;
        }
      });

      it('loses no step when everyone counts up and tries again', async () => {
        const countUp = async (): Promise<void> => {
          const found = await store.getDocument('counter');
          const next = String(Number(found?.value ?? 0) + 1);
          if ((await store.compareAndSet('counter', found?.version ?? null, next)) === null) await countUp();
        };
        await Promise.all(Array.from({ length: 12 }, countUp));
        expect((await store.getDocument('counter'))?.value).toBe('12');
      });
    });

    describe('list', () => {
      const keys = [
        'mail/2',
        'mail/1',
        'mail/10',
        'mailbox',
        'mail',
        'Mail/1',
        'mail/é',
        'mail/🏫 100% _"\'*[a]',
        'mail/～',
      ];
      const inOrder = ['mail/1', 'mail/10', 'mail/2', 'mail/é', 'mail/～', 'mail/🏫 100% _"\'*[a]'];
      const keysListed = async (...args: Parameters<Store['list']>) =>
        (await store.list(...args)).map(({ key }) => key);
      beforeEach(async () => {
        for (const key of keys) await store.compareAndSet(key, null, `value of ${key}`);
      });

      it('gives the documents below a prefix and no others, by key', async () => {
        expect(await keysListed('mail/')).toEqual(inOrder);
        expect(await keysListed('nothing/')).toEqual([]);
        expect(await keysListed('')).toHaveLength(keys.length);
      });

      it('gives them newest first, which is by key backwards', async () => {
        expect(await keysListed('mail/', { newestFirst: true })).toEqual(inOrder.toReversed());
      });

      it('stops at the limit, from either end', async () => {
        expect(await keysListed('mail/', { limit: 2 })).toEqual(inOrder.slice(0, 2));
        expect(await keysListed('mail/', { limit: 2, newestFirst: true })).toEqual(inOrder.toReversed().slice(0, 2));
        expect(await keysListed('mail/', { limit: 100 })).toEqual(inOrder);
      });

      it('takes a prefix with wildcard signs for what it says', async () => {
        for (const key of ['100%/a', '100_/a', '100*/a', '1000/a']) await store.compareAndSet(key, null, '');
        expect(await keysListed('100%')).toEqual(['100%/a']);
        expect(await keysListed('100_')).toEqual(['100_/a']);
        expect(await keysListed('100*')).toEqual(['100*/a']);
      });

      it('gives values and versions with which one can go on', async () => {
        const [first] = await store.list('mail/', { limit: 1 });
        expect(first).toEqual(await store.getDocument('mail/1'));
        expect(await store.compareAndSet('mail/1', first!.version, 'next')).not.toBeNull();
      });
    });
  });
}
