import { calendarDay, calendarDayOfSerial } from './calendar-day.ts';
import type { Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { MONTH_NAMES, typedDay } from './typed-day.ts';

const ANY_LEAP_YEAR = 2000;
/** Said of a day that is always of every year. */
const AROUND = /^(?:by|on)(?: the)? |,? (?:each|every) year$/gi;

/** A day that comes every year, as "MM-DD". The 29th of February is refused, since most years lack it. */
export const dayAndMonth = defineCell<string>({
  name: 'day and month',
  format: 'text',
  rule: 'GEN-04',
  hint: 'Type a day and a month such as 30 November.',
  remember: true,
  figures: true,
  otherwise: 'not-a-day-and-month',
  messages: {
    'not-a-day-and-month': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a day and a month.',
      fix: 'Type them as 30 November.',
    },
    'no-such-day': {
      severity: 'problem',
      says: '{cell} says {typed}, and there is no such day.',
      fix: 'Type the day and the month as 30 November.',
    },
    'leap-day': {
      severity: 'problem',
      says: '{cell} says {typed}, a day that most years do not have.',
      fix: 'Type a day that comes every year.',
    },
    'year-left-out': {
      severity: 'note',
      says: '{cell} says {typed}. It was read as {day} of every year.',
      fix: 'Leave out the year.',
    },
  },
  text(words) {
    const typed = words.replace(AROUND, '');
    const found = typedDay(typed);
    if (found === null) return refused('not-a-day-and-month');
    const likely = 'unclear' in found ? found.likely : found;
    const day = likely && calendarDay(likely.year ?? ANY_LEAP_YEAR, likely.month, likely.day);
    if ('unclear' in found) return refused('not-a-day-and-month', day ? dayAndMonthAsTyped(day.slice(5)) : undefined);
    if (day === null) return refused('no-such-day');
    const reading = everyYear(day.slice(5));
    if (found.year === null || 'problem' in reading) return reading;
    return { ...reading, note: { message: 'year-left-out', data: { day: dayAndMonthAsTyped(reading.value) } } };
  },
  number: () => refused('not-a-day-and-month'),
  // Spreadsheets make "30 November" a date of the year it was typed in, so that year says nothing.
  date(serial) {
    const day = calendarDayOfSerial(serial);
    return day === null ? refused('not-a-day-and-month') : everyYear(day.slice(5));
  },
  show: dayAndMonthAsTyped,
});

function everyYear(value: string): Reading<string> {
  return value === '02-29' ? refused('leap-day', '28 February') : { value };
}

function dayAndMonthAsTyped(value: string): string {
  const [month, day] = value.split('-');
  return `${Number(day)} ${MONTH_NAMES[Number(month) - 1] ?? ''}`;
}
