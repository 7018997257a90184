import { beforeEach, describe, expect, it } from 'vitest';
import { letterToTheOfficeData } from '../../functions/documents/letter-to-the-office-data.ts';
import { registerOf } from '../../functions/documents/register.ts';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import { keptFigures } from '../../functions/protocols/by-pack.ts';
import type { Pack } from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { OPEN, PIECES } from '../../functions/protocols/standing.ts';
import { gatherGlance } from '../../functions/status/gather/glance.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { glancePage } from '../../functions/status/pages/glance-page.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { allDeclared, allianceKind, type Declared, declare } from '../../functions/workbooks/kinds.ts';
import { makeLacking } from '../../functions/workbooks/make-lacking.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { makeOnce, type WorkbookToMake } from '../../functions/workbooks/workbooks-to-make.ts';
import { makeSampleAlliance } from '../../scripts/sample-alliance/make-sample-alliance.ts';
import {
  ADOPTED,
  adoptingSettings,
  HARBOUR_STATEMENT,
  harbourCompact,
  harbourSchool,
  QUAY,
  QUAY_LIST,
  withHarbour,
} from '../support/drawn-pack.ts';
import { newSettings } from '../support/new-settings.ts';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';
import { asRead } from '../support/status-bench.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  ELM_PARK,
  openSyncBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const OCTOBER = '2025-10-15';
const YEAR = academicYear(2025);
const elmParks = { ...schoolIdentity, kind: harbourSchool };
const MORNINGS = `
  | Boat   | Out       |
  | Gannet | 6/10/2025 |
  | Petrel | 7/10/2025 |`;
const Settings = `${ALLIANCE_TABS['Settings']}\n| ${ADOPTED.join(' | ')} |`;
const MOMENT = { at: '2026-06-30T14:32:00.000Z', asOf: '2026-06-30' };
const MADE = { at: '15 October 2025, 14:40', news: '' };

/** Both workbooks checked in October, the alliance's once more when the school's is. */
async function checked(catalogue: Declared): Promise<SyncBench> {
  const bench = openSyncBench(catalogue);
  await bench.create(ALLIANCE, allianceIdentity, { ...ALLIANCE_TABS, Settings });
  const first = drawnRows(harbourSchool, { [QUAY]: MORNINGS }, catalogue);
  await bench.workbooks.create(ELM_PARK, newWorkbook(elmParks, first, [], adoptingSettings, catalogue));
  for (const place of [ALLIANCE, ELM_PARK, ALLIANCE]) await bench.sync(place, OCTOBER);
  return bench;
}
const linesOf = async (bench: SyncBench, place: string, title = 'Start here') =>
  (await bench.rows(place, title)).map((row) => row.filter((cell) => cell !== null).join(' | '));
/** The lines from a heading to the next blank one. */
const section = (lines: readonly string[], heading: string) => {
  const from = lines.indexOf(heading);
  return from < 0 ? [] : lines.slice(from + 1, lines.indexOf('', from));
};

