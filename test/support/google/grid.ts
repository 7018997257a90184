import type { sheets_v4 } from '@googleapis/sheets';

export type Cell = sheets_v4.Schema$CellData;
type Lines = 'ROWS' | 'COLUMNS';

export interface TabProperties extends sheets_v4.Schema$SheetProperties {
  sheetId: number;
  title: string;
  gridProperties: sheets_v4.Schema$GridProperties & { rowCount: number; columnCount: number };
}

/** Cells from `top` and `left` to before `bottom` and `right`, zero-based. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A tab. Rows and cells are never changed, only replaced, so that a copy of a whole spreadsheet costs little. */
export interface Grid {
  properties: TabProperties;
  rows: (readonly (Cell | undefined)[] | undefined)[];
  rowSizes: (sheets_v4.Schema$DimensionProperties | undefined)[];
  columnSizes: (sheets_v4.Schema$DimensionProperties | undefined)[];
  protectedRanges: readonly sheets_v4.Schema$ProtectedRange[];
  conditionalFormats: readonly sheets_v4.Schema$ConditionalFormatRule[];
  basicFilter: sheets_v4.Schema$BasicFilter | null;
}

export interface Book {
  properties: sheets_v4.Schema$SpreadsheetProperties & { title: string };
  /** In the order people see them. */
  grids: Grid[];
}

export function newGrid(sheetId: number, title: string, rowCount = 1000, columnCount = 26): Grid {
  return {
    properties: { sheetId, title, sheetType: 'GRID', gridProperties: { rowCount, columnCount } },
    rows: [],
    rowSizes: [],
    columnSizes: [],
    protectedRanges: [],
    conditionalFormats: [],
    basicFilter: null,
  };
}

/** A copy that can be changed without the original noticing. */
export function copyBook(book: Book): Book {
  const grids = book.grids.map((grid) => ({
    ...grid,
    rows: grid.rows.slice(),
    rowSizes: grid.rowSizes.slice(),
    columnSizes: grid.columnSizes.slice(),
  }));
  return { properties: book.properties, grids };
}

const BLANK: Cell = {};

/** Replaces the cells of a box that reaches no further than the grid. */
export function replaceCells(grid: Grid, box: Box, change: (cell: Cell, row: number, column: number) => Cell): void {
  for (let row = box.top; row < box.bottom; row++) {
    const cells = Array.from(grid.rows[row] ?? []);
    for (let column = box.left; column < box.right; column++) {
      const cell = change(cells[column] ?? BLANK, row, column);
      if (Object.keys(cell).length > 0) cells[column] = cell;
      else delete cells[column];
    }
    grid.rows[row] = Array.from(cells);
  }
}

/** Changes the cells of a box where the change depends on the cell alone: of rows that are one, one is made. */
export function replaceAlike(grid: Grid, box: Box, change: (cell: Cell) => Cell): void {
  const made = new Map<Grid['rows'][number], Grid['rows'][number]>();
  for (let row = box.top; row < box.bottom; row++) {
    const before = grid.rows[row];
    if (!made.has(before)) {
      replaceCells(grid, { ...box, top: row, bottom: row + 1 }, change);
      made.set(before, grid.rows[row]);
    } else grid.rows[row] = made.get(before);
  }
}

/** Lines are inserted before `at`. They look like the line before or after, and say nothing. */
export function insertLines(grid: Grid, lines: Lines, at: number, count: number, like: 'before' | 'after'): void {
  const size = grid.properties.gridProperties;
  const model = like === 'before' ? at - 1 : at;
  const look = (cell: Cell | undefined): Cell | undefined => {
    const kept = {
      ...(cell?.userEnteredFormat ? { userEnteredFormat: cell.userEnteredFormat } : {}),
      ...(cell?.dataValidation ? { dataValidation: cell.dataValidation } : {}),
    };
    return Object.keys(kept).length > 0 ? kept : undefined;
  };
  if (lines === 'ROWS') {
    const row = grid.rows[model]?.map(look);
    spliceIn(grid.rows, at, Array(count).fill(row));
    spliceIn(grid.rowSizes, at, Array(count).fill(undefined));
    grid.properties = { ...grid.properties, gridProperties: { ...size, rowCount: size.rowCount + count } };
  } else {
    grid.rows = Array.from(
      grid.rows,
      (row) => row && spliceIn(Array.from(row), at, Array(count).fill(look(row[model]))),
    );
    spliceIn(grid.columnSizes, at, Array(count).fill(undefined));
    grid.properties = { ...grid.properties, gridProperties: { ...size, columnCount: size.columnCount + count } };
  }
  moveRanges(grid, lines, (index, isEnd) => (index > at || (index === at && !isEnd) ? index + count : index));
}

