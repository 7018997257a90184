import { type AcademicYear, daysBetween, isWithin, plusDays } from './academic-year.ts';
import { isMembershipUnread, type Membership } from './members.ts';
import { type SchoolCalendar, TERMS, type Term } from './school-calendar.ts';

/**
 * The terms of a year that are a school's own, for which its totals are asked and counted: those for most of whose days it was a member. A
 * term of which nobody knows the days is taken for its own, and so is one of another year: terms do not lie alike, as Easter moves.
 */
export function termsAsMember(
  school: Membership,
  year: Pick<AcademicYear, 'from' | 'to'>,
  { term }: Pick<SchoolCalendar, 'term'>,
): readonly Term[] {
  const { joinedOn, leftOn } = school;
  if (isMembershipUnread(school) || (joinedOn === null && leftOn === null)) return TERMS;
  return TERMS.filter((name) => {
    const days = term(name);
    if (days === null) return true;
    // A year may begin in the course of a term, which is of the year that has its middle.
    const middle = plusDays(days.from, Math.floor(daysFromTo(days.from, days.to) / 2));
    if (!isWithin(middle, year)) return true;
    const first = joinedOn !== null && joinedOn > days.from ? joinedOn : days.from;
    const last = leftOn !== null && leftOn < days.to ? leftOn : days.to;
    return 2 * daysFromTo(first, last) > daysFromTo(days.from, days.to);
  });
}

function daysFromTo(from: string, to: string): number {
  return daysBetween(from, to) + 1;
}

/** "the spring term", "the autumn and spring terms". */
export function namedTerms(terms: readonly Term[]): string {
  return `the ${terms.join(' and ')} ${terms.length === 1 ? 'term' : 'terms'}`;
}
