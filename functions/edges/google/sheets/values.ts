import { createHash, hash } from 'node:crypto';
import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import type { RawCell, RawTab } from '../../../../sheets-schema/sheet.ts';

/** A tab as it was read, with where it stands in the spreadsheet. */
export interface ReadSheet extends RawTab {
  readonly sheetId: number;
  /** Of the grid, blank ones too. */
  readonly rowCount: number;
  readonly columnCount: number;
}

/** The number that the sheet of a tab is made with, by the tab's id, so that it is known whatever it is called. */
export function sheetIdOf(tabId: string): number {
  // Google takes 31 bits; 0 is the sheet that a new spreadsheet begins with.
  return createHash('sha256').update(tabId).digest().readUInt32BE() & 0x7fff_ffff || 1;
}

/** Titles are told apart as Google does: without regard to case. */
export function plainTitle(title: string): string {
  return title.trim().toLowerCase();
}

/** What of one tab came back. @throws TypeError when the range is no range */
export function readSheet(sheetId: number, { range, values }: sheets_v4.Schema$ValueRange): ReadSheet {
  const { title, rowCount, columnCount } = gridOf(range ?? '');
  return { sheetId, title, rowCount, columnCount, rows: trimmed((values ?? []).map((row) => row.map(asRawCell))) };
}

const RANGE = /^(?:'((?:[^']|'')*)'|([^'!]*))!A1(?::([A-Z]+)(\d+))?$/s;

/** `'Head''s report'!A1:K2000`: the title, and how far the grid goes. */
function gridOf(range: string): { title: string; rowCount: number; columnCount: number } {
  const match = RANGE.exec(range);
  if (!match) throw new TypeError('A tab came back without saying which cells it has.');
  const [, quoted, plain, letters = 'A', row = '1'] = match;
  const columnCount = [...letters].reduce((count, letter) => count * 26 + letter.charCodeAt(0) - 64, 0);
  return { title: quoted?.replaceAll("''", "'") ?? plain ?? '', rowCount: Number(row), columnCount };
}

/** What a formula that failed answers with, and one that waits for another spreadsheet. */
const ERROR = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!)$/;
const LOADING = 'Loading...';

/** Dates come as plain numbers: the answer does not tell a day from a number. */
function asRawCell(value: unknown): RawCell {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value === '') return null;
  if (value === LOADING) return { error: 'not calculated' };
  return value.startsWith('#') && ERROR.test(value) ? { error: value } : value;
}

/** What a cell of an answer with grid data holds, read as `readSheet` reads it. */
export function cellOf({ effectiveValue: value }: sheets_v4.Schema$CellData): RawCell {
  if (!value) return null;
  if (value.errorValue) return asRawCell(ERROR_TEXTS[value.errorValue.type ?? ''] ?? '#ERROR!');
  return asRawCell(value.stringValue ?? value.numberValue ?? value.boolValue);
}

const ERROR_TEXTS: Readonly<Record<string, string>> = {
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
  LOADING,
};

/** Without the blanks at the end of each row and the blank rows at the end, so that what reads the same is the same. */
export function trimmed(rows: readonly (readonly RawCell[])[]): (readonly RawCell[])[] {
  const cut = rows.map((row) =>
    row.at(-1) === null ? row.slice(0, row.findLastIndex((cell) => cell !== null) + 1) : row,
  );
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
}

/** Changes whenever anything does that was read. */
export function versionOf(sheets: readonly ReadSheet[]): string {
  return hash('sha256', JSON.stringify(sheets.map(({ sheetId, title, rows }) => [sheetId, title, rows])));
}