describe('a pack that is adopted', () => {
  let bench: SyncBench;
  beforeEach(async () => {
    bench = await checked(withHarbour);
  });

  it('stands in the school’s Start here with what it counts and what is due', async () => {
    const lines = await linesOf(bench, ELM_PARK);
    expect(section(lines, 'Where the school stands (harbour compact)')).toEqual([
      'Mornings at the quay | Open | 2 of 3',
    ]);
    expect(section(lines, 'Where the school stands (working protocols)')[0]).toBe('Staff days given | Open | 0 of 9');
    expect(section(lines, 'To do this term')).toContain(`${QUAY} | 6 December 2025 | A penny for the bell.`);
  });

  it('has a grid of its own in the alliance’s, with what each school’s snapshot keeps', async () => {
    const lines = await linesOf(bench, ALLIANCE);
    expect(section(lines, 'Where the schools stand (harbour compact)')).toEqual([
      `School | ${QUAY}`,
      'Elm Park High School | Open: 2 of 3',
      "St Aldhelm's School | not yet known",
    ]);
    expect(section(lines, 'Where the schools stand (working protocols)')[0]).toMatch(/^School \| Staff days given \|/);
  });

  it('keeps its figures in the manifest, under their own ids', async () => {
    const { manifest } = (await readLatest(bench.store, workbookKey(elmParks)))!;
    expect(manifest.figures).toEqual({
      'working-protocols/half-days-given': 0,
      'working-protocols/protocols-answered': 0,
      'harbour-compact/mornings-at-the-quay': 2,
      'harbour-compact/protocols-answered': 0,
      attention: expect.anything(),
    });
    const alliances = (await readLatest(bench.store, workbookKey(allianceIdentity)))!;
    expect(Object.keys(alliances.manifest.figures)).toEqual(['attention', 'carries']);
  });

  it('stands on the status page: at a glance with totals and a table of its own, cited, and with its tab', async () => {
    const checks = latestChecks();
    checks.record(await syncedPlaces(bench.ports).sync([ALLIANCE, ELM_PARK], MOMENT), MOMENT);
    const site = statusSite({
      store: bench.store,
      catalogue: withHarbour,
      checks,
      now: () => MOMENT,
      openDocument: async () => null,
      files: { style: '', script: '' },
      fault: (name) => expect(name).toBe(''),
    });
    const text = async (path: string) =>
      asRead(await (await site.request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1' } })).text());
    const [before, ofHarbour] = (await text('/')).split('Promises kept in 2025/26 (harbour compact)\n');
    expect(ofHarbour).toMatch(/^Mornings at the quay 2 of 6\s+kept by 0 of 2 schools, not yet known of 1/);
    expect(ofHarbour).toContain('Protocols answered 0 of 4');
    expect(ofHarbour).toContain('Elm Park High School | 2 of 3 ○ open | 0 of 2 ○ open |');
    expect(before).toContain('Promises kept in 2025/26 (working protocols)\nStaff days given 0 of 18');
    expect(await text(`/workbooks/${workbookKey(elmParks)}`)).toContain('Promise | harbour compact |');
    bench.workbooks.edit(ELM_PARK, QUAY, (rows) => void rows.push(['Tern', '8/10/2025']));
    await bench.sync(ELM_PARK, MOMENT.asOf);
    expect(await text(`/history/${workbookKey(elmParks)}`)).toContain(`${QUAY}: Tern, 8/10/2025 added`);
  });

  it('is there again next year, with what was decided', async () => {
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => void rows.push(['Make workbooks for', '2026/27']));
    await bench.sync(ALLIANCE, OCTOBER);
    const { store, workbooks } = bench.ports;
    const make = (workbook: WorkbookToMake) => makeOnce(workbooks, workbook.name, workbook);
    const standing = async () => new Map();
    const { years } = await makeLacking(2025, OCTOBER, { store, make, standing, catalogue: withHarbour });
    expect(years.flatMap(({ made }) => made)).toContain('Elm Park High School 2026-27');
    expect(await bench.rows('Alliance 2026-27', 'Settings')).toContainEqual(
      expect.arrayContaining(ADOPTED.slice(0, 1)),
    );
    const titles = (await workbooks.read('Elm Park High School 2026-27')).tabs.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining([QUAY, HARBOUR_STATEMENT]));
  });

  it('asks in the letter to the office for what is its own', () => {
    const { tabs, dates } = letterToTheOfficeData('Elm Park', adoptingSettings, YEAR, '2025-09-01', withHarbour);
    expect(tabs.map(({ title, when }) => [title, when])).toContainEqual([QUAY, 'when the boat is back']);
    expect(tabs.map(({ title }) => title)).toContain(HARBOUR_STATEMENT);
    expect(dates.at(-1)).toEqual({ by: '2025-12-06', what: 'a penny for the bell', isOverdue: false });
  });
});

it('a figure that is kept never changes its name', () => {
  expect(packs.flatMap((pack) => keptFigures(pack).map(({ id }) => id))).toEqual([
    'working-protocols/half-days-given',
    'working-protocols/minutes-over-half-days-given',
    'working-protocols/half-days-beyond-a-day',
    'working-protocols/half-days-of-other-years',
    'working-protocols/staff-days-waiting',
    'working-protocols/protocols-answered',
    'statutory-policies/documents',
    'statutory-policies/documents-reviewed-in-time',
    'statutory-policies/documents-not-yet-typed',
    'statutory-policies/documents-that-cannot-be-read',
    'statutory-policies/documents-overdue',
    'statutory-policies/documents-late-by-one-reading',
    'statutory-policies/documents-late-by-advice',
    'statutory-policies/documents-agreed-otherwise',
    'statutory-policies/documents-to-publish',
    'statutory-policies/documents-published',
    'statutory-policies/addresses-not-yet-typed',
    'statutory-policies/addresses-that-cannot-be-read',
    'statutory-policies/documents-not-published',
    'statutory-policies/documents-agreed-not-published',
    'statutory-policies/rows-waiting',
  ]);
  for (const pack of withHarbour.packs)
    for (const { id } of keptFigures(pack)) expect(id.startsWith(`${pack.id}/`)).toBe(true);
});

