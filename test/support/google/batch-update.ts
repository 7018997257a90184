import type { sheets_v4 } from '@googleapis/sheets';
import { type Mask, parseMask, replaced } from './field-mask.ts';
import { badRequest, notLearnt } from './google-refusal.ts';
import {
  type Book,
  type Box,
  type Cell,
  copyBook,
  deleteLines,
  type Grid,
  insertLines,
  newGrid,
  replaceAlike,
  replaceCells,
  sortRows,
  type TabProperties,
} from './grid.ts';
import { clipped, gridById, gridByTitle, overlap, placeOf } from './ranges.ts';

/** Google's limits on a spreadsheet. */
const MOST_CELLS = 10_000_000;
const MOST_CHARACTERS = 50_000;

interface Doing {
  readonly book: Book;
  /** How Google begins a message about this request, such as `Invalid requests[2].updateCells`. */
  readonly where: string;
  /** Whose protected ranges are not in the way. */
  readonly email: string;
  newId(): number;
}

type Requests = {
  readonly [Kind in keyof sheets_v4.Schema$Request]?: (
    request: NonNullable<sheets_v4.Schema$Request[Kind]>,
    doing: Doing,
  ) => sheets_v4.Schema$Response | undefined;
};

/** The spreadsheet after every request, and what each replied; the one given is not touched. @throws GoogleRefusal when any request is refused */
export function batchUpdated(
  before: Book,
  requests: readonly sheets_v4.Schema$Request[],
  email: string,
  newId: () => number,
): { readonly book: Book; readonly replies: sheets_v4.Schema$Response[] } {
  if (requests.length === 0) throw badRequest('Must specify at least one request.');
  const book = copyBook(before);
  const replies = requests.map((request, at) => {
    const [kind, ...more] = Object.keys(request);
    if (kind === undefined || more.length > 0) throw badRequest(`Invalid requests[${at}]: exactly one kind is needed.`);
    const perform = REQUESTS[kind as keyof Requests] as
      | ((request: unknown, doing: Doing) => sheets_v4.Schema$Response | undefined)
      | undefined;
    if (!perform) throw notLearnt(`the request ${kind}`);
    const doing = { book, where: `Invalid requests[${at}].${kind}`, email, newId };
    return perform(request[kind as keyof sheets_v4.Schema$Request], doing) ?? {};
  });
  const sizes = book.grids.map(({ properties: { gridProperties: size } }) => size.rowCount * size.columnCount);
  if (sizes.reduce((sum, size) => sum + size, 0) > MOST_CELLS) {
    throw badRequest(
      `This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`,
    );
  }
  return { book, replies };
}

