const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MILLISECONDS_A_DAY = 86_400_000;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const LAST_SERIAL = 2_958_465; // 31/12/9999

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The last day of a month (1 to 12); 0 for a month that does not exist. */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** "YYYY-MM-DD", or null where there is no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  if (day < 1 || day > monthLength(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${twoFigures(month)}-${twoFigures(day)}`;
}

/** The day of a spreadsheet's serial number; null outside the years 1900 to 9999. */
export function calendarDayOfSerial(serial: number): string | null {
  if (!(serial >= 2 && serial < LAST_SERIAL + 1)) return null;
  const moment = new Date(SERIAL_ZERO + Math.floor(serial) * MILLISECONDS_A_DAY);
  return `${moment.getUTCFullYear()}-${twoFigures(moment.getUTCMonth() + 1)}-${twoFigures(moment.getUTCDate())}`;
}

/** The serial number a spreadsheet keeps a "YYYY-MM-DD" under. */
export function serialOfDay(day: string): number {
  return (Date.parse(day) - SERIAL_ZERO) / MILLISECONDS_A_DAY;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** `2026-09-03 -> 3/9/2026`, as it would be typed. */
export function dayAsTyped(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)}/${Number(month)}/${year}`;
}

export function twoFigures(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The day in Britain at so many minutes UTC from the midnight that begins `day`: an hour ahead from the last Sunday of March to that of October. */
export function britishDay(day: string, minutesUtc: number): string {
  const moment = Date.parse(`${day}T00:00:00Z`) + minutesUtc * 60_000;
  const year = new Date(moment).getUTCFullYear();
  const isSummer = moment >= lastSundayAtOne(year, 2) && moment < lastSundayAtOne(year, 9);
  return new Date(moment + (isSummer ? 3_600_000 : 0)).toISOString().slice(0, 10);
}

/** One o'clock UTC on the last Sunday of a month of 31 days; months from 0. */
function lastSundayAtOne(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * MILLISECONDS_A_DAY;
}
