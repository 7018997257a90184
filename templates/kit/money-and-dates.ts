import type { Cell } from './table.ts';

/** What days in an attached table are written in, so that they sort and no spreadsheet takes the day for the month. */
export const DAY_UNIT = 'year-month-day';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `150000 -> "£1,500.00"`, `-5000 -> "−£50.00"`; whole pence. */
export function pounds(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${pence < 0 ? '−' : ''}£${whole}.${digits.slice(-2)}`;
}

/** `"2025-11-30" -> "30 November 2025"`, day and month kept on one line; anything else is given back as it is. */
export function longDate(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const monthName = months[Number(month) - 1];
  return monthName && date ? `${Number(date)}\u00a0${monthName} ${year}` : day;
}

/** `"2025-11-30" -> "30 Nov 2025"`, for tables. */
export function shortDate(day: string): string {
  return longDate(day).replace(/^(\d+\u00a0\p{L}{3})\p{L}*( \d{4})$/u, '$1$2');
}

/** Whole pence in a table: `−£50.00` in print, or as said otherwise, `-50.00` under a heading with `£` in the attached one. */
export function moneyCell(pence: number, printed = pounds(pence)): Cell {
  return { printed, attached: (pence / 100).toFixed(2) };
}

/** A day in a table: `30 Nov 2025` in print, on one line, `2025-11-30` in the attached one. */
export function dayCell(day: string): Cell {
  return { printed: shortDate(day).replaceAll(' ', '\u00a0'), attached: day };
}
