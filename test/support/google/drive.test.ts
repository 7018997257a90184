import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { drive, type drive_v3 } from '@googleapis/drive';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLDER, SPREADSHEET } from './files.ts';
import { openGoogle, type StandIn } from './stand-in.ts';

let google: StandIn;
let api: drive_v3.Drive;
let shared: string;
let folder: string;

beforeEach(async () => {
  google = await openGoogle();
  api = drive({ version: 'v3', auth: google.signIn(), rootUrl: google.rootUrl, retry: false });
  shared = google.people.makeDrive('Alderfold');
  folder = google.people.makeFolder('Workbooks', shared);
});
afterEach(() => google.stop());

const everywhere = { supportsAllDrives: true };
const anywhere = { ...everywhere, includeItemsFromAllDrives: true };
const bytes = Buffer.from('%PDF-1.7\r\n--\r\n\u00e9\u0000\r\n', 'latin1');

async function makeSpreadsheet(name: string, more: drive_v3.Schema$File = {}): Promise<string> {
  const requestBody = { name, mimeType: SPREADSHEET, parents: [folder], ...more };
  return (await api.files.create({ ...everywhere, requestBody, fields: 'id' })).data.id ?? '';
}

async function filePdf(name: string): Promise<drive_v3.Schema$File> {
  const requestBody = { name, parents: [folder] };
  const media = { mimeType: 'application/pdf', body: Readable.from([bytes]) };
  const fields = 'id,mimeType,size,md5Checksum,sha256Checksum,version';
  return (await api.files.create({ ...everywhere, requestBody, media, fields }, { rootUrl: google.rootUrl })).data;
}

describe('files', () => {
  it('makes a spreadsheet with one empty tab where the service account may', async () => {
    const place = await makeSpreadsheet('Elm Park', { appProperties: { workbook: 'school' } });
    const fields = 'name,mimeType,parents,driveId,appProperties,trashed,version,ownedByMe';
    const { data } = await api.files.get({ ...everywhere, fileId: place, fields });
    const appProperties = { workbook: 'school' };
    expect(data).toEqual({
      name: 'Elm Park',
      mimeType: SPREADSHEET,
      parents: [folder],
      driveId: shared,
      appProperties,
      trashed: false,
      version: '1',
    });
    expect(google.shown(place, 'Sheet1')).toEqual([]);
    expect(google.sheetId(place, 'Sheet1')).toBe(0);
  });

  it('has no storage for the service account itself', async () => {
    const theirs = google.people.makeFolder('Coordinator’s');
    google.people.share(theirs);
    for (const parents of [[], [theirs]]) {
      await expect(makeSpreadsheet('Elm Park', { parents })).rejects.toMatchObject({
        status: 403,
        response: { data: { error: { errors: [{ reason: 'storageQuotaExceeded' }] } } },
      });
    }
  });

  it('keeps the bytes of a document and their checksums', async () => {
    const made = await filePdf('Agreement.pdf');
    expect(made).toMatchObject({
      mimeType: 'application/pdf',
      size: String(bytes.length),
      md5Checksum: createHash('md5').update(bytes).digest('hex'),
      sha256Checksum: createHash('sha256').update(bytes).digest('hex'),
    });
    const { data } = await api.files.get(
      { ...everywhere, fileId: made.id ?? '', alt: 'media' },
      { responseType: 'arraybuffer' },
    );
    expect(Buffer.from(data as unknown as ArrayBuffer)).toEqual(bytes);
    const media = { mimeType: 'application/pdf', body: Readable.from(['new']) };
    const { data: after } = await api.files.update(
      { ...everywhere, fileId: made.id ?? '', media, fields: 'size,version' },
      { rootUrl: google.rootUrl },
    );
    expect(after).toEqual({ size: '3', version: '2' });
  });

  it('answers with four fields where none are asked for', async () => {
    const fileId = await makeSpreadsheet('Elm Park');
    const { data } = await api.files.get({ ...everywhere, fileId });
    expect(Object.keys(data).sort()).toEqual(['driveId', 'id', 'kind', 'mimeType', 'name']);
  });

  it('changes what is given, takes out app properties given as null, and moves', async () => {
    const fileId = await makeSpreadsheet('Elm Park', { appProperties: { one: '1', two: '2' } });
    const other = google.people.makeFolder('Archive', shared);
    const moved = { fileId, addParents: other, removeParents: folder };
    const requestBody = { name: 'Elm Park 2027', appProperties: { one: null as unknown as string, three: '3' } };
    const fields = 'name,parents,appProperties';
    const { data } = await api.files.update({ ...everywhere, ...moved, requestBody, fields });
    expect(data).toEqual({ name: 'Elm Park 2027', parents: [other], appProperties: { two: '2', three: '3' } });
    expect(google.files.find(fileId)?.book?.properties.title).toBe('Elm Park 2027');
  });

  it('does not say that a file in a shared drive is there to a call that does not support them', async () => {
    const fileId = await makeSpreadsheet('Elm Park');
    await expect(api.files.get({ fileId })).rejects.toMatchObject({
      status: 404,
      message: `File not found: ${fileId}.`,
    });
    await expect(api.files.create({ requestBody: { parents: [folder] } })).rejects.toMatchObject({ status: 404 });
    const { data } = await api.files.list({ q: 'trashed = false' });
    expect(data.files).toEqual([]);
  });

  it('finds files by what Concordat asks for, and no others', async () => {
    const elm = await makeSpreadsheet("Elm Park's", { appProperties: { urn: '990001' } });
    await makeSpreadsheet('The Meadows', { appProperties: { urn: '990003' } });
    const find = async (q: string) => (await api.files.list({ ...anywhere, q })).data.files?.map(({ id }) => id);
    expect(await find("name = 'Elm Park\\'s' and trashed = false")).toEqual([elm]);
    expect(await find("appProperties has { key='urn' and value='990001' }")).toEqual([elm]);
    expect(await find(`'${folder}' in parents and mimeType = '${SPREADSHEET}'`)).toHaveLength(2);
    expect(await find(`mimeType='${FOLDER}' and name='Workbooks'`)).toEqual([folder]);
    google.people.trash(elm);
    expect(await find("name = 'Elm Park\\'s' and trashed = false")).toEqual([]);
    await expect(find("fullText contains 'x'")).rejects.toMatchObject({ status: 501 });
  });

  it('gives a list in pages and in the order asked for', async () => {
    for (const name of ['b', 'c', 'a']) await makeSpreadsheet(name);
    const asked = { ...anywhere, q: `'${folder}' in parents`, orderBy: 'name desc', pageSize: 2 };
    const { data: first } = await api.files.list(asked);
    const { data: second } = await api.files.list({ ...asked, pageToken: first.nextPageToken ?? '' });
    expect([first, second].map(({ files }) => files?.map(({ name }) => name))).toEqual([['c', 'b'], ['a']]);
    expect(second.nextPageToken).toBeUndefined();
    await expect(api.files.list({ ...asked, driveId: shared })).rejects.toMatchObject({ status: 403 });
    const { data: all } = await api.files.list({ ...anywhere, corpora: 'drive', driveId: shared });
    expect(all.files).toHaveLength(4);
  });
});

