import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AllianceFolder, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { ANSWERS } from '../../functions/history/records.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { type PlaceOutcome, type SyncedPlaces, syncedPlaces } from '../../functions/sync/sync-places.ts';
import { newOwnSheet, newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { edit, textOf, type } from '../scripts/run-concordat.ts';
import { allianceIdentity, MARCH, schoolIdentity } from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

let folder: string;
let ports: AllianceFolder;
let places: SyncedPlaces;
let school: string;
let beside: string;
const run = () => places.sync(workbooksIn(folder), { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
const advice = (all: readonly PlaceOutcome[]) =>
  all.map((one) => ('outcome' in one ? one.outcome.postponed : one.advice));
const texts = (file: string, tab: string) => textOf(file, tab).flat().join('\n');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-beside-'));
  ports = openAllianceFolder(folder);
  places = syncedPlaces(ports);
  school = join(folder, 'Elm Park.xlsx');
  beside = join(folder, 'Elm Park – Checks.xlsx');
  const settings = [['Checks beside the workbooks', 'Yes', null]];
  const schools = [['990001', null, 'Elm Park High School', 'Maintained']];
  const first = new Map([[settingsTab.id, settings], [schoolsTab.id, schools]]); // biome-ignore format: as it stands
  await ports.workbooks.create(join(folder, 'Alliance.xlsx'), newWorkbook(allianceIdentity, first, [], usualSettings));
  const rows = [['Ms Okafor', '31/02/2026', 1]];
  await ports.workbooks.create(
    school,
    newWorkbook(schoolIdentity, new Map([[staffDaysTab.id, rows]]), [], usualSettings),
  );
});
afterEach(async () => {
  await ports.store.close();
  rmSync(folder, { recursive: true });
});

describe('Checks beside the workbooks', () => {
  it('are made and kept there, and the workbooks stay byte for byte as they were', async () => {
    const before = workbooksIn(folder).map((file) => readFileSync(file));
    expect(advice(await run())).toEqual([null, null]);
    expect(workbooksIn(folder).map((file) => readFileSync(file))).toEqual(before);
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.xlsx'))
        .sort(),
    ).toEqual(['Alliance – Checks.xlsx', 'Alliance.xlsx', 'Elm Park – Checks.xlsx', 'Elm Park.xlsx']);
    expect(texts(beside, 'Checks')).toContain('B2 says 31/02/2026');
    expect(texts(beside, 'Start here')).toContain('Elm Park High School');

    const made = [beside, join(folder, 'Alliance – Checks.xlsx')].map((file) => readFileSync(file));
    await run();
    expect([beside, join(folder, 'Alliance – Checks.xlsx')].map((file) => readFileSync(file))).toEqual(made);
  });

  it('take replies, and follow what is mended in the workbook', async () => {
    type(school, 'Staff days', 'B2', '01/09/2026');
    await run();
    const line = textOf(beside, 'Checks').findIndex((row) => row[0] === 'Warning' || row[0] === 'Reminder');
    expect(line).toBeGreaterThan(0);
    edit(beside, ({ Sheets }) => {
      Sheets['Checks']![`E${line + 1}`] = { t: 's', v: 'Agreed at the meeting' };
      Sheets['Checks']![`F${line + 1}`] = { t: 's', v: 'Yes' };
    });
    await run();
    expect(textOf(beside, 'Checks')[line]?.slice(0, 1)).toEqual(['Accepted']);
    expect(textOf(beside, 'Checks')[line]?.[4]).toBe('Agreed at the meeting');
  });

  it.each([
    ['first', 1, 'H', 7],
    ['present', VERSIONS.workbooks, 'E', 4],
  ] as const)('begin with the replies that stood in a workbook of the %s version', async (_, madeWith, letter, at) => {
    rmSync(school);
    const rows = [['Ms Okafor', '31/02/2026', 1]];
    const sheets = newWorkbook(schoolIdentity, new Map([[staffDaysTab.id, rows]]), [], usualSettings).map((sheet) => {
      const own = schoolIdentity.kind.ownTabs.find(({ id }) => id === sheet.id);
      return own ? newOwnSheet(own, schoolIdentity, madeWith, packs) : sheet;
    });
    await ports.workbooks.create(school, sheets);
    type(join(folder, 'Alliance.xlsx'), 'Settings', 'B2', 'No');
    await run();
    const line = textOf(school, 'Checks').findIndex((row) => row.join().includes('31/02/2026'));
    type(school, 'Checks', `${letter}${line + 1}`, 'We are looking it up');
    await run();
    type(join(folder, 'Alliance.xlsx'), 'Settings', 'B2', 'Yes');
    await run();
    expect(textOf(beside, 'Checks')[line]?.[at]).toBe('We are looking it up');
    const kept = await readContent(ports.store, (await readLatest(ports.store, workbookKey(schoolIdentity)))!.manifest);
    expect([...kept.get(ANSWERS)!.values()]).toMatchObject([{ reply: 'We are looking it up' }]);
  });

  it('are never taken for a school’s workbook, whatever they are called', async () => {
    await run();
    expect(workbooksIn(folder)).toHaveLength(2);
    writeFileSync(join(folder, 'Copy of Checks.xlsx'), readFileSync(beside));
    expect(advice(await run())).toEqual([null, expect.stringContaining('holds findings only'), null]);
  });

  it('are left alone when they are another workbook’s or cannot be read, and say so', async () => {
    await run();
    writeFileSync(beside, readFileSync(join(folder, 'Alliance – Checks.xlsx')));
    expect(advice(await run())).toEqual([null, expect.stringContaining('another workbook’s. Move it away')]);
    writeFileSync(beside, 'PK');
    expect(advice(await run())).toEqual([
      null,
      expect.stringMatching(/^The workbook of Checks beside it cannot be read/),
    ]);
    rmSync(beside);
    expect(advice(await run())).toEqual([null, null]);
    expect(texts(beside, 'Checks')).toContain('31/02/2026');
  });

  it('wait while they are open', async () => {
    await run();
    type(school, 'Staff days', 'B2', '30/02/2026');
    const lock = join(folder, '.~lock.Elm Park – Checks.xlsx#');
    writeFileSync(lock, '');
    expect(advice(await run())[1]).toContain('"Elm Park – Checks.xlsx" is open. Close it');
    rmSync(lock);
    await run();
    expect(texts(beside, 'Checks')).toContain('30/02/2026');
  });
});
