import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { plusDays } from '../../figures/academic-year.ts';
import { isMembershipUnread, type Membership } from '../../figures/members.ts';
import { type StaffTimeGiven, WHOLE_DAY } from '../../figures/staff-days.ts';
import type { CarriedFigure, KeptFigure, KnownFigures } from '../kept-figure.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';
import { accountHolders, accountOf, isForwardInDoubt } from './accounts.ts';
import { CONTRIBUTIONS_FORWARD, type ForwardOfSchool } from './brought-forward.ts';
import { cashBook, type HeldForward, MONEY_FORWARD, OF_ALLIANCE } from './cash-book.ts';
import { hoursInADay } from './settings.ts';
import { staffDaysGiven, staffDaysOfOtherYears, staffDaysReads } from './staff-days.ts';
import { accountReads } from './terms.ts';

/** What each school owes at the end of the year, or has paid in advance, as its account of the next year brings it forward. */
export const contributionsForward: CarriedFigure<ForwardOfSchool> = {
  id: CONTRIBUTIONS_FORWARD,
  reads: [contributionsTab],
  of(all) {
    const situation = seeing(all, [accountReads]);
    const accounts = accountHolders(situation)
      .filter((school) => !isMembershipUnread(school))
      .map((school) => {
        const { carries } = accountOf(school, situation);
        const inDoubt = isForwardInDoubt(situation, school);
        return [school.urn, { name: school.name, ...carries, inDoubt }] as const;
      });
    // Of who owes nothing too: so the next year knows that its account was looked at.
    return Object.fromEntries(accounts);
  },
};

/** What is in the account when the year ends, and what of it is for one thing alone; nothing while that is not known. */
export const moneyForward: CarriedFigure<HeldForward> = {
  id: MONEY_FORWARD,
  reads: [contributionsTab, spendingTab],
  of(all) {
    const situation = seeing(all, [accountReads]);
    const end = plusDays(situation.year.to, 1);
    const book = cashBook(situation);
    const held = book.heldBefore(end);
    if (held === null) return {};
    const onlyFor = [...book.heldForBefore(end).values()].filter(({ amount }) => amount !== 0);
    return { [OF_ALLIANCE]: { held, onlyFor } };
  },
};

/** Rows of *Staff days* that wait to be mended and may make up what is missing; not kept where there are none. */
export const staffDaysWaiting: KeptFigure = {
  id: 'working-protocols/staff-days-waiting',
  reads: [staffDaysTab],
  of: (situation) => seeing(situation, [staffDaysReads]).waiting(staffDaysTab) || null,
};

/** Null where a school’s *Staff days* are not kept or not at hand, or from when on it is a member. */
function givenSoFar(situation: Situation): StaffTimeGiven | null {
  const member: Membership = situation.school ?? { joinedOn: null, leftOn: null };
  if (situation.look(staffDaysTab).is !== 'here' || isMembershipUnread(member)) return null;
  return staffDaysGiven(situation, member);
}

/** Whole half-days that a school gave so far this year. */
export const halfDaysGivenInYear: KeptFigure = {
  id: 'working-protocols/half-days-given',
  reads: [staffDaysTab],
  of(situation) {
    const all = givenSoFar(situation);
    return all && Math.floor(all.given);
  },
};

/** The minutes that hours leave over whole half-days; not kept where there are none. */
export const minutesOverHalfDays: KeptFigure = {
  id: 'working-protocols/minutes-over-half-days-given',
  reads: [staffDaysTab],
  of(situation) {
    const all = givenSoFar(situation);
    return all && (Math.round((all.given % 1) * minutesInHalfDay(situation)) || null);
  },
};

/** Half-days given, to the minute, by what is kept of them; null while that is not known. */
export function halfDaysKnown(known: KnownFigures, situation: Situation): number | null {
  const whole = known(halfDaysGivenInYear);
  return whole === null ? null : whole + (known(minutesOverHalfDays) ?? 0) / minutesInHalfDay(situation);
}

function minutesInHalfDay({ settings }: Situation): number {
  return settings.held(hoursInADay).value / WHOLE_DAY;
}

/** Half-days typed beyond a day of one person on one date, which do not count and may have been given on others; not kept where there are none. */
export const halfDaysBeyond: KeptFigure = {
  id: 'working-protocols/half-days-beyond-a-day',
  reads: [staffDaysTab],
  of: (situation) => Math.ceil(givenSoFar(situation)?.beyond ?? 0) || null,
};

/** Half-days typed under dates of other years, which do not count and may have been given in this one; not kept where there are none. */
export const halfDaysOfOtherYears: KeptFigure = {
  id: 'working-protocols/half-days-of-other-years',
  reads: [staffDaysTab],
  of: (situation) => (givenSoFar(situation) && Math.ceil(staffDaysOfOtherYears(situation))) || null,
};