describe('the documents of a pack', () => {
  let bench: PublishingBench;
  beforeEach(async () => {
    bench = await openPublishingBench({ Settings, Documents: `| Document |\n| ${QUAY_LIST} |` }, withHarbour, {
      [QUAY]: MORNINGS,
    });
  });

  it('are asked for in Documents, published and registered', async () => {
    const { published, refused } = await bench.publishRequested();
    expect(refused).toEqual([]);
    expect((await registerOf(bench.store, 2025)).map(({ document, number }) => [document, number])).toEqual([
      ['harbour-compact/quay-list', '2025-0001'],
    ]);
    const { text } = await bench.read(published[0]!.entry.link);
    expect(text).toContain('Who was at the quay');
    expect(text).toMatch(/Elm Park High School\s+2\s/);
    await bench.sync(ALLIANCE);
    expect((await linesOf(bench, ALLIANCE, 'Issued')).join('\n')).toContain('2025-0001');
  });

  it('are not made for an alliance that has not adopted it', async () => {
    const others = await openPublishingBench({ Documents: `| Document |\n| ${QUAY_LIST} |` }, withHarbour);
    const { published, refused } = await others.publishRequested();
    expect(published).toEqual([]);
    expect(refused).toEqual([expect.stringContaining('records that the alliance does not keep')]);
  });
});

it('a pack with more promises than fit beside the names of schools goes on in a second grid', async () => {
  const many: Pack = {
    ...harbourCompact,
    standing: () =>
      Array.from({ length: 7 }, (_, at) => ({
        what: `Rope ${at + 1}`,
        figure: `${at} of 9`,
        ...OPEN,
        unit: PIECES,
        done: at,
        of: 9,
      })),
  };
  const bench = await checked(declare([...packs, many], [allianceKind, harbourSchool]));
  const lines = await linesOf(bench, ALLIANCE);
  const from = lines.indexOf('Where the schools stand (harbour compact)');
  expect(lines.slice(from + 1, from + 8)).toEqual([
    'School | Rope 1 | Rope 2 | Rope 3 | Rope 4 | Rope 5',
    'Elm Park High School | Open: 0 of 9 | Open: 1 of 9 | Open: 2 of 9 | Open: 3 of 9 | Open: 4 of 9',
    "St Aldhelm's School | Open: 0 of 9 | Open: 1 of 9 | Open: 2 of 9 | Open: 3 of 9 | Open: 4 of 9",
    '',
    'School | Rope 6 | Rope 7',
    'Elm Park High School | Open: 5 of 9 | Open: 6 of 9',
    "St Aldhelm's School | Open: 5 of 9 | Open: 6 of 9",
  ]);
});

it('a pack that is not adopted is not in a word of the sample alliance', async () => {
  const { workbooks } = makeSampleAlliance();
  const said = async (catalogue: Declared) => {
    const bench = openSyncBench(catalogue);
    for (const { fileName, sheets } of workbooks) await bench.workbooks.create(fileName, sheets);
    const results = await syncedPlaces(bench.ports).sync(bench.workbooks.places(), MOMENT);
    const tabs = await Promise.all(bench.workbooks.places().map((place) => bench.workbooks.read(place)));
    const glance = asRead(
      String(await glancePage(await gatherGlance(bench.store, results, MOMENT.asOf, catalogue), MADE)),
    );
    const letter = letterToTheOfficeData('Elm Park', newSettings([], 2025), YEAR, '2025-09-01', catalogue);
    const figures = await Promise.all(
      (await bench.store.list('head/')).map(async ({ key }) => {
        return (await readLatest(bench.store, key.slice('head/'.length)))!.manifest.figures;
      }),
    );
    return {
      findings: results.flatMap((one) => ('outcome' in one ? one.outcome.findings : [])),
      tabs: tabs.map((one) => one.tabs),
      glance,
      letter,
      figures,
    };
  };
  const [before, after] = [await said(allDeclared), await said(withHarbour)];
  expect(before.findings.length).toBeGreaterThan(40);
  expect(after).toEqual(before);
  expect(JSON.stringify(after)).not.toMatch(/harbour|quay|\bbell\b/i);
}, 60_000);