export function deleteLines(grid: Grid, lines: Lines, from: number, to: number): void {
  const size = grid.properties.gridProperties;
  const count = to - from;
  if (lines === 'ROWS') {
    grid.rows.splice(from, count);
    grid.rowSizes.splice(from, count);
    grid.properties = { ...grid.properties, gridProperties: { ...size, rowCount: size.rowCount - count } };
  } else {
    grid.rows = Array.from(grid.rows, (row) => row?.toSpliced(from, count));
    grid.columnSizes.splice(from, count);
    grid.properties = { ...grid.properties, gridProperties: { ...size, columnCount: size.columnCount - count } };
  }
  moveRanges(grid, lines, (index) => (index >= to ? index - count : Math.min(index, from)));
}

// Array.splice closes the gap when the place lies beyond the end.
function spliceIn<T>(items: T[], at: number, added: readonly T[]): T[] {
  if (items.length < at) items.length = at;
  items.splice(at, 0, ...added);
  return items;
}

function moveRanges(grid: Grid, lines: Lines, move: (index: number, isEnd: boolean) => number): void {
  const [start, end] = lines === 'ROWS' ? (['startRowIndex', 'endRowIndex'] as const) : COLUMN_ENDS;
  const moved = (range: sheets_v4.Schema$GridRange): sheets_v4.Schema$GridRange => ({
    ...range,
    ...(typeof range[start] === 'number' ? { [start]: move(range[start], false) } : {}),
    ...(typeof range[end] === 'number' ? { [end]: move(range[end], true) } : {}),
  });
  const isLeft = (range: sheets_v4.Schema$GridRange) =>
    typeof range[end] !== 'number' || range[end] > (range[start] ?? 0);
  grid.protectedRanges = grid.protectedRanges
    .map((one) => ({ ...one, range: moved(one.range ?? {}) }))
    .filter((one) => isLeft(one.range));
  grid.conditionalFormats = grid.conditionalFormats
    .map((one) => ({ ...one, ranges: (one.ranges ?? []).map(moved).filter(isLeft) }))
    .filter((one) => one.ranges.length > 0);
  if (grid.basicFilter) grid.basicFilter = { ...grid.basicFilter, range: moved(grid.basicFilter.range ?? {}) };
}

const COLUMN_ENDS = ['startColumnIndex', 'endColumnIndex'] as const;

/** Puts the rows of a box in order by what a column shows: numbers, text, truths, then blanks. */
export function sortRows(grid: Grid, box: Box, columns: readonly { column: number; descending: boolean }[]): void {
  const rows = Array.from({ length: box.bottom - box.top }, (_, at) => grid.rows[box.top + at]);
  const sorted = rows.toSorted((one, other) => {
    for (const { column, descending } of columns) {
      const [a, b] = [shown(one?.[column]), shown(other?.[column])];
      const order = compare(a, b);
      if (order !== 0) return a === null || b === null || !descending ? order : -order;
    }
    return 0;
  });
  sorted.forEach((row, at) => {
    const cells = Array.from(grid.rows[box.top + at] ?? []);
    for (let column = box.left; column < box.right; column++) cells[column] = row?.[column];
    grid.rows[box.top + at] = cells;
  });
}

function compare(one: Shown, other: Shown): number {
  const rank = (value: Shown) => ['number', 'string', 'boolean', 'object'].indexOf(typeof value);
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (typeof one === 'string') return one.localeCompare(other as string, 'en-GB');
  return Number(one) - Number(other);
}

/** What a cell shows, unformatted: dates as days since 30 December 1899, errors as people see them, blank as null. */
export type Shown = string | number | boolean | null;

const ERRORS: Readonly<Record<string, string>> = {
  ERROR: '#ERROR!',
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
  LOADING: 'Loading...',
};

export function shown(cell: Cell | undefined): Shown {
  const value = cell?.effectiveValue;
  if (value?.errorValue) return ERRORS[value.errorValue.type ?? 'ERROR'] ?? '#ERROR!';
  return value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? null;
}

/** `#N/A` to its name in the API. */
export function errorType(text: string): string {
  return Object.entries(ERRORS).find(([, one]) => one === text)?.[0] ?? 'ERROR';
}
