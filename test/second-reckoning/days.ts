/** Days as "2026-02-13", counted by the calendar alone. */

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

export interface Span {
  readonly from: string;
  readonly to: string;
}

function dateOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function daysLater(day: string, days: number): string {
  const date = dateOf(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day so many months on, or the last of a month that has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1, 12));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

export function daysFromTo(from: string, to: string): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000);
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(dateOf(day).getUTCDay());
}

export function earlierOf(...days: readonly [string, string]): string {
  return days.toSorted()[0]!;
}

export function laterOf(...days: readonly [string, string]): string {
  return days.toSorted()[1]!;
}

/** "13/2/2026", as an office types it. */
export function asTyped(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}/${month}/${year}`;
}

/** "13 February 2026", as documents print it. */
export function inFull(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** "13 Feb 2026", as tables print it. */
export function inShort(day: string): string {
  const [date, month, year] = inFull(day).split(' ');
  return `${date} ${month!.slice(0, 3)} ${year}`;
}

/** "2025/26". */
export function yearInWords(startYear: number): string {
  return `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}`;
}

/** The academic year in which a day falls, where years begin on a day such as "09-01". */
export function yearOf(day: string, begins: string): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= begins ? year : year - 1;
}

export function spanOfYear(startYear: number, begins: string): Span {
  return { from: `${startYear}-${begins}`, to: daysLater(`${startYear + 1}-${begins}`, -1) };
}

/** The one of a year’s days that falls on a day such as "11-30". */
export function dayOfYear(dayAndMonth: string, startYear: number, begins: string): string {
  return `${dayAndMonth >= begins ? startYear : startYear + 1}-${dayAndMonth}`;
}
