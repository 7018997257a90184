import { calendarDayOfSerial, twoFigures } from './calendar-day.ts';
import type { ReadContext, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;
const TWO_YEARS = /^(\d{4}|\d{2})(?: ?[/\\_|-]{1,2} ?| to | and | & | ?& ?| )(\d{4}|\d{2})$/;
const SHORT_YEAR = /^(\d{4}) ?[/-] ?(\d)$/;
const EIGHT_FIGURES = /^(\d{4})(\d{4})$/;
const AROUND =
  /^(?:academic year|school year|academic|year|a\.?y\.?)[ :.-]*|[ ,]*(?:\(?(?:academic|school) year\)?|academic|a\.?y\.?)$|[.,;]$/g;
const MONTHS_AROUND = /^sept?(?:ember)? (\d{4}|\d{2}) ?(?:-|to|until) ?(?:july?|aug(?:ust)?) (\d{4}|\d{2})$/;
const POINT_BETWEEN = /^(\d{4})[.,](\d{2})$/;
const ONE_YEAR = /^(?:sept?(?:ember)?[ -]|from |starting )?(\d{4})(?:[ -](?:sept?(?:ember)?|start))?$/;
const SIX_FIGURES = /^(\d{4})(\d{2})$/;
const FOUR_FIGURES = /^(\d{2})(\d{2})$/;

/** The year an academic year starts in: 2025 for 2025/26. From 1990 to 2099. */
export const academicYear = defineCell<number>({
  name: 'academic year',
  format: 'text',
  rule: 'GEN-05',
  hint: 'Type an academic year such as 2025/26.',
  remember: true,
  figures: true,
  otherwise: 'not-an-academic-year',
  messages: {
    'not-an-academic-year': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not an academic year.',
      fix: 'Type it as 2025/26.',
    },
    'not-next': {
      severity: 'problem',
      says: '{cell} says {typed}, and the second year does not follow the first.',
      fix: 'Type two years in a row, as in 2025/26.',
    },
    'one-year': {
      severity: 'problem',
      says: '{cell} says {typed}, which could be the year it starts or the year it ends.',
      fix: 'Type both years, as in 2025/26.',
    },
    'unlikely-year': {
      severity: 'problem',
      says: '{cell} says {typed}, where the years look mistyped.',
      fix: 'Type it as 2025/26.',
    },
    'which-year': {
      severity: 'problem',
      says: '{cell} says {typed}, which will mean another year by and by.',
      fix: 'Type both years, as in 2025/26.',
    },
    shortened: {
      severity: 'note',
      says: '{cell} says {typed}. It was read as {year}.',
      fix: 'Type both years in full if another one is meant.',
    },
    'is-a-date': {
      severity: 'problem',
      says: '{cell} holds a date. Spreadsheets take some academic years for dates.',
      fix: 'Set the cell to plain text, then type the year as 2025/26.',
    },
  },
  text(typed) {
    const years = plainDashes(typed).toLowerCase().replaceAll("'", '').replace(AROUND, '');
    const match = TWO_YEARS.exec(years) ?? SIX_FIGURES.exec(years) ?? EIGHT_FIGURES.exec(years);
    if (match) return startingIn(match[1]!, match[2]!);
    const short = SHORT_YEAR.exec(years);
    if (short) return shortened(short[1]!, short[2]!);
    const inMonths = MONTHS_AROUND.exec(years) ?? POINT_BETWEEN.exec(years);
    if (inMonths) return refused('not-an-academic-year', likely(startingIn(inMonths[1]!, inMonths[2]!)));
    if (RELATIVE.includes(years)) return refused('which-year');
    const one = ONE_YEAR.exec(years);
    if (one && one[1] !== years && isLikely(Number(one[1]))) return refused('one-year', yearAsTyped(Number(one[1])));
    const figures = FOUR_FIGURES.exec(years);
    if (!figures) return refused('not-an-academic-year');
    if (isLikely(Number(years))) return refused('one-year', yearAsTyped(Number(years)));
    return refused('not-an-academic-year', likely(startingIn(figures[1]!, figures[2]!)));
  },
  date(serial) {
    // 2011/12 typed into a plain cell becomes 1 December 2011.
    const [year, month, day] = (calendarDayOfSerial(serial) ?? '').split('-');
    const isLikelyOne = day === '01' && Number(month) === (Number(year) + 1) % 100 && isLikely(Number(year));
    return refused('is-a-date', isLikelyOne ? yearAsTyped(Number(year)) : null);
  },
  show: yearAsTyped,
});

function startingIn(first: string, second: string): Reading<number> {
  const start = first.length === 2 ? 2000 + Number(first) : Number(first);
  const follows = second.length === 2 ? Number(second) === (start + 1) % 100 : Number(second) === start + 1;
  if (!follows) return refused('not-next');
  return isLikely(start) ? { value: start } : refused('unlikely-year');
}

/** "2025/6": one figure of the second year. */
function shortened(first: string, last: string): Reading<number> {
  const start = Number(first);
  if (Number(last) !== (start + 1) % 10) return refused('not-next');
  if (!isLikely(start)) return refused('unlikely-year');
  return { value: start, note: { message: 'shortened', data: { year: yearAsTyped(start) } } };
}

function likely(reading: Reading<number>): string | null {
  return 'value' in reading ? yearAsTyped(reading.value) : null;
}

const RELATIVE = [
  'this',
  'last',
  'next',
  'this year',
  'last year',
  'next year',
  'current',
  'current year',
  'now',
  'all',
  'all years',
];

function isLikely(start: number): boolean {
  return start >= FIRST_YEAR && start <= LAST_YEAR;
}

function yearAsTyped(start: number): string {
  return `${start}/${twoFigures((start + 1) % 100)}`;
}

/** What a blank year stands for: the workbook's own. */
export function thisYear(context: ReadContext): number {
  return context.academicYear;
}
