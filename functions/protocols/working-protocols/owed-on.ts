import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import type { School } from '../../figures/members.ts';
import { sum } from '../../figures/sums.ts';
import type { Situation } from '../situation.ts';
import { accountOf, placedEntries } from './accounts.ts';

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

/** By a situation whose day it is: nothing dated later counts, and nothing is shared out over the year. */
export function owedOn(school: School, situation: Situation): OwedOn {
  const { asOf, year } = situation;
  const account = accountOf(school, situation);
  const due = account.carries.owed.filter(({ dueOn }) => dueOn <= asOf);
  const owed = sum(due, ({ amount }) => amount);
  const later = paidForLater(school, situation);
  const notYetDue = account.dueOn > asOf || asOf < year.from ? account.due : 0;
  // All that was due by now less all that came in: what is owed less what was paid ahead.
  const net = account.outstanding - notYetDue - later;
  const inAdvance = account.carries.inCredit + later;
  return { owed, inAdvance, towardsLater: owed - inAdvance - net, since: due[0]?.dueOn ?? null };
}

/** What came by the day for years after the situation's, less what went back of it. */
function paidForLater({ urn }: School, situation: Situation): number {
  const { asOf, year } = situation;
  const isLater = (forYear: number | null, typedIn: number) => (forYear ?? typedIn) > year.startYear;
  const here = placedEntries(situation)
    .filter(({ place, entry, typedIn }) => place === 'another year' && isLater(entry.forYear, typedIn))
    .map(({ entry, atBank }) => ({ entry, isNotSeen: atBank === 'not seen' }));
  const beside = situation
    .beside(contributionsTab)
    .filter(({ row, typedIn }) => typedIn > year.startYear && isLater(row.forYear, typedIn))
    .map(({ row }) => ({ entry: row, isNotSeen: false }));
  return sum(
    [...here, ...beside].filter(({ entry, isNotSeen }) => !isNotSeen && entry.school === urn && entry.date <= asOf),
    ({ entry: { kind, amount } }) => (kind === 'payment' ? amount : kind === 'refund' ? -amount : 0),
  );
}
