import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOfFirestore } from '../../../functions/edges/google/firestore-errors.ts';
import { openFirestoreStore } from '../../../functions/edges/google/firestore-store.ts';
import type { Store } from '../../../functions/edges/ports.ts';
import { firestoreEmulator } from '../../support/emulator-for-all.ts';
import { emulatorSettings } from '../../support/firestore-emulator.ts';
import { openSlipperyLine } from '../../support/slippery-line.ts';
import { describeStoreContract } from '../../support/store-contract.ts';

const host = await firestoreEmulator();
const PROJECT = 'firestore-store';
const settings = emulatorSettings(host ?? '', PROJECT);
const KIB = 1024;

describe.skipIf(host === null)('on the emulator', () => {
  describeStoreContract('Firestore', () => openFirestoreStore({ settings, root: randomUUID() }));

  let firestore: Firestore;
  let store: Store;
  beforeAll(async () => {
    firestore = new Firestore(settings);
    store = await openFirestoreStore({ firestore, root: 'an alliance' });
  });
  afterAll(() => firestore.terminate());

  describe('sizes', () => {
    it('takes 12 MiB of blobs, and 2,000 at once, though one request takes 10 MiB', async () => {
      const blobs = new Map(Array.from({ length: 24 }, (_, i) => [`large ${i}`, `${i} ${'é'.repeat(256 * KIB)}`]));
      for (let i = 0; i < 2000; i += 1) blobs.set(`small ${i}`, `text ${i}`);
      await store.putBlobs(blobs);
      expect(await store.getBlobs([...blobs.keys()])).toEqual(blobs);
    });

    it('adds what is lacking where some of the blobs are there already', async () => {
      const blobs = new Map(Array.from({ length: 30 }, (_, i) => [`blob ${i}`, 'x'.repeat(500 * KIB)]));
      await store.putBlobs(new Map([...blobs].filter((_, i) => i % 3 === 0)));
      await Promise.all([store.putBlobs(blobs), store.putBlobs(blobs)]);
      expect(await store.getBlobs([...blobs.keys()])).toEqual(blobs);
    });

    it('takes the largest text under the longest names, and refuses a byte more before anything is sent', async () => {
      const longest = await openFirestoreStore({ firestore, root: 'r'.repeat(1499) });
      const key = 'k'.repeat(1499);
      const most = 'x'.repeat(1016 * KIB);
      expect(await longest.compareAndSet(key, null, most)).not.toBeNull();
      expect((await longest.getDocument(key))?.value).toBe(most);
      await longest.putBlobs(new Map([[key, most]]));
      expect((await longest.getBlobs([key])).get(key)).toBe(most);

      const tooLarge = expect.objectContaining({ name: 'EdgeError', code: 'too-large', retryable: false });
      await expect(store.compareAndSet('large', null, `${most}x`)).rejects.toEqual(tooLarge);
      await expect(store.compareAndSet('large', null, 'é'.repeat(512 * KIB))).rejects.toEqual(tooLarge);
      await expect(store.putBlobs(new Map([['before', 'text'], ['large', `${most}x`]]))).rejects.toEqual(tooLarge); // biome-ignore format: reads better in one line
      expect(await store.getBlobs(['before', 'large'])).toEqual(new Map());
      await expect(store.compareAndSet(`${key}k`, null, '')).rejects.toEqual(tooLarge);
    });
  });

  it('keeps keys apart and in order, whatever is in them', async () => {
    const keys = ['', '.', '..', '/', '//', './', '__', '__id7__', '__all__', '%2F', '%', '%25', 'a/b', 'a%2Fb', 'a.b'];
    keys.push('a', 'A', 'a/', '~', '`', '[0]', '*', ' ', '\n', '\u0000', 'é', 'e\u0301', '\u{10FFFF}', '😀', '～', 'k');
    const one = await openFirestoreStore({ firestore, root: '../__hostile__/%' });
    for (const key of keys) expect(await one.compareAndSet(key, null, `value of "${key}"`)).not.toBeNull();
    await one.putBlobs(new Map(keys.map((key) => [key, `blob of "${key}"`])));
    for (const key of keys) expect((await one.getDocument(key))?.value).toBe(`value of "${key}"`);
    expect(await one.getBlobs(keys)).toEqual(new Map(keys.map((key) => [key, `blob of "${key}"`])));
    const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await one.list('')).map(({ key }) => key)).toEqual(inOrder);
    expect((await one.list('', { newestFirst: true })).map(({ key }) => key)).toEqual(inOrder.toReversed());
  });

  it('shows no alliance what another keeps', async () => {
    const roots = ['harrowdale', 'harrowdale/2', 'harrowdale%2F2', ''];
    const stores = await Promise.all(roots.map((root) => openFirestoreStore({ firestore, root })));
    for (const [i, one] of stores.entries()) {
      await one.putBlobs(new Map([['a', `blob ${i}`]]));
      expect(await one.compareAndSet('head/a', null, `value ${i}`)).not.toBeNull();
    }
    for (const [i, one] of stores.entries()) {
      expect(await one.getBlobs(['a'])).toEqual(new Map([['a', `blob ${i}`]]));
      expect((await one.list('')).map(({ value }) => value)).toEqual([`value ${i}`]);
    }
  });

  it('closes the client it opened, and leaves open the one it was given', async () => {
    const given = await openFirestoreStore({ firestore, root: 'closed' });
    await given.compareAndSet('a', null, 'one');
    await given.close();
    const own = await openFirestoreStore({ settings, root: 'closed' });
    expect((await own.getDocument('a'))?.value).toBe('one');
    await own.close();
    expect((await given.getDocument('a'))?.value).toBe('one');
  });

  it('says that something was altered that is no text any more', async () => {
    await store.compareAndSet('altered', null, 'one');
    await firestore.doc('alliances/kan alliance/documents/kaltered').update({ value: 7 });
    await expect(store.getDocument('altered')).rejects.toMatchObject({ name: 'EdgeError', code: 'store-damaged' });
  });

  describe('a write whose answer is lost', () => {
    it.each([
      ['the first of a document', null],
      ['a later one', 'one'],
    ])('is known as its own: %s', async (key, before) => {
      const line = await openSlipperyLine(host!);
      const behind = await openFirestoreStore({ settings: { ...settings, host: line.host }, root: 'an alliance' });
      await behind.getDocument('warm');
      const expected = before === null ? null : await store.compareAndSet(key, null, before);
      line.holdAnswers();
      const writing = behind.compareAndSet(key, expected, 'two');
      await expect.poll(async () => (await store.getDocument(key))?.value, { timeout: 10_000 }).toBe('two');
      line.breakOff();
      const version = await writing;
      expect(version).not.toBeNull();
      expect(await store.getDocument(key)).toEqual({ key, value: 'two', version });
      await behind.close();
      await line.close();
    });

    it('leaves blobs as they are', async () => {
      const line = await openSlipperyLine(host!);
      const behind = await openFirestoreStore({ settings: { ...settings, host: line.host }, root: 'an alliance' });
      await behind.getDocument('warm');
      line.holdAnswers();
      const writing = behind.putBlobs(new Map([['lost', 'text']]));
      await expect.poll(async () => (await store.getBlobs(['lost'])).size, { timeout: 10_000 }).toBe(1);
      line.breakOff();
      await writing;
      expect((await store.getBlobs(['lost'])).get('lost')).toBe('text');
      await behind.close();
      await line.close();
    });
  });

  describe('errors', () => {
    it('goes on with no store of the form before, in which blobs had no salts', async () => {
      const firestore = new Firestore(settings);
      const kept = firestore.collection('alliances').doc('kan alliance').collection('blobs');
      await kept.doc('kolder').set({ text: 'text' });
      await kept.doc('kother').set({ packed: 'no bytes' });
      await kept.doc('kaltered').set({ packed: Buffer.from('not packed') });
      await firestore.terminate();
      const older = {
        code: 'not-allowed',
        advice: expect.stringMatching(/begun by an earlier version .* another project/),
      };
      await expect(store.getBlobs(['older'])).rejects.toEqual(expect.objectContaining(older));
      await expect(store.getBlobs(['other'])).rejects.toEqual(expect.objectContaining({ code: 'store-damaged' }));
      expect(await store.getBlobs(['altered'])).toEqual(new Map());
    });

    it('says that the store does not answer, and that it may be tried again', async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      await new Promise((resolve) => server.close(resolve));
      const nowhere = { ...settings, host: `127.0.0.1:${port}` };
      const unreachable = expect.objectContaining({ name: 'EdgeError', code: 'unreachable', retryable: true });
      const lost = await openFirestoreStore({ settings: nowhere, root: 'a', patience: 300 });
      await expect(lost.compareAndSet('a', null, 'one')).rejects.toEqual(unreachable);
      await expect(lost.putBlobs(new Map([['a', 'one']]))).rejects.toEqual(unreachable);
      await expect(lost.getBlobs(['a'])).rejects.toEqual(unreachable);
      await expect(lost.list('')).rejects.toEqual(unreachable);
    });

    it('says that Concordat may not use the store: the rules let nobody in but its service account', async () => {
      const content = readFileSync(new URL('../../../firestore.rules', import.meta.url), 'utf8');
      const loaded = await fetch(`http://${host}/emulator/v1/projects/${PROJECT}:securityRules`, {
        method: 'PUT',
        body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
      });
      expect(loaded.status).toBe(200);
      const part = (values: object) => Buffer.from(JSON.stringify(values)).toString('base64url');
      const token = `${part({ alg: 'none' })}.${part({ sub: 'a visitor', user_id: 'a visitor', iat: 1 })}.`;
      const customHeaders = { Authorization: `Bearer ${token}` };
      const visitor = await openFirestoreStore({ settings: { ...settings, customHeaders }, root: 'an alliance' });
      const refused = expect.objectContaining({ name: 'EdgeError', code: 'not-allowed', retryable: false });
      await expect(visitor.getDocument('altered')).rejects.toEqual(refused);
      await expect(visitor.putBlobs(new Map([['visited', 'one']]))).rejects.toEqual(refused);
      await visitor.close();
      expect(await store.getBlobs(['visited'])).toEqual(new Map());
    });
  });
});

