import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import type { OwnSheet, RawCell, RawTab, SheetCell } from '../../../../sheets-schema/sheet.ts';
import { styleFormat } from './cell-formats.ts';
import { type ReadSheet, trimmed } from './values.ts';

type Request = sheets_v4.Schema$Request;
type Rows = RawTab['rows'];

/** What a spreadsheet keeps of a text: whole characters, and of the control characters only tabs and line breaks. */
export function keptText(text: string | null): string | null {
  const kept = text
    ?.replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, '')
    .toWellFormed();
  return kept || null;
}

/** Where a click leads within the same spreadsheet. */
export function linkTo(sheetId: number, cell: string): string {
  return `#gid=${sheetId}&range=${cell}`;
}

/** Zero-based rows in which a cell of ours says something else than it should; those below what is wanted are to be blank. */
export function rowsToWrite(standing: Rows, wanted: OwnSheet): number[] {
  const length = Math.max(standing.length, wanted.rows.length);
  const first = wanted.peoplesRows ?? 0;
  return Array.from({ length }, (_, row) => row).filter((row) => {
    if (row < first) return false;
    const [is, should] = [standing[row] ?? [], wanted.rows[row] ?? []];
    const width = Math.max(is.length, should.length);
    return Array.from({ length: width }, (_, column) => column).some(
      (column) => !wanted.peoplesColumns.includes(column) && (is[column] ?? null) !== keptValue(should[column]),
    );
  });
}

function keptValue(cell: SheetCell | null | undefined): string | number | null {
  return typeof cell?.value === 'string' ? keptText(cell.value) : (cell?.value ?? null);
}

/**
 * What writes these rows of a sheet of ours: texts as texts, and never a cell of people's columns. The grid grows first where it is
 * too small; growing twice does no harm, while setting its size could cut off rows that somebody added meanwhile.
 */
export function writeRequests(
  standing: ReadSheet,
  wanted: OwnSheet,
  rows: readonly number[],
  sheetIdOfTab: (title: string) => number | null,
): Request[] {
  const { sheetId, rowCount, columnCount } = standing;
  const width = [...standing.rows, ...wanted.rows].reduce((most, row) => Math.max(most, row.length), 0);
  const growth = [
    { dimension: 'ROWS', length: (rows.at(-1) ?? 0) + 1 - rowCount },
    { dimension: 'COLUMNS', length: width - columnCount },
  ].flatMap(({ dimension, length }): Request[] =>
    length > 0 ? [{ appendDimension: { sheetId, dimension, length } }] : [],
  );
  const runs = runsOf(rows);
  const segments = runsOf(
    Array.from({ length: width }, (_, at) => at).filter((at) => !wanted.peoplesColumns.includes(at)),
  );
  const cells = runs.flatMap(([startRowIndex, endRowIndex]) =>
    segments.map(
      ([startColumnIndex, endColumnIndex]): Request => ({
        updateCells: {
          range: { sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex },
          rows: wanted.rows.slice(startRowIndex, endRowIndex).map((row) => ({
            values: row.slice(startColumnIndex, endColumnIndex).map((cell) => cellData(cell, sheetIdOfTab)),
          })),
          // What the rows leave blank is cleared.
          fields: 'userEnteredValue,userEnteredFormat',
        },
      }),
    ),
  );
  return [...growth, ...cells];
}

function cellData(cell: SheetCell | null, sheetIdOfTab: (title: string) => number | null): sheets_v4.Schema$CellData {
  if (cell === null) return {};
  const value = keptValue(cell);
  const linked = cell.link ? sheetIdOfTab(cell.link.tab) : null;
  const uri = cell.link && linked !== null && value !== null ? linkTo(linked, cell.link.cell) : null;
  const userEnteredFormat = styleFormat(cell.style, uri);
  if (value === null) return { userEnteredFormat };
  const userEnteredValue = typeof value === 'number' ? { numberValue: value } : { stringValue: value };
  return { userEnteredValue, userEnteredFormat };
}

/** Rising whole numbers as half-open runs: 1, 2, 5 are [1, 3) and [5, 6). */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number) last[1] += 1;
    else runs.push([number, number + 1]);
  }
  return runs;
}

/** What stands in people's columns, row by row as far as there is something; empty where they left it blank, or a box unticked. */
export function peoplesWords(rows: Rows, { peoplesColumns }: OwnSheet): string[] {
  const words = rows.map((row) => {
    const cells = peoplesColumns.map((column): RawCell => row[column] ?? null);
    return cells.every((cell) => cell === null || cell === false) ? '' : JSON.stringify(cells);
  });
  return words.slice(0, words.findLastIndex((one) => one !== '') + 1);
}

/** Whether rows moved between reading and writing these `rows`: the tab is longer or shorter, or a row nobody wrote says something else. */
export function haveRowsMoved(before: ReadSheet, now: ReadSheet, wanted: OwnSheet, rows: readonly number[]): boolean {
  // A tab that is filled to its last row may be longer than the answer said.
  const isLengthKnown = before.rowCount > before.rows.length;
  if (isLengthKnown && now.rowCount !== Math.max(before.rowCount, (rows.at(-1) ?? 0) + 1)) return true;
  const written = new Set(rows);
  const ours = (row: Rows[number] = []) => {
    const cells = row.map((cell, column) => (wanted.peoplesColumns.includes(column) ? null : cell));
    return JSON.stringify(trimmed([cells]));
  };
  const length = Math.max(before.rows.length, now.rows.length);
  return Array.from({ length }, (_, row) => row).some(
    (row) => !written.has(row) && ours(before.rows[row]) !== ours(now.rows[row]),
  );
}

/**
 * The sheet as it must stand once people's words moved from where they stood `before` to where they are `now`, because somebody
 * inserted, deleted or sorted rows: a row of ours stands beside words only if the same words were beside it before. Words that nothing
 * of ours had get none, since nobody knows what they are about. Null where no row moved and every word that was there still
 * stands where it stood.
 */
export function besideTheirWords(
  wanted: OwnSheet,
  before: readonly string[],
  now: readonly string[],
  rowsMoved: boolean,
): OwnSheet | null {
  const placed = new Map<number, number>();
  const used = new Set<number>();
  const put = (row: number, from: number) => {
    placed.set(row, from);
    used.add(from);
  };
  const spoken = [...now.keys()].filter((row) => now[row] !== '');
  for (const row of spoken) if (before[row] === now[row]) put(row, row);
  for (const row of spoken) {
    if (placed.has(row)) continue;
    const from = before.findIndex((words, at) => words === now[row] && !used.has(at));
    if (from >= 0) put(row, from);
  }
  if (!rowsMoved && [...placed].every(([row, from]) => row === from)) return null;

  // Nothing of ours may stand above the headings, wherever those are now.
  const { peoplesRows } = wanted;
  const first = [...placed].find(([, from]) => from === peoplesRows)?.[0] ?? peoplesRows ?? 0;
  const rows: OwnSheet['rows'][number][] = [];
  for (const [row, from] of placed) rows[row] = wanted.rows[from] ?? [];
  for (const row of spoken) rows[row] ??= [];
  let free = first;
  for (const [from, cells] of wanted.rows.entries()) {
    if (used.has(from) || cells.length === 0) continue;
    while (rows[free]) free += 1;
    rows[free] = cells;
  }
  const below = { ...wanted, rows: Array.from(rows, (row) => row ?? []) };
  return peoplesRows === undefined ? below : { ...below, peoplesRows: first };
}
