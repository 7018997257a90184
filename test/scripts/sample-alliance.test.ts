import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { createXlsx } from '../../functions/edges/local/xlsx/create-workbook.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { type CheckedPlace, dryRun } from '../../functions/sync/dry-run.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import { statementRows } from '../../functions/workbooks/new-workbook.ts';
import { added, typedOver } from '../../scripts/sample-alliance/make-mistakes.ts';
import {
  makeSampleAlliance,
  type SampleAlliance,
  type SampleOptions,
} from '../../scripts/sample-alliance/make-sample-alliance.ts';
import { packsInTheSample } from '../../scripts/sample-alliance/packs-in-the-sample.ts';
import type { SamplePart } from '../../scripts/sample-alliance/sample-part.ts';
import { sampleSchools } from '../../scripts/sample-alliance/schools-and-people.ts';
import { typedIn } from '../../scripts/sample-alliance/typed-rows.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { ADOPTED, harbourCompact, QUAY, QUAY_LIST, quayTab, withHarbour } from '../support/drawn-pack.ts';

/** The year has ended, and what was due in it is overdue. */
const AS_OF = '2026-11-22';
/** Rows that go missing show only against an earlier snapshot; and without its words the sample's report would not be issued. That a payment came late is no mistake, and the alliance keeps no bank statements. */
const NOT_IN_THE_SAMPLE = [
  'GEN-11',
  'GEN-27',
  'DCS-01',
  'GEN-19',
  'GEN-21',
  'GEN-22',
  'BLA-25c',
  'BLA-25d',
  'BLA-25e',
  'BLA-26b',
  'BLA-26c',
];

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const { tab: harbourStatement } = harbourCompact.statement!;
/** A part drawn for the made-up pack, as it would stand in a folder of its own. */
const harbourPart: SamplePart = {
  pack: harbourCompact,
  alliance: [
    typedIn(settingsTab, [{ setting: ADOPTED[0], value: ADOPTED[1] }]),
    typedIn(documentsTab, [{ document: QUAY_LIST }]),
  ],
  school: ({ head }, calendar, numbers) => [
    typedIn(quayTab, [{ boat: 'Gannet', out: calendar.schoolDaysAfter('2025-09-08', numbers.between(0, 9)) }]),
    typedIn(
      harbourStatement,
      statementRows(harbourCompact).map(([clause, says]) => {
        return { clause: clause!, says: says!, answer: 'Yes', answeredBy: head, answeredOn: '2026-07-01' };
      }),
    ),
  ],
  mistakes: {
    alliance: [
      {
        what: 'Wrote when by the tide.',
        did: added(documentsTab, { document: QUAY_LIST, asOf: 'high water' }),
        raises: { rule: 'GEN-04', at: 'asOf' },
      },
    ],
    schools: {
      'Marrowby School': [
        {
          what: 'Took June for a month of 31 days.',
          did: typedOver(quayTab, { boat: 'Gannet' }, { out: '31/06/2026' }),
          raises: { rule: 'GEN-04', at: 'out' },
        },
        {
          what: 'Coiled the ropes and did not say so.',
          did: typedOver(harbourStatement, { clause: 'A4' }, { answer: null, answeredBy: null, answeredOn: null }),
          raises: { rule: 'HC-00', at: null },
        },
      ],
    },
  },
};
const withHarbourPart = (options: SampleOptions) =>
  makeSampleAlliance(options, [...packsInTheSample, harbourPart], withHarbour);

describe.each([
  ['the sample alliance', makeSampleAlliance, allDeclared],
  ['the sample alliance with a drawn pack', withHarbourPart, withHarbour],
] as const)('%s', (_, make, catalogue) => {
  test('is in order before anybody makes a mistake', async () => {
    const sample = make({ mistakes: false });
    const checked = await check(sample, catalogue);

    expect(sample.mistakes).toEqual([]);
    expect(checked.map(({ place }) => place)).toHaveLength(10);
    expect(checked.flatMap(found)).toEqual([]);
    expect(checked.flatMap(rulesNotRun)).toEqual([]);
  });

  test('has every mistake found in its cell, and nothing else found', async () => {
    const sample = make({});
    const checked = await check(sample, catalogue);
    const expected = sample.mistakes.flatMap(({ file, tab, cell, rule, school, consequences }) =>
      [{ tab, cell, rule }, ...consequences].map((one) => line(file, one, school)),
    );

    expect(checked.flatMap(found).sort()).toEqual(expected.sort());
    expect(checked.flatMap(rulesNotRun)).toEqual([]);
  });
});

