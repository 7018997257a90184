import { parse } from 'csv-parse/sync';
import { isBlankOrUnticked } from '../cells/tidy.ts';
import type { RawCell } from '../sheet.ts';
import { plain } from './amounts-and-days.ts';

/** A row with its number in the sheet, or in the file. */
export interface NumberedRow {
  readonly rowNumber: number;
  readonly cells: readonly RawCell[];
}

const DELIMITERS = ['\t', ';', ','] as const;

/**
 * Rows as they were meant: what came as lines of text in one column is parted as the bank parted it, and labels with a value each
 * ("Date: 07/10/2026") become a row for each transaction.
 */
export function rowsAsMeant(rows: readonly NumberedRow[]): NumberedRow[] {
  return withRecords(rows.map(withoutUnticked)).map(partedRow);
}

/** A tick box that is not ticked is blank, whatever column it runs down. */
function withoutUnticked({ rowNumber, cells }: NumberedRow): NumberedRow {
  return { rowNumber, cells: cells.map((cell) => (isBlankOrUnticked(cell) ? null : cell)) };
}

function partedRow({ rowNumber, cells }: NumberedRow): NumberedRow {
  const only = onlyText(cells);
  if (only === null) return { rowNumber, cells };
  const delimiter = DELIMITERS.find((one) => only.split(one).length > 2);
  if (delimiter === undefined) return { rowNumber, cells };
  return { rowNumber, cells: (recordsIn(only, delimiter)[0]?.cells ?? []).map(blankAsNull) };
}

/** A file of values parted by commas, semicolons or tabs. Whatever the text, it gives rows: what cannot be parted stays in one cell. */
export function rowsOfText(text: string): NumberedRow[] {
  const head = text.slice(0, 20_000);
  const counts = DELIMITERS.map((one) => ({ one, count: head.split(one).length }));
  const { one: delimiter } = counts.reduce((best, next) => (next.count > best.count ? next : best));
  return recordsIn(text, delimiter).map(({ rowNumber, cells }) => ({ rowNumber, cells: cells.map(blankAsNull) }));
}

function recordsIn(text: string, delimiter: string): { rowNumber: number; cells: string[] }[] {
  const options = {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    info: true,
  } as const;
  try {
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ rowNumber: info.lines, cells: record }));
  } catch {
    // A quotation mark that is never closed: each line by itself, so that one spoils no other.
    return text.split(/\r\n|\n|\r/).map((line, at) => ({ rowNumber: at + 1, cells: line.split(delimiter) }));
  }
}

function blankAsNull(cell: string): RawCell {
  return cell.trim() === '' ? null : cell;
}

function onlyText(cells: readonly RawCell[]): string | null {
  const filled = cells.filter((cell) => cell !== null && cell !== '');
  return filled.length === 1 && typeof filled[0] === 'string' ? filled[0] : null;
}

const LABEL = /^(date|description|amount|balance|account|from|type|reference)\s*:\s*(.*)$/i;

/** Runs of lines with a label each, as one bank's text has them, become a row for each transaction under headings of their own. */
function withRecords(rows: readonly NumberedRow[]): NumberedRow[] {
  const meant: NumberedRow[] = [];
  let run: Labelled[] = [];
  const endRun = () => {
    const isRecords = run.some(({ label }) => label === 'date') && run.some(({ label }) => label === 'amount');
    meant.push(...(isRecords ? recordsOf(run) : run.map(({ row }) => row)));
    run = [];
  };
  for (const row of rows) {
    const texts = row.cells.flatMap((cell) => (typeof cell === 'string' && cell.trim() !== '' ? [plain(cell)] : []));
    const match = texts.length > 0 && texts.length < 3 ? LABEL.exec(texts.join(' ')) : null;
    if (match) run.push({ row, label: match[1]!.toLowerCase(), value: match[2]! });
    else if (texts.length > 0 || row.cells.some((cell) => cell !== null && cell !== '')) {
      endRun();
      meant.push(row);
    }
  }
  endRun();
  return meant;
}

interface Labelled {
  readonly row: NumberedRow;
  readonly label: string;
  readonly value: string;
}

function recordsOf(run: readonly Labelled[]): NumberedRow[] {
  const headings = ['Account', 'Date', 'Description', 'Amount', 'Balance'];
  const records: NumberedRow[] = [{ rowNumber: run[0]!.row.rowNumber, cells: headings }];
  let account: string | null = null;
  let current: RawCell[] | null = null;
  for (const { row, label, value } of run) {
    if (label === 'account') account = value;
    else if (label === 'date') {
      current = [account, value, null, null, null];
      records.push({ rowNumber: row.rowNumber, cells: current });
    } else if (current && label !== 'from') {
      const at = label === 'amount' ? 3 : label === 'balance' ? 4 : 2;
      current[at] = current[at] === null ? value : `${String(current[at])} ${value}`;
    }
  }
  return records;
}