const REQUESTS: Requests = {
  addSheet({ properties: given = {} }, { book, where, newId }) {
    const sheetId = given.sheetId ?? newId();
    if (book.grids.some(({ properties }) => properties.sheetId === sheetId)) {
      throw badRequest(`${where}: A sheet with the ID ${sheetId} already exists.`);
    }
    const title = given.title ?? freeTitle(book);
    refuseTitle(book, title, where);
    const grid = newGrid(sheetId, title);
    const { index, ...rest } = given;
    const gridProperties = { ...grid.properties.gridProperties, ...given.gridProperties };
    grid.properties = { ...grid.properties, ...rest, sheetId, title, gridProperties } as TabProperties;
    refuseSize(grid, where);
    book.grids.splice(index ?? book.grids.length, 0, grid);
    return { addSheet: { properties: propertiesOf(book, grid) } };
  },

  deleteSheet({ sheetId }, { book, where }) {
    const grid = gridById(book, sheetId, where, 'sheet');
    if (book.grids.length === 1) throw badRequest(`${where}: You can't remove all the sheets in a document.`);
    book.grids.splice(book.grids.indexOf(grid), 1);
    return undefined;
  },

  updateSheetProperties({ properties = {}, fields }, { book, where }) {
    const grid = gridById(book, properties.sheetId, where, 'sheet');
    const mask = maskOf(fields, where);
    const { index, sheetId, ...given } = properties;
    if (mask.has('title')) refuseTitle(book, given.title ?? '', where, grid);
    const below = new Map([...mask].filter(([name]) => name !== 'index' && name !== 'sheetId'));
    if (below.size > 0) grid.properties = replaced(grid.properties, given as TabProperties, below);
    refuseSize(grid, where);
    const { rowCount, columnCount } = grid.properties.gridProperties;
    grid.rows.length = Math.min(grid.rows.length, rowCount);
    grid.rows = Array.from(grid.rows, (row) => row?.slice(0, columnCount));
    const from = book.grids.indexOf(grid);
    if ((mask.has('index') || mask.has('*')) && typeof index === 'number' && index !== from && index !== from + 1) {
      book.grids.splice(from, 1);
      book.grids.splice(index > from ? index - 1 : index, 0, grid);
    }
    return undefined;
  },

  updateSpreadsheetProperties({ properties = {}, fields }, { book, where }) {
    book.properties = replaced(book.properties, properties as Book['properties'], maskOf(fields, where));
    return undefined;
  },

  updateCells({ range, start, rows, fields }, doing) {
    const { book, where } = doing;
    const change = cellChange(fields, where);
    const given = rows ?? [];
    if (range) {
      const place = placeOf(book, range, where);
      const box = clipped(place, where);
      refuseBeyond(box, { top: box.top, left: box.left }, given, where);
      refuseProtected(place.grid, box, doing);
      replaceCells(place.grid, box, (cell, row, column) =>
        change(cell, given[row - box.top]?.values?.[column - box.left] ?? {}),
      );
      return undefined;
    }
    if (!start) throw badRequest(`${where}: One of 'start' or 'range' must be set.`);
    const { rowIndex, columnIndex } = { rowIndex: start.rowIndex ?? 0, columnIndex: start.columnIndex ?? 0 };
    const grid = gridById(book, start.sheetId, where);
    const open = Number.POSITIVE_INFINITY;
    const box = clipped({ grid, box: { top: rowIndex, left: columnIndex, bottom: open, right: open } }, where);
    refuseBeyond(box, { top: rowIndex, left: columnIndex }, given, where);
    given.forEach(({ values }, at) => {
      const row = rowIndex + at;
      const width = values?.length ?? 0;
      const line = { top: row, left: columnIndex, bottom: row + 1, right: columnIndex + width };
      refuseProtected(grid, line, doing);
      replaceCells(grid, line, (cell, _, column) => change(cell, values?.[column - columnIndex] ?? {}));
    });
    return undefined;
  },

  repeatCell({ range, cell: given, fields }, doing) {
    const place = placeOf(doing.book, range ?? {}, doing.where);
    const change = cellChange(fields, doing.where);
    const box = clipped(place, doing.where);
    refuseProtected(place.grid, box, doing);
    replaceAlike(
      place.grid,
      box,
      once((cell) => change(cell, given ?? {})),
    );
    return undefined;
  },

  setDataValidation({ range, rule }, { book, where }) {
    const place = placeOf(book, range ?? {}, where);
    replaceAlike(
      place.grid,
      clipped(place, where),
      once(({ dataValidation: _, ...rest }) => (rule ? { ...rest, dataValidation: rule } : rest)),
    );
    return undefined;
  },

  appendDimension({ sheetId, dimension, length }, { book, where }) {
    const grid = gridById(book, sheetId, where);
    const size = grid.properties.gridProperties;
    const count = length ?? 0;
    if (count <= 0) throw badRequest(`${where}: length must be greater than zero.`);
    const grown =
      linesOf(dimension, where) === 'ROWS'
        ? { ...size, rowCount: size.rowCount + count }
        : { ...size, columnCount: size.columnCount + count };
    grid.properties = { ...grid.properties, gridProperties: grown };
    return undefined;
  },

  insertDimension({ range = {}, inheritFromBefore }, { book, where }) {
    const { grid, lines, from, to, count } = linesIn(book, range, where);
    if (from > count) throw badRequest(`${where}: range.startIndex[${from}] is too large for the grid.`);
    if (inheritFromBefore && from === 0) {
      throw badRequest(`${where}: inheritFromBefore cannot be true when inserting at the start.`);
    }
    insertLines(grid, lines, from, to - from, inheritFromBefore ? 'before' : 'after');
    return undefined;
  },

  deleteDimension({ range = {} }, { book, where }) {
    const { grid, lines, from, to, count } = linesIn(book, range, where);
    if (from >= count) throw badRequest(`${where}: Cannot delete a ${lines} that doesn't exist.`);
    const end = Math.min(to, count);
    if (end - from === count)
      throw badRequest(`${where}: You can't delete all the ${lines.toLowerCase()} on the sheet.`);
    deleteLines(grid, lines, from, end);
    return undefined;
  },

  updateDimensionProperties({ range = {}, properties = {}, fields }, { book, where }) {
    const { grid, lines, from, to, count } = linesIn(book, range ?? {}, where);
    const mask = maskOf(fields, where);
    if (from >= count) throw badRequest(`${where}: range.startIndex[${from}] is too large for the grid.`);
    const sizes = lines === 'ROWS' ? grid.rowSizes : grid.columnSizes;
    for (let at = from; at < Math.min(to, count); at++) sizes[at] = replaced(sizes[at] ?? {}, properties, mask);
    return undefined;
  },

  addProtectedRange({ protectedRange: given = {} }, { book, where, newId }) {
    const grid = placeOf(book, given.range ?? {}, where).grid;
    const protectedRange = {
      ...given,
      protectedRangeId: given.protectedRangeId ?? newId(),
      requestingUserCanEdit: true,
    };
    grid.protectedRanges = [...grid.protectedRanges, protectedRange];
    return { addProtectedRange: { protectedRange } };
  },

  addConditionalFormatRule({ rule = {}, index }, { book, where }) {
    const grids = (rule.ranges ?? []).map((range) => placeOf(book, range, where).grid);
    const [grid] = grids;
    if (!grid || grids.some((one) => one !== grid)) throw badRequest(`${where}: All ranges must be on one sheet.`);
    const formulas = (rule.booleanRule?.condition?.values ?? []).map((value) => value.userEnteredValue ?? '');
    if (formulas.some((formula) => formula.startsWith('=') && formula.replace(/"[^"]*"/g, '').includes('!'))) {
      throw badRequest(`${where}: Conditional format rule cannot reference a different sheet.`);
    }
    grid.conditionalFormats = grid.conditionalFormats.toSpliced(index ?? 0, 0, rule);
    return undefined;
  },

  setBasicFilter({ filter = {} }, { book, where }) {
    placeOf(book, filter.range ?? {}, where).grid.basicFilter = filter;
    return undefined;
  },

  sortRange({ range = {}, sortSpecs }, { book, where }) {
    const place = placeOf(book, range ?? {}, where);
    const columns = (sortSpecs ?? []).map(({ dimensionIndex, sortOrder }) => ({
      column: dimensionIndex ?? 0,
      descending: sortOrder === 'DESCENDING',
    }));
    sortRows(place.grid, clipped(place, where), columns);
    return undefined;
  },
};

/** A tab's properties as an answer gives them, with its place among the others. */
export function propertiesOf(book: Book, { properties }: Grid): sheets_v4.Schema$SheetProperties {
  const { sheetId, title, sheetType, gridProperties, ...rest } = properties;
  return {
    sheetId,
    title,
    index: book.grids.findIndex((one) => one.properties === properties),
    sheetType: sheetType ?? 'GRID',
    gridProperties,
    ...rest,
  };
}

function freeTitle(book: Book): string {
  let number = book.grids.length + 1;
  while (gridByTitle(book, `Sheet${number}`)) number++;
  return `Sheet${number}`;
}

function refuseTitle(book: Book, title: string, where: string, self?: Grid): void {
  if (title === '') throw badRequest(`${where}: Sheet name cannot be empty.`);
  const other = gridByTitle(book, title);
  if (other && other !== self) {
    throw badRequest(`${where}: A sheet with the name "${title}" already exists. Please enter another name.`);
  }
}

function refuseSize({ properties: { gridProperties: size } }: Grid, where: string): void {
  if (!(size.rowCount >= 1) || !(size.columnCount >= 1)) {
    throw badRequest(`${where}: A sheet must have at least one row and one column.`);
  }
  if ((size.frozenRowCount ?? 0) >= size.rowCount || (size.frozenColumnCount ?? 0) >= size.columnCount) {
    throw badRequest(`${where}: You can't freeze all visible rows or columns on the sheet.`);
  }
}

function refuseBeyond(
  box: Box,
  start: { readonly top: number; readonly left: number },
  rows: readonly sheets_v4.Schema$RowData[],
  where: string,
): void {
  const refuse = (what: string, index: number, last: number) =>
    badRequest(`${where}: Attempting to write ${what}: ${index}, beyond the last requested ${what} of: ${last}`);
  if (start.top + rows.length > box.bottom) throw refuse('row', box.bottom, box.bottom - 1);
  for (const { values } of rows) {
    if (start.left + (values?.length ?? 0) > box.right) throw refuse('column', box.right, box.right - 1);
  }
}

function refuseProtected(grid: Grid, box: Box, { book, email }: Doing): void {
  const isInTheWay = ({ range, editors, warningOnly, unprotectedRanges }: sheets_v4.Schema$ProtectedRange) => {
    if (warningOnly || editors?.users?.includes(email)) return false;
    const common = overlap(placeOf(book, range ?? {}, 'Protected range').box, box);
    const isFree = (free: sheets_v4.Schema$GridRange) => {
      const { box: open } = placeOf(book, free, 'Protected range');
      const shared = common && overlap(open, common);
      return shared !== null && JSON.stringify(shared) === JSON.stringify(common);
    };
    return common !== null && !(unprotectedRanges ?? []).some(isFree);
  };
  if (grid.protectedRanges.some(isInTheWay)) {
    throw badRequest(
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    );
  }
}

function maskOf(fields: string | null | undefined, where: string): Mask {
  if (fields) return parseMask(fields);
  throw badRequest(`${where}: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)`);
}

const WRITABLE = ['userEnteredValue', 'userEnteredFormat', 'note', 'dataValidation', 'textFormatRuns'] as const;
const WHOLE: Mask = new Map(WRITABLE.map((name) => [name, new Map()]));

/** The same change of the same cell is the same cell: a tab has thousands that are alike. */
function once(change: (cell: Cell) => Cell): (cell: Cell) => Cell {
  const known = new Map<Cell, Cell>();
  return (cell) => {
    const changed = known.get(cell) ?? change(cell);
    known.set(cell, changed);
    return changed;
  };
}

/** What a field mask does to a cell. */
function cellChange(fields: string | null | undefined, where: string): (cell: Cell, given: Cell) => Cell {
  const asked = maskOf(fields, where);
  const mask = asked.has('*') ? WHOLE : asked;
  for (const name of mask.keys()) {
    if (!WRITABLE.some((one) => one === name)) throw badRequest(`${where}: Invalid field: ${name}`);
  }
  return (cell, given) => {
    const { effectiveValue, ...standing } = replaced(cell, given, mask);
    const value = standing.userEnteredValue;
    if (!mask.has('userEnteredValue')) return effectiveValue ? { ...standing, effectiveValue } : standing;
    if (!mask.has('textFormatRuns')) delete standing.textFormatRuns;
    if (!value || value.stringValue === '') {
      delete standing.userEnteredValue;
      return standing;
    }
    refuseValue(value, where);
    return { ...standing, effectiveValue: effectOf(value) };
  };
}

function refuseValue(value: sheets_v4.Schema$ExtendedValue, where: string): void {
  if (value.errorValue) throw badRequest(`${where}: errorValue cannot be written.`);
  if (Object.keys(value).length !== 1) throw badRequest(`${where}: A cell has exactly one value.`);
  if ((value.stringValue ?? value.formulaValue ?? '').length > MOST_CHARACTERS) {
    throw badRequest(
      `${where}: Your input contains more than the maximum of ${MOST_CHARACTERS} characters in a single cell.`,
    );
  }
}

// Formulas are kept and never worked out: until somebody does, a cell says that it is loading.
function effectOf(value: sheets_v4.Schema$ExtendedValue): sheets_v4.Schema$ExtendedValue {
  return value.formulaValue ? { errorValue: { type: 'LOADING', message: 'Loading...' } } : value;
}

function linesOf(dimension: string | null | undefined, where: string): 'ROWS' | 'COLUMNS' {
  if (dimension === 'ROWS' || dimension === 'COLUMNS') return dimension;
  throw badRequest(`${where}: No dimension specified.`);
}

function linesIn(book: Book, range: sheets_v4.Schema$DimensionRange, where: string) {
  const grid = gridById(book, range.sheetId, where);
  const lines = linesOf(range.dimension, where);
  const { rowCount, columnCount } = grid.properties.gridProperties;
  const [from, to] = [range.startIndex ?? 0, range.endIndex ?? Number.POSITIVE_INFINITY];
  if (from < 0 || to <= from) throw badRequest(`${where}: The range is not valid.`);
  return { grid, lines, from, to, count: lines === 'ROWS' ? rowCount : columnCount };
}
