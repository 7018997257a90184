import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sheetIdOf } from '../../functions/edges/google/sheets/values.ts';
import { spreadsheets } from '../../functions/edges/google/spreadsheets.ts';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { syncWorkbook } from '../../functions/sync/sync-workbook.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { everyTabOf, identifyWorkbook, lostTabs } from '../../functions/workbooks/identify-workbook.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { connect } from '../edges/google/connected.ts';
import { textOf } from '../scripts/run-concordat.ts';
import { withTally } from '../support/drawn-own-tab.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  ELM_PARK,
  MARCH,
  openSyncBench,
  STAFF_DAYS,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

const fromTheStart = withTally(1);
/** As it comes to workbooks that were made before. */
const younger = withTally(VERSIONS.workbooks + 1);
const kindIn = ({ kinds }: Declared, { kind }: WorkbookIdentity) => kinds.find(({ id }) => id === kind.id)!;
const elmParks = { ...schoolIdentity, kind: kindIn(fromTheStart, schoolIdentity) };

/** Workbooks of this program, checked by one that has the tab. */
async function standing(catalogue: Declared) {
  const bench = openSyncBench();
  await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
  await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS });
  return {
    ...bench,
    check: async (place = ELM_PARK) => bench.syncWith({ ...bench.ports, catalogue }, place),
    titles: async (place = ELM_PARK) => (await bench.workbooks.read(place)).tabs.map(({ title }) => title),
  };
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('a fourth tab of our own, declared', () => {
  it('is made with a new workbook, in its place, and known by its id', () => {
    const sheets = newWorkbook(elmParks, new Map(), [], usualSettings, fromTheStart);
    expect(sheets.slice(-2).map(({ id, title, purpose }) => [id, title, purpose])).toEqual([
      ['tally', 'Tally', 'own'],
      ['checks', 'Checks', 'own'],
    ]);
    const ids = fromTheStart.kinds.map((kind) => everyTabOf(kind, null, fromTheStart).map(({ id }) => id));
    for (const known of ids) expect(known.slice(-2)).toEqual(['tally', 'checks']);
    expect(new Set(ids.flat().map(sheetIdOf)).size).toBe(new Set(ids.flat()).size);
    const start = sheets[0]!.rows.flat();
    expect(start).toContainEqual(
      expect.objectContaining({
        value: 'Concordat fills in this tab, Checks and Tally. It never changes a tab that you type in.',
      }),
    );
  });

  it('is missed where it was taken out, and makes no workbook by itself', () => {
    const tabs = newWorkbook(elmParks, new Map(), [], usualSettings, fromTheStart).map(({ title, rows }) => ({
      title,
      rows: rows.map((row) =>
        row.map((cell) => (cell && typeof cell === 'object' && 'value' in cell ? cell.value : cell)),
      ),
    })) as { title: string; rows: RawCell[][] }[];
    const without = tabs.filter(({ title }) => title !== 'Tally');
    expect(lostTabs(elmParks.kind, without, null, fromTheStart)).toEqual(['tally']);
    expect(lostTabs(elmParks.kind, tabs, null, fromTheStart)).toEqual([]);
    const ours = tabs.filter(({ title }) => ['Start here', 'Tally', 'Checks'].includes(title));
    expect(identifyWorkbook(tabs, fromTheStart)).toEqual(elmParks);
    expect(identifyWorkbook(ours, fromTheStart)).toHaveProperty('unknown', expect.stringContaining('findings only'));
    expect(identifyWorkbook(ours)).not.toHaveProperty('unknown');
  });

  it('is put into a workbook that was made before, filled in, and left alone when nothing is new', async () => {
    const { check, titles, rows, workbooks, writesSince } = await standing(younger);
    await check(ALLIANCE);
    expect(await check()).toMatchObject({ postponed: null, written: true });
    expect((await titles()).slice(-2)).toEqual(['Tally', 'Checks']);
    expect((await titles(ALLIANCE)).slice(-3)).toEqual(['Issued', 'Tally', 'Checks']);
    expect((await rows(ELM_PARK, 'Tally')).slice(0, 2)).toEqual([
      ['Tab', 'Rows', 'Remark'],
      ['Staff days', '2'],
    ]);
    writesSince();
    expect(await check()).toMatchObject({ written: false, committed: false });
    expect(writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });

    workbooks.edit(ELM_PARK, 'Tally', (lines) => void lines[1]!.splice(2, 1, 'Too few.'));
    workbooks.edit(ELM_PARK, 'Staff days', (lines) => void lines[2]!.splice(1, 1, '13/1/2026'));
    expect(await check()).toMatchObject({ written: true });
    expect((await rows(ELM_PARK, 'Tally'))[1]).toEqual(['Staff days', '3', 'Too few.']);
    writesSince();
    await check();
    expect(writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('waits while the workbook is open, and that is said', async () => {
    const { check, titles, workbooks } = await standing(younger);
    await check(ALLIANCE);
    workbooks.open.add(ELM_PARK);
    expect(await check()).toMatchObject({ postponed: expect.stringContaining('is open'), postponedPasses: true });
    workbooks.open.clear();
    expect(await check()).toMatchObject({ postponed: null });
    expect(await titles()).toContain('Tally');
  });

  it('is not put back where it was there from the start and somebody took it out', async () => {
    const { check, titles } = await standing(fromTheStart);
    await check(ALLIANCE);
    expect(await check()).toMatchObject({ postponed: null });
    expect(await titles()).not.toContain('Tally');
  });

  it('is restored with what it says of a snapshot', async () => {
    const { check, store } = await standing(fromTheStart);
    await check(ALLIANCE);
    await check();
    const { manifest } = (await readLatest(store, 'school-990001-2025'))!;
    const sheets = restoredWorkbook(manifest, await readContent(store, manifest), null, fromTheStart);
    expect(sheets.find(({ id }) => id === 'tally')?.rows).toEqual([[`As on ${MARCH}`]]);
  });
});

describe('a fourth tab of our own, beside the workbook', () => {
  it('stands there with the others, with what people wrote in it, also where the file was made before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-fourth-'));
    folders.push(folder);
    const { store, ...ports } = openAllianceFolder(folder);
    const settings = new Map([[settingsTab.id, [['Checks beside the workbooks', 'Yes', null]]]]);
    const [alliance, beside] = [join(folder, 'Alliance.xlsx'), join(folder, 'Alliance – Checks.xlsx')];
    const ours = { ...allianceIdentity, kind: kindIn(fromTheStart, allianceIdentity) };
    const sheets = newWorkbook(ours, settings, [], usualSettings, fromTheStart).map((sheet) =>
      sheet.id === 'tally' ? { ...sheet, rows: [['Schools', '0', 'Said before.']] } : sheet,
    );
    await ports.workbooks.create(alliance, sheets);
    const before = readFileSync(alliance);
    const run = async (catalogue: Declared) =>
      (
        await syncedPlaces({ ...ports, store, catalogue }).sync(workbooksIn(folder), {
          at: `${MARCH}T14:32:00.000Z`,
          asOf: MARCH,
        })
      ).map((one) => ('outcome' in one ? one.outcome.postponed : one.advice));

    expect(await run(fromTheStart)).toEqual([null]);
    expect((await workbookFiles().read(beside)).tabs.map(({ title }) => title)).toEqual([
      'Start here',
      'Issued',
      'Tally',
      'Checks',
    ]);
    const lines = textOf(beside, 'Tally').slice(0, 2);
    expect(lines.map((line) => line.slice(0, 3))).toEqual([
      ['Tab', 'Rows', 'Remark'],
      ['Schools', '0', 'Said before.'],
    ]);
    const made = readFileSync(beside);
    await run(fromTheStart);
    expect(readFileSync(beside)).toEqual(made);

    rmSync(beside);
    expect(await run(allDeclared)).toEqual([null]);
    expect(await run(younger)).toEqual([null]);
    expect((await workbookFiles().read(beside)).tabs.map(({ title }) => title)).toContain('Tally');
    expect(readFileSync(alliance)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.xlsx'))).toHaveLength(2);
    await store.close();
  });
});

