import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../functions/history/canonical.ts';
import { diffSnapshots } from '../../functions/history/diff-snapshots.ts';
import type { SnapshotPlan } from '../../functions/history/plan-snapshot.ts';
import type { RecordValue, WorkbookContent } from '../../functions/history/snapshot.ts';
import { contentOf, input, planRows, staffDay, staffDays } from '../support/take-snapshot.ts';

const plan = (content: WorkbookContent): SnapshotPlan => planRows({ ...input, content })!;

async function diff(before: WorkbookContent | null, after: WorkbookContent) {
  const [from, to] = [before && plan(before), plan(after)];
  const blobs = new Map([...(from?.blobs ?? []), ...to.blobs]);
  const asked: string[][] = [];
  const store = {
    async getBlobs(names: readonly string[]) {
      asked.push([...names]);
      return new Map(names.map((name) => [name, blobs.get(name)!]));
    },
  };
  return { changes: await diffSnapshots(store, from?.manifest ?? null, to.manifest), asked };
}

/** Few keys and large values, so that two contents share records and buckets are split in different places. */
const value = fc
  .record({ size: fc.nat(25_000), choice: fc.nat(2) })
  .map(
    ({ size, choice }): RecordValue => (choice === 0 ? { text: 'x'.repeat(size) } : { text: 'x'.repeat(size), choice }),
  );
const records = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }).map(String), value), {
    selector: ([key]) => key,
    maxLength: 20,
  })
  .map((entries) => new Map(entries));
const content = fc.record({ 'staff-days': records, findings: records }).map(contentOf);

describe('diffSnapshots', () => {
  it('applied to the one snapshot gives the other', async () => {
    await fc.assert(
      fc.asyncProperty(content, content, async (before, after) => {
        const { changes } = await diff(before, after);
        const result = new Map([...before].map(([section, inside]) => [section, new Map(inside)]));
        for (const change of changes) {
          const inside = result.get(change.section)!;
          expect(inside.get(change.key) ?? null).toEqual(change.before);
          expect(change.kind).toBe(change.before === null ? 'added' : change.after === null ? 'removed' : 'changed');
          if (change.after === null) inside.delete(change.key);
          else inside.set(change.key, change.after);
        }
        expect(result).toEqual(after);
        const places = changes.map(({ section, key }) => `${section} ${key}`);
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });

  it('names exactly the fields that differ: one that is blank is as one that is not there', async () => {
    const before = { kept: 1, changed: 'a', nested: { list: [1, 2] }, gone: true };
    const after = { came: 2, blank: null, nested: { list: [1, 3] }, changed: 'b', kept: 1 };
    const { changes } = await diff(
      contentOf({ t: new Map([['k', before]]) }),
      contentOf({ t: new Map([['k', after]]) }),
    );
    expect(changes).toEqual([
      { section: 't', key: 'k', kind: 'changed', before, after, fields: ['came', 'changed', 'gone', 'nested'] },
    ]);
  });

  it('lists every field of a record that came or went, and everything when there was nothing before', async () => {
    const one = contentOf({ t: new Map([['k', { b: 1, a: 2 }]]) });
    const added = { section: 't', key: 'k', kind: 'added', before: null, after: { b: 1, a: 2 }, fields: ['a', 'b'] };
    expect((await diff(null, one)).changes).toEqual([added]);
    expect((await diff(one, contentOf({}))).changes).toEqual([
      { ...added, kind: 'removed', before: added.after, after: null },
    ]);
  });

  it('reads only the buckets that differ, in one request', async () => {
    const before = staffDays(3000);
    const after = new Map(before).set('name 7|2025-11-03|1', { ...staffDay(7), halfDays: 5 });
    const { changes, asked } = await diff(contentOf({ 'staff-days': before }), contentOf({ 'staff-days': after }));
    expect(changes).toMatchObject([{ key: 'name 7|2025-11-03|1', fields: ['halfDays'] }]);
    expect(asked.map((names) => names.length)).toEqual([2]);
    expect((await diff(contentOf({ t: before }), contentOf({ t: before }))).asked).toEqual([]);
  });

  it('sees a record that moved from one section to another', async () => {
    const inside = new Map([['k', { a: 1 }]]);
    const { changes } = await diff(contentOf({ a: inside }), contentOf({ b: inside }));
    expect(changes.map(({ section, kind }) => canonicalText([section, kind]))).toEqual([
      '["a","removed"]',
      '["b","added"]',
    ]);
  });
});
