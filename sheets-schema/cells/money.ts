import type { Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';
import { groupedFigures, type TypedFigures, typedFigures } from './typed-figures.ts';

const MOST_PENCE = 10_000_000_000; // £100 million: more is a slip, and far from what a number holds exactly
const AMOUNT = /^([-(] ?)?(£|gbp)? ?(-)? ?([\d.,][\d., ]*?) ?(k|p|pence|pounds?|gbp)? ?([)-])?$/;

/** Money as whole pence, from nothing to £100 million. */
export const money = defineCell<number>({
  name: 'money',
  format: 'money',
  rule: 'GEN-10',
  hint: 'Type an amount in pounds such as £3,000 or 3000.50.',
  remember: true,
  otherwise: 'not-an-amount',
  messages: {
    'not-an-amount': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not an amount of money.',
      fix: 'Type the amount in pounds, as in £3,000 or 3000.50.',
    },
    negative: {
      severity: 'problem',
      says: '{cell} says {typed}, which is less than nothing.',
      fix: 'Type the amount without the minus sign. A refund has a row of its own that says so.',
    },
    'part-of-a-penny': {
      severity: 'problem',
      says: '{cell} says {typed}, which does not come to whole pence.',
      fix: 'Type at most two figures after the point, as in 29.99.',
    },
    'unclear-commas': {
      severity: 'problem',
      says: '{cell} says {typed}, where the commas, spaces or points are not in their usual places.',
      fix: 'Type the amount as 3000 or 3,000.50.',
    },
    thousands: {
      severity: 'problem',
      says: '{cell} says {typed}, which may mean thousands of pounds.',
      fix: 'Type the amount in full, as in £3,000.',
    },
    'too-much': {
      severity: 'problem',
      says: '{cell} says {typed}, which is more than £100 million.',
      fix: 'Check how many figures were typed.',
    },
    'is-a-date': {
      severity: 'problem',
      says: '{cell} holds a date where an amount should stand.',
      fix: 'Set the cell to show pounds, then type the amount again.',
    },
  },
  text(typed) {
    const match = AMOUNT.exec(plainDashes(typed).toLowerCase());
    if (!match) return refused('not-an-amount');
    const [, minus, pound, innerMinus, figures = '', unit, ending] = match;
    const bracketed = minus?.startsWith('(') ?? false;
    if (bracketed !== (ending === ')')) return refused('not-an-amount');
    if (minus || innerMinus || ending) return refused('negative');

    const amount = typedFigures(figures);
    if (amount === null) return refused('unclear-commas');
    if (unit === 'k') return thousands(amount);
    if (unit !== 'p' && unit !== 'pence') return inPounds(amount);
    if (pound) return refused('not-an-amount');
    return amount.decimals === '' ? upTo(amount.whole) : refused('part-of-a-penny');
  },
  number(value) {
    if (value < 0) return refused('negative');
    const pence = Math.round(value * 100);
    if (pence > MOST_PENCE) return refused('too-much');
    return Math.abs(value * 100 - pence) < 1e-4 ? { value: pence === 0 ? 0 : pence } : refused('part-of-a-penny');
  },
  date: () => refused('is-a-date'),
  show: inFull,
});

function inPounds({ whole, decimals }: TypedFigures): Reading<number> {
  return decimals.length > 2 ? refused('part-of-a-penny') : upTo(whole * 100 + Number(decimals.padEnd(2, '0')));
}

function thousands({ whole, decimals }: TypedFigures): Reading<number> {
  const pence = whole * 100_000 + Number(decimals.padEnd(5, '0'));
  return decimals.length <= 5 && pence <= MOST_PENCE ? refused('thousands', inFull(pence)) : refused('thousands');
}

function upTo(pence: number): Reading<number> {
  return pence <= MOST_PENCE ? { value: pence } : refused('too-much');
}

function inFull(pence: number): string {
  return `£${groupedFigures(Math.floor(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}
