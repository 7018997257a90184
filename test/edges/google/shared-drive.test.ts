import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sharedDrive } from '../../../functions/edges/google/shared-drive.ts';
import { spreadsheets } from '../../../functions/edges/google/spreadsheets.ts';
import type { SharedDrive } from '../../../functions/edges/ports.ts';
import { checksTab } from '../../../functions/workbooks/own-tabs/checks.ts';
import { openMemoryDrive } from '../../support/memory-drive.ts';
import { openMemoryWorkbooks } from '../../support/memory-workbooks.ts';
import { describeSharedDriveContract } from '../../support/shared-drive-contract.ts';
import { schoolIdentity } from '../../support/sync-bench.ts';
import { type Connected, connect } from './connected.ts';

const newChecks = checksTab.make({ identity: schoolIdentity, madeWith: 1, parsed: [] });

const OFFICE = 'office@elmpark.example';

async function onStandIn() {
  const connected = await connect();
  const { standIn, google } = connected;
  const driveId = standIn.people.makeDrive('Alderfold');
  const grant = (id: string, given: object) => {
    const file = standIn.files.find(id)!;
    file.grants = [...file.grants, { id, type: 'user', role: 'writer', ...given }];
  };
  return {
    connected,
    drive: sharedDrive(google, driveId),
    create: (folder: string, name: string) =>
      spreadsheets({
        google,
        drive: driveId,
        folder,
        account: standIn.email,
        tabs: [{ id: 'checks', title: 'Checks' }],
      }).create(name, [newChecks]),
    shareFolder: (folder: string, emailAddress: string) => grant(folder, { emailAddress }),
    shareWithAnyone: (place: string) => grant(place, { type: 'anyone' }),
    rename: (place: string, name: string) => standIn.people.rename(place, name),
    bin: (place: string) => standIn.people.trash(place),
    remove: (place: string) => standIn.people.remove(place),
    end: () => connected.end(),
  };
}

describeSharedDriveContract('Google', onStandIn);
describeSharedDriveContract('memory', async () => {
  const on = openMemoryDrive(openMemoryWorkbooks());
  const create = (folder: string, name: string) => on.workbooksIn(folder).create(name, [newChecks]);
  return { ...on, create, end: async () => {} };
});

describe('a Google shared drive', () => {
  let connected: Connected;
  let standIn: Connected['standIn'];
  let drive: SharedDrive;
  let place: string;
  beforeEach(async () => {
    const on = await onStandIn();
    ({ connected, drive } = on);
    ({ standIn } = connected);
    place = await on.create(await drive.makeFolder('alderfold', 'Alderfold'), 'Elm Park');
  });
  afterEach(() => connected.end());
  const whoseOwn = async () => (await drive.shares(place)).flatMap(({ inherited, who }) => (inherited ? [] : [who]));

  it('is asked for a share without a message from Google, and not again for one that is there', async () => {
    await drive.share(place, OFFICE);
    const since = standIn.traffic.length;
    await drive.share(place, OFFICE);
    expect(standIn.tally(since).byMethod).toEqual({ 'drive.permissions.list': 1 });
    const asked = standIn.traffic.find(({ id }) => id === 'drive.permissions.create');
    expect(asked?.query).toContainEqual(['sendNotificationEmail', 'false']);
  });

  it('lets somebody edit who could only look', async () => {
    const file = standIn.files.find(place)!;
    file.grants = [{ id: 'theirs', type: 'user', role: 'reader', emailAddress: OFFICE }];
    expect(await drive.shares(place)).toContainEqual(expect.objectContaining({ who: OFFICE, edits: false }));
    await drive.share(place, OFFICE);
    expect(await drive.shares(place)).toContainEqual(expect.objectContaining({ who: OFFICE, edits: true }));
  });

  it('says who may see what is on it because they may see the drive', async () => {
    const above = (await drive.shares(place)).find(({ inherited }) => inherited);
    expect(above).toMatchObject({ who: standIn.email, edits: true });
  });

  it('lists all shares, over many pages', async () => {
    for (let at = 0; at < 130; at += 1) await drive.share(place, `office${at}@elmpark.example`);
    expect(await drive.shares(place)).toHaveLength(131);
  });

  it('shares once although the answer was lost', async () => {
    standIn.faults.order('drive.permissions.create', 'cut-after');
    await drive.share(place, OFFICE);
    expect(await whoseOwn()).toEqual([OFFICE]);
    const share = (await drive.shares(place)).find(({ who }) => who === OFFICE)!;
    standIn.faults.order('drive.permissions.delete', 'cut-after');
    await expect(drive.unshare(place, share)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
    await drive.unshare(place, share);
    expect(await whoseOwn()).toEqual([]);
  });
});
