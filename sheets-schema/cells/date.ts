import {
  britishDay,
  calendarDay,
  calendarDayOfSerial,
  dayAsTyped,
  daysLater,
  serialOfDay,
  twoFigures,
  weekdayOf,
} from './calendar-day.ts';
import type { CellType, ReadContext, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainNumber } from './tidy.ts';
import { type TypedDay, typedDay, WEEKDAY_NAMES } from './typed-day.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** 99 is as likely to be 1999 as a day so far ahead. In years after this academic year. */
const FARTHEST_YEAR_IN_SHORT = 20;
const FOUR_FIGURES = /\d{4}/;

/** Which days a column is for: those of the academic year, those within ten years of it, any. A rule holds dates to it; reading does not. */
export type DateRange = 'year' | 'ten-years' | 'any';

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
  figures: true,
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
    'several-days': {
      severity: 'problem',
      says: '{cell} says {typed}, which is more than one day.',
      fix: 'Type one day, as in 3/9/2026, and give any other day a row of its own.',
    },
    'a-term': {
      severity: 'problem',
      says: '{cell} says {typed}, which is a term or a week and not one day.',
      fix: 'Type the day itself, as in 3/9/2026.',
    },
    'not-known': {
      severity: 'problem',
      says: '{cell} says {typed}, which names no day yet.',
      fix: 'Type the day as 3/9/2026 once it is known.',
    },
    'says-when': {
      severity: 'problem',
      says: '{cell} says {typed}, and the sheet does not show which day that was.',
      fix: 'Type the day itself, as in 3/9/2026.',
    },
    'no-month': {
      severity: 'problem',
      says: '{cell} says {typed}, which names no month.',
      fix: 'Type the month as well, as in 3/9/2026.',
    },
    'as-a-number': {
      severity: 'problem',
      says: '{cell} says {typed}, which may be a date that the spreadsheet keeps as a number.',
      fix: 'Type the day as 3/9/2026.',
    },
    'other-words': {
      severity: 'problem',
      says: '{cell} says {typed}, where something stands beside the date.',
      fix: 'Type the date by itself, as in 3/9/2026, and the rest in a note.',
    },
    'not-a-monday': {
      severity: 'problem',
      says: '{cell} says {typed}, but {day} is a {weekday} and a week begins on Monday.',
      fix: 'Type the day that is meant, as in 3/9/2026.',
    },
    'other-clock': {
      severity: 'problem',
      says: '{cell} says {typed}, which in British time falls on another day.',
      fix: 'Type the day by itself, as in 3/9/2026.',
    },
    'week-commencing': {
      severity: 'note',
      says: '{cell} says {typed}. It was read as Monday {day}.',
      fix: 'Type the day itself if another one is meant.',
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
    'which-century': {
      severity: 'problem',
      says: '{cell} says {typed}, where the century is not clear.',
      fix: 'Type all four figures of the year, as in 3/9/2026.',
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
  write: (value) => ({ date: serialOfDay(value) }),
});

function readDay(typed: string, context: ReadContext): Reading<string> {
  const found = typedDay(typed);
  if (found === null) return refused('not-a-date');
  if ('unclear' in found && found.unclear === 'as-a-number') {
    return refused('as-a-number', likelySerial(Number(typed.replace(',', '')), context));
  }
  if ('unclear' in found) return refused(found.unclear, found.likely && suggesting(realDay(found.likely, context)));

  const value = realDay(found, context);
  if (value === null) return notReal(found, context);
  if (found.year !== null && !isLikelyYear(found.year)) return refused('unlikely-year');

  if (found.year !== null && found.year > context.academicYear + FARTHEST_YEAR_IN_SHORT && !FOUR_FIGURES.test(typed)) {
    return refused('which-century', suggesting(realDay({ ...found, year: found.year - 100 }, context)));
  }

  const weekday = weekdayOf(value);
  if (found.weekday !== null && found.weekday !== weekday) {
    return refused('weekday-differs', null, { day: dayAsTyped(value), weekday: WEEKDAY_NAMES[weekday]! });
  }
  if (found.startsWeek) return monday(value, weekday);
  if (found.moment) return inBritain(value, found.moment.minutes - found.moment.ahead);
  if (found.year !== null) return { value };
  return { value, note: { message: 'year-added', data: { day: dayAsTyped(value) } } };
}

function monday(value: string, weekday: number): Reading<string> {
  if (weekday === 1) return { value, note: { message: 'week-commencing', data: { day: dayAsTyped(value) } } };
  const daysSinceMonday = (weekday + 6) % 7;
  const likely = suggesting(daysLater(value, -daysSinceMonday));
  return refused('not-a-monday', likely, { day: dayAsTyped(value), weekday: WEEKDAY_NAMES[weekday]! });
}

/** A moment may fall on another day by British clocks: midnight in summer is written as 23:00 of the day before. */
function inBritain(value: string, minutesUtc: number): Reading<string> {
  const day = britishDay(value, minutesUtc);
  return day === value ? { value } : refused('other-clock', suggesting(day));
}

/** Two epochs are in use, four years and a day apart; whichever gives a day near this academic year is the likely one. */
function likelySerial(serial: number, context: ReadContext): string | null {
  const [usual, other] = [serial, serial + DAYS_BETWEEN_EPOCHS].map((one) => suggesting(calendarDayOfSerial(one)));
  const isNear = (day: string | null | undefined) =>
    day != null && Math.abs(Number(day.slice(-4)) - context.academicYear) <= 2;
  return (isNear(other) && !isNear(usual) ? other : usual) ?? null;
}

function realDay(typed: TypedDay, context: ReadContext): string | null {
  const { year, month, day } = typed;
  return calendarDay(year ?? yearWithin(context, `${twoFigures(month)}-${twoFigures(day)}`), month, day);
}

function yearWithin({ academicYear, yearBegins = '09-01' }: ReadContext, dayAndMonth: string): number {
  return dayAndMonth >= yearBegins ? academicYear : academicYear + 1;
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

const DAYS_BETWEEN_EPOCHS = 1462;
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
