import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drive, type drive_v3 } from '@googleapis/drive';
import { sheets } from '@googleapis/sheets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { openGoogle, type StandIn } from './stand-in.ts';

let google: StandIn;
let api: drive_v3.Drive;
let place: string;
let mark: string;

beforeEach(async () => {
  google = await openGoogle();
  api = drive({ version: 'v3', auth: google.signIn(), rootUrl: google.rootUrl, retry: false });
  place = google.people.makeSpreadsheet('Elm Park', { Tab: [['x']] });
  mark = (await api.changes.getStartPageToken({})).data.startPageToken ?? '';
});
afterEach(() => google.stop());

async function since(pageToken: string, more: drive_v3.Params$Resource$Changes$List = {}) {
  const fields = 'newStartPageToken,nextPageToken,changes(fileId,removed,file(name,trashed,version))';
  return (await api.changes.list({ pageToken, fields, ...more })).data;
}

describe('the feed of changes', () => {
  it('has nothing when nothing happened', async () => {
    expect(await since(mark)).toEqual({ changes: [], newStartPageToken: mark });
  });

  it('gathers the edits of three minutes into one change', async () => {
    google.people.type(place, 'Tab!A1', 'y');
    google.clock.advance(2 * MINUTE);
    google.people.type(place, 'Tab!A2', 'z');
    expect((await since(mark)).changes).toEqual([]);
    google.clock.advance(MINUTE);
    const { changes, newStartPageToken } = await since(mark);
    expect(changes).toHaveLength(1);
    expect(changes?.[0]).toMatchObject({ fileId: place, removed: false, file: { name: 'Elm Park' } });
    google.clock.advance(HOUR);
    expect((await since(newStartPageToken ?? '')).changes).toEqual([]);
  });

  it('shows our own writes like anybody’s', async () => {
    const requests = [{ addSheet: {} }];
    const { spreadsheets } = sheets({ version: 'v4', auth: google.signIn(), rootUrl: google.rootUrl, retry: false });
    await spreadsheets.batchUpdate({ spreadsheetId: place, requestBody: { requests } });
    google.clock.advance(3 * MINUTE);
    const { changes } = await since(mark, { fields: 'changes(fileId,file/lastModifyingUser/me)' });
    expect(changes).toEqual([{ fileId: place, file: { lastModifyingUser: { me: true } } }]);
  });

  it('says at once what happened to the file, and once what happened twice', async () => {
    google.people.rename(place, 'Elm Park High');
    const other = google.people.makeSpreadsheet('The Meadows', {});
    google.people.trash(place);
    expect((await since(mark)).changes).toMatchObject([
      { fileId: other },
      { fileId: place, file: { name: 'Elm Park High', trashed: true } },
    ]);
  });

  it('says that a file is gone when it is not shared any more, and nothing of files never shared', async () => {
    google.people.makeSpreadsheet('Private', {}, { role: null });
    google.people.unshare(place);
    expect((await since(mark)).changes).toEqual([{ fileId: place, removed: true }]);
  });

  it('gives changes in pages', async () => {
    const places = ['a', 'b', 'c'].map((name) => google.people.makeSpreadsheet(name, {}));
    const first = await since(mark, { pageSize: 2 });
    expect(first.newStartPageToken).toBeUndefined();
    const second = await since(first.nextPageToken ?? '', { pageSize: 2 });
    expect([...(first.changes ?? []), ...(second.changes ?? [])].map(({ fileId }) => fileId)).toEqual(places);
    expect(second.nextPageToken).toBeUndefined();
    expect((await since(second.newStartPageToken ?? '')).changes).toEqual([]);
  });

  it('has a shared drive’s files only for those who ask for them', async () => {
    const inDrive = google.people.makeFolder('Workbooks', google.people.makeDrive('Alderfold'));
    expect((await since(mark)).changes).toEqual([]);
    const all = { supportsAllDrives: true, includeItemsFromAllDrives: true };
    expect((await since(mark, all)).changes).toMatchObject([{ fileId: inDrive }]);
  });

  it('refuses page tokens it does not know, and those it has forgotten', async () => {
    const refusal = {
      status: 400,
      response: { data: { error: { errors: [{ reason: 'invalid', location: 'pageToken' }] } } },
    };
    await expect(since('soon')).rejects.toMatchObject(refusal);
    google.changes.forgetTokens();
    await expect(since(mark)).rejects.toMatchObject(refusal);
    const { data } = await api.changes.getStartPageToken({});
    google.people.rename(place, 'Elm Park High');
    expect((await since(data.startPageToken ?? '')).changes).toHaveLength(1);
  });
});

describe('notices', () => {
  const heard: IncomingHttpHeaders[] = [];
  const receiver = createServer((request, response) => {
    heard.push(request.headers);
    response.writeHead(204).end();
  });
  const channel = { id: 'channel-1', type: 'web_hook', address: 'https://concordat.example/notices', token: 'secret' };

  beforeEach(async () => {
    heard.length = 0;
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
    google.route('https://concordat.example', `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`);
  });
  afterEach(() => new Promise((closed) => receiver.close(closed)));

  const watch = (more: drive_v3.Schema$Channel = {}) =>
    api.changes.watch({ pageToken: mark, requestBody: { ...channel, ...more } });

  it('come once when the channel opens and then at each change, until it is stopped', async () => {
    const { data } = await watch();
    google.people.rename(place, 'Elm Park High');
    expect(await google.deliverNotices()).toEqual([204, 204]);
    const told = heard.map((headers) => [headers['x-goog-resource-state'], headers['x-goog-channel-token']]);
    expect(told).toEqual([
      ['sync', 'secret'],
      ['change', 'secret'],
    ]);
    expect(heard[1]).toMatchObject({ 'x-goog-channel-id': 'channel-1', 'x-goog-resource-id': data.resourceId });
    await api.channels.stop({ requestBody: { id: 'channel-1', resourceId: data.resourceId ?? '' } });
    google.people.rename(place, 'Elm Park');
    expect(await google.deliverNotices()).toEqual([]);
  });

  it('live an hour unless asked for longer, and seven days at most', async () => {
    const expiration = String(google.clock.now() + 30 * DAY);
    const { data: short } = await watch();
    const { data: long } = await watch({ id: 'channel-2', expiration });
    const lives = [short, long].map((one) => Number(one.expiration) - google.clock.now());
    expect(lives).toEqual([HOUR, 7 * DAY]);
    await google.deliverNotices();
    google.clock.advance(2 * HOUR);
    google.people.rename(place, 'Elm Park High');
    expect(await google.deliverNotices()).toHaveLength(1);
  });

  it('are refused to an address without HTTPS, and to a channel that is there already', async () => {
    await expect(watch({ address: 'http://concordat.example' })).rejects.toThrow('WebHook callback must be HTTPS');
    await watch();
    await expect(watch()).rejects.toThrow('not unique');
  });

  it('can be lost, come twice and be forged', async () => {
    await watch();
    expect(google.changes.takeNotices()).toHaveLength(1);
    google.people.rename(place, 'Elm Park High');
    const [notice] = google.changes.takeNotices();
    const forged = google.changes.forged(channel.address, { 'X-Goog-Channel-Token': 'guess' });
    expect(await google.deliverNotices([notice!, notice!, forged])).toEqual([204, 204, 204]);
    expect(heard.map((headers) => headers['x-goog-channel-token'])).toEqual(['secret', 'secret', 'guess']);
  });
});
