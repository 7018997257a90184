import { type AcademicYear, academicYearOf, daysBetween, plusDays } from './academic-year.ts';
import { isMembershipUnread, type Membership } from './members.ts';
import { type SchoolCalendar, TERMS, type Term } from './school-calendar.ts';

/** So that a Monday stays a Monday. */
const YEAR_OF_WEEKS = 364;

/**
 * The terms of a year that are a school's own, for which its totals are asked and counted: those for most of whose days it was a member. A
 * term of which nobody knows the days is taken for its own. The calendar may be that of another year, whose terms lie much alike.
 */
export function termsAsMember(
  school: Membership,
  { startYear, from: begins }: Pick<AcademicYear, 'startYear' | 'from'>,
  { term }: Pick<SchoolCalendar, 'term'>,
): readonly Term[] {
  const { joinedOn, leftOn } = school;
  if (isMembershipUnread(school) || (joinedOn === null && leftOn === null)) return TERMS;
  return TERMS.filter((name) => {
    const days = term(name);
    if (days === null) return true;
    // A year may begin in the course of a term, which is of the year that has its middle.
    const middle = plusDays(days.from, Math.floor(daysFromTo(days.from, days.to) / 2));
    const away = YEAR_OF_WEEKS * (startYear - academicYearOf(middle, begins.slice(5)).startYear);
    const [from, to] = [plusDays(days.from, away), plusDays(days.to, away)];
    const first = joinedOn !== null && joinedOn > from ? joinedOn : from;
    const last = leftOn !== null && leftOn < to ? leftOn : to;
    return 2 * daysFromTo(first, last) > daysFromTo(from, to);
  });
}

function daysFromTo(from: string, to: string): number {
  return daysBetween(from, to) + 1;
}

/** "the spring term", "the autumn and spring terms". */
export function namedTerms(terms: readonly Term[]): string {
  return `the ${terms.join(' and ')} ${terms.length === 1 ? 'term' : 'terms'}`;
}