describe('what Firestore reports', () => {
  const reported = (code: number) => faultOfFirestore(Object.assign(new Error('as gRPC says it'), { code }));

  it.each([
    [1, 'unreachable', true],
    [2, 'unreachable', true],
    [4, 'unreachable', true],
    [5, 'not-found', false],
    [7, 'not-allowed', false],
    [8, 'busy', true],
    [9, 'not-found', false],
    [10, 'busy', true],
    [13, 'unreachable', true],
    [14, 'unreachable', true],
    [15, 'store-damaged', false],
    [16, 'not-allowed', false],
  ])('as status %i is %s', (status, code, retryable) => {
    expect(reported(status)).toMatchObject({ name: 'EdgeError', code, retryable });
  });

  it('about credentials that are not there is a lack of permission, whatever its status', () => {
    const message = 'Getting metadata from plugin failed with error: Could not load the default credentials.';
    const error = Object.assign(new Error(message), { code: 14 });
    expect(faultOfFirestore(error)).toMatchObject({ code: 'not-allowed', retryable: false, cause: error });
  });

  it('about a mistake of our own comes through as it is', () => {
    const mistakes = [reported(3), new TypeError('undefined is not a function')];
    for (const mistake of mistakes) expect(faultOfFirestore(mistake)).toBe(mistake);
    expect(reported(3)).not.toHaveProperty('advice');
  });
});

it('indexes no text: the fields that hold it are exempt', () => {
  const declared = JSON.parse(readFileSync(new URL('../../../firestore.indexes.json', import.meta.url), 'utf8'));
  const exempt = declared.fieldOverrides.map(
    (one: { collectionGroup: string; fieldPath: string; indexes: unknown[] }) => {
      expect(one.indexes).toEqual([]);
      return `${one.collectionGroup}.${one.fieldPath}`;
    },
  );
  expect(exempt).toEqual(['blobs.packed', 'documents.value', 'documents.write']);
});
