import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spreadsheets } from '../../../functions/edges/google/spreadsheets.ts';
import type { Workbooks } from '../../../functions/edges/ports.ts';
import { syncWorkbook } from '../../../functions/sync/sync-workbook.ts';
import { everyTabOf } from '../../../functions/workbooks/identify-workbook.ts';
import { allianceKind, schoolKind } from '../../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../../functions/workbooks/new-workbook.ts';
import { checksTab } from '../../../functions/workbooks/own-tabs/checks.ts';
import { startHereTab } from '../../../functions/workbooks/own-tabs/start-here.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { makeSigner } from '../../support/made-up-signer.ts';
import { openMemoryMailer } from '../../support/memory-mailer.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { runs } from '../../support/property-runs.ts';
import { allianceIdentity, drawnRows, schoolIdentity } from '../../support/sync-bench.ts';
import { usualSettings } from '../../support/usual-packs.ts';
import { type Connected, connect } from './connected.ts';

let connected: Connected;
let standIn: Connected['standIn'];
let workbooks: Workbooks;
let place: string;
let sync: (asOf?: string) => ReturnType<typeof syncWorkbook>;
const BATCH_UPDATE = 'sheets.spreadsheets.batchUpdate';

beforeEach(async () => {
  connected = await connect();
  ({ standIn } = connected);
  const drive = standIn.people.makeDrive('Harrowdale');
  const setUp = { google: connected.google, drive, folder: drive, account: standIn.email };
  workbooks = spreadsheets({ ...setUp, tabs: everyTabOf(schoolKind) });
  place = await workbooks.create(
    'Elm Park',
    newWorkbook(schoolIdentity, drawnRows(schoolKind, {}), ["St Aldhelm's School"], usualSettings),
  );
  standIn.people.typeRows(place, 'Staff days!A2', [
    ['Ms Okafor', { date: 45_973 }, null, "St Aldhelm's School"],
    ['Mr Ames', '31/2/2026', 1, "St Aldhelm's School"],
  ]);
  const ports = {
    workbooks,
    store: openMemoryStore(),
    signer: makeSigner(),
    secret: makeSecret(),
    mailer: openMemoryMailer(),
  };
  sync = (asOf = '2026-03-27') => syncWorkbook(place, ports, { at: `${asOf}T14:32:00.000Z`, asOf });
});
afterEach(() => connected.end());

const lines = () => standIn.shown(place, checksTab.title).slice(1);
const placesFlagged = () => lines().map((row) => row[1]);

describe('a school’s workbook as a Google spreadsheet', () => {
  it('is checked in one request to read and one to write, and the second time in one to read', async () => {
    const since = standIn.traffic.length;
    const outcome = await sync();
    expect(outcome).toMatchObject({ committed: true, written: true, postponed: null, rows: 2 });
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 1 });
    expect(placesFlagged()).toContain('Staff days!B3');
    expect(placesFlagged()).not.toContain('Staff days!B2');
    expect(await sync()).toMatchObject({ committed: false, written: false });
    expect(standIn.tally(since)).toMatchObject({ reads: 2, writes: 1 });
  });

  it('is checked again after one cell was typed, in one request each', async () => {
    await sync();
    standIn.people.type(place, 'Staff days!B3', { date: 46_081 });
    const since = standIn.traffic.length;
    expect(await sync()).toMatchObject({ committed: true, written: true });
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 1 });
    expect(lines().find((row) => row[1] === 'Staff days!B3')?.[0]).toBe('Mended');
  });

  it('keeps each reply beside its finding although somebody inserts a row while it is checked', async () => {
    await sync();
    const replied = lines().findIndex((row) => row[1] === 'Staff days!B3') + 2;
    const reference = lines()[replied - 2]?.[9];
    standIn.people.type(place, `Checks!E${replied}`, 'We know.');
    standIn.people.type(place, 'Staff days!C2', 'lots');
    standIn.faults.order(BATCH_UPDATE, () => standIn.people.insertRows(place, checksTab.title, 2));
    await sync();
    const beside = lines().filter((row) => row[4] === 'We know.');
    expect(beside.map((row) => row[9])).toEqual([reference]);
    expect(placesFlagged()).toContain('Staff days!C2');
    expect(await sync()).toMatchObject({ committed: false, written: false });
  });

  it('keeps every reply and acceptance whatever order people put the columns of Checks in, theirs among them', async () => {
    // A day of another year.
    standIn.people.typeRows(place, 'Staff days!A4', [['Ms Okafor', { date: 40_000 }, 1, "St Aldhelm's School"]]);
    await sync();
    const [head, ...found] = standIn.shown(place, checksTab.title).map((row) => row.map((cell) => String(cell ?? '')));
    const placeOf = (heading: string) => head!.indexOf(heading);
    const at = found.findIndex((row) => row[placeOf('Status')] === 'Warning');
    const where = found[at]![placeOf('Where')]!;
    const said: Record<string, string> = { Reply: 'We know.', Accept: 'Yes' };
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...head!, 'Ours', ''], { minLength: head!.length + 2 }), async (order) => {
        const cellsOf = (row: readonly unknown[], isAnswered: boolean) =>
          order.map(
            (heading) => (isAnswered && said[heading]) || row[placeOf(heading)] || (heading === 'Ours' ? 'x' : null),
          );
        const rows = found.map((row, one) => cellsOf(row, one === at));
        const typed = [order.map((_, column) => (column === 0 ? 'Our checks' : null)), order, ...rows];
        standIn.people.typeRows(place, 'Checks!A1', typed as Parameters<typeof standIn.people.typeRows>[2]);
        const { open } = await sync();
        expect(open.map(({ tab, cell }) => `${tab}!${cell}`)).not.toContain(where);
        const now = standIn.shown(place, checksTab.title);
        expect(now[0]![0]).toBe('Our checks');
        expect(now[1]!.map((cell) => cell ?? '')).toEqual(order.slice(0, now[1]!.length));
        const row = now.find((one) => one[order.indexOf('Where')] === where)!;
        expect(['Status', 'Reply', 'Accept', 'Ours'].map((heading) => row[order.indexOf(heading)])).toEqual([
          'Accepted',
          'We know.',
          'Yes',
          'x',
        ]);
        expect(await sync()).toMatchObject({ committed: false, written: false });
      }),
      runs(12),
    );
  });

  it('is never written a formula, whatever people type', async () => {
    standIn.people.typeRows(place, 'Staff days!A4', [['=HYPERLINK("x")', '+1', '-1', '@x']]);
    await sync();
    for (const title of [startHereTab.title, checksTab.title]) {
      const values = standIn
        .cells(place, title)
        .flat()
        .map((cell) => cell.userEnteredValue);
      expect(values.filter((value) => value?.formulaValue !== undefined)).toEqual([]);
    }
  });

  it('is told apart from the alliance’s workbook, which has tabs of its own', async () => {
    const since = standIn.traffic.length;
    const drive = standIn.people.makeDrive('Another');
    const tabs = everyTabOf(allianceKind, usualSettings);
    const alliance = spreadsheets({ google: connected.google, drive, folder: drive, account: standIn.email, tabs });
    const made = await alliance.create('Alliance', newWorkbook(allianceIdentity, new Map(), [], usualSettings));
    expect((await alliance.read(made)).tabs.map(({ title }) => title)).toEqual(tabs.map(({ title }) => title));
    expect(standIn.tally(since).writes).toBe(1);
  });
});
