import { type BroughtForward, broughtTogether } from '../../figures/contributions.ts';
import type { School } from '../../figures/members.ts';
import { schoolWith } from '../../figures/school-numbers.ts';
import { sum } from '../../figures/sums.ts';
import type { Situation } from '../situation.ts';
import { accountHolders, accountOf } from './accounts.ts';
import { cashBook } from './cash-book.ts';

/** How a school's account stands on a day, in pence. */
export interface OwedOn {
  /** Due by then and not paid. */
  readonly owed: number;
  /** Paid for a year not begun, or above all that is due. */
  readonly inAdvance: number;
  /** Paid for the year begun, of what falls due later. */
  readonly towardsLater: number;
  /** Since when the oldest of what is owed is due; null where nothing is. */
  readonly since: string | null;
}

/**
 * By a situation whose day it is: nothing dated later counts, and nothing is shared out over the year. `before`: that of the year before,
 * where it is at hand, as what is paid later for that year is not paid on the day yet.
 */
export function owedOn(school: School, situation: Situation, before: Situation | null = null): OwedOn {
  const { asOf, year } = situation;
  const account = accountOf(school, situation, before ? leftOn(school, situation, before) : undefined);
  const due = account.carries.owed.filter(({ dueOn }) => dueOn <= asOf);
  const owed = sum(due, ({ amount }) => amount);
  const later = paidForLater(school, situation);
  const notYetDue = sum(account.parts, ({ dueOn, amount }) => (dueOn > asOf || asOf < year.from ? amount : 0));
  // All that was due by now less all that came in: what is owed less what was paid ahead.
  const net = account.outstanding - notYetDue - later;
  const inAdvance = account.carries.inCredit + later;
  return { owed, inAdvance, towardsLater: owed - inAdvance - net, since: due[0]?.dueOn ?? null };
}

/** What the year before had left of the school's account by the day. */
function leftOn({ urn }: School, { schools, asOf }: Situation, before: Situation): BroughtForward {
  const on = { ...before, asOf };
  const its = accountHolders(on).filter((one) => (schoolWith(schools, one.urn)?.urn ?? one.urn) === urn);
  return broughtTogether(its.map((one) => accountOf(one, on).carries));
}

/** What came by the day for years after the situation's, less what went back of it. */
function paidForLater({ urn }: School, situation: Situation): number {
  const { asOf, year } = situation;
  const its = cashBook(situation).movements.filter(
    (one) => one.urn === urn && one.day <= asOf && (one.forYear ?? year.startYear) > year.startYear,
  );
  return sum(its, ({ amount }) => amount);
}
