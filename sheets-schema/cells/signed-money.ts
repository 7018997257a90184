import { penceIn } from '../bank/amounts-and-days.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { groupedFigures } from './typed-figures.ts';

/** Money as whole pence that came in, or with a minus went out. */
export const signedMoney = defineCell<number>({
  name: 'money in or out',
  format: 'money',
  rule: 'GEN-10',
  hint: 'An amount in pounds, with a minus where it went out.',
  otherwise: 'not-an-amount',
  messages: {
    'not-an-amount': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not an amount of money.',
      fix: 'Type the amount in pounds, as in 3000.50 or -120.50.',
    },
  },
  text: (typed) => readPence(typed),
  number: (value) => readPence(value),
  show: (pence) =>
    `${pence < 0 ? '-' : ''}£${groupedFigures(Math.floor(Math.abs(pence) / 100))}.${String(Math.abs(pence) % 100).padStart(2, '0')}`,
  write: (pence) => pence / 100,
});

function readPence(cell: string | number) {
  const pence = penceIn(cell);
  return pence === null ? refused('not-an-amount') : { value: pence };
}
