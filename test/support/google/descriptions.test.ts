import { Readable } from 'node:stream';
import { drive } from '@googleapis/drive';
import { sheets } from '@googleapis/sheets';
import { describe, expect, it } from 'vitest';
import { type Description, misfits, readDescriptions, UNDESCRIBED } from './descriptions.ts';
import { FOLDER, SPREADSHEET } from './files.ts';
import { tooManyRequests } from './google-refusal.ts';
import type { Exchange } from './routes.ts';
import { openGoogle } from './stand-in.ts';

const descriptions = readDescriptions();

/** An API of one method. */
const shelves: Description = {
  name: 'shelves',
  servicePath: 'v1/',
  parameters: { fields: { location: 'query', type: 'string' } },
  schemas: {
    Shelf: {
      id: 'Shelf',
      type: 'object',
      properties: {
        size: { type: 'string', format: 'int64' },
        kind: { type: 'string', enum: ['WOOD', 'STEEL'] },
        books: { type: 'array', items: { $ref: 'Book' } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        made: { type: 'string', format: 'google-datetime' },
      },
    },
    Book: {
      id: 'Book',
      type: 'object',
      properties: { pages: { type: 'integer', format: 'int32' }, open: { type: 'boolean' } },
    },
    UpdateCellsRequest: {
      id: 'UpdateCellsRequest',
      type: 'object',
      properties: { fields: { type: 'string', format: 'google-fieldmask' }, note: { $ref: 'Shelf' } },
    },
    CellData: { id: 'CellData', type: 'object', properties: { note: { type: 'string' } } },
  },
  methods: {
    put: {
      id: 'shelves.put',
      httpMethod: 'POST',
      path: 'rooms/{room}:put',
      parameters: {
        room: { location: 'path', type: 'string', required: true },
        floor: { location: 'query', type: 'integer', format: 'int32', minimum: '0', maximum: '9', required: true },
      },
      request: { $ref: 'UpdateCellsRequest' },
      response: { $ref: 'Shelf' },
    },
  },
};

const fitting: Exchange = {
  id: 'shelves.put',
  verb: 'POST',
  path: '/v1/rooms/hall:put',
  query: [
    ['floor', '1'],
    ['fields', 'size,books(pages)'],
  ],
  body: { fields: 'note', note: { size: '12', kind: 'WOOD', books: [{ pages: 3, open: true }], labels: { a: 'b' } } },
  counts: null,
  bytesIn: 0,
  status: 200,
  answer: { size: '12', books: [{ pages: 3 }] },
  bytesOut: 0,
};

describe('the checker of descriptions', () => {
  it('says nothing of what fits', () => {
    expect(misfits([fitting], [shelves])).toEqual([]);
    expect(misfits([{ ...fitting, status: 0, answer: undefined }], [shelves])).toEqual([]);
  });

  const note = (value: unknown): Partial<Exchange> => ({ body: { fields: '*', note: value } });
  it.each<[string, Partial<Exchange>, string]>([
    ['an unknown method', { id: 'shelves.take' }, 'POST /v1/rooms/hall:put: not described'],
    ['another verb', { verb: 'PUT' }, 'the verb is another'],
    ['another path', { path: '/v1/rooms/hall:take' }, 'the path is another'],
    [
      'an unknown parameter',
      {
        query: [
          ['floor', '1'],
          ['q', 'x'],
        ],
      },
      'query.q is not described',
    ],
    ['a parameter too few', { query: [] }, 'query.floor is missing'],
    [
      'a parameter twice',
      {
        query: [
          ['floor', '1'],
          ['floor', '2'],
        ],
      },
      'query.floor stands twice',
    ],
    ['a parameter of another type', { query: [['floor', 'top']] }, 'query.floor is not integer int32'],
    ['a parameter out of bounds', { query: [['floor', '12']] }, 'query.floor is too large'],
    [
      'an unknown name in fields',
      {
        query: [
          ['floor', '1'],
          ['fields', 'books(cover)'],
        ],
      },
      'query.fields.books: cover is not described',
    ],
    [
      'fields that are no mask',
      {
        query: [
          ['floor', '1'],
          ['fields', 'books('],
        ],
      },
      'query.fields is not a field mask',
    ],
    ['no body', { body: undefined }, 'body is missing'],
    ['an unknown name', note({ colour: 'red' }), 'body.note.colour is not described'],
    ['a number for a 64-bit integer', note({ size: 12 }), 'body.note.size is not text'],
    ['text for a number', note({ books: [{ pages: '3' }] }), 'body.note.books[0].pages is not a number'],
    ['a fraction for an integer', note({ books: [{ pages: 3.5 }] }), 'body.note.books[0].pages is not integer int32'],
    ['an unknown value', note({ kind: 'GLASS' }), 'body.note.kind is none of the values described'],
    ['one for a list', note({ books: { pages: 3 } }), 'body.note.books is not a list'],
    ['text for true', note({ books: [{ open: 'yes' }] }), 'body.note.books[0].open is not true or false'],
    ['a number for a label', note({ labels: { a: 1 } }), 'body.note.labels.a is not text'],
    ['a time that is none', note({ made: 'today' }), 'body.note.made is not string google-datetime'],
    ['an unknown name in a mask', { body: { fields: 'note,size' } }, 'body.fields: size is not described'],
    ['an unknown name in the answer', { answer: { colour: 'red' } }, 'answer.colour is not described'],
    ['no answer', { answer: undefined }, 'answer is not an object'],
    [
      'an error in another form',
      { status: 500, answer: { message: 'No.' } },
      'answer is not an error as Google gives it',
    ],
  ])('finds %s', (_, change, misfit) => {
    const found = misfits([{ ...fitting, ...change }], [shelves]);
    expect(found).toEqual([change.id ? misfit : `shelves.put: ${misfit}`]);
  });
});

describe.skipIf(!descriptions)('the stand-in, held to Google’s own descriptions', () => {
  it('is asked and answers as described in every method it has', async () => {
    const google = await openGoogle();
    const auth = google.signIn();
    const files = drive({ version: 'v3', auth, rootUrl: google.rootUrl, retry: false });
    const cells = sheets({ version: 'v4', auth, rootUrl: google.rootUrl, retry: false });
    const driveId = google.people.makeDrive('Alderfold');
    const everywhere = { supportsAllDrives: true };
    const all = { ...everywhere, includeItemsFromAllDrives: true };

    const mark = (await files.changes.getStartPageToken({ ...everywhere, driveId })).data.startPageToken ?? '';
    const make = async (mimeType: string, parent: string) => {
      const requestBody = { name: mimeType, mimeType, parents: [parent], appProperties: { a: 'b' } };
      return (await files.files.create({ ...everywhere, requestBody, fields: '*' })).data.id ?? '';
    };
    const folder = await make(FOLDER, driveId);
    const spreadsheetId = await make(SPREADSHEET, folder);
    const media = () => ({ mimeType: 'application/pdf', body: Readable.from(['%PDF-1.7']) });
    const upload = { ...everywhere, fields: 'id,sha256Checksum,size,headRevisionId' };
    const { data: pdf } = await files.files.create(
      { ...upload, requestBody: { name: 'A.pdf', parents: [folder] }, media: media() },
      { rootUrl: google.rootUrl },
    );
    const fileId = pdf.id ?? '';
    await files.files.update({ ...upload, fileId, media: media() }, { rootUrl: google.rootUrl });
    await files.files.update({ ...everywhere, fileId, requestBody: { name: 'B.pdf', trashed: true }, fields: '*' });
    await files.files.get({ ...everywhere, fileId, fields: '*' });
    await files.files.get({ ...everywhere, fileId, alt: 'media' });
    await files.files.list({ ...all, corpora: 'drive', driveId, q: 'trashed = false', fields: '*', orderBy: 'name' });
    const requestBody = { type: 'user', role: 'reader', emailAddress: 'head@elmpark.example' };
    const { data: grant } = await files.permissions.create({ ...everywhere, fileId, requestBody, fields: '*' });
    const permissionId = grant.id ?? '';
    await files.permissions.update({ ...everywhere, fileId, permissionId, requestBody: { role: 'writer' } });
    await files.permissions.list({ ...everywhere, fileId, fields: '*' });
    await files.permissions.delete({ ...everywhere, fileId, permissionId });
    await files.drives.get({ driveId, fields: '*' });
    await files.about.get({ fields: '*' });
    await files.changes.list({ ...all, pageToken: mark, pageSize: 2, fields: '*' });
    const channel = { id: 'channel-1', type: 'web_hook', address: 'https://concordat.example/', token: 'secret' };
    const { data: watched } = await files.changes.watch({ pageToken: mark, requestBody: channel });
    await files.channels.stop({ requestBody: { id: 'channel-1', resourceId: watched.resourceId ?? '' } });

    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 2 };
    const rows = { sheetId: 0, dimension: 'ROWS', startIndex: 1, endIndex: 2 };
    const cell = {
      userEnteredValue: { numberValue: 1.5 },
      userEnteredFormat: { textFormat: { bold: true } },
      note: 'Said.',
    };
    const condition = { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'Yes' }] };
    await cells.spreadsheets.batchUpdate({
      spreadsheetId,
      requestBody: {
        includeSpreadsheetInResponse: true,
        responseRanges: ['Sheet1!A1:B5'],
        responseIncludeGridData: true,
        requests: [
          { addSheet: { properties: { title: 'Checks', gridProperties: { rowCount: 10, frozenRowCount: 1 } } } },
          { addSheet: { properties: { sheetId: 5 } } },
          { deleteSheet: { sheetId: 5 } },
          { updateSheetProperties: { properties: { sheetId: 0, hidden: true }, fields: 'hidden' } },
          {
            updateSpreadsheetProperties: {
              properties: { timeZone: 'Europe/London', locale: 'en_GB' },
              fields: 'timeZone,locale',
            },
          },
          {
            updateCells: {
              range,
              rows: [{ values: [cell] }],
              fields: 'userEnteredValue,userEnteredFormat(textFormat),note',
            },
          },
          { repeatCell: { range, cell, fields: 'userEnteredFormat.textFormat.bold' } },
          { appendDimension: { sheetId: 0, dimension: 'COLUMNS', length: 2 } },
          { insertDimension: { range: rows, inheritFromBefore: true } },
          { deleteDimension: { range: rows } },
          { updateDimensionProperties: { range: rows, properties: { pixelSize: 40 }, fields: 'pixelSize' } },
          { setDataValidation: { range, rule: { condition, showCustomUi: true } } },
          { addProtectedRange: { protectedRange: { range, editors: { users: [google.email] } } } },
          {
            addConditionalFormatRule: {
              rule: { ranges: [range], booleanRule: { condition: { type: 'BLANK' }, format: {} } },
            },
          },
          { setBasicFilter: { filter: { range } } },
          { sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } },
        ],
      },
    });
    google.people.typeRows(spreadsheetId, 'Sheet1!A1', [[{ date: 46_000 }, { error: '#N/A' }, true, 'x']]);
    await cells.spreadsheets.get({ spreadsheetId, includeGridData: true });
    await cells.spreadsheets.get({
      spreadsheetId,
      fields: 'sheets(properties,protectedRanges,data/rowData/values/note)',
    });
    const filters = { dataFilters: [{ gridRange: { sheetId: 0 } }], valueRenderOption: 'UNFORMATTED_VALUE' };
    await cells.spreadsheets.values.batchGetByDataFilter({ spreadsheetId, requestBody: filters });
    google.faults.order('sheets.spreadsheets.get', tooManyRequests(1));
    await expect(cells.spreadsheets.get({ spreadsheetId })).rejects.toMatchObject({ status: 429 });
    await expect(files.files.get({ fileId: 'nowhere' })).rejects.toMatchObject({ status: 404 });

    const queue = 'projects/alderfold/locations/europe-west2/queues/sync';
    google.tasks.addQueue(queue);
    await auth.request({ url: `${google.rootUrl}v2/${queue}` });
    const body = Buffer.from('{}').toString('base64');
    const oidcToken = { serviceAccountEmail: google.email, audience: 'https://concordat.example' };
    const httpRequest = {
      url: 'https://concordat.example/sync',
      httpMethod: 'POST',
      headers: { a: 'b' },
      body,
      oidcToken,
    };
    const task = { name: `${queue}/tasks/one`, scheduleTime: '2026-03-27T09:05:00.000Z', httpRequest };
    await auth.request({ url: `${google.rootUrl}v2/${queue}/tasks`, method: 'POST', data: { task } });

    expect(misfits(google.traffic, descriptions!)).toEqual([]);
    const seen = new Set(google.traffic.map(({ id }) => id));
    expect(google.methods.filter((id) => !seen.has(id) && !UNDESCRIBED.test(id))).toEqual([]);
    await google.stop();
  });
});
