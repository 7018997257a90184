import { calendarDayOfSerial, dayAsTyped } from './cells/calendar-day.ts';
import type { CellMessage, ReadContext, Remark } from './cells/cell.ts';
import { isBlank } from './cells/tidy.ts';
import { findHeadings, type Headings } from './find-headings.ts';
import type { RawCell, RawTab } from './sheet.ts';
import type { Columns, Row, Tab } from './tab.ts';

/** What reading one cell gave cause to say. */
export interface CellRemark {
  readonly rule: string;
  readonly message: CellMessage;
  readonly messageId: string;
  readonly remark: Remark;
  readonly column: string;
  readonly rowNumber: number;
  readonly key: string;
  /** The cell as shown to its owner, cut short. */
  readonly typed: string;
}

export interface ParsedTab<T extends Tab = Tab> {
  readonly tab: T;
  /** False where the workbook has no tab of this title. */
  readonly found: boolean;
  readonly headings: Headings;
  /** Rows in which every cell that they cannot do without could be read, in the sheet's order. */
  readonly rows: readonly Row<T>[];
  /** Rows with a cell to mend first, by row number. They count nowhere until then. */
  readonly unusable: readonly { readonly rowNumber: number; readonly key: string }[];
  readonly remarks: readonly CellRemark[];
  /** Usable rows that share their natural key with one above, each with that one. */
  readonly repeats: readonly { readonly first: Row<T>; readonly again: Row<T> }[];
}

export const BLANK: CellMessage = {
  severity: 'problem',
  says: '{cell} is blank, and the row cannot be used without it.',
  fix: 'Fill in {heading}, or clear the row if it is not needed.',
};
/** Separates the parts of a natural key: no cell can hold it, since reading strips control characters. */
const BETWEEN = '\u001f';

/** Reads a tab by its definition: typed rows, and a remark for each cell that needs one. Never throws, whatever the cells hold. */
export function parseTab<T extends Tab>(tab: T, raw: RawTab | undefined, context: ReadContext): ParsedTab<T> {
  if (!raw) {
    const nothing: Headings = { rowNumber: 0, places: new Map(), missing: [], doubled: [] };
    return { tab, found: false, headings: nothing, rows: [], unusable: [], remarks: [], repeats: [] };
  }
  const headings = findHeadings(tab, raw);
  const columns = Object.entries(tab.columns as Columns).map(([id, column]) => ({
    id,
    column,
    place: headings.places.get(id) ?? -1,
    inKey: tab.key.includes(id),
  }));
  const needed = columns.filter(({ column, place }) => column.required && place < 0);
  const remarks: CellRemark[] = [];
  const read: {
    row: Record<string, unknown> & { key: string; rowNumber: number };
    usable: boolean;
    remarksFrom: number;
  }[] = [];

  if (headings.rowNumber > 0) {
    for (let at = headings.rowNumber; at < raw.rows.length; at += 1) {
      const cells = raw.rows[at];
      if (!cells || cells.every(isBlankCell)) continue;
      const rowNumber = at + 1;
      const row: Record<string, unknown> & { key: string; rowNumber: number } = { rowNumber, key: '' };
      const remarksFrom = remarks.length;
      let usable = needed.length === 0;
      for (const { id, column, place, inKey } of columns) {
        const cell = place < 0 ? null : (cells[place] ?? null);
        let value: unknown = null;
        if (cell === null || isBlank(cell)) {
          if (column.blankMeans) value = column.blankMeans(context);
          else if (column.required && place >= 0) {
            usable = false;
            remarks.push(
              remarkOn(
                id,
                rowNumber,
                'GEN-13',
                'blank',
                BLANK,
                { message: 'blank', data: { heading: column.heading } },
                '',
              ),
            );
          }
        } else {
          const reading = column.cell.read(cell, context);
          const remark = 'problem' in reading ? reading.problem : reading.note;
          if ('value' in reading) value = reading.value;
          if (remark) {
            const message = column.cell.messages[remark.message]!;
            if ('problem' in reading) {
              if (column.required || inKey) usable = false;
              else row['unread'] = [...((row['unread'] as string[] | undefined) ?? []), id];
            }
            remarks.push(remarkOn(id, rowNumber, column.cell.rule, remark.message, message, remark, typedText(cell)));
          }
        }
        row[id] = value;
        if (inKey) row.key += (row.key === '' ? '' : BETWEEN) + (value === null ? typedText(cell) : keyText(value));
      }
      read.push({ row, usable, remarksFrom });
    }
  }

  const repeats = numberRepeats(read.map(({ row }) => row));
  const waiting = new Set(read.filter(({ usable }) => !usable).map(({ row }) => row));
  for (const [index, { row, remarksFrom }] of read.entries()) {
    const until = read[index + 1]?.remarksFrom ?? remarks.length;
    for (let at = remarksFrom; at < until; at += 1) remarks[at] = { ...remarks[at]!, key: row.key };
  }
  return {
    tab,
    found: true,
    headings,
    rows: read.filter(({ usable }) => usable).map(({ row }) => row as unknown as Row<T>),
    unusable: read.filter(({ usable }) => !usable).map(({ row: { rowNumber, key } }) => ({ rowNumber, key })),
    remarks,
    repeats: repeats.filter(({ first, again }) => !waiting.has(first) && !waiting.has(again)) as unknown as {
      first: Row<T>;
      again: Row<T>;
    }[],
  };
}

function isBlankCell(cell: RawCell): boolean {
  return cell === null || isBlank(cell);
}

function remarkOn(
  column: string,
  rowNumber: number,
  rule: string,
  messageId: string,
  message: CellMessage,
  remark: Remark,
  typed: string,
): CellRemark {
  return { rule, message, messageId, remark, column, rowNumber, key: '', typed };
}

/** A cell as its owner would recognise it, at most 60 characters. */
export function typedText(cell: RawCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return 'date' in cell ? dateText(cell.date) : cell.error;
  const text = (typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell)).replace(/\p{Cc}+/gu, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 59)}…`.toWellFormed() : text;
}

function dateText(serial: number): string {
  const day = calendarDayOfSerial(serial);
  return day === null ? 'a date' : dayAsTyped(day);
}

function keyText(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value);
}

type Keyed = Record<string, unknown> & { key: string; rowNumber: number };

/** Rows with one natural key are told apart by occurrence, counted in the order of their content so that sorting changes nothing. */
function numberRepeats(rows: readonly Keyed[]): { first: Keyed; again: Keyed }[] {
  const firsts = new Map<string, Keyed>();
  const again = new Map<string, Keyed[]>();
  for (const row of rows) {
    const first = firsts.get(row.key);
    if (!first) firsts.set(row.key, row);
    else if (again.get(row.key)?.push(row) === undefined) again.set(row.key, [row]);
  }
  const repeats: { first: Keyed; again: Keyed }[] = [];
  for (const [key, others] of again) {
    const first = firsts.get(key)!;
    for (const other of others) repeats.push({ first, again: other });
    const byContent = [first, ...others].sort((one, other) => (content(one) < content(other) ? -1 : 1));
    for (const [occurrence, row] of byContent.entries()) {
      if (occurrence > 0) row.key += `${BETWEEN}#${occurrence + 1}`;
    }
  }
  return repeats;
}

/** What a row says, wherever it stands. */
export function content(row: object): string {
  return JSON.stringify({ ...row, rowNumber: 0, key: '' });
}
