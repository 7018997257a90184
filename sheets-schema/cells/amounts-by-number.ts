import { pounds } from '../wording.ts';
import { defineCell } from './define-cell.ts';
import { money } from './money.ts';
import { refused } from './refused.ts';

/** An amount for up to so many, or with null for all above; in pence. */
export interface AmountUpTo {
  readonly upTo: number | null;
  readonly amount: number;
}

const MOST_BANDS = 12;
const BAND = /^(?:up to )?(\d{1,3}(?:,\d{3})+|\d+)(?: pupils)? ?[:=] ?(.+)$/i;
const ABOVE = /^(?:more|above|over|the rest|others)(?: than)? ?(?:\d[\d,]*)?(?: pupils)? ?[:=] ?(.+)$/i;

/** What is asked for by a number that is counted: "500: £2,000; 1,000: £3,000; more: £4,000". */
export const amountsByNumber = defineCell<readonly AmountUpTo[]>({
  name: 'amounts by number',
  format: 'text',
  rule: 'GEN-12',
  hint: 'Type bands with semicolons between, such as 500: £2,000; 1,000: £3,000; more: £4,000.',
  otherwise: 'not-bands',
  messages: {
    'not-bands': {
      severity: 'problem',
      says: '{cell} says {typed}, which does not say an amount for each number.',
      fix: 'Type bands from the smallest to “more”, such as 500: £2,000; 1,000: £3,000; more: £4,000.',
    },
  },
  text(typed, context) {
    const parts = typed.split(';').flatMap((part) => part.trim() || []);
    const bands = parts.map((part): AmountUpTo | null => {
      const band = BAND.exec(part);
      const amount = money.read((band?.[2] ?? ABOVE.exec(part)?.[1] ?? '').trim(), context);
      if (!('value' in amount)) return null;
      return { upTo: band ? Number(band[1]!.replaceAll(',', '')) : null, amount: amount.value };
    });
    const known = bands.filter((band) => band !== null);
    const isInOrder = known.every(
      ({ upTo }, at) => at === 0 || upTo === null || upTo > (known[at - 1]!.upTo ?? Infinity),
    );
    const isWhole = known.at(-1)?.upTo === null && known.slice(0, -1).every(({ upTo }) => upTo !== null);
    if (known.length < 2 || known.length > MOST_BANDS || known.length < parts.length || !isInOrder || !isWhole)
      return refused('not-bands');
    return { value: known };
  },
  show: (bands) =>
    bands
      .map(({ upTo, amount }) => `${upTo === null ? 'more' : upTo.toLocaleString('en-GB')}: ${pounds(amount)}`)
      .join('; '),
});
