import { beforeEach, describe, expect, it } from 'vitest';
import { totalsKept } from '../../functions/protocols/behaviour-and-attendance/settings.ts';
import { workingProtocolsAdopted } from '../../functions/protocols/working-protocols/settings.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { Setting } from '../../sheets-schema/setting.ts';
import { newSettings } from '../support/new-settings.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  STAFF_DAYS,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualPacks } from '../support/usual-packs.ts';

const WORKING = ['Meetings', 'Who came', 'Contributions', 'Support requests', 'Exceptions'];
const SCHOOLS_WORKING = ['Staff days', 'Evaluations', 'Statement (working protocols)'];
const TOTALS = ['Absence by term', 'Exclusions by term'];

let bench: SyncBench;
beforeEach(() => {
  bench = openSyncBench();
});

const decided = (...rows: [string, string][]) => rows.map(([setting, value]) => `\n| ${setting} | ${value} |`).join('');
const titles = async (place: string) => (await bench.workbooks.read(place)).tabs.map(({ title }) => title);
const settingsOf = (...rows: [Setting, unknown][]) =>
  newSettings(
    [...usualPacks.map(({ adoptedBy }) => [adoptedBy, 'Yes'] as const), ...rows].map(([{ id }, value]) => ({
      setting: id,
      value,
      fromYear: null,
    })),
    2025,
  );

/** Both workbooks, made and checked while the alliance had decided this. */
async function alliance(...rows: [string, string][]) {
  const settings = settingsOf(...rows.map(([, value]) => [totalsKept, value] as [Setting, unknown]));
  const Settings = `${ALLIANCE_TABS['Settings']}${decided(...rows)}`;
  await bench.create(ALLIANCE, allianceIdentity, { ...ALLIANCE_TABS, Settings });
  await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], settings));
  await bench.sync(ALLIANCE);
  await bench.sync(ELM_PARK);
}

describe('a new workbook', () => {
  it.each([
    ['alliance', allianceIdentity, WORKING, []],
    ['school', schoolIdentity, SCHOOLS_WORKING, TOTALS],
  ] as const)('of %s has the tabs of what the alliance adopted, and no others', (_, identity, working, totals) => {
    const made = (...rows: [Setting, unknown][]) =>
      newWorkbook(identity, new Map(), [], settingsOf(...rows)).map(({ title }) => title);
    expect(made()).toEqual(expect.arrayContaining([...working, ...totals]));
    const without = made([workingProtocolsAdopted, 'No']);
    expect(without.filter((title) => (working as readonly string[]).includes(title))).toEqual([]);
    expect(without).toEqual(expect.arrayContaining([...totals]));
    const bare = made([workingProtocolsAdopted, 'No'], [totalsKept, 'No']);
    expect(bare.filter((title) => [...working, ...totals].includes(title))).toEqual([]);
    expect(bare).toEqual(expect.arrayContaining(['Start here', 'Checks']));
  });
});

describe('a tab the alliance comes to keep', () => {
  it('is put into a workbook that never had it, before Checks, and is read at once', async () => {
    await alliance(['Absence and exclusion totals kept', 'No']);
    expect((await titles(ELM_PARK)).filter((title) => TOTALS.includes(title))).toEqual([]);
    expect((await bench.checks(ELM_PARK)).filter(({ found }) => found?.includes('is not in this workbook'))).toEqual(
      [],
    );

    bench.decide('Absence and exclusion totals kept', 'Yes');
    await bench.sync(ALLIANCE);
    const outcome = await bench.sync(ELM_PARK);
    expect(outcome.postponed).toBeNull();
    expect((await titles(ELM_PARK)).slice(-3)).toEqual([...TOTALS, 'Checks']);
    expect((await bench.rows(ELM_PARK, 'Start here')).flat()).toContain('Absence by term');
    expect(outcome.outcomes.find(({ id }) => id === 'GEN-09')?.outcome).toBe('ran');

    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('waits while the workbook is open, and says so; nothing is found missing', async () => {
    await alliance(['Absence and exclusion totals kept', 'No']);
    bench.decide('Absence and exclusion totals kept', 'Yes');
    await bench.sync(ALLIANCE);
    bench.workbooks.open.add(ELM_PARK);
    const outcome = await bench.sync(ELM_PARK);
    expect(outcome.postponed).toContain('is open');
    expect(outcome.findings.filter(({ rule }) => rule === 'GEN-01')).toEqual([]);
    bench.workbooks.open.clear();
    expect((await bench.sync(ELM_PARK)).postponed).toBeNull();
    expect(await titles(ELM_PARK)).toEqual(expect.arrayContaining(TOTALS));
  });

  it('is not put in again where somebody renamed it or took it out: that is found', async () => {
    await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
    await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS });
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    bench.workbooks.rename(ELM_PARK, 'Staff days', 'Our days');
    const { findings } = await bench.sync(ELM_PARK);
    expect(await titles(ELM_PARK)).not.toContain('Staff days');
    expect(findings.map(({ messageId }) => messageId)).toContain('noTab');
  });

  it('brings the protocols that wait for an answer', async () => {
    await bench.create(ALLIANCE, allianceIdentity, {
      ...ALLIANCE_TABS,
      Settings: `${ALLIANCE_TABS['Settings']}${decided(['Working protocols adopted', 'No'])}`,
    });
    const settings = settingsOf([workingProtocolsAdopted, 'No']);
    await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, new Map(), [], settings));
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    bench.decide('Working protocols adopted', 'Yes');
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    expect((await bench.rows(ELM_PARK, 'Statement (working protocols)')).length).toBeGreaterThan(30);
    expect(await titles(ELM_PARK)).toEqual(expect.arrayContaining(SCHOOLS_WORKING));
  });
});

describe('what the alliance no longer keeps', () => {
  it('stays where it is and in the history, and is no longer checked', async () => {
    await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
    await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS });
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    bench.decide('Working protocols adopted', 'No');
    await bench.sync(ALLIANCE);
    const { findings, outcomes } = await bench.sync(ELM_PARK);
    expect(await titles(ELM_PARK)).toContain('Staff days');
    expect(outcomes.filter(({ id }) => id.startsWith('BLA-'))).toEqual([]);
    expect(findings.filter(({ promise }) => promise !== null)).toEqual([]);
    expect((await bench.rows(ELM_PARK, 'Start here')).flat()).not.toContain('Where the school stands');
  });
});