test('a drawn pack stands in the workbooks of the sample with its rows and mistakes, and leaves all others as they are', () => {
  const [before, after] = [makeSampleAlliance(), withHarbourPart({})];
  const theirs = [QUAY, harbourStatement.title];
  const ours = ['Start here', 'Settings', 'Documents'];
  for (const [index, { fileName, sheets }] of after.workbooks.entries()) {
    const titles = sheets.map(({ title }) => title);
    expect(titles.filter((title) => theirs.includes(title))).toEqual(index === 0 ? [] : theirs.toReversed());
    const others = (all: typeof sheets) =>
      all.filter(({ title }) => ![...theirs, ...ours].includes(title)).map(({ title, rows }) => [title, rows]);
    expect([fileName, others(sheets)]).toEqual([fileName, others(before.workbooks[index]!.sheets)]);
  }
  const rows = (title: string) => after.workbooks[0]!.sheets.find((sheet) => sheet.title === title)!.rows;
  expect(rows('Settings').map(([setting, value]) => [setting, value])).toContainEqual(ADOPTED);
  expect(rows('Documents').filter(([document]) => document === QUAY_LIST)).toHaveLength(2);
  const isTheirs = ({ what }: { what: string }) => !before.mistakes.some((one) => one.what === what);
  expect(after.mistakes.filter(isTheirs).map(({ tab, cell, rule, school }) => [tab, cell, rule, school])).toEqual([
    ['Documents', 'C12', 'GEN-04', null],
    [harbourStatement.title, null, 'HC-00', 'Marrowby School'],
    [QUAY, 'B2', 'GEN-04', 'Marrowby School'],
  ]);
});

describe('the sample alliance', () => {
  test('has a part for every pack, in their order', () => {
    expect(packsInTheSample.map(({ pack }) => pack.id)).toEqual(packs.map(({ id }) => id));
  });

  test('refuses a part without its pack: no workbook has the tab', () => {
    expect(() => makeSampleAlliance({}, [...packsInTheSample, harbourPart])).toThrow(`This workbook has no ${QUAY}`);
  });

  test('lists mistakes tab by tab, as the tabs stand', () => {
    const { mistakes, workbooks } = makeSampleAlliance();
    for (const { fileName, sheets } of workbooks) {
      const said = mistakes.filter(({ file }) => file === fileName);
      const at = said.map(({ tab, typed }) => {
        const typedAt = / \(in ([^)]+)\)$/.exec(typed)?.[1] ?? tab;
        return sheets.findIndex(({ title }) => title === typedAt);
      });
      expect([fileName, at]).toEqual([fileName, at.toSorted((one, other) => one - other)]);
    }
  });

  test('is in order but for the mistakes that put no figure of the annual report in doubt, where the others are left out', async () => {
    const sample = makeSampleAlliance({ reportInDoubt: false });
    const all = makeSampleAlliance().mistakes;
    expect(sample.mistakes.map(({ what }) => what)).toEqual(
      all.filter(({ doubtsReport }) => !doubtsReport).map(({ what }) => what),
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
    ).toEqual(NOT_IN_THE_SAMPLE);
    expect(
      missing(
        allDeclared.tabs.map(({ title }) => title),
        mistakes.map(({ tab }) => tab),
      ),
    ).toEqual(['Spending', 'Bank', 'Matched', 'Books closed']);
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

async function check(sample: SampleAlliance, catalogue: Declared = allDeclared): Promise<CheckedPlace[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-alliance-'));
  folders.push(folder);
  const files = workbookFiles();
  const places = sample.workbooks.map(({ fileName }) => join(folder, fileName));
  for (const [index, { sheets }] of sample.workbooks.entries()) await files.create(places[index]!, sheets);
  return dryRun(files, places, [], AS_OF, null, catalogue);
}

function found(checked: CheckedPlace): string[] {
  if ('unreadable' in checked) return [checked.unreadable];
  return checked.findings.map((finding) => {
    // What is said once of several schools names them all.
    const urnOf = finding.school ?? (finding.covers.length === 1 ? finding.covers[0] : null);
    const about = sampleSchools.find(({ urn }) => urn === urnOf)?.name ?? checked.identity.school;
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
