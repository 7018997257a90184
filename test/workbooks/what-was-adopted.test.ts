import { beforeEach, describe, expect, it } from 'vitest';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { dryRun } from '../../functions/sync/dry-run.ts';
import { madeWith } from '../../functions/workbooks/identify-workbook.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { makeLacking } from '../../functions/workbooks/make-lacking.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { makeOnce, type WorkbookToMake } from '../../functions/workbooks/workbooks-to-make.ts';
import { settingsFor } from '../../sheets-schema/setting.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { newSettings } from '../support/new-settings.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  ELM_PARK,
  MARCH,
  openSyncBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualPacks, usualSettings } from '../support/usual-packs.ts';

const NAMED: RawCell[][] = [['Alliance name', 'Harrowdale Learning Alliance', null, null]];
const NOTHING = newSettings([], 2025);
const WORKING = 'Working protocols adopted';
const TOTALS = 'Absence and exclusion totals kept';

let bench: SyncBench;
beforeEach(() => {
  bench = openSyncBench();
});

/** The alliance's workbook, made with a version of the workbooks, with these rows of *Settings*. */
const allianceMadeWith = (version: number, settings: readonly (readonly RawCell[])[] = NAMED) =>
  newWorkbook(
    allianceIdentity,
    new Map([...drawnRows(allianceIdentity.kind, ALLIANCE_TABS), [settingsTab.id, settings]]),
    [],
    settingsFor([], 2025, version),
    allDeclared,
    null,
    version,
  );
const promises = (outcomes: readonly { readonly id: string }[]) =>
  outcomes.map(({ id }) => id).filter((id) => /^(?:BLA|X)-/.test(id));
const titles = async (place: string) => (await bench.workbooks.read(place)).tabs.map(({ title }) => title);
const decidedIn = async (place: string) =>
  (await bench.rows(place, 'Settings'))
    .slice(1)
    .flatMap(([setting, value = null]) => (value === null ? [] : `${setting}: ${value}`));

describe('an alliance that says nothing', () => {
  it('has adopted nothing, and its schools’ workbooks hold none of the tabs', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(2));
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], NOTHING));
    expect(promises((await bench.sync(ALLIANCE)).outcomes)).toEqual([]);
    const { outcomes, findings } = await bench.sync(ELM_PARK);
    expect([promises(outcomes), findings]).toEqual([[], []]);
    expect(await titles(ELM_PARK)).toEqual(['Start here', 'Checks']);
    expect((await bench.rows(ELM_PARK, 'Start here')).flat()).toContain('Nothing is typed in this workbook yet.');
    expect((await latestRecords(bench.store, 'alliance-2025'))!.manifest.madeWith).toBe(2);
  });

  it('goes on with what it had where its workbook was made before anybody was asked', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(1));
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], usualSettings));
    expect(promises((await bench.sync(ALLIANCE)).outcomes)).toContain('BLA-25');
    expect(promises((await bench.sync(ELM_PARK)).outcomes)).toEqual(expect.arrayContaining(['BLA-21', 'X-05']));
    expect((await latestRecords(bench.store, 'alliance-2025'))!.manifest).not.toHaveProperty('madeWith');
  });

  it('that had it gives up what it says', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(1, [...NAMED, [WORKING, 'No', null, null]]));
    const { outcomes } = await bench.sync(ALLIANCE);
    expect(promises(outcomes)).toEqual([]);
  });
});

describe('an adoption that cannot be read', () => {
  const adopted = [...NAMED, [WORKING, 'Yes', null, null]];

  it('lets nobody off: what the tabs are needed for is still asked, and that is said', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(2, adopted));
    await bench.create(ELM_PARK, schoolIdentity, {});
    await bench.sync(ALLIANCE, '2026-09-02');
    const before = await bench.sync(ELM_PARK, '2026-09-02');
    expect(before.findings.map(({ rule }) => rule)).toContain('BLA-21');
    for (const slip of ['yess', 'maybe', '#REF!']) {
      bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => {
        rows.find(([title]) => title === WORKING)![1] = slip;
      });
      const { findings } = await bench.sync(ALLIANCE, '2026-09-02');
      expect(findings.find(({ rule }) => rule === 'GEN-16')?.message).toContain('this holds: Yes.');
      expect((await bench.sync(ELM_PARK, '2026-09-02')).findings).toEqual(before.findings);
    }
  });

  it('puts no tabs in where nothing was adopted', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(2, [...NAMED, [WORKING, 'perhaps', null, null]]));
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], NOTHING));
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    expect(await titles(ELM_PARK)).toEqual(['Start here', 'Checks']);
  });
});

