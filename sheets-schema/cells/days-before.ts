import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

const MOST_DAYS = 365;
const MOST_NUMBERS = 6;
const SEPARATORS = /\s*(?:[,;/+&]|\band\b)\s*|\s+/;

/** How many days before something is due people are reminded of it, once for each number, the largest first: "60, 30, 7". */
export const daysBefore = defineCell<readonly number[]>({
  name: 'days before',
  format: 'text',
  rule: 'GEN-12',
  hint: 'Type one or more whole numbers of days with commas between, such as 60, 30, 7.',
  figures: true,
  otherwise: 'not-days',
  messages: {
    'not-days': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not a list of days.',
      fix: 'Type whole numbers of days with commas between, such as 60, 30, 7.',
    },
    'too-many': {
      severity: 'problem',
      says: `{cell} says {typed}, which is more than ${MOST_NUMBERS} numbers.`,
      fix: `Type at most ${MOST_NUMBERS} numbers with commas between, such as 60, 30, 7.`,
    },
  },
  text(typed) {
    const words = typed
      .toLowerCase()
      .replace(/\b(?:days?|before)\b/g, ' ')
      .trim();
    const numbers = words.split(SEPARATORS).filter((word) => word !== '');
    if (numbers.length === 0 || !numbers.every((word) => /^\d{1,3}$/.test(word) && Number(word) <= MOST_DAYS))
      return refused('not-days');
    if (numbers.length > MOST_NUMBERS) return refused('too-many');
    return { value: [...new Set(numbers.map(Number))].sort((one, other) => other - one) };
  },
  show: (value) => value.join(', '),
});
