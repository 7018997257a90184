import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provide } from '../../functions/dispatch/provide.ts';
import { noteCheck, workbookAt } from '../../functions/dispatch/registry.ts';
import { syncOne } from '../../functions/dispatch/sync-one.ts';
import { sheetIdOf } from '../../functions/edges/google/sheets/values.ts';
import { spreadsheets } from '../../functions/edges/google/spreadsheets.ts';
import type { SheetsByTab } from '../../functions/edges/ports.ts';
import type { WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { everyTabOf } from '../../functions/workbooks/identify-workbook.ts';
import { schoolKind } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { type Connected, connect } from '../edges/google/connected.ts';
import { openCloudPorts } from '../support/cloud-bench.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryMailer } from '../support/memory-mailer.ts';
import { schoolIdentity } from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

/** Four packs besides the one that is adopted, of eight tabs each. */
const NOT_ADOPTED = Array.from({ length: 32 }, (_, at) => ({ id: `drawn-${at}`, title: `Drawn ${at}` }));
const TABS = everyTabOf(schoolKind, usualSettings);
const MISSING = 'The tab Staff days is not in this workbook.';

let connected: Connected;
let standIn: Connected['standIn'];
let ports: ReturnType<typeof openPorts>;
let place: string;

/** Spreadsheets as a process knows them that has just begun; what is stored stays. */
function openPorts() {
  const { google } = connected;
  const drive = standIn.people.makeDrive('Harrowdale');
  const workbooksIn = (folder: string, kind: WorkbookKind, known?: Map<string, SheetsByTab>) => {
    const tabs = [...everyTabOf(kind), ...NOT_ADOPTED];
    return spreadsheets({ google, drive, folder, account: standIn.email, tabs, ...(known && { known }) });
  };
  const workbooksOf = (kind: WorkbookKind, known: Map<string, SheetsByTab>) => workbooksIn(drive, kind, known);
  const shared = {
    ...openCloudPorts(standIn, google, drive),
    signer: makeSigner(),
    secret: makeSecret(),
    mailer: openMemoryMailer(),
  };
  return { ...shared, workbooksIn, workbooksOf, folder: drive };
}

beforeEach(async () => {
  connected = await connect();
  ({ standIn } = connected);
  ports = openPorts();
  const workbook = { key: 'school-990001-2025', name: 'Elm Park', owner: null, others: [], identity: schoolIdentity };
  const wanted = { ...workbook, alliance: 'harrowdale', folder: ports.folder };
  const sheets = async () => newWorkbook(schoolIdentity, new Map(), ["St Aldhelm's School"], usualSettings);
  ({ place } = await provide({ ...wanted, sheets }, ports));
});
afterEach(() => connected.end());

/** Checks the workbook; gives what was asked of Sheets for it. */
async function check() {
  const since = standIn.traffic.length;
  await syncOne(place, ports, new Date('2026-03-27T10:00:00.000Z'));
  const { reads, writes } = standIn.tally(since);
  const [first] = standIn.traffic.slice(since).filter(({ id }) => id.endsWith('batchGetByDataFilter'));
  const asked = (first?.body as { dataFilters?: unknown[] } | undefined)?.dataFilters?.length ?? 'all';
  return { reads, writes, asked };
}
const remembered = async () => (await workbookAt(ports.registry, place))?.tabs ?? null;
const type = (cell: string) => standIn.people.type(place, cell, 'Ms Okafor');
const findings = () => JSON.stringify(standIn.shown(place, 'Checks'));

describe('a check, where four of five packs are not adopted', () => {
  it('asks once, for the tabs that are there alone, from the first time on', async () => {
    expect(await remembered()).toEqual(Object.fromEntries(TABS.map(({ id }) => [id, sheetIdOf(id)])));
    expect(await check()).toEqual({ reads: 1, writes: 1, asked: TABS.length });
    expect(await check()).toEqual({ reads: 1, writes: 0, asked: TABS.length });
    type('Staff days!A2');
    expect(await check()).toEqual({ reads: 1, writes: 1, asked: TABS.length });
  });

  it('asks once more when a tab was deleted, and then once until it is put back', async () => {
    await check();
    const version = standIn.people.version(place);
    standIn.people.deleteTab(place, 'Staff days');
    expect(await check()).toMatchObject({ reads: 2, writes: 1 });
    expect(findings()).toContain(MISSING);
    expect(await remembered()).toMatchObject({ 'staff-days': null, checks: sheetIdOf('checks') });
    expect(await check()).toEqual({ reads: 1, writes: 0, asked: 'all' });
    standIn.people.putBack(place, version);
    expect(await check()).toMatchObject({ reads: 1, asked: 'all' });
    expect(await remembered()).toMatchObject({ 'staff-days': sheetIdOf('staff-days') });
    expect(standIn.shown(place, 'Checks').filter((row) => row[2] === MISSING && row[0] !== 'Mended')).toEqual([]);
    expect(await check()).toMatchObject({ reads: 1, asked: TABS.length });
  });

  it('finds the tab that took the place of one that was renamed, before it says that one is missing', async () => {
    await check();
    standIn.people.renameTab(place, 'Staff days', 'Old days');
    const headings = standIn.shown(place, 'Old days').slice(0, 1);
    standIn.people.addTab(place, 'Staff days', headings as string[][]);
    expect(await check()).toMatchObject({ reads: 2 });
    expect(findings()).not.toContain(MISSING);
    expect(await check()).toEqual({ reads: 1, writes: 0, asked: TABS.length });
  });

  it.each([
    ['was made by hand', (kept: object) => ({ ...kept, tabs: undefined })],
    ['lost what it knew', (kept: object) => ({ ...kept, tabs: null })],
    ['knows of none', (kept: object) => ({ ...kept, tabs: {} })],
  ])('asks once where the entry in the list %s, and for those tabs alone the next time', async (_, altered) => {
    await check();
    const entry = (await ports.registry.getDocument(`place/${place}`))!;
    const text = JSON.stringify(altered(JSON.parse(entry.value)));
    await ports.registry.compareAndSet(entry.key, entry.version, text);
    expect(await check()).toEqual({ reads: 1, writes: 0, asked: 'all' });
    expect(await check()).toEqual({ reads: 1, writes: 0, asked: TABS.length });
  });

  it('knows tabs that another check puts in while it runs', async () => {
    await check();
    const { 'staff-days': _, ...before } = (await remembered())!;
    await noteCheck(ports.registry, place, { tabs: before });
    expect(await check()).toMatchObject({ reads: 2, writes: 0 });
    expect(findings()).not.toContain(MISSING);
    expect(await remembered()).toHaveProperty('staff-days');
  });

  it('looks for Start here until it is put back', async () => {
    await check();
    const version = standIn.people.version(place);
    standIn.people.deleteTab(place, 'Start here');
    await check();
    expect((await workbookAt(ports.registry, place))?.trouble?.code).toBe('not-a-workbook');
    expect(await check()).toMatchObject({ reads: 1, asked: 'all' });
    standIn.people.putBack(place, version);
    await check();
    expect(await workbookAt(ports.registry, place)).toMatchObject({
      trouble: null,
      tabs: { 'start-here': sheetIdOf('start-here') },
    });
    expect(await check()).toMatchObject({ reads: 1, asked: TABS.length });
  });
});
