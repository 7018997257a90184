import { calendarDayOfSerial, twoFigures } from './calendar-day.ts';
import type { ReadContext, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;
const TWO_YEARS = /^(\d{4}|\d{2})(?: ?[/\\-] ?| to | )(\d{4}|\d{2})$/;
const SIX_FIGURES = /^(\d{4})(\d{2})$/;
const FOUR_FIGURES = /^(\d{2})(\d{2})$/;

/** The year an academic year starts in: 2025 for 2025/26. From 1990 to 2099. */
export const academicYear = defineCell<number>({
  name: 'academic year',
  format: 'text',
  rule: 'GEN-05',
  hint: 'Type an academic year such as 2025/26.',
  remember: true,
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
    'is-a-date': {
      severity: 'problem',
      says: '{cell} holds a date. Spreadsheets take some academic years for dates.',
      fix: 'Set the cell to plain text, then type the year as 2025/26.',
    },
  },
  text(typed) {
    const years = plainDashes(typed);
    const match = TWO_YEARS.exec(years) ?? SIX_FIGURES.exec(years);
    if (match) return startingIn(match[1]!, match[2]!);
    const figures = FOUR_FIGURES.exec(years);
    if (!figures) return refused('not-an-academic-year');
    if (isLikely(Number(years))) return refused('one-year', asTyped(Number(years)));
    const squeezed = startingIn(figures[1]!, figures[2]!);
    return refused('not-an-academic-year', 'value' in squeezed ? asTyped(squeezed.value) : null);
  },
  date(serial) {
    // 2011/12 typed into a plain cell becomes 1 December 2011.
    const [year, month, day] = (calendarDayOfSerial(serial) ?? '').split('-');
    const isLikelyOne = day === '01' && Number(month) === (Number(year) + 1) % 100 && isLikely(Number(year));
    return refused('is-a-date', isLikelyOne ? asTyped(Number(year)) : null);
  },
  show: asTyped,
});

function startingIn(first: string, second: string): Reading<number> {
  const start = first.length === 2 ? 2000 + Number(first) : Number(first);
  const follows = second.length === 2 ? Number(second) === (start + 1) % 100 : Number(second) === start + 1;
  if (!follows) return refused('not-next');
  return isLikely(start) ? { value: start } : refused('unlikely-year');
}

function isLikely(start: number): boolean {
  return start >= FIRST_YEAR && start <= LAST_YEAR;
}

function asTyped(start: number): string {
  return `${start}/${twoFigures((start + 1) % 100)}`;
}

/** What a blank year stands for: the workbook's own. */
export function thisYear(context: ReadContext): number {
  return context.academicYear;
}