describe('an alliance from before', () => {
  const asked: RawCell[][] = [
    ...NAMED,
    [WORKING, 'No', null, null, null, null, '2024/25'],
    [WORKING, 'Yes', null, null, null, null, '2027/28'],
    ['Make workbooks for', '2026/27', null, null],
  ];

  it('has what held written down in next year’s Settings, and nothing that it decided changed', async () => {
    const make = (workbook: WorkbookToMake) => makeOnce(bench.ports.workbooks, workbook.name, workbook);
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(1, asked));
    await bench.sync(ALLIANCE);
    await makeLacking(2025, MARCH, { store: bench.store, make, standing: async () => new Map() });
    expect(await decidedIn('Alliance 2026-27')).toEqual([
      'Alliance name: Harrowdale Learning Alliance',
      expect.stringMatching(`^${WORKING}: (?:No|Yes)$`),
      expect.stringMatching(`^${WORKING}: (?:No|Yes)$`),
      `${TOTALS}: Yes`,
      'Yearly statement due: 31 August',
    ]);
    expect(madeWith((await bench.workbooks.read('Alliance 2026-27')).tabs)).toBe(VERSIONS.workbooks);
    expect(await titles('Elm Park High School 2026-27')).toEqual(
      expect.arrayContaining(['Absence by term', 'Exclusions by term']),
    );
    expect(await titles('Elm Park High School 2026-27')).not.toContain('Staff days');
    const ofThisYear = await titles('Elm Park High School 2025-26');
    expect(ofThisYear).toEqual(expect.arrayContaining(['Absence by term', 'Exclusions by term']));
    expect(ofThisYear).not.toContain('Staff days');
  });

  it('that is restored says again when it was made, so that the same holds', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(1));
    const before = await bench.sync(ALLIANCE);
    const { manifest } = (await readLatest(bench.store, 'alliance-2025'))!;
    const sheets = restoredWorkbook(manifest, await readContent(bench.store, manifest), null);
    await bench.workbooks.create('Again', sheets);
    const { tabs } = await bench.workbooks.read('Again');
    expect(madeWith(tabs)).toBe(1);
    expect(tabs.map(({ title }) => title)).toEqual(await titles(ALLIANCE));
    expect((await bench.sync('Again')).outcomes).toEqual(before.outcomes);
  });
});

describe('a school’s workbook away from its alliance', () => {
  it.each([
    ['both', ['BLA-21', 'BLA-21b', 'BLA-21c', 'BLA-26', 'BLA-26c', 'BLA-00', 'X-05', 'X-06'], usualPacks],
    ['the totals alone', ['X-05', 'X-06'], usualPacks.filter(({ id }) => id === 'behaviour-and-attendance')],
    ['nothing', [], []],
  ])('goes by the tabs that stand in it: %s', async (_, rules, adopted) => {
    const settings = newSettings(
      adopted.map(({ adoptedBy }) => ({ setting: adoptedBy.id, value: 'Yes', fromYear: null })),
      2025,
    );
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], settings));
    const [checked] = await dryRun(bench.workbooks, [ELM_PARK], [], MARCH, null);
    expect(promises('outcomes' in checked! ? checked.outcomes : []).toSorted()).toEqual(rules.toSorted());
  });
});

describe('a tab that came to be kept before the first check', () => {
  const totals = newSettings([{ setting: 'behaviour-and-attendance/adopted', value: 'Yes', fromYear: null }], 2025);
  const adopted: RawCell[][] = [...NAMED, [WORKING, 'Yes', null, null], [TOTALS, 'Yes', null, null]];

  it.each([
    ['some tabs', totals],
    ['none', NOTHING],
  ])('is put into a workbook that was made with %s', async (_, settings) => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(2, adopted));
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], settings));
    await bench.sync(ALLIANCE);
    const { findings } = await bench.sync(ELM_PARK);
    expect(findings.filter(({ messageId }) => messageId === 'noTab')).toEqual([]);
    expect(await titles(ALLIANCE)).toContain('Contributions');
    expect(await titles(ELM_PARK)).toEqual(
      expect.arrayContaining(['Staff days', 'Evaluations', 'Statement (working protocols)', 'Absence by term']),
    );
    expect((await bench.rows(ELM_PARK, 'Statement (working protocols)')).length).toBeGreaterThan(30);
  });

  it('is not put in place of one that somebody took out: that is found', async () => {
    await bench.workbooks.create(ALLIANCE, allianceMadeWith(2, adopted));
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], usualSettings));
    bench.workbooks.delete(ELM_PARK, 'Staff days');
    await bench.sync(ALLIANCE);
    for (const round of ['first', 'second']) {
      const { findings } = await bench.sync(ELM_PARK);
      expect([round, await titles(ELM_PARK)]).not.toEqual([round, expect.arrayContaining(['Staff days'])]);
      expect(findings.map(({ messageId }) => messageId)).toContain('noTab');
    }
  });
});
