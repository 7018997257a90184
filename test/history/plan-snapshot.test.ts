import { describe, expect, it } from 'vitest';
import { canonicalText, contentName } from '../../functions/history/canonical.ts';
import { contentOf as contentIn } from '../../functions/history/kept-blob.ts';
import type { Head, RecordValue } from '../../functions/history/snapshot.ts';
import { contentOf, input, planRows, type RowsInput, staffDay, staffDays, workbook } from '../support/take-snapshot.ts';

const content = contentOf({ 'staff-days': staffDays(2000), findings: new Map([['f1', { rule: 'dates-read' }]]) });
const first = planRows({ ...input, content })!;
const head: Head = {
  format: first.manifest.format,
  schema: first.manifest.schema,
  rules: first.manifest.rules,
  hash: first.manifestHash,
  sequence: 1,
  at: input.at,
  asOf: input.asOf,
  signature: 'a signature',
  keyId: '0123456789abcdef',
  publicKey: 'a key',
  dayStart: null,
};
const previous = { head, manifest: first.manifest };
const next = (changes: Partial<RowsInput>) => planRows({ ...input, content, previous, ...changes });

describe('planSnapshot', () => {
  it('lists a first snapshot with all its blobs and no parent', () => {
    const { manifest, manifestHash, blobs, dayStart } = first;
    expect(manifest).toMatchObject({ format: 2, workbook, sequence: 1, parent: null, asOf: '2025-11-03' });
    expect(manifest.sections['staff-days']?.count).toBe(2000);
    expect(dayStart).toBeNull();
    expect([...blobs.keys()].at(-1)).toBe(manifestHash);
    expect(contentIn({ name: manifestHash, text: blobs.get(manifestHash) })).toBe(canonicalText(manifest));
    for (const [name, text] of blobs) expect(contentName(text)).toBe(name);
    const listed = Object.values(manifest.sections).flatMap(({ buckets }) => Object.values(buckets));
    expect(new Set(blobs.keys())).toEqual(new Set([...listed, manifestHash]));
  });

  it('is nothing when nothing differs, however late it is and in whatever order the rows stand', () => {
    const sorted = contentOf({
      findings: content.get('findings')!,
      'staff-days': new Map([...content.get('staff-days')!].reverse()),
    });
    expect(next({})).toBeNull();
    expect(next({ at: '2025-12-01T08:00:00.000Z', asOf: '2025-12-01', content: sorted })).toBeNull();
  });

  it.each<[string, Partial<RowsInput>]>([
    ['a figure', { figures: { daysGiven: 14 } }],
    ['an outcome', { outcomes: { 'staff-days-given': 'crashed' } }],
    ['a section that came', { content: contentOf({ ...Object.fromEntries(content), contributions: new Map() }) }],
    ['a section that went', { content: contentOf({ 'staff-days': content.get('staff-days')! }) }],
  ])('writes the manifest alone for %s', (_, changes) => {
    const plan = next(changes)!;
    expect([...plan.blobs.keys()]).toEqual([plan.manifestHash]);
  });

  it('writes two blobs for one edited cell: its bucket and the manifest', () => {
    const edited = new Map(content.get('staff-days')!).set('name 7|2025-11-03|1', { ...staffDay(7), halfDays: 3 });
    const plan = next({ content: contentOf({ ...Object.fromEntries(content), 'staff-days': edited }) })!;
    expect(plan.blobs.size).toBe(2);
    expect(plan.manifest).toMatchObject({
      sequence: 2,
      parent: { hash: first.manifestHash, signature: 'a signature', keyId: '0123456789abcdef' },
    });
  });

  it('names the last snapshot of an earlier day', () => {
    const earlier = 'e'.repeat(64);
    const changed = { figures: {} };
    expect(next({ ...changed, asOf: '2025-11-04' })?.dayStart).toBe(first.manifestHash);
    expect(next(changed)?.dayStart).toBeNull();
    const withDayStart = { ...previous, head: { ...head, dayStart: earlier } };
    expect(next({ ...changed, previous: withDayStart })?.dayStart).toBe(earlier);
    expect(next({ ...changed, previous: withDayStart, asOf: '2025-11-04' })?.dayStart).toBe(first.manifestHash);
    expect(next({ ...changed, previous: withDayStart, asOf: '2025-11-02' })?.dayStart).toBeNull();
  });

  it('never lets time go backwards, whatever a clock says', () => {
    expect(next({ figures: {}, at: '2025-11-03T14:31:59.999Z' })?.manifest.at).toBe(input.at);
  });

  it('plans only what can be read back', () => {
    expect(() => next({ figures: {}, at: '3 November 2025' })).toThrow();
    expect(() => next({ figures: {}, asOf: '2025-02-30' })).toThrow();
    expect(() => next({ figures: { rate: 0.5 } })).toThrow(TypeError);
  });

  it('refuses a record, or a list of contents, that is too large to keep', () => {
    const essay: RecordValue = { text: 'x'.repeat(600_000) };
    expect(() => next({ content: contentOf({ evaluations: new Map([['a', essay]]) }) })).toThrow(RangeError);
    expect(() => next({ figures: { essay: 'x'.repeat(1_000_000) } })).toThrow(RangeError);
  });
});
