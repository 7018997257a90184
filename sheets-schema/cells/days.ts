import { calendarDayOfSerial } from './calendar-day.ts';
import type { CellMessage, CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';
import { typedFigures } from './typed-figures.ts';

const IN_WORDS = new Map([
  ['half', 1],
  ['a half', 1],
  ['half a day', 1],
  ['am', 1],
  ['pm', 1],
  ['morning', 1],
  ['afternoon', 1],
  ['a day', 2],
  ['all day', 2],
  ['full day', 2],
  ['a full day', 2],
  ['whole day', 2],
  ['one', 2],
  ['one and a half', 3],
  ['two', 4],
  ['three', 6],
  ['four', 8],
  ['five', 10],
  ['six', 12],
  ['seven', 14],
  ['eight', 16],
  ['nine', 18],
  ['ten', 20],
]);
const UNIT = / ?(?:days?|d)$/;
const AND_A_HALF = /^(?:(\d+)(?: ?½|[ -]1\/2| and a half))$|^(?:½|1\/2)$/;
const OTHER_PART = /^\d* ?[¼¾⅓⅔⅛]$/;

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
      'none-or-less': tooFew,
      'too-many': tooMany,
      'is-a-date': {
        severity: 'problem',
        says: '{cell} holds a date. Spreadsheets take 1/2 for one.',
        fix: 'Set the cell to show a number, then type 0.5 for half a day.',
      },
    },
    text(typed) {
      const text = plainDashes(typed).toLowerCase().replace('⁄', '/');
      const inWords = IN_WORDS.get(text) ?? IN_WORDS.get(text.replace(UNIT, ''));
      if (inWords !== undefined) return { value: inWords };

      const amount = text.replace(UNIT, '');
      const withHalf = AND_A_HALF.exec(amount);
      if (withHalf) return halves(Number(withHalf[1] ?? 0) * 2 + 1);
      if (OTHER_PART.test(amount)) return refused('halves-only');

      const figures = typedFigures(amount.replace(/^-/, ''));
      if (figures === null) return refused('not-days');
      if (amount.startsWith('-')) return refused('none-or-less');
      if (figures.decimals !== '' && figures.decimals !== '5') return refused('halves-only');
      return halves(figures.whole * 2 + (figures.decimals === '5' ? 1 : 0));
    },
    number(value) {
      const halfDays = Math.round(value * 2);
      return value > 0 && Math.abs(value * 2 - halfDays) > 1e-9 ? refused('halves-only') : halves(halfDays);
    },
    date(serial) {
      return calendarDayOfSerial(serial)?.endsWith('-02-01') ? refused('is-a-date', '½') : refused('is-a-date');
    },
    show(halfDays) {
      const whole = Math.floor(halfDays / 2);
      if (halfDays % 2 === 0) return String(whole);
      return whole === 0 ? '½' : `${whole}½`;
    },
  });
}
