import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DriveFolder, driveFolder } from '../../../functions/edges/google/drive-folder.ts';
import { spreadsheets } from '../../../functions/edges/google/spreadsheets.ts';
import { newChecksSheet } from '../../../functions/sync/own-tabs/checks.ts';
import { type Connected, connect } from './connected.ts';

let connected: Connected;
let standIn: Connected['standIn'];
let drive: DriveFolder;
let place: string;
const OFFICE = 'office@elmpark.example';

beforeEach(async () => {
  connected = await connect();
  ({ standIn } = connected);
  const { google } = connected;
  const driveId = standIn.people.makeDrive('Alderfold');
  drive = driveFolder(google, driveId);
  const setUp = { google, drive: driveId, folder: driveId, account: standIn.email, titles: ['Checks'] };
  place = await spreadsheets(setUp).create('Elm Park', [newChecksSheet()]);
});
afterEach(() => connected.end());

const whoseOwn = async () =>
  (await drive.shares(place)).filter(({ inherited }) => !inherited).map(({ who, role }) => `${who}: ${role}`);

describe('spreadsheets on a shared drive', () => {
  it('are found by the workbook they are, whatever they are called', async () => {
    expect(await drive.find('school-990001-2025')).toBeNull();
    await drive.name(place, 'school-990001-2025');
    await drive.name(place, 'school-990001-2025');
    standIn.people.rename(place, 'Our spreadsheet');
    expect(await drive.find('school-990001-2025')).toBe(place);
    expect(await drive.find("school-'990001")).toBeNull();
    standIn.people.trash(place);
    expect(await drive.find('school-990001-2025')).toBeNull();
  });

  it('are shared with an office as Editor, once and without a message from Google', async () => {
    await drive.share(place, OFFICE);
    const since = standIn.traffic.length;
    await drive.share(place, OFFICE.toUpperCase());
    expect(standIn.tally(since).byMethod).toEqual({ 'drive.permissions.list': 1 });
    expect(await whoseOwn()).toEqual([`${OFFICE}: writer`]);
    const asked = standIn.traffic.find(({ id }) => id === 'drive.permissions.create');
    expect(asked?.query).toContainEqual(['sendNotificationEmail', 'false']);
  });

  it('say who else may see them, and only what is theirs is taken away', async () => {
    await drive.share(place, OFFICE);
    const shares = await drive.shares(place);
    const above = shares.find(({ inherited }) => inherited)!;
    expect(above).toMatchObject({ who: standIn.email, role: 'fileOrganizer' });
    await drive.unshare(place, above);
    for (const share of shares) await drive.unshare(place, share);
    await drive.unshare(place, shares.find(({ who }) => who === OFFICE)!);
    expect(await whoseOwn()).toEqual([]);
    expect((await drive.shares(place)).map(({ who }) => who)).toEqual([standIn.email]);
  });

  it('are all listed, over many pages', async () => {
    for (let at = 0; at < 130; at += 1) await drive.share(place, `office${at}@elmpark.example`);
    expect(await drive.shares(place)).toHaveLength(131);
  });

  it('are shared once although the answer was lost', async () => {
    standIn.faults.order('drive.permissions.create', 'cut-after');
    await drive.share(place, OFFICE);
    expect(await whoseOwn()).toEqual([`${OFFICE}: writer`]);
    const [share] = (await drive.shares(place)).filter(({ who }) => who === OFFICE);
    standIn.faults.order('drive.permissions.delete', 'cut-after');
    await expect(drive.unshare(place, share!)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
    await drive.unshare(place, share!);
    expect(await whoseOwn()).toEqual([]);
  });

  it('that are gone are said to be gone', async () => {
    standIn.people.remove(place);
    await expect(drive.share(place, OFFICE)).rejects.toMatchObject({ code: 'not-found' });
  });
});