describe('a fourth tab of our own, as a sheet at Google', () => {
  it('is put in once under the number of its id, read by that, and left alone under another name', async () => {
    const connected = await connect();
    const { standIn, google } = connected;
    const drive = standIn.people.makeDrive('Harrowdale');
    const at = { google, drive, folder: drive, account: standIn.email };
    const before = spreadsheets({ ...at, tabs: everyTabOf(schoolIdentity.kind) });
    const place = await before.create(
      'Elm Park',
      newWorkbook(schoolIdentity, drawnRows(schoolIdentity.kind, {}), [], usualSettings),
    );
    const { ports } = openSyncBench();
    const tabs = everyTabOf(kindIn(younger, schoolIdentity), null, younger);
    const workbooks = spreadsheets({ ...at, tabs });
    const check = () =>
      syncWorkbook(place, { ...ports, workbooks, catalogue: younger }, { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
    expect(await check()).toMatchObject({ postponed: null, written: true });
    expect(standIn.shown(place, 'Tally')[0]).toEqual(['Tab', 'Rows', 'Remark']);
    const since = standIn.traffic.length;
    expect(await check()).toMatchObject({ written: false, committed: false });
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 0 });
    const asked = JSON.stringify(standIn.traffic.slice(since));
    expect(asked).toContain(String(sheetIdOf('tally')));

    standIn.people.renameTab(place, 'Tally', 'Our tally');
    expect(await check()).toMatchObject({ postponed: null, written: false });
    expect((await workbooks.read(place)).tabs.map(({ title }) => title)).not.toContain('Tally');
    await connected.end();
  });
});
