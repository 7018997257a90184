import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { browserFiles } from '../../functions/edges/local/status-server.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { kinds } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { ownerOfKey, workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { schoolWorkbooks } from '../../functions/workbooks/workbooks-to-make.ts';
import { keptWorkbooks } from '../../scripts/commands/kept-workbooks.ts';
import { folderExaminations } from '../../scripts/doctor/folder-examinations.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { boatsKind, withBoats } from '../support/drawn-kind.ts';
import { newSettings } from '../support/new-settings.ts';
import { asRead } from '../support/status-bench.ts';
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

const MOMENT = { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH };
const elmParks: WorkbookIdentity = { ...schoolIdentity, kind: boatsKind };
const aldhelms: WorkbookIdentity = { ...elmParks, urn: '990002', school: "St Aldhelm's School" };
const BOATS = 'Elm Park boats';
const OTHERS = 'St Aldhelm boats';
const OUTINGS = '| Boat | Out |\n| Gannet | 12/11/2025 |\n| Petrel | 31/2/2026 |';

async function openBench() {
  const bench = openSyncBench(withBoats);
  await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
  await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS });
  await bench.create(BOATS, elmParks, { Boats: OUTINGS });
  await bench.create(OTHERS, aldhelms, { Boats: OUTINGS });
  return bench;
}

