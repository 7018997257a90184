import { calendarDay, calendarDayOfSerial } from '../cells/calendar-day.ts';
import { typedDay } from '../cells/typed-day.ts';
import type { RawCell } from '../sheet.ts';

/** "£1,000.00", "-120.50", "(120.50)", "+£3879.50", "1,000.00 Cr", "120.50-". */
const AMOUNT =
  /^([-+(])? ?(?:£|GBP)? ?([-+])? ?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2})0*)? ?(?:GBP)? ?([-)])? ?(CR|DR|OD|C|D)?$/i;
const MOST_PENCE = 10_000_000_000;

/** An amount as banks and ledgers write it, in pence with its sign; null where it is none. */
export function penceIn(cell: RawCell): number | null {
  if (typeof cell === 'number') {
    const pence = Math.round(cell * 100);
    return Math.abs(pence) <= MOST_PENCE && Math.abs(cell * 100 - pence) < 1e-4 ? pence + 0 : null;
  }
  if (typeof cell !== 'string') return null;
  const match = AMOUNT.exec(plain(cell));
  if (!match) return null;
  const [, before = '', inside = '', pounds = '', decimals = '', after = '', word = ''] = match;
  if ((before === '(') !== (after === ')')) return null;
  const pence = Number(pounds.replaceAll(',', '')) * 100 + Number(decimals.padEnd(2, '0'));
  if (pence > MOST_PENCE) return null;
  const isBelow = before === '-' || before === '(' || inside === '-' || after === '-' || /^[do]/i.test(word);
  return isBelow && pence !== 0 ? -pence : pence;
}

/** Whether text shows pence, as amounts do and numbers of accounts do not. */
export function showsPence(cell: RawCell): boolean {
  return typeof cell === 'string' && /\.\d\d/.test(cell);
}

export type DayRead = { readonly day: string } | 'no such day' | null;

const FIGURES_ALONE = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/;

/** The day in a cell, the day before the month; `no such day` where figures that look like one cannot be read so; null for anything else. */
export function dayIn(cell: RawCell): DayRead {
  if (typeof cell === 'object' && cell !== null && 'date' in cell) {
    const day = calendarDayOfSerial(cell.date);
    return day === null ? 'no such day' : { day };
  }
  if (typeof cell !== 'string') return null;
  const text = plain(cell);
  if (!/\d/.test(text) || text.length > 40) return null;
  const read = typedDay(text);
  if (read === null || 'unclear' in read || read.year === null) return FIGURES_ALONE.test(text) ? 'no such day' : null;
  const day = calendarDay(read.year, read.month, read.day);
  if (day !== null) return { day };
  return FIGURES_ALONE.test(text) ? 'no such day' : null;
}

/** Without the spaces, and the apostrophe by which some banks keep spreadsheets from taking text for a number. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u00a0\u2007\u202f\ufeff]+/gu, ' ')
    .replace(/[−–]/g, '-')
    .replace(/ +/g, ' ')
    .trim()
    .replace(/^'/, '')
    .trim();
}
