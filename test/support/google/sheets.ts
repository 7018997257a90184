import type { sheets_v4 } from '@googleapis/sheets';
import { batchUpdated, propertiesOf } from './batch-update.ts';
import { chooses, type Mask, parseMask } from './field-mask.ts';
import type { Files, StoredFile } from './files.ts';
import { badRequest, GoogleRefusal, notLearnt } from './google-refusal.ts';
import { type Book, type Box, type Cell, type Grid, shown } from './grid.ts';
import { clipped, type Place, placeFromA1, placeOf, toA1 } from './ranges.ts';
import type { Answer, Call, Route } from './routes.ts';

/** The parts of the Sheets API, version 4, that Concordat calls. */
export function sheetsRoutes(files: Files, email: string, newId: () => number): Route[] {
  return [
    {
      id: 'sheets.spreadsheets.get',
      verb: 'GET',
      path: /^\/v4\/spreadsheets\/(?<spreadsheetId>[^/:]+)$/,
      counts: 'read',
      handle(call) {
        const { id, book } = spreadsheetFor('reader', call);
        const mask = maskOf(call);
        const withData =
          mask.size > 0 ? chooses(mask, ['sheets', 'data']) : call.query.get('includeGridData') === 'true';
        return {
          body: spreadsheetAnswer(id, book, call.query.getAll('ranges'), withData, below(mask, ['sheets', 'data'])),
        };
      },
    },
    {
      id: 'sheets.spreadsheets.batchUpdate',
      verb: 'POST',
      path: /^\/v4\/spreadsheets\/(?<spreadsheetId>[^/:]+):batchUpdate$/,
      counts: 'write',
      handle: batchUpdate,
    },
    {
      id: 'sheets.spreadsheets.values.batchGetByDataFilter',
      verb: 'POST',
      path: /^\/v4\/spreadsheets\/(?<spreadsheetId>[^/:]+)\/values:batchGetByDataFilter$/,
      counts: 'read',
      handle: valuesByDataFilter,
    },
  ];

  function spreadsheetFor(role: 'reader' | 'writer', { path }: Call): StoredFile & { readonly book: Book } {
    const file = files.find(path['spreadsheetId'] ?? '');
    if (!file) throw new GoogleRefusal(404, 'Requested entity was not found.', 'notFound');
    if (!files.allows(email, file, role))
      throw new GoogleRefusal(403, 'The caller does not have permission', 'forbidden');
    if (file.book) return file as StoredFile & { readonly book: Book };
    const message = 'This operation is not supported for this document';
    throw new GoogleRefusal(400, message, 'failedPrecondition', { status: 'FAILED_PRECONDITION' });
  }

  function batchUpdate(call: Call): Answer {
    const file = spreadsheetFor('writer', call);
    const asked = call.body as sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
    const { book, replies } = batchUpdated(file.book, asked.requests ?? [], email, newId);
    const mask = maskOf(call);
    const withData =
      mask.size > 0 ? chooses(mask, ['updatedSpreadsheet', 'sheets', 'data']) : asked.responseIncludeGridData === true;
    const updatedSpreadsheet = asked.includeSpreadsheetInResponse
      ? spreadsheetAnswer(
          file.id,
          book,
          asked.responseRanges ?? [],
          withData,
          below(mask, ['updatedSpreadsheet', 'sheets', 'data']),
        )
      : undefined;
    files.edit(file, email, book);
    return {
      body: { spreadsheetId: file.id, replies, ...(updatedSpreadsheet ? { updatedSpreadsheet } : {}) },
    };
  }

  function valuesByDataFilter(call: Call): Answer {
    const { id, book } = spreadsheetFor('reader', call);
    const asked = call.body as sheets_v4.Schema$BatchGetValuesByDataFilterRequest;
    if (asked.valueRenderOption !== 'UNFORMATTED_VALUE') throw notLearnt('values other than UNFORMATTED_VALUE');
    if ((asked.dateTimeRenderOption ?? 'SERIAL_NUMBER') !== 'SERIAL_NUMBER') throw notLearnt('dates as text');
    if ((asked.majorDimension ?? 'ROWS') !== 'ROWS') throw notLearnt('values by column');
    const filters = asked.dataFilters ?? [];
    if (filters.length === 0) throw badRequest('Must specify at least one dataFilter.');
    const valueRanges = new Map<string, sheets_v4.Schema$MatchedValueRange>();
    filters.forEach((filter, at) => {
      const place = placeOfFilter(book, filter, `Invalid dataFilter[${at}]`);
      const box = clipped(place, `Invalid dataFilter[${at}]`);
      const range = toA1(place.grid, box);
      const known = valueRanges.get(range);
      if (known) known.dataFilters?.push(filter);
      else {
        const values = shownValues(place.grid, box);
        const valueRange = { range, majorDimension: 'ROWS', ...(values.length > 0 ? { values } : {}) };
        valueRanges.set(range, { valueRange, dataFilters: [filter] });
      }
    });
    return { body: { spreadsheetId: id, valueRanges: [...valueRanges.values()] } };
  }
}