describe('a third kind of workbook, declared', () => {
  it('is made with its own tabs, says what it is, and is known by that', () => {
    const sheets = newWorkbook(elmParks, new Map(), [], usualSettings, withBoats);
    expect(sheets.map(({ title }) => title)).toEqual(['Start here', 'Boats', 'Checks']);
    expect(sheets[0]!.rows.flat()).toContainEqual(expect.objectContaining({ value: 'A school’s boat book' }));
    const tabs = sheets.map(({ title, rows }) => ({
      title,
      rows: rows.map((row) =>
        row.map((cell) => (typeof cell === 'object' && cell && 'value' in cell ? cell.value : cell)),
      ),
    })) as Parameters<typeof identifyWorkbook>[0];
    expect(identifyWorkbook(tabs, withBoats)).toEqual(elmParks);
    expect(identifyWorkbook(tabs)).toHaveProperty('unknown');
  });

  it('has a key for each school', () => {
    const keys = [elmParks, aldhelms].map(workbookKey);
    expect(keys).toEqual(['boat-book-990001-2025', 'boat-book-990002-2025']);
    expect(ownerOfKey(keys[0]!, withBoats.kinds)).toEqual({ kind: boatsKind, urn: '990001', startYear: 2025 });
    for (const key of [keys[0]!, 'boat-book-2025', 'boat-book-null-2025', 'book-990001-2025'])
      expect(ownerOfKey(key)).toBeNull();
    expect(ownerOfKey('boat-book-2025', withBoats.kinds)).toBeNull();
  });

  it('is made for each member beside its other one, under a name of its own', () => {
    const school = {
      rowNumber: 0,
      phase: null,
      laestab: null,
      joinedOn: null,
      leftOn: null,
      earlierUrns: null,
      urnSince: null,
      head: null,
      chair: null,
      chairEmail: null,
      paysAs: null,
      contribution: null,
      pupilsOnRoll: null,
      purchaseOrder: null,
    } as const;
    const members = ['990001', '990002'].map((urn) => ({
      ...school,
      kind: 'academy' as const,
      key: urn,
      urn,
      name: 'The Meadows',
      officeEmail: `office@${urn}.example`,
    }));
    const made = schoolWorkbooks(members, newSettings([], 2025), 2025, { declared: withBoats });
    expect(made.map(({ key, name, owner, others }) => [key, name, owner, others])).toEqual([
      ['school-990001-2025', '990001 The Meadows 2025-26', 'office@990001.example', ['office@990002.example']],
      [
        'boat-book-990001-2025',
        '990001 The Meadows, boats 2025-26',
        'office@990001.example',
        ['office@990002.example'],
      ],
      ['school-990002-2025', '990002 The Meadows 2025-26', 'office@990002.example', ['office@990001.example']],
      [
        'boat-book-990002-2025',
        '990002 The Meadows, boats 2025-26',
        'office@990002.example',
        ['office@990001.example'],
      ],
    ]);
  });

  it('is checked beside the others, each school’s with a history of its own', async () => {
    const bench = await openBench();
    const synced = syncedPlaces(bench.ports);
    const results = await synced.sync(bench.workbooks.places(), MOMENT);
    expect(results.filter((one) => 'advice' in one)).toEqual([]);
    const heads = (await bench.store.list('head/')).map(({ key }) => key);
    expect(heads).toEqual([
      'head/alliance-2025',
      'head/boat-book-990001-2025',
      'head/boat-book-990002-2025',
      'head/school-990001-2025',
    ]);
    for (const head of heads) expect(await bench.verify(head.slice('head/'.length))).toMatchObject({ ok: true });
    const { outcomes, findings } = results.flatMap((one) =>
      one.place === BOATS && 'outcome' in one ? [one.outcome] : [],
    )[0]!;
    expect(findings.map(({ rule, tab, cell }) => `${rule} ${tab}!${cell}`)).toContain('GEN-04 Boats!B3');
    // What a school promised stands where its rows are typed.
    expect(outcomes.filter(({ id }) => id.startsWith('BLA'))).toEqual([]);
    expect((await bench.checks(BOATS)).map(({ where }) => where)).toContain('Boats!B3');
    await bench.tell(MOMENT.asOf);
    expect([...bench.mailer.delivered.values()].map(({ to, text }) => [to, text])).toContainEqual([
      ['office@elmpark.example'],
      expect.stringContaining('Elm Park High School, boats, 2025/26\n'),
    ]);
    // Promises are told of where the school has its other rows.
    const said = (await bench.rows(BOATS, 'Start here')).flat();
    for (const section of ['Where the school stands', 'To do this term', 'From the alliance’s records'])
      expect(said).not.toContain(section);
    bench.writesSince();
    await synced.sync(bench.workbooks.places(), MOMENT);
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('is sent round again by what it leans on, and sends round what leans on it', async () => {
    const bench = await openBench();
    const synced = syncedPlaces(bench.ports);
    await synced.sync(bench.workbooks.places(), MOMENT);
    const seen = async (place: string) => {
      const places: string[] = [];
      await synced.sync([place], MOMENT, (one) => places.push(one.place));
      return places.toSorted();
    };
    bench.workbooks.edit(BOATS, 'Boats', (rows) => void rows.push(['Tern', '2/2/2026']));
    expect(await seen(BOATS)).toEqual([BOATS]);
    bench.workbooks.edit(ALLIANCE, 'Calendar', (rows) => void rows.push(['Autumn term', '1/9/2025', '19/12/2025']));
    // Where terms stand more of a school's rules can be checked: it has a new snapshot, and the alliance leans on that.
    expect(await seen(ALLIANCE)).toEqual([ALLIANCE, ALLIANCE, ELM_PARK, BOATS, OTHERS].toSorted());
  });

  it('is listed under its own name', async () => {
    const bench = await openBench();
    const checks = latestChecks();
    checks.record(await syncedPlaces(bench.ports).sync(bench.workbooks.places(), MOMENT), MOMENT);
    const kept = await keptWorkbooks(bench.store, undefined, withBoats.kinds);
    expect(kept.map(({ name }) => name)).toEqual([
      'Alliance 2025/26',
      'Elm Park High School, boats 2025/26',
      "St Aldhelm's School, boats 2025/26",
      'Elm Park High School 2025/26',
    ]);
    const site = statusSite({
      store: bench.store,
      catalogue: withBoats,
      checks,
      now: () => MOMENT,
      openDocument: async () => null,
      files: browserFiles(),
      fault: () => {},
    });
    const text = async (path: string) =>
      asRead(
        await (await site.request(`http://127.0.0.1:4173${path}`, { headers: { host: '127.0.0.1:4173' } })).text(),
      );
    expect(await text('/')).toContain('Elm Park High School, boats');
    for (const page of ['workbooks', 'history'])
      expect(await text(`/${page}/boat-book-990001-2025`)).toMatch(/Elm Park High School, boats 2025\/26/);
  });
});

describe('a third kind of workbook in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-kinds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is looked at by the doctor, and missed under its own name', async () => {
    const { store, ...ports } = openAllianceFolder(folder);
    const rows = drawnRows(allianceIdentity.kind, ALLIANCE_TABS, withBoats);
    expect(rows.get(schoolsTab.id)).toHaveLength(2);
    await ports.workbooks.create(join(folder, 'Alliance.xlsx'), newWorkbook(allianceIdentity, rows, [], usualSettings));
    const boats = join(folder, 'Boats.xlsx');
    await ports.workbooks.create(boats, newWorkbook(elmParks, new Map(), [], usualSettings, withBoats));
    await syncedPlaces({ ...ports, store, catalogue: withBoats }).sync(workbooksIn(folder), MOMENT);
    await store.close();

    const looked = async (declared = withBoats) => {
      const said = new Map<string, string>();
      for await (const { what, look } of folderExaminations(folder, MARCH, () => 2 ** 40, declared))
        said.set(what, (await look()).says);
      return said;
    };
    expect((await looked()).get('Boats.xlsx')).toBe('Can be read.');
    expect((await looked({ ...withBoats, kinds })).get('Boats.xlsx')).toBe(
      'Can be read, and is no workbook of an alliance.',
    );
    rmSync(boats);
    expect((await looked()).get('Workbooks')).toContain(
      'The boat book of Elm Park High School (URN 990001) for 2025/26 is not in the folder any more',
    );
  });
});