describe('sharing', () => {
  it('gives, changes and takes roles', async () => {
    const fileId = await makeSpreadsheet('Elm Park');
    const head = { type: 'user', role: 'reader', emailAddress: 'head@elmpark.example' };
    const { data: made } = await api.permissions.create({
      ...everywhere,
      fileId,
      requestBody: head,
      sendNotificationEmail: false,
    });
    const permissionId = made.id ?? '';
    await api.permissions.update({ ...everywhere, fileId, permissionId, requestBody: { role: 'writer' } });
    const fields = 'permissions(emailAddress,role)';
    const { data: listed } = await api.permissions.list({ ...everywhere, fileId, fields });
    expect(listed.permissions).toEqual([
      { emailAddress: 'head@elmpark.example', role: 'writer' },
      { emailAddress: google.email, role: 'fileOrganizer' },
    ]);
    expect((await api.permissions.delete({ ...everywhere, fileId, permissionId })).status).toBe(204);
    await expect(api.permissions.delete({ ...everywhere, fileId, permissionId })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('lets a reader read and nothing more', async () => {
    const fileId = google.people.makeSpreadsheet('Theirs', { Tab: [['x']] }, { role: 'reader' });
    expect((await api.files.get({ fileId })).data.name).toBe('Theirs');
    await expect(api.files.update({ fileId, requestBody: { name: 'Ours' } })).rejects.toMatchObject({
      status: 403,
      response: { data: { error: { errors: [{ reason: 'insufficientFilePermissions' }] } } },
    });
    google.people.unshare(fileId);
    await expect(api.files.get({ fileId })).rejects.toMatchObject({ status: 404 });
  });

  it('names the account and the shared drive, and no drive it is not in', async () => {
    await expect(api.about.get({})).rejects.toMatchObject({ status: 400 });
    expect((await api.about.get({ fields: 'user(emailAddress)' })).data).toEqual({
      user: { emailAddress: google.email },
    });
    expect((await api.drives.get({ driveId: shared })).data).toMatchObject({ id: shared, name: 'Alderfold' });
    await expect(api.drives.get({ driveId: folder })).rejects.toMatchObject({ status: 404 });
  });
});
