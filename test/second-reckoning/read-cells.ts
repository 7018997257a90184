import { SSF } from '@e965/xlsx';
import { UNREAD, type Unread } from './alliance.ts';

/** A cell as a reader of spreadsheets gives it back. */
export interface KeptCell {
  readonly value: string | number;
  /** How the spreadsheet shows a number. */
  readonly format: string;
}

/** The forms that the drawn alliances are typed in, and no others. A blank cell is null; what is in no such form is unread. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function textIn(cell: KeptCell | null): string {
  return cell === null ? '' : String(cell.value).trim();
}

/** A name, whatever its capitals and spaces. */
export function nameIn(cell: KeptCell | null): string {
  return textIn(cell).replace(/\s+/g, ' ').toLowerCase();
}

/** A date of the spreadsheet’s own, "13/2/2026", "13.2.2026" or "13 February 2026". */
export function dayIn(cell: KeptCell | null): string | null | Unread {
  if (cell === null) return null;
  const { value, format } = cell;
  if (typeof value === 'number')
    return SSF.is_date(format) ? new Date(Date.UTC(1899, 11, 30 + value)).toISOString().slice(0, 10) : UNREAD;
  const inNumbers = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(value);
  if (inNumbers) return dayOf(Number(inNumbers[3]), Number(inNumbers[2]), Number(inNumbers[1]));
  const inWords = /^(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})$/i.exec(value);
  return inWords ? dayOf(Number(inWords[3]), monthOf(inWords[2]!), Number(inWords[1])) : UNREAD;
}

function monthOf(word: string): number {
  return MONTHS.indexOf(word.toLowerCase()) + 1;
}

function dayOf(year: number, month: number, date: number): string | Unread {
  const day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCMonth() === month - 1 ? day.toISOString().slice(0, 10) : UNREAD;
}

/** "31 January" as "01-31". */
export function dayOfYearIn(cell: KeptCell | null): string {
  const [date, month] = textIn(cell).split(' ');
  return `${String(monthOf(month!.slice(0, 3))).padStart(2, '0')}-${date!.padStart(2, '0')}`;
}

/** A number or "£1,234.50". */
export function penceIn(cell: KeptCell | null): number | null | Unread {
  if (cell === null) return null;
  if (typeof cell.value === 'number') return Math.round(cell.value * 100);
  const [, pounds, pence] = /^£([\d,]+)(?:\.(\d\d))?$/.exec(cell.value) ?? [];
  return pounds === undefined ? UNREAD : Number(pounds.replaceAll(',', '')) * 100 + Number(pence ?? 0);
}

export function countIn(cell: KeptCell | null): number | null | Unread {
  if (cell === null) return null;
  return typeof cell.value === 'number' ? cell.value : UNREAD;
}

/** "2025/26" by its first year. */
export function yearIn(cell: KeptCell | null): number | null | Unread {
  if (cell === null) return null;
  const [, first] = /^(\d{4})\/\d\d$/.exec(textIn(cell)) ?? [];
  return first === undefined ? UNREAD : Number(first);
}

/** One of these words; blank is what blank means there. */
export function wordIn<T>(cell: KeptCell | null, words: Readonly<Record<string, T>>, blank: T): T | Unread {
  if (cell === null) return blank;
  return words[nameIn(cell)] ?? UNREAD;
}
