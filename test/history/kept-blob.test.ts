import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Secret, Store } from '../../functions/edges/ports.ts';
import { canonicalText, contentName } from '../../functions/history/canonical.ts';
import { contentOf, isKeptUnder, keptBlob } from '../../functions/history/kept-blob.ts';
import { listSnapshots, readLatest, refuseOtherSecret } from '../../functions/history/read-history.ts';
import type { RecordValue } from '../../functions/history/snapshot.ts';
import { fingerprintOf } from '../../functions/protocols/fingerprints.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { secret, contentOf as sections, staffDay, takeSnapshot, workbook } from '../support/take-snapshot.ts';

describe('a blob as it is kept', () => {
  it('says what was put into it, to whoever has it, and its name shows every change', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (content, position) => {
        const { name, text } = keptBlob(content, secret);
        expect(keptBlob(content, secret)).toEqual({ name, text });
        expect(contentOf({ name, text })).toBe(content);
        const at = position % text.length;
        const altered = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
        expect(contentOf({ name, text: altered })).toBeNull();
        expect(contentOf({ name, text: undefined })).toBeNull();
      }),
    );
  });

  it('has a salt of 128 bits, and under another secret another name', () => {
    const [ours, theirs] = [keptBlob('{}', secret), keptBlob('{}', makeSecret())];
    expect(ours.text).toMatch(/^[0-9a-f]{32}\{\}$/);
    expect(theirs.name).not.toBe(ours.name);
  });
});

describe('a history under another secret than its own', () => {
  it('is told from one under its own, and nothing is planned upon it', async () => {
    const store = openMemoryStore();
    await takeSnapshot(store, makeSigner(), { content: sections({ 'staff-days': new Map([['a', staffDay(1)]]) }) });
    const latest = (await readLatest(store, workbook))!;
    const newest = { hash: latest.head.hash, manifest: latest.manifest };
    expect(isKeptUnder(secret, newest)).toBe(true);
    expect(() => refuseOtherSecret(secret, newest)).not.toThrow();
    expect(isKeptUnder(makeSecret(), newest)).toBe(false);
    const refusal = { code: 'not-allowed', advice: expect.stringContaining('Put the secret back from a backup') };
    expect(() => refuseOtherSecret(makeSecret(), newest)).toThrow(expect.objectContaining(refusal));
  });
});

const NAMES = ['Ames', 'Blake', 'Carter', 'Okafor', 'Lund', 'Fielding', 'Novak', 'Owusu', 'Price', 'Quinn'].flatMap(
  (name) => ['Ms', 'Mr', 'Mx', 'Dr'].map((title) => `${title} ${name}`),
);
const recordOf = (member: string): [string, RecordValue] => [`${member}|2025-11-03|1`, { ...staffDay(1), member }];

/** What somebody can try who has all that is left: the names and salts of every blob, the neighbours, the format, and a list of people. */
function guess(name: string, neighbours: readonly (readonly [string, RecordValue])[], salts: readonly string[]) {
  const nameFor = (member: string) => {
    const records = [...neighbours, recordOf(member)].sort(([one], [other]) => (one < other ? -1 : 1));
    const content = canonicalText({ section: 'staff-days', bits: '', records });
    return ['', contentName(content), contentName(content).slice(0, 32), ...salts].map((salt) =>
      contentName(salt + content),
    );
  };
  return NAMES.filter((member) => nameFor(member).includes(name));
}

describe('somebody who guesses', () => {
  const neighbours = Array.from({ length: 40 }, (_, i) => recordOf(`Member ${i}`));
  const with_ = sections({ 'staff-days': new Map([...neighbours, recordOf('Dr Owusu')]) });
  const without = sections({ 'staff-days': new Map(neighbours) });

  /** Every snapshot was taken, then the one blob with the record goes, as when it is taken out. */
  async function left() {
    const store: Store = openMemoryStore();
    const signer = makeSigner();
    await takeSnapshot(store, signer, { content: with_ });
    await takeSnapshot(store, signer, { content: without });
    const names: string[] = [];
    const texts: string[] = [];
    let gone = '';
    for await (const { hash, manifest } of listSnapshots(store, workbook)) {
      const bucket = manifest.sections['staff-days']!.buckets['']!;
      names.push(hash, bucket);
      if (manifest.sequence === 1) gone = bucket;
    }
    for (const [name, text] of await store.getBlobs(names)) if (name !== gone) texts.push(text);
    const all = await store.getBlobs([gone]);
    return { gone, salts: texts.map((text) => text.slice(0, 32)), salt: all.get(gone)!.slice(0, 32) };
  }

  it('finds the record whose blob was named by its content alone', () => {
    const content = canonicalText({
      section: 'staff-days',
      bits: '',
      records: [...with_.get('staff-days')!].sort(([one], [other]) => (one < other ? -1 : 1)),
    });
    expect(guess(contentName(content), neighbours, [])).toEqual(['Dr Owusu']);
  });

  it('does not find it from all that is left once its blob and salt are gone', async () => {
    const { gone, salts, salt } = await left();
    expect(salts).toHaveLength(3);
    expect(guess(gone, neighbours, salts)).toEqual([]);
    // The salt was all that was lacking.
    expect(guess(gone, neighbours, [salt])).toEqual(['Dr Owusu']);
  });

  it('finds a pupil’s number from a plain fingerprint, and not from ours', () => {
    const number = (i: number) => `A1234567890${String(i).padStart(2, '0')}`;
    const partsOf = (upn: string) => ['GEN-04', 'pupils', `${upn}|1`, 'born', null, null];
    const plain: Secret = { keyed: (_, text) => contentName(text) };
    const tried = (fingerprint: string, under: Secret) =>
      Array.from({ length: 100 }, (_, i) => number(i)).filter(
        (upn) => fingerprintOf(partsOf(upn), under) === fingerprint,
      );
    expect(tried(fingerprintOf(partsOf(number(42)), plain), plain)).toEqual([number(42)]);
    for (const under of [plain, makeSecret()])
      expect(tried(fingerprintOf(partsOf(number(42)), secret), under)).toEqual([]);
  });
});
