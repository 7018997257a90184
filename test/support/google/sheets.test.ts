import { sheets, type sheets_v4 } from '@googleapis/sheets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGoogle, type StandIn } from './stand-in.ts';

let google: StandIn;
let api: sheets_v4.Sheets;
let place: string;

beforeEach(async () => {
  google = await openGoogle();
  api = sheets({ version: 'v4', auth: google.signIn(), rootUrl: google.rootUrl, retry: false });
  place = google.people.makeSpreadsheet('Elm Park', {
    'Staff days': [
      ['Date', 'Days', 'Paid'],
      [{ date: 46_000 }, 1.5, true],
      [],
      ['tomorrow', null, { error: '#N/A' }, null, ''],
    ],
    Checks: [['Finding']],
  });
});
afterEach(() => google.stop());

const batch = (requests: sheets_v4.Schema$Request[], more: sheets_v4.Schema$BatchUpdateSpreadsheetRequest = {}) =>
  api.spreadsheets.batchUpdate({ spreadsheetId: place, requestBody: { requests, ...more } });

async function read(dataFilters: sheets_v4.Schema$DataFilter[]) {
  const { data } = await api.spreadsheets.values.batchGetByDataFilter({
    spreadsheetId: place,
    requestBody: { dataFilters, valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER' },
  });
  return data.valueRanges?.map(({ valueRange }) => valueRange) ?? [];
}

const idOf = (title: string) => google.sheetId(place, title);
const text = (stringValue: string) => ({ userEnteredValue: { stringValue } });

describe('reading cells', () => {
  it('gives ragged rows without trailing blanks, unformatted, with the present title quoted where it must be', async () => {
    const [staffDays, checks] = await read([{ gridRange: { sheetId: 0 } }, { a1Range: 'checks!A1:ZZ' }]);
    expect(staffDays).toEqual({
      range: "'Staff days'!A1:Z1000",
      majorDimension: 'ROWS',
      values: [['Date', 'Days', 'Paid'], [46_000, 1.5, true], [], ['tomorrow', '', '#N/A']],
    });
    expect(checks).toEqual({ range: 'Checks!A1:Z1000', majorDimension: 'ROWS', values: [['Finding']] });
  });

  it('leaves values out where there are none', async () => {
    expect(await read([{ gridRange: { sheetId: 0, startRowIndex: 10 } }])).toEqual([
      { range: "'Staff days'!A11:Z1000", majorDimension: 'ROWS' },
    ]);
  });

  it('follows a tab by its id when it is renamed, and not by its title', async () => {
    google.people.renameTab(place, 'Staff days', 'Days’ off');
    expect((await read([{ gridRange: { sheetId: 0 } }]))[0]?.range).toBe("'Days’ off'!A1:Z1000");
    await expect(read([{ a1Range: 'Staff days!A1' }])).rejects.toThrow('Unable to parse range: Staff days!A1');
  });

  it('refuses an id that no tab has, a spreadsheet that is not there, and one that is not shared', async () => {
    await expect(read([{ gridRange: { sheetId: 7 } }])).rejects.toMatchObject({
      status: 400,
      message: 'Invalid dataFilter[0]: No grid with id: 7',
    });
    google.people.unshare(place);
    await expect(read([{ gridRange: { sheetId: 0 } }])).rejects.toMatchObject({ status: 403 });
    place = 'nowhere';
    await expect(read([{ gridRange: { sheetId: 0 } }])).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a range that starts beyond the grid and cuts one that ends beyond it', async () => {
    await expect(read([{ a1Range: 'Checks!AA1:AB2' }])).rejects.toThrow(
      'Range (Checks!AA1:AB2) exceeds grid limits. Max rows: 1000, max columns: 26',
    );
    expect((await read([{ a1Range: 'Checks!Z999:AB2000' }]))[0]?.range).toBe('Checks!Z999:Z1000');
  });

  it('lets nobody in without a token', async () => {
    const stranger = sheets({ version: 'v4', rootUrl: google.rootUrl, retry: false });
    await expect(stranger.spreadsheets.get({ spreadsheetId: place })).rejects.toMatchObject({ status: 401 });
  });
});

describe('describing a spreadsheet', () => {
  it('gives what the field mask chooses and nothing else', async () => {
    const { data } = await api.spreadsheets.get({
      spreadsheetId: place,
      fields: 'properties(title,timeZone),sheets(properties/title,properties.index,protectedRanges)',
    });
    expect(data).toEqual({
      properties: { title: 'Elm Park', timeZone: 'Etc/GMT' },
      sheets: [{ properties: { title: 'Staff days', index: 0 } }, { properties: { title: 'Checks', index: 1 } }],
    });
  });

  it('gives cells with their formats when they are asked for', async () => {
    const { data } = await api.spreadsheets.get({
      spreadsheetId: place,
      ranges: ["'Staff days'!A2:B2"],
      fields: 'sheets.data(startRow,rowData.values(userEnteredFormat.numberFormat.type,effectiveValue))',
    });
    expect(data.sheets).toEqual([
      {
        data: [
          {
            startRow: 1,
            rowData: [
              {
                values: [
                  { userEnteredFormat: { numberFormat: { type: 'DATE' } }, effectiveValue: { numberValue: 46_000 } },
                  { effectiveValue: { numberValue: 1.5 } },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it('says so when it is asked for what it has not learnt', async () => {
    const fields = 'sheets.data.rowData.values.formattedValue';
    await expect(api.spreadsheets.get({ spreadsheetId: place, fields })).rejects.toMatchObject({ status: 501 });
    await expect(batch([{ findReplace: { find: 'x' } }])).rejects.toThrow('has not learnt the request findReplace');
  });
});

describe('writing', () => {
  it('sets what the mask names, clears what it names and rows leave out, and keeps the rest', async () => {
    const sheetId = idOf('Checks');
    const range = { sheetId, startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
    const fields = 'userEnteredValue,note';
    await batch([
      {
        repeatCell: {
          range,
          cell: { userEnteredFormat: { textFormat: { bold: true } } },
          fields: 'userEnteredFormat.textFormat.bold',
        },
      },
      { updateCells: { range, fields, rows: [{ values: [{ ...text('=A2'), note: 'Said.' }] }] } },
    ]);
    const look = { userEnteredFormat: { textFormat: { bold: true } } };
    const said = { stringValue: '=A2' };
    expect(google.cells(place, 'Checks')).toEqual([
      [{ ...look, userEnteredValue: said, effectiveValue: said, note: 'Said.' }, look],
      [look, look],
    ]);
    await batch([{ updateCells: { range, fields: '*' } }]);
    expect(google.shown(place, 'Checks').flat()).toEqual([]);
  });

  it('does every request or none', async () => {
    const before = google.shown(place, 'Staff days');
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 };
    const write = { updateCells: { start, fields: 'userEnteredValue', rows: [{ values: [text('New')] }] } };
    await expect(batch([write, { deleteSheet: { sheetId: 99 } }])).rejects.toThrow(
      'Invalid requests[1].deleteSheet: No sheet with id: 99',
    );
    expect(google.shown(place, 'Staff days')).toEqual(before);
    await batch([write]);
    expect(google.shown(place, 'Staff days')[0]?.[0]).toBe('New');
  });

  it('refuses to write outside the grid, until it is made larger', async () => {
    const start = { sheetId: 0, rowIndex: 999, columnIndex: 25 };
    const down = {
      updateCells: { start, fields: 'userEnteredValue', rows: [{ values: [text('a')] }, { values: [text('b')] }] },
    };
    await expect(batch([down])).rejects.toThrow('Attempting to write row: 1000, beyond the last requested row of: 999');
    const across = { updateCells: { start, fields: 'userEnteredValue', rows: [{ values: [text('a'), text('b')] }] } };
    await expect(batch([across])).rejects.toThrow('beyond the last requested column of: 25');
    await batch([{ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 1 } }, down]);
    expect(google.shown(place, 'Staff days')[1000]?.[25]).toBe('b');
  });

  it('keeps a formula as a formula and never works it out', async () => {
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 };
    const cell = { userEnteredValue: { formulaValue: '=1+1' } };
    await batch([{ updateCells: { start, fields: 'userEnteredValue', rows: [{ values: [cell] }] } }]);
    expect(google.cells(place, 'Staff days')[0]?.[0]?.userEnteredValue).toEqual({ formulaValue: '=1+1' });
    expect(google.shown(place, 'Staff days')[0]?.[0]).toBe('Loading...');
  });

  it('takes one title and one id once', async () => {
    await expect(batch([{ addSheet: { properties: { title: 'CHECKS' } } }])).rejects.toThrow(
      'A sheet with the name "CHECKS" already exists. Please enter another name.',
    );
    await expect(batch([{ addSheet: { properties: { sheetId: 0 } } }])).rejects.toMatchObject({ status: 400 });
    const { data } = await batch([
      {
        addSheet: {
          properties: { title: 'Issued', index: 1, gridProperties: { rowCount: 5, columnCount: 3, frozenRowCount: 1 } },
        },
      },
    ]);
    expect(data.replies?.[0]?.addSheet?.properties).toMatchObject({ title: 'Issued', index: 1, sheetType: 'GRID' });
    await batch([
      { updateSheetProperties: { properties: { sheetId: 0, index: 3, hidden: true }, fields: 'index,hidden' } },
    ]);
    const { data: after } = await api.spreadsheets.get({
      spreadsheetId: place,
      fields: 'sheets.properties(title,hidden)',
    });
    expect(after.sheets?.map(({ properties }) => properties)).toEqual([
      { title: 'Issued' },
      { title: 'Checks' },
      { title: 'Staff days', hidden: true },
    ]);
  });

  it('answers with the ranges as they stand afterwards', async () => {
    const start = { sheetId: idOf('Checks'), rowIndex: 1, columnIndex: 0 };
    const { data } = await api.spreadsheets.batchUpdate({
      spreadsheetId: place,
      fields: 'replies,updatedSpreadsheet.sheets(properties.title,data.rowData.values.effectiveValue)',
      requestBody: {
        requests: [{ updateCells: { start, fields: 'userEnteredValue', rows: [{ values: [text('Late')] }] } }],
        includeSpreadsheetInResponse: true,
        responseRanges: ['Checks!A1:A5'],
        responseIncludeGridData: true,
      },
    });
    const values = (said: string) => ({ values: [{ effectiveValue: { stringValue: said } }] });
    expect(data).toEqual({
      replies: [{}],
      updatedSpreadsheet: {
        sheets: [{ properties: { title: 'Checks' }, data: [{ rowData: [values('Finding'), values('Late')] }] }],
      },
    });
  });

  it('moves protected ranges and conditional formats with the rows they stand on', async () => {
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 3 };
    await batch([
      { addProtectedRange: { protectedRange: { range, editors: { users: [google.email] } } } },
      { addConditionalFormatRule: { rule: { ranges: [range], booleanRule: { condition: { type: 'NOT_BLANK' } } } } },
      { insertDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 2 } } },
    ]);
    const fields = 'sheets(protectedRanges.range,conditionalFormats.ranges)';
    const { data } = await api.spreadsheets.get({ spreadsheetId: place, fields });
    const moved = { sheetId: 0, startRowIndex: 3, endRowIndex: 5 };
    expect(data.sheets?.[0]).toEqual({
      protectedRanges: [{ range: moved }],
      conditionalFormats: [{ ranges: [moved] }],
    });
    await batch([{ deleteDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 4 } } }]);
    const { data: after } = await api.spreadsheets.get({ spreadsheetId: place, fields });
    expect(after.sheets?.[0]?.protectedRanges?.[0]?.range).toEqual({ sheetId: 0, startRowIndex: 0, endRowIndex: 1 });
  });

  it('refuses what Google refuses of people’s protection, of readers and of conditions on another tab', async () => {
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 };
    const write = { updateCells: { start, fields: 'userEnteredValue', rows: [{ values: [text('New')] }] } };
    const rule = (formula: string) => ({
      addConditionalFormatRule: {
        rule: {
          ranges: [{ sheetId: 0 }],
          booleanRule: { condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] } },
        },
      },
    });
    await expect(batch([rule('=Checks!A1="x"')])).rejects.toThrow('cannot reference a different sheet');
    await batch([rule('=COUNTIF(INDIRECT("Checks!A1:A9"), "x")>0')]);
    google.people.protectTab(place, 'Staff days');
    await expect(batch([write])).rejects.toThrow('protected cell');
    google.people.share(place, 'reader');
    await expect(batch([write])).rejects.toMatchObject({ status: 403 });
  });

  it('keeps dropdowns, sizes, filters and links as given, and drops the formats of parts when the text is new', async () => {
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 1 };
    const rule = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'Yes' }] }, strict: false };
    const link = { uri: '#gid=0&range=A1' };
    const cell = { ...text('Go there'), textFormatRuns: [{ startIndex: 3, format: { bold: true } }] };
    const columns = { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 };
    await batch([
      { updateCells: { range, rows: [{ values: [cell] }], fields: 'userEnteredValue,textFormatRuns' } },
      {
        repeatCell: {
          range,
          cell: { userEnteredFormat: { textFormat: { link } } },
          fields: 'userEnteredFormat.textFormat.link',
        },
      },
      { setDataValidation: { range, rule } },
      { setBasicFilter: { filter: { range } } },
      {
        updateDimensionProperties: {
          range: columns,
          properties: { hiddenByUser: true, pixelSize: 40 },
          fields: 'hiddenByUser',
        },
      },
    ]);
    const data = 'columnMetadata,rowData.values(dataValidation,hyperlink,textFormatRuns)';
    const asked = { spreadsheetId: place, ranges: ["'Staff days'!A2"], fields: `sheets(basicFilter,data(${data}))` };
    const standing = { dataValidation: rule, hyperlink: link.uri };
    const columnMetadata = [{ pixelSize: 100, hiddenByUser: true }];
    const sheetWith = (values: sheets_v4.Schema$CellData) => ({
      basicFilter: { range },
      data: [{ rowData: [{ values: [values] }], columnMetadata }],
    });
    const { data: before } = await api.spreadsheets.get(asked);
    expect(before.sheets).toEqual([sheetWith({ ...standing, textFormatRuns: cell.textFormatRuns })]);
    await batch([{ updateCells: { range, rows: [{ values: [text('Go')] }], fields: 'userEnteredValue' } }]);
    expect((await api.spreadsheets.get(asked)).data.sheets).toEqual([sheetWith(standing)]);
    await batch([{ setDataValidation: { range } }]);
    expect(google.cells(place, 'Staff days')[1]?.[0]?.dataValidation).toBeUndefined();
  });

  it('refuses what no spreadsheet may be', async () => {
    const refused = async (request: sheets_v4.Schema$Request) =>
      (await batch([request]).catch((error) => error)).status;
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 };
    const value = (userEnteredValue: sheets_v4.Schema$ExtendedValue, fields = 'userEnteredValue') => ({
      updateCells: { start, rows: [{ values: [{ userEnteredValue }] }], fields },
    });
    const statuses = [
      await refused(value({ stringValue: 'x'.repeat(50_001) })),
      await refused(value({ errorValue: { type: 'N_A' } })),
      await refused(value({ stringValue: 'x', numberValue: 1 })),
      await refused(value({ stringValue: 'x' }, '')),
      await refused(value({ stringValue: 'x' }, 'effectiveValue')),
      await refused({ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 1_000_000 } }),
      await refused({ deleteDimension: { range: { sheetId: 0, dimension: 'ROWS' } } }),
      await refused({ addSheet: { properties: { title: '' } } }),
      await refused({ updateSheetProperties: { properties: { title: 'x' }, fields: '' } }),
      await refused({}),
    ];
    expect(new Set(statuses)).toEqual(new Set([400]));
    await batch([{ deleteSheet: { sheetId: idOf('Checks') } }]);
    expect(await refused({ deleteSheet: { sheetId: 0 } })).toBe(400);
  });

  it('sorts numbers before text before blanks', async () => {
    google.people.typeRows(place, 'Checks!A1', [
      ['b', 1],
      [10, 2],
      [null, 3],
      ['a', 4],
      [9, 5],
    ]);
    const range = { sheetId: idOf('Checks'), endColumnIndex: 2, endRowIndex: 5 };
    await batch([{ sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] } }]);
    expect(google.shown(place, 'Checks')).toEqual([
      [9, 5],
      [10, 2],
      ['a', 4],
      ['b', 1],
      [null, 3],
    ]);
  });
});

describe('what people do between', () => {
  it('inserts, deletes and renames as Google shows it afterwards', async () => {
    google.people.insertRows(place, 'Staff days', 2, 1);
    google.people.type(place, 'Staff days!A2', 'new');
    google.people.deleteRows(place, 'Staff days', 3, 1);
    google.people.renameTab(place, 'Staff days', 'Days');
    const [range] = await read([{ gridRange: { sheetId: 0 } }]);
    expect(range).toMatchObject({
      range: 'Days!A1:Z1000',
      values: [['Date', 'Days', 'Paid'], ['new'], [], ['tomorrow', '', '#N/A']],
    });
  });
});
