import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../functions/edges/ports.ts';
import { canonicalText, type JsonObject } from '../../functions/history/canonical.ts';
import { readHead, readLatest, refuseNewerHistory, snapshotAsOf } from '../../functions/history/read-history.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { FORMAT, type Head, headKey, textToSign } from '../../functions/history/snapshot.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { contentOf, staffDays, takeSnapshot, workbook } from '../support/take-snapshot.ts';

/** What this program knows, and what one after it will. */
const NOW = { ...VERSIONS };
const NEWER = { schema: NOW.workbooks + 1, rules: NOW.rules + 1 };
const signer = makeSigner();
const trusted = trusting(signer);
const content = contentOf({ 'staff-days': staffDays(3) });

const reads: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  readHead: (store) => readHead(store, workbook),
  latestRecords: (store) => latestRecords(store, workbook),
  snapshotAsOf: (store) => snapshotAsOf(store, workbook, '2026-01-01'),
  refuseNewerHistory: (store) => refuseNewerHistory(store),
};

let store: Store;
beforeEach(async () => {
  store = openMemoryStore();
  await takeSnapshot(store, signer, { content });
});
afterEach(() => void Object.assign(VERSIONS, NOW));

async function changeHead(change: (head: JsonObject) => JsonObject): Promise<void> {
  const { value, version } = (await store.getDocument(headKey(workbook)))!;
  await store.compareAndSet(headKey(workbook), version, canonicalText(change(JSON.parse(value))));
}

describe('a head', () => {
  it('names the format, the schema and the rules, and its signature holds for no other', async () => {
    const { head, manifest } = (await readLatest(store, workbook))!;
    const madeBy = { format: 2, schema: VERSIONS.workbooks, rules: VERSIONS.rules };
    expect(head).toMatchObject(madeBy);
    expect(manifest).toMatchObject(madeBy);
    Object.assign(VERSIONS, { workbooks: 99, rules: 99 });
    for (const change of [{ schema: NEWER.schema }, { rules: NEWER.rules }]) {
      await changeHead((before) => ({ ...before, ...change }));
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: false });
    }
  });

  describe.each(Object.entries(reads))('by %s', (_, read) => {
    it.each([
      ['a newer format', (head: JsonObject) => ({ ...head, format: 3 })],
      ['a newer format in which nothing else is the same', () => ({ format: 3, what: 'ever' })],
      ['newer workbooks', (head: JsonObject) => ({ ...head, schema: NEWER.schema })],
      ['newer rules', (head: JsonObject) => ({ ...head, rules: NEWER.rules })],
    ])('is refused where it is of %s, with what to do', async (_name, change) => {
      await changeHead(change);
      await expect(read(store)).rejects.toMatchObject({
        code: 'newer',
        advice: expect.stringMatching(/newer Concordat than this one\. Install the newer one, then try again\.$/),
      });
    });

    it('is read by a program that knows more', async () => {
      Object.assign(VERSIONS, { workbooks: NEWER.schema, rules: NEWER.rules + 1 });
      await expect(read(store)).resolves.not.toMatchObject({ ok: false });
    });
  });

  describe('by verifyHistory', () => {
    const altered = { ok: false, reason: expect.stringMatching(/no trusted key signed that: it was altered\.$/) };
    const newer = { ok: null, reason: expect.stringContaining('cannot be verified here') };

    it.each([
      ['newer workbooks', { schema: NEWER.schema }],
      ['newer rules', { rules: NEWER.rules }],
      ['another format', { format: 3 }],
      ['newer rules, signed with a key that is not listed', { rules: NEWER.rules, keyId: '0'.repeat(16) }],
    ])('is altered where it says %s and its signature does not', async (_, change) => {
      await changeHead((head) => ({ ...head, ...change }));
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject(altered);
    });

    it.each([{ schema: NEWER.schema }, { rules: NEWER.rules }])(
      'is of a newer program where its signature holds for %o',
      async (numbers) => {
        await changeHead((head) => {
          const { sequence, hash } = head as unknown as Head;
          const madeBy = { format: FORMAT, schema: 1, rules: 1, ...numbers } as const;
          return { ...head, ...madeBy, signature: signer.sign(textToSign({ ...madeBy, workbook, sequence }, hash)) };
        });
        expect(await verifyHistory(store, workbook, trusted)).toMatchObject(newer);
        expect(await verifyHistory(store, workbook, new Map())).toMatchObject(altered);
      },
    );

    it('is of a newer program in another format, and damaged where the format is ours and the rest is not', async () => {
      await changeHead(() => ({ format: 3, what: 'ever' }));
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject(newer);
      await changeHead(() => ({ format: 2, schema: NEWER.schema, rules: 1 }));
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: false });
    });

    it('is read by a program that knows more', async () => {
      Object.assign(VERSIONS, { workbooks: NEWER.schema, rules: NEWER.rules + 1 });
      expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: true });
    });
  });

  it.each(['format', 'schema', 'rules'])('without its %s is damaged', async (field) => {
    await changeHead(({ [field]: _, ...rest }) => rest);
    await expect(readHead(store, workbook)).rejects.toMatchObject({ code: 'store-damaged' });
    expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: false });
  });
});

describe('a snapshot by newer rules', () => {
  it('is taken though nothing else differs, and the one after is not', async () => {
    Object.assign(VERSIONS, { rules: NEWER.rules });
    expect(await takeSnapshot(store, signer, { content })).toBe('committed');
    expect(await takeSnapshot(store, signer, { content })).toBe('nothing-new');
    expect(await verifyHistory(store, workbook, trusted)).toMatchObject({ ok: true, snapshots: 2 });
  });

  it('is not taken for newer workbooks alone: what stood goes on standing', async () => {
    Object.assign(VERSIONS, { workbooks: NEWER.schema });
    expect(await takeSnapshot(store, signer, { content })).toBe('nothing-new');
  });
});

describe('the versions of this program', () => {
  it('are those of the newest column and of the newest rule, or later', () => {
    const since = allDeclared.tabs.flatMap(({ columns }) => Object.values(columns).map((column) => column.since));
    expect(VERSIONS.workbooks).toBeGreaterThanOrEqual(Math.max(...since));
    const rules = allDeclared.rules.map(({ rule }) => rule.since ?? 1);
    expect(VERSIONS.rules).toBeGreaterThanOrEqual(Math.max(...rules));
  });
});
