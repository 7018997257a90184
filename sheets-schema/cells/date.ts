import { calendarDay, calendarDayOfSerial, dayAsTyped, weekdayOf } from './calendar-day.ts';
import type { CellType, ReadContext, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainNumber } from './tidy.ts';
import { type TypedDay, typedDay, WEEKDAY_NAMES } from './typed-day.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** Which days a column is for. A rule that knows what day it is holds dates to it; reading does not. */
export type DateRange = 'year' | 'any' | 'past-or-present';

export interface DateCell extends CellType<string> {
  readonly within: DateRange;
}

/** A day between 1990 and 2100 as "YYYY-MM-DD". A day without a year is the one in the context's academic year. */
export function date(options: { readonly within: DateRange }): DateCell {
  return { ...day, within: options.within };
}

const day = defineCell<string>({
  name: 'date',
  format: 'date',
  rule: 'GEN-04',
  hint: 'Type a date such as 3/9/2026: day, month, year.',
  remember: true,
  otherwise: 'not-a-date',
  messages: {
    'not-a-date': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a date.',
      fix: 'Type the day as 3/9/2026.',
    },
    'no-such-day': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a date: there is no such day.',
      fix: 'Type the day as 3/9/2026.',
    },
    'month-first': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a date when the day comes first.',
      fix: 'Type the day, then the month, then the year, as in 3/9/2026.',
    },
    'no-day': {
      severity: 'problem',
      says: '{cell} says {typed}, which names a month and no day.',
      fix: 'Type the day as well, as in 3/9/2026.',
    },
    'day-or-year': {
      severity: 'problem',
      says: '{cell} says {typed}, where the number could be the day or the year.',
      fix: 'Type the whole date, as in 3/9/2026.',
    },
    'run-together': {
      severity: 'problem',
      says: '{cell} says {typed}, which may be a date or some other number.',
      fix: 'Type the day with strokes between, as in 3/9/2026.',
    },
    misspelt: {
      severity: 'problem',
      says: '{cell} says {typed}, where the month is not quite clear.',
      fix: 'Type the day as 3/9/2026.',
    },
    'weekday-differs': {
      severity: 'problem',
      says: '{cell} says {typed}, but {day} is a {weekday}.',
      fix: 'Correct the date, or leave out the day of the week.',
    },
    'unlikely-year': {
      severity: 'problem',
      says: '{cell} says {typed}, where the year looks mistyped.',
      fix: `Type a day between ${FIRST_YEAR} and ${LAST_YEAR}, as in 3/9/2026.`,
    },
    'year-added': {
      severity: 'note',
      says: '{cell} says {typed} without a year. It was read as {day}.',
      fix: 'Add the year if another one is meant.',
    },
  },
  text: readDay,
  number(value, context) {
    const serialDay = isPlausible(value) ? calendarDayOfSerial(value) : null;
    if (serialDay !== null) return { value: serialDay };
    if (ENDS_IN_LOST_ZERO.test(String(value))) return refused('not-a-date');
    const asText = readDay(withLostZero(plainNumber(value)), context);
    return 'problem' in asText ? asText : refused('not-a-date', suggesting(asText.value));
  },
  date(serial) {
    const value = calendarDayOfSerial(serial);
    if (value === null) return refused('not-a-date');
    return isPlausible(serial) ? { value } : refused('unlikely-year');
  },
  show: dayAsTyped,
});

function readDay(typed: string, context: ReadContext): Reading<string> {
  const found = typedDay(typed);
  if (found === null) return refused('not-a-date');
  if ('unclear' in found) return refused(found.unclear, found.likely && suggesting(realDay(found.likely, context)));

  const value = realDay(found, context);
  if (value === null) return notReal(found, context);
  if (found.year !== null && !isLikelyYear(found.year)) return refused('unlikely-year');

  const weekday = weekdayOf(value);
  if (found.weekday !== null && found.weekday !== weekday) {
    return refused('weekday-differs', null, { day: dayAsTyped(value), weekday: WEEKDAY_NAMES[weekday]! });
  }
  if (found.year !== null) return { value };
  return { value, note: { message: 'year-added', data: { day: dayAsTyped(value) } } };
}

function realDay(typed: TypedDay, context: ReadContext): string | null {
  return calendarDay(typed.year ?? yearWithin(context.academicYear, typed.month), typed.month, typed.day);
}

/** The academic year runs from 1 September to 31 August. */
function yearWithin(academicYear: number, month: number): number {
  return month >= 9 ? academicYear : academicYear + 1;
}

function notReal(typed: TypedDay, context: ReadContext): Reading<string> {
  const swapped = typed.month > 12 ? realDay({ ...typed, day: typed.month, month: typed.day }, context) : null;
  return swapped === null ? refused('no-such-day') : refused('month-first', suggesting(swapped));
}

function suggesting(day: string | null): string | null {
  return day !== null && isLikelyYear(Number(day.slice(0, 4))) ? dayAsTyped(day) : null;
}

function isLikelyYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

const FIRST_SERIAL = 32_874; // 1/1/1990
const AFTER_LAST_SERIAL = 73_416; // 1/1/2101

function isPlausible(serial: number): boolean {
  return serial >= FIRST_SERIAL && serial < AFTER_LAST_SERIAL;
}

/** 3.1 may have been typed as 3.1 or as 3.10, so nothing is likely. */
const ENDS_IN_LOST_ZERO = /\.1$/;

/** A number cell drops the zero of 030926 and of 03092026. */
function withLostZero(figures: string): string {
  return /^\d{5}$|^\d{7}$/.test(figures) ? `0${figures}` : figures;
}
