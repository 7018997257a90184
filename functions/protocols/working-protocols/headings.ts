import { schoolWith } from '../../figures/school-numbers.ts';
import type { Situation } from '../situation.ts';
import { nameBefore } from './brought-forward.ts';
import type { Movement } from './cash-book.ts';

/** What came in, or went out, under one heading of an account. In pence. */
export interface HeadingSum {
  readonly side: 'in' | 'out';
  readonly what: string;
  readonly amount: number;
  /** What of it is of money for one thing alone. */
  readonly onlyFor: number;
}

const NOT_PLACED = 'Not yet placed';

/** A line a heading: contributions by school, other income by what it is, refunds, and spending by what it was for. */
export function headingSums(movements: readonly Movement[], situation: Situation): HeadingSum[] {
  const sums = new Map<string, HeadingSum>();
  for (const one of movements) {
    const { order, side, what } = headingOf(one, situation);
    const key = `${order} ${what.trim().toLowerCase()}`;
    const known = sums.get(key) ?? { side, what, amount: 0, onlyFor: 0 };
    const pence = side === 'in' ? one.amount : -one.amount;
    sums.set(key, {
      ...known,
      amount: known.amount + pence,
      onlyFor: known.onlyFor + (one.onlyFor === null ? 0 : pence),
    });
  }
  return [...sums].sort(([one], [other]) => one.localeCompare(other, 'en')).map(([, sum]) => sum);
}

function headingOf({ heading, urn, typed, amount }: Movement, situation: Situation) {
  const { schools, nameOf } = situation;
  const name = urn === null ? '' : (schoolWith(schools, urn)?.name ?? nameBefore(urn, situation) ?? nameOf(urn));
  switch (heading) {
    case 'contribution':
      return { order: 1, side: 'in', what: name } as const;
    case 'other income':
      return { order: 2, side: 'in', what: typed!.entry!.note ?? 'Other income' } as const;
    case 'refund':
      return { order: 4, side: 'out', what: `Refunded to ${name}` } as const;
    case 'spending':
      return { order: 5, side: 'out', what: typed!.spent!.purpose } as const;
    default:
      return amount > 0
        ? ({ order: 3, side: 'in', what: NOT_PLACED } as const)
        : ({ order: 6, side: 'out', what: NOT_PLACED } as const);
  }
}
