import type { CellType, Reading } from './cell.ts';
import { days } from './days.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';

/** A morning or an afternoon: one and the other are a day, one of them twice is not. */
export type HalfOfDay = 'am' | 'pm';

/** Half-days where days were typed, which half where that was, and minutes where hours were: what those are of a day is for the alliance to say. */
export type StaffTime = number | HalfOfDay | `${number} min`;

const MOST_MINUTES = 24 * 60;
const TWILIGHT = /\b(?:an? |one )?twilight(?: session)?\b/;
const IN_WORDS: Readonly<Record<string, number>> = { an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const HOURS =
  /^(\d{1,2}(?:\.\d{1,2})?|\d{0,2}½|an|one|two|three|four|five|six)[ -]?(?:h|hrs?|hours?)(?: ?(?:and )?(?:(\d{1,2}) ?(?:m|mins?|minutes?)?|(a half)))?$/;
const HALF_HOUR = /^half (?:an )?hour$/;
const MINUTES = /^(\d{1,3}) ?(?:mins?|minutes?)$/;
const ONE_HALF = /^(?:(?:the |all )?(am|morning)|(?:the |all )?(?:pm|afternoon))(?: only| session)?$/;
const CLOCK = /^(\d{1,2}):([0-5]\d)$/;

/** The minutes of "2 hours", "2h30", "90 minutes", "1:30" or "twilight (1.5 hours)"; null for what is no length of time. */
function typedMinutes(typed: string): number | null {
  const text = plainDashes(typed)
    .toLowerCase()
    .replace(TWILIGHT, '')
    .replace(/^[\s,:;()-]+|[\s,.;()]+$/g, '');
  if (HALF_HOUR.test(text)) return 30;
  const minutes = MINUTES.exec(text);
  if (minutes) return Number(minutes[1]);
  const clock = CLOCK.exec(text);
  if (clock) return 60 * Number(clock[1]) + Number(clock[2]);
  const hours = HOURS.exec(text);
  if (!hours) return null;
  const whole = IN_WORDS[hours[1]!] ?? Number(hours[1]!.replace('½', '.5'));
  return Math.round(60 * whole) + (hours[3] ? 30 : Number(hours[2] ?? 0));
}

/** Which half of a day "am", "p.m.", "all morning" or "afternoon only" is; null for what names neither. */
function typedHalf(typed: string): HalfOfDay | null {
  const text = typed
    .toLowerCase()
    .replace(/([ap])\.m\.?/g, '$1m')
    .replace(/[.,;]$/, '');
  const half = ONE_HALF.exec(text);
  return half && (half[1] ? 'am' : 'pm');
}

export function isHalfOfDay(value: StaffTime): value is HalfOfDay {
  return value === 'am' || value === 'pm';
}

/** A length of time as people say it: "2 hours", "1.5 hours", "50 minutes". */
function hoursShown(minutes: number): string {
  const hours = minutes / 60;
  if (Number.isInteger(4 * hours) && hours >= 1) return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  return minutes < 60 ? `${minutes} minutes` : `${Math.floor(hours)}h${String(minutes % 60).padStart(2, '0')}`;
}

/** The minutes of a value typed in hours; null where days were typed. */
export function minutesIn(value: StaffTime): number | null {
  return typeof value === 'number' || isHalfOfDay(value) ? null : Number.parseInt(value, 10);
}

function shown(value: Exclude<StaffTime, number>): string {
  return isHalfOfDay(value) ? value : hoursShown(minutesIn(value)!);
}

function lasting(minutes: number): Reading<StaffTime> {
  if (minutes <= 0) return refused('none-or-less');
  return minutes > MOST_MINUTES ? refused('too-many-hours') : { value: `${minutes} min` };
}

/** Time that somebody gave: days in halves, or hours. */
export const staffTime: CellType<StaffTime> = defineCell<StaffTime>({
  name: 'days or hours',
  format: 'days',
  rule: 'GEN-12',
  hint: 'Type whole or half days, such as 1, 0.5 or 1½, or the hours, such as 2 hours. "am" and "pm" are half a day.',
  remember: true,
  figures: true,
  otherwise: 'not-days',
  messages: {
    ...days.messages,
    'halves-only': {
      severity: 'problem',
      says: '{cell} says {typed}. Days are counted in halves only.',
      fix: 'Type the nearest half, such as 0.5 or 1, or the hours, such as 2 hours.',
    },
    hours: {
      severity: 'problem',
      says: '{cell} says {typed}, which is a length of time that cannot be read.',
      fix: 'Type days, such as 1 or 0.5, or hours, such as 1.5 hours.',
    },
    'how-long': {
      severity: 'problem',
      says: '{cell} says {typed}, and not how long that was.',
      fix: 'Type the hours, such as 1.5 hours.',
    },
    'too-many-hours': {
      severity: 'problem',
      says: '{cell} says {typed}, which is longer than a day has hours.',
      fix: 'Type the hours of this row and date only, such as 2 hours.',
    },
  },
  text(typed, context) {
    const half = typedHalf(typed);
    if (half !== null) return { value: half };
    const minutes = typedMinutes(typed);
    if (minutes !== null) return lasting(minutes);
    if (/^\W*(?:an? |one )?twilight(?: session)?\W*$/i.test(typed)) return refused('how-long', '1.5 hours');
    return days.read(typed, context);
  },
  number: (value, context) => days.read(value, context),
  date: (serial, context) =>
    serial > 0 && serial < 1 ? lasting(Math.round(serial * MOST_MINUTES)) : days.read({ date: serial }, context),
  show: (value, context) => (typeof value === 'number' ? days.show(value, context) : shown(value)),
  write: (value, context) => (typeof value === 'number' ? days.write(value, context) : shown(value)),
});

const LEAST_HOURS = 1;

/** How many hours something has, in minutes: 6, 6.5 or 6½. */
export const hours = defineCell<number>({
  name: 'hours',
  format: 'text',
  rule: 'GEN-12',
  hint: 'Type the hours, such as 6 or 6.5.',
  figures: true,
  otherwise: 'not-hours',
  messages: {
    'not-hours': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a number of hours from 1 to 24.',
      fix: 'Type the hours, such as 6 or 6.5.',
    },
  },
  text: (typed) => withinADay(typedMinutes(typed) ?? typedMinutes(`${typed} hours`)),
  number: (value) => withinADay(Math.round(60 * value)),
  show: (minutes) => (minutes % 15 === 0 ? String(minutes / 60) : hoursShown(minutes)),
});

function withinADay(minutes: number | null): Reading<number> {
  const isOne = minutes !== null && minutes >= 60 * LEAST_HOURS && minutes <= MOST_MINUTES;
  return isOne ? { value: minutes } : refused('not-hours');
}
