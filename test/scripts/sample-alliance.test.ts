import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { createXlsx } from '../../functions/edges/local/xlsx/create-workbook.ts';
import { type CheckedPlace, dryRun } from '../../functions/sync/dry-run.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { makeSampleAlliance, type SampleAlliance } from '../../scripts/sample-alliance/make-sample-alliance.ts';
import { sampleSchools } from '../../scripts/sample-alliance/schools-and-people.ts';

/** The year has ended, and what was due in it is overdue. */
const AS_OF = '2026-11-22';
/** Rows that go missing show only against an earlier snapshot. */
const NEEDS_A_HISTORY = ['GEN-11', 'GEN-19', 'GEN-21', 'GEN-22'];

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe('the sample alliance', () => {
  test('is in order before anybody makes a mistake', async () => {
    const sample = makeSampleAlliance({ mistakes: false });
    const checked = await check(sample);

    expect(sample.mistakes).toEqual([]);
    expect(checked.map(({ place }) => place)).toHaveLength(10);
    expect(checked.flatMap(found)).toEqual([]);
    expect(checked.flatMap(rulesNotRun)).toEqual([]);
  });

  test('has every mistake found in its cell, and nothing else found', async () => {
    const sample = makeSampleAlliance();
    const checked = await check(sample);
    const expected = sample.mistakes.flatMap(({ file, tab, cell, rule, school, consequences }) =>
      [{ tab, cell, rule }, ...consequences].map((one) => line(file, one, school)),
    );

    expect(checked.flatMap(found).sort()).toEqual(expected.sort());
    expect(checked.flatMap(rulesNotRun)).toEqual([]);
  });

  test('is in order but for the mistakes that do not hold the annual report back, where those are left out', async () => {
    const sample = makeSampleAlliance({ reportHeldBack: false });
    const all = makeSampleAlliance().mistakes;
    expect(sample.mistakes.map(({ what }) => what)).toEqual(
      all.filter(({ holdsBackReport }) => holdsBackReport.length === 0).map(({ what }) => what),
    );
    const checked = await check(sample);
    const totals = checked.flatMap(found).filter((one) => /: (Absence|Exclusions) by term!/.test(one));
    expect(totals.map((one) => one.split(' ').at(-1))).toEqual(['GEN-07', 'GEN-12', 'GEN-07']);
  });

  test('has at least 44 mistakes, for every rule, in every tab and about every school', () => {
    const { mistakes, workbooks } = makeSampleAlliance();
    const rules = allDeclared.rules.map(({ rule }) => rule.id);
    const schools = workbooks.map(({ fileName }) => fileName.replace(' 2025-26.xlsx', ''));

    expect(mistakes.length).toBeGreaterThanOrEqual(44);
    expect(
      missing(
        rules,
        mistakes.map(({ rule }) => rule),
      ),
    ).toEqual(NEEDS_A_HISTORY);
    expect(
      missing(
        allDeclared.tabs.map(({ title }) => title),
        mistakes.map(({ tab }) => tab),
      ),
    ).toEqual([]);
    expect(
      missing(
        schools,
        mistakes.map(({ school }) => school),
      ),
    ).toEqual(['Alliance']);
  });

  test('is the same to the byte each time', () => {
    const [one, other] = [makeSampleAlliance(), makeSampleAlliance()];

    expect(other.mistakes).toEqual(one.mistakes);
    expect(other.workbooks.map(({ fileName }) => fileName)).toEqual(one.workbooks.map(({ fileName }) => fileName));
    for (const [index, { sheets }] of one.workbooks.entries()) {
      expect(Buffer.compare(createXlsx(sheets), createXlsx(other.workbooks[index]!.sheets))).toBe(0);
    }
  });
});

async function check(sample: SampleAlliance): Promise<CheckedPlace[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-alliance-'));
  folders.push(folder);
  const files = workbookFiles();
  const places = sample.workbooks.map(({ fileName }) => join(folder, fileName));
  for (const [index, { sheets }] of sample.workbooks.entries()) await files.create(places[index]!, sheets);
  return dryRun(files, places, [], AS_OF, null);
}

function found(checked: CheckedPlace): string[] {
  if ('unreadable' in checked) return [checked.unreadable];
  return checked.findings.map((finding) => {
    const about = sampleSchools.find(({ urn }) => urn === finding.school)?.name ?? checked.identity.school;
    return line(basename(checked.place), finding, about);
  });
}

function rulesNotRun(checked: CheckedPlace): string[] {
  if ('unreadable' in checked) return [checked.unreadable];
  return checked.outcomes.filter(({ outcome }) => outcome !== 'ran').map(({ id, why }) => `${id}: ${why}`);
}

/** A finding is known by its cell, or by whom it is about where it has none. */
function line(file: string, { tab, cell, rule }: Place, school: string | null): string {
  return `${file}: ${tab}!${cell ?? `(${school})`} ${rule}`;
}

interface Place {
  readonly tab: string | null;
  readonly cell: string | null;
  readonly rule: string;
}

function missing(all: readonly string[], among: readonly (string | null)[]): string[] {
  return [...new Set(all)].filter((one) => !among.includes(one));
}