function placeOfFilter(book: Book, filter: sheets_v4.Schema$DataFilter, where: string): Place {
  if (filter.gridRange) return placeOf(book, filter.gridRange, where);
  if (filter.a1Range) return placeFromA1(book, filter.a1Range, where);
  throw notLearnt('data filters by developer metadata');
}

/** Rows without the blanks at their ends, without the blank rows at the end: a blank between is "", a blank row []. */
function shownValues(grid: Grid, box: Box): (string | number | boolean)[][] {
  const known = new Map<Grid['rows'][number], (string | number | boolean)[]>();
  const rows = Array.from(grid.rows.slice(box.top, box.bottom), (row) => {
    const values = known.get(row) ?? shownRow(row?.slice(box.left, box.right) ?? []);
    known.set(row, values);
    return values;
  });
  return rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
}

function shownRow(cells: readonly (Cell | undefined)[]): (string | number | boolean)[] {
  const values = Array.from(cells, (cell) => shown(cell) ?? '');
  return values.slice(0, values.findLastIndex((value) => value !== '') + 1);
}

function maskOf({ query }: Call): Mask {
  const fields = query.get('fields');
  return fields === null ? new Map() : parseMask(fields);
}

function below(mask: Mask, [name, ...rest]: readonly string[]): Mask {
  if (name === undefined || mask.size === 0) return mask;
  return below(mask.get(name) ?? mask.get('*') ?? new Map(), rest);
}

function spreadsheetAnswer(
  spreadsheetId: string,
  book: Book,
  ranges: readonly string[],
  withData: boolean,
  dataMask: Mask,
): sheets_v4.Schema$Spreadsheet {
  for (const name of ['formattedValue', 'effectiveFormat']) {
    if (dataMask.size > 0 && chooses(dataMask, ['rowData', 'values', name]) && !isOpen(dataMask)) {
      throw notLearnt(`the field ${name}`);
    }
  }
  const places = ranges.map((range) => placeFromA1(book, range, 'Invalid ranges'));
  const whole = { top: 0, left: 0, bottom: Number.POSITIVE_INFINITY, right: Number.POSITIVE_INFINITY };
  const sheets = book.grids.flatMap((grid): sheets_v4.Schema$Sheet[] => {
    const mine = ranges.length === 0 ? [{ grid, box: whole }] : places.filter((place) => place.grid === grid);
    if (mine.length === 0) return [];
    const sheet: sheets_v4.Schema$Sheet = { properties: propertiesOf(book, grid) };
    if (withData) sheet.data = mine.map((place) => gridData(grid, clipped(place, 'Invalid ranges')));
    if (grid.conditionalFormats.length > 0) sheet.conditionalFormats = [...grid.conditionalFormats];
    if (grid.protectedRanges.length > 0) sheet.protectedRanges = [...grid.protectedRanges];
    if (grid.basicFilter) sheet.basicFilter = grid.basicFilter;
    return [sheet];
  });
  const spreadsheetUrl = `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;
  return { spreadsheetId, properties: book.properties, sheets, spreadsheetUrl };
}

// A mask that names no field of a cell asks for whatever there is.
function isOpen(dataMask: Mask): boolean {
  const cell = below(dataMask, ['rowData', 'values']);
  return cell.size === 0 || cell.has('*');
}

const ROW_PIXELS = 21;
const COLUMN_PIXELS = 100;

/** A box of cells as people see them, but for how numbers are formatted: `formattedValue` and `effectiveFormat` are left out. */
function gridData(grid: Grid, box: Box): sheets_v4.Schema$GridData {
  // Most rows of a sheet are one: blank, and as it was made.
  const known = new Map<Grid['rows'][number], sheets_v4.Schema$RowData>();
  const rowData = Array.from(grid.rows.slice(box.top, box.bottom), (row) => {
    const answer = known.get(row) ?? rowAnswer(row?.slice(box.left, box.right) ?? []);
    known.set(row, answer);
    return answer;
  });
  const length = rowData.findLastIndex((row) => row.values !== undefined) + 1;
  return {
    ...(box.top > 0 ? { startRow: box.top } : {}),
    ...(box.left > 0 ? { startColumn: box.left } : {}),
    ...(length > 0 ? { rowData: rowData.slice(0, length) } : {}),
    rowMetadata: sizes(grid.rowSizes, box.top, box.bottom, ROW_PIXELS),
    columnMetadata: sizes(grid.columnSizes, box.left, box.right, COLUMN_PIXELS),
  };
}

function rowAnswer(cells: readonly (Cell | undefined)[]): sheets_v4.Schema$RowData {
  const values = Array.from(cells, (cell) => cellAnswer(cell));
  const length = values.findLastIndex((cell) => Object.keys(cell).length > 0) + 1;
  return length > 0 ? { values: values.slice(0, length) } : {};
}

function sizes(known: Grid['rowSizes'], from: number, to: number, pixelSize: number) {
  return Array.from({ length: to - from }, (_, at) => ({ pixelSize, ...known[from + at] }));
}

function cellAnswer(cell: Cell | undefined): Cell {
  const link = cell?.userEnteredFormat?.textFormat?.link?.uri;
  return link ? { ...cell, hyperlink: link } : (cell ?? {});
}
