import { beforeEach, describe, expect, it } from 'vitest';
import { type RegisterEntry, register, registerOf } from '../../functions/documents/register.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { readHead } from '../../functions/history/read-history.ts';
import { issue } from '../support/issue.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE, MARCH } from '../support/sync-bench.ts';

let bench: PublishingBench;
let removed: string | null;
beforeEach(async () => {
  bench = await openPublishingBench();
  removed = null;
  await bench.publish('contribution-statement');
  await bench.sync(ALLIANCE);
});

/** The store as somebody without the signing key could leave it. */
const store = () => ({
  ...bench.store,
  getDocument: async (key: string) => (key === removed ? null : bench.store.getDocument(key)),
  list: async (prefix: string) => (await bench.store.list(prefix)).filter(({ key }) => key !== removed),
});
const keyOf = (number: string) => `issued/2025/${number}`;
async function put(number: string, entry: object): Promise<void> {
  const there = await bench.store.getDocument(keyOf(number));
  await bench.store.compareAndSet(keyOf(number), there?.version ?? null, canonicalText(entry));
}
const entryOf = async (number: string): Promise<RegisterEntry> =>
  (await registerOf(bench.store, 2025)).find((entry) => entry.number === number)!;

const forgeries: [how: string, forge: () => Promise<void>, says: string][] = [
  [
    'an entry put there',
    async () => put('2025-0003', { ...(await entryOf('2025-0002')), number: '2025-0003', sha256: 'forged' }),
    'Document 2025-0003 stands in the register of documents without this alliance’s signature.',
  ],
  [
    'an entry put there, signed with another key',
    async () => void (await register(bench.store, makeSigner(), 2025, issue({ number: '2025-0003' }))),
    'Document 2025-0003 stands in the register of documents without this alliance’s signature.',
  ],
  [
    'the hash of its file replaced',
    async () => put('2025-0001', { ...(await entryOf('2025-0001')), sha256: 'forged' }),
    'Document 2025-0001 stands in the register of documents without this alliance’s signature.',
  ],
  [
    'an entry listed under the number of another',
    async () => put('2025-0001', await entryOf('2025-0002')),
    'Document 2025-0001 stands in the register of documents under another number.',
  ],
  [
    'an entry taken out',
    async () => {
      removed = keyOf('2025-0001');
    },
    'Document 2025-0001 is gone from the register of documents.',
  ],
];

describe('a register altered outside Concordat', () => {
  it.each(forgeries)('stops the check, which signs nothing: %s', async (_how, forge, says) => {
    const before = await readHead(bench.store, 'alliance-2025');
    await forge();
    const altered = { ...bench.ports, store: { ...bench.ports.store, ...store() } };
    bench.workbooks.edit(
      ALLIANCE,
      'Contributions',
      (rows) => void rows.push(['Elm Park High School', null, null, '£9']),
    );
    await expect(bench.syncWith(altered, ALLIANCE)).rejects.toMatchObject({
      code: 'store-damaged',
      advice: `${says} The alliance’s workbook is not checked and nothing is issued before that is mended: put the history back from a backup.`,
    });
    expect(await readHead(bench.store, 'alliance-2025')).toEqual(before);
  });

  it('is not built upon by what is issued next', async () => {
    await put('2025-0001', { ...(await entryOf('2025-0001')), sha256: 'forged' });
    await expect(bench.publish('contribution-statement', { urn: '990001' })).rejects.toMatchObject({
      code: 'store-damaged',
    });
    await expect(bench.publish('treasurers-statement')).rejects.toMatchObject({ code: 'store-damaged' });
    expect(await registerOf(bench.store, 2025)).toHaveLength(2);
  });
});

describe('a register as it should be', () => {
  it('may have gone on since the last snapshot, and hold what earlier keys signed', async () => {
    const { entry } = (await bench.publish('treasurers-statement'))[0]!;
    expect(entry.keyId).toBe(bench.signer.keyId);
    const newer = makeSigner(bench.signer);
    await register(bench.store, newer, 2025, issue({ number: '2025-0004' }));
    await expect(bench.syncWith({ ...bench.ports, signer: newer }, ALLIANCE)).resolves.toMatchObject({
      committed: true,
    });
    await expect(bench.syncWith({ ...bench.ports, signer: newer }, ALLIANCE, MARCH)).resolves.toMatchObject({
      committed: false,
      written: false,
    });
  });
});
