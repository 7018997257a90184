import type { RawCell, RawTab } from '../../../../sheets-schema/sheet.ts';
import { decodeCellText, sharedStrings } from './cell-text.ts';
import { DAYS_FROM_1900_TO_1904, dateStyles } from './date-formats.ts';
import { damaged, tooLarge } from './faults.ts';
import { LIMITS } from './limits.ts';
import { type StandingCell, standingCells } from './sheet-cells.ts';
import { isPaletteCell } from './styles.ts';
import { openWorkbook, partText } from './workbook-parts.ts';
import { attribute } from './xml.ts';

const DAYS_FROM_1899_TO_1970 = 25_569;
const MILLISECONDS_A_DAY = 86_400_000;

/**
 * All sheets of an `.xlsx`, visible and hidden, in the order of their tabs, whoever wrote the file.
 * The palette that our own sheets carry for their styles is not part of what they say and is left out.
 * @throws EdgeError when it is no workbook, damaged, or beyond a limit (limits.ts).
 */
export function readXlsx(bytes: Uint8Array): RawTab[] {
  const workbook = openWorkbook(bytes);
  const { zip, stylesPart, stringsPart } = workbook;
  const reading: Reading = {
    strings: stringsPart ? sharedStrings(partText(zip, stringsPart)) : [],
    isDate: stylesPart ? dateStyles(partText(zip, stylesPart)) : [],
    dateShift: workbook.datesFrom1904 ? DAYS_FROM_1900_TO_1904 : 0,
    cells: 0,
    characters: 0,
  };
  return workbook.sheets.map(({ title, part }) => ({ title, rows: readRows(partText(zip, part), reading) }));
}

interface Reading {
  readonly strings: readonly string[];
  readonly isDate: readonly boolean[];
  readonly dateShift: number;
  /** Of all sheets together, so far; blank cells and rows before a filled one count, as they take room. */
  cells: number;
  characters: number;
}

function readRows(xml: string, reading: Reading): RawTab['rows'] {
  const rows: RawCell[][] = [];
  for (const cell of standingCells(xml)) {
    count(reading, 1);
    const value = cellValue(xml, cell, reading);
    if (typeof value === 'string') countText(reading, value);
    if (value !== null && !isPaletteCell(cell.column, value)) put(rows, cell, value, reading);
  }
  return rows;
}

function count(reading: Reading, cells: number): void {
  reading.cells += cells;
  if (reading.cells > LIMITS.cells.most) throw tooLarge(LIMITS.cells);
}

function countText(reading: Reading, { length }: string): void {
  if (length > LIMITS.cellCharacters.most) throw tooLarge(LIMITS.cellCharacters);
  reading.characters += length;
  if (reading.characters > LIMITS.characters.most) throw tooLarge(LIMITS.characters);
}

function put(rows: RawCell[][], { row, column }: StandingCell, value: RawCell, reading: Reading): void {
  if (row >= LIMITS.rows.most) throw tooLarge(LIMITS.rows);
  if (column >= LIMITS.columns.most) throw tooLarge(LIMITS.columns);
  count(reading, Math.max(0, row - rows.length));
  while (rows.length <= row) rows.push([]);
  const cells = rows[row]!;
  count(reading, Math.max(0, column - cells.length));
  while (cells.length < column) cells.push(null);
  cells[column] = value;
}

function cellValue(xml: string, cell: StandingCell, reading: Reading): RawCell {
  const { tag, value, inline, hasFormula } = cell;
  if (tag.kind === 'empty') return null;
  const type = attribute(xml, tag, 't') ?? 'n';
  if (type === 'inlineStr') return inline === '' ? null : inline;
  if (value === null || (value === '' && type === 'n')) return hasFormula ? { error: 'not calculated' } : null;
  if (value === '') return null;
  if (type === 's') return sharedString(value, reading.strings);
  if (type === 'b') return value === '1' || value === 'true';
  if (type === 'e') return { error: value };
  if (type === 'd') return isoDate(value);
  if (type !== 'n') return decodeCellText(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const style = attribute(xml, tag, 's');
  return style !== null && reading.isDate[Number(style)] ? { date: number + reading.dateShift } : number;
}

function sharedString(index: string, strings: readonly string[]): string | null {
  const text = strings[Number(index)];
  if (text === undefined) throw damaged(`shared string ${index} is missing`);
  return text === '' ? null : text;
}

/** Some writers give dates in words of ISO 8601 instead of numbers. */
function isoDate(value: string): RawCell {
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(value) ? value : value.replace(/(T[\d:.]+)$/, '$1Z'));
  return Number.isNaN(time) ? value : { date: time / MILLISECONDS_A_DAY + DAYS_FROM_1899_TO_1970 };
}
