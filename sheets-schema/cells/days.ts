import { calendarDayOfSerial } from './calendar-day.ts';
import type { CellMessage, CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';
import { typedFigures } from './typed-figures.ts';

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const HALVES = ['half', 'a half', 'half a', 'half of a', 'half of one', 'one half', 'am', 'pm', 'morning', 'afternoon'];
const PARTS_OF_A_DAY = [
  'am only',
  'pm only',
  'am session',
  'pm session',
  'the morning',
  'the afternoon',
  'all morning',
];
const ALL_DAY = [
  'a',
  'all',
  'full',
  'a full',
  'whole',
  'a whole',
  'am and pm',
  'am + pm',
  'am, pm',
  'morning and afternoon',
];
const ONE_AND_A_HALF = ['a day and a half', 'day and a half', 'one day and a half'];
/** In half-days, without "day" at the end. */
const IN_WORDS = new Map([
  ...[...HALVES, ...PARTS_OF_A_DAY, 'all afternoon', 'morning only', 'afternoon only'].map(
    (words) => [words, 1] as const,
  ),
  ...ALL_DAY.map((words) => [words, 2] as const),
  ...ONE_AND_A_HALF.map((words) => [words, 3] as const),
  ...NUMBERS.flatMap((word, at) => [
    [word, 2 * at + 2] as const,
    [`${word} full`, 2 * at + 2] as const,
    [`${word} half`, at + 1] as const,
    [`${word} and a half`, 2 * at + 3] as const,
  ]),
]);
const MEANT_ALONE = ['a', 'half a', 'half of a', 'a full', 'a whole'];
const NONE = ['nil', 'none', 'zero', 'nought'];
const UNIT = / ?-?(?:days?|d)$/;
const AND_A_HALF =
  /^(?:(\d+)(?: ?½|[ -]1\/2| ?(?:and|\+) ?(?:a half|½|1\/2)| days? and a half| \+ 0?\.5))$|^(?:½|1\/2)$/;
const TIMES = /^(\d{1,3}) ?(?:[x×*] ?(?:½|1\/2|0?\.5|a? ?half|(1))|half|halves|(full|whole))(?: ?-?days?)?$/;
const OTHER_PART = /^\d* ?[¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚]$|^(?:\d+[ -])?[13]\/4$/;
const HOURS = /^[\d.½]{1,6} ?(?:h|hrs?|hours?|m|mins?|minutes?)\b|^\d{1,2}:\d\d\b|\b(?:hours?|mins?|minutes)\b/;
const SESSIONS = /^(\d{1,3}) ?sessions?$/;
const LONGER = /^(?:[\d.½]+|an?|one|two|three|half|all)? ?(?:weeks?|wks?|fortnight|months?|terms?|years?)\b/;
const DECIMAL_COMMA = /^(\d{0,3}),([05])0?$/;
const WITH_WORDS =
  /^(?:about|approx\.?|approximately|circa|c\.?|~)? ?(\d{1,3}(?:\.\d)?|\d{0,3}½) ?(?:days?|d)?(?: ?[?*(,;:-].*| [a-z].*)?$/;

/** Days as whole half-days: 3 for one and a half. One row's: at least one, at most a year's. */
export const days = daysBetween({
  name: 'days',
  least: 1,
  most: 2 * 366,
  tooFew: {
    severity: 'problem',
    says: '{cell} says {typed}, and a row counts at least half a day.',
    fix: 'Type 0.5 or more, or clear the row if no time was given.',
  },
  tooMany: {
    severity: 'problem',
    says: '{cell} says {typed}, which is more days than a year has.',
    fix: 'Type the days of this row only, such as 1 or 0.5.',
  },
});

/** The days of many people or pupils together, as whole half-days; nought where there were none. */
export const totalDays = daysBetween({
  name: 'days in all',
  least: 0,
  most: 200_000,
  tooFew: {
    severity: 'problem',
    says: '{cell} says {typed}, which is less than nothing.',
    fix: 'Type 0 where there were none.',
  },
  tooMany: {
    severity: 'problem',
    says: '{cell} says {typed}, which is more days than a school can have.',
    fix: 'Check the figure, or type 0 where there were none.',
  },
});

interface DaysLimits {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly tooFew: CellMessage;
  readonly tooMany: CellMessage;
}

function daysBetween({ name, least, most, tooFew, tooMany }: DaysLimits): CellType<number> {
  const halves = (halfDays: number): Reading<number> => {
    if (halfDays < least) return refused('none-or-less');
    return halfDays <= most ? { value: halfDays } : refused('too-many');
  };
  return defineCell<number>({
    name,
    format: 'days',
    rule: 'GEN-12',
    hint: 'Type whole or half days, such as 1, 0.5 or 1½. "am" and "pm" are half a day.',
    remember: true,
    figures: true,
    otherwise: 'not-days',
    messages: {
      'not-days': {
        severity: 'problem',
        says: '{cell} says {typed}, which is not a number of days.',
        fix: 'Type whole or half days, such as 1 or 0.5.',
      },
      'halves-only': {
        severity: 'problem',
        says: '{cell} says {typed}. Days are counted in halves only.',
        fix: 'Type the nearest half, such as 0.5 or 1.',
      },
      hours: {
        severity: 'problem',
        says: '{cell} says {typed}, which is a length of time and not a number of days.',
        fix: 'Type whole or half days, such as 1 or 0.5.',
      },
      'other-words': {
        severity: 'problem',
        says: '{cell} says {typed}, where something stands beside the days.',
        fix: 'Type the days alone, such as 1 or 0.5.',
      },
      'decimal-comma': {
        severity: 'problem',
        says: '{cell} says {typed}, where a comma may stand for a point.',
        fix: 'Type the days with a point, such as 1.5.',
      },
      'none-or-less': tooFew,
      'too-many': tooMany,
      'is-a-date': {
        severity: 'problem',
        says: '{cell} holds a date. Spreadsheets take 1/2 for one.',
        fix: 'Set the cell to show a number, then type 0.5 for half a day.',
      },
    },
    text(typed) {
      const text = plainDashes(typed)
        .toLowerCase()
        .replace('⁄', '/')
        .replace(/([ap])\.m\.?/g, '$1m')
        .replaceAll('&', 'and')
        .replace(/[.,;]$/, '');
      const amount = text.replace(UNIT, '');
      const hasUnit = amount !== text;
      const inWords = IN_WORDS.get(amount.replaceAll('-', ' '));
      if (inWords !== undefined && (hasUnit || !MEANT_ALONE.includes(amount))) return halves(inWords);
      if (NONE.includes(amount) || (hasUnit && amount === 'no'))
        return least > 0 ? refused('none-or-less') : { value: 0 };

      const withHalf = AND_A_HALF.exec(amount);
      if (withHalf) return halves(Number(withHalf[1] ?? 0) * 2 + 1);
      const times = TIMES.exec(text);
      if (times) return halves(Number(times[1]) * (times[2] || times[3] ? 2 : 1));
      if (OTHER_PART.test(amount)) return refused('halves-only');

      const figures = typedFigures(amount.replace(/^[-+]/, ''));
      if (figures === null) return askAbout(text, least, most);
      if (amount.startsWith('-')) return refused('none-or-less');
      if (figures.decimals !== '' && figures.decimals !== '5') return refused('halves-only');
      return halves(figures.whole * 2 + (figures.decimals === '5' ? 1 : 0));
    },
    number(value) {
      const halfDays = Math.round(value * 2);
      return value > 0 && Math.abs(value * 2 - halfDays) > 1e-9 ? refused('halves-only') : halves(halfDays);
    },
    date(serial) {
      if (serial >= 0 && serial < 1) return refused('hours');
      const day = calendarDayOfSerial(serial) ?? '';
      return refused('is-a-date', MADE_A_DATE.find(([ending]) => day.endsWith(ending))?.[1]);
    },
    show: daysAsTyped,
    write: (halfDays) => halfDays / 2,
  });
}

/** What spreadsheets make of 1/2 and 1.5, in Britain and elsewhere. */
const MADE_A_DATE = [
  ['-02-01', '½'],
  ['-01-02', '½'],
  ['-05-01', '1½'],
] as const;

/** What is no number of days by itself: says why, with the days where they are plain. */
function askAbout(text: string, least: number, most: number): Reading<number> {
  const offered = (halfDays: number) => (halfDays >= least && halfDays <= most ? daysAsTyped(halfDays) : null);
  const sessions = SESSIONS.exec(text);
  if (sessions) return refused('hours', offered(Number(sessions[1])));
  if (HOURS.test(text) || LONGER.test(text)) return refused('hours');
  const comma = DECIMAL_COMMA.exec(text.replace(UNIT, ''));
  if (comma) return refused('decimal-comma', offered(Number(comma[1]) * 2 + (comma[2] === '5' ? 1 : 0)));
  if (text === 'am/pm' || text === 'am-pm') return refused('other-words', offered(2));
  if (/^[ap]m\b(?! or)(?!.*\b[ap]m\b)/.test(text)) return refused('other-words', offered(1));
  const figures = WITH_WORDS.exec(text);
  if (!figures || /\d.*\D\d|[/%]/.test(text.replace(/\d\.\d/, '1'))) return refused('not-days');
  const halfDays = Number(figures[1]!.replace('½', '.5')) * 2;
  return refused('other-words', Number.isInteger(halfDays) ? offered(halfDays) : null);
}

function daysAsTyped(halfDays: number): string {
  const whole = Math.floor(halfDays / 2);
  if (halfDays % 2 === 0) return String(whole);
  return whole === 0 ? '½' : `${whole}½`;
}
