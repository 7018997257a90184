import { dayAndMonth } from './day-and-month.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

const MOST_DAYS = 12;
const BETWEEN = /\s*(?:[,;&+]|\band\b)\s*/i;

/** Several days that come every year, as "MM-DD", in the order of the calendar. */
export const daysAndMonths = defineCell<readonly string[]>({
  name: 'days and months',
  format: 'text',
  rule: 'GEN-04',
  hint: 'Type days and months with commas between, such as 30 November, 31 March.',
  figures: true,
  otherwise: 'not-days-and-months',
  messages: {
    'not-days-and-months': {
      severity: 'problem',
      says: '{cell} says {typed}, and not every part of it is a day and a month.',
      fix: `Type at most ${MOST_DAYS} of them with commas between, such as 30 November, 31 March.`,
    },
  },
  text(typed, context) {
    const parts = typed.split(BETWEEN).filter((part) => part.trim() !== '');
    const days = parts.map((part) => dayAndMonth.read(part, context));
    if (days.length === 0 || days.length > MOST_DAYS || days.some((day) => !('value' in day)))
      return refused('not-days-and-months');
    return { value: [...new Set(days.flatMap((day) => ('value' in day ? [day.value] : [])))].sort() };
  },
  show: (value, context) => value.map((day) => dayAndMonth.show(day, context)).join(', '),
});
