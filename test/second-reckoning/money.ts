import type { Alliance, AlliancesBook, Member } from './alliance.ts';
import { daysFromTo, laterOf, type Span, spanOfYear } from './days.ts';
import { schoolDayAfter, termsOf } from './school-days.ts';

/** "£3,000.00", as documents print it. */
export function inPounds(pence: number): string {
  const [pounds, rest] = [Math.floor(Math.abs(pence) / 100), Math.abs(pence) % 100];
  return `${pence < 0 ? '−' : ''}£${pounds.toLocaleString('en-GB')}.${String(rest).padStart(2, '0')}`;
}

/** "3000.00", as the attached tables have it. */
export function asAttached(pence: number): string {
  const [pounds, rest] = [Math.floor(Math.abs(pence) / 100), Math.abs(pence) % 100];
  return `${pence < 0 ? '-' : ''}${pounds}.${String(rest).padStart(2, '0')}`;
}

/** This year’s book. */
export function bookOf({ books, startYear }: Alliance): AlliancesBook {
  return books.find((book) => book.startYear === startYear)!;
}

export function wasMemberIn({ joinedOn, leftOn }: Member, startYear: number): boolean {
  const { from, to } = spanOfYear(startYear);
  return (joinedOn === null || joinedOn <= to) && (leftOn === null || leftOn >= from);
}

/** Members of the year as a board expects a list of them. */
export function membersOf({ members, startYear }: Alliance): Member[] {
  return members
    .map(({ meant }) => meant)
    .filter((member) => wasMemberIn(member, startYear))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The day by which whoever is a member all the year pays. */
export function usualPayingDay({ startYear, decided }: Alliance): string {
  const begins = decided.contributionYear === 'academic' ? '09-01' : '04-01';
  return decided.dueDate >= begins ? `${startYear}-${decided.dueDate}` : `${startYear + 1}-${decided.dueDate}`;
}

/**
 * The day by which a member pays. A school that joins in the course of the year has 30 school days from then, and until the year’s last
 * day where the calendar does not reach so far, unless the usual day is long after in any case.
 */
export function payingDay(alliance: Alliance, { urn, joinedOn }: Member): string {
  const year = spanOfYear(alliance.startYear);
  const usual = usualPayingDay(alliance);
  if (joinedOn === null || joinedOn <= year.from) return usual;
  if (daysFromTo(joinedOn, usual) > 100) return usual;
  const calendar = bookOf(alliance).calendar.map(({ meant }) => meant);
  const settled = schoolDayAfter(calendar, urn, joinedOn, 30) ?? year.to;
  return laterOf(settled, usual);
}

/** What a member is asked for: all of it, its terms’ share or nothing for a part of the year, and nothing that falls due after it left. */
export function askedFor(alliance: Alliance, member: Member): number {
  const { contribution, partYearPay } = alliance.decided;
  if (member.leftOn !== null && payingDay(alliance, member) > member.leftOn) return 0;
  const { terms, of } = shareOf(alliance, member, partYearPay);
  return Math.round((contribution * terms) / of);
}

/** Of how many terms a member owes what is owed for all the year; a day in a term counts the term. */
export function shareOf(
  alliance: Alliance,
  { joinedOn, leftOn, urn }: Member,
  partYear: 'full' | 'by-term' | 'none',
): { readonly terms: number; readonly of: number } {
  const year = spanOfYear(alliance.startYear);
  const isWhole = (joinedOn === null || joinedOn <= year.from) && (leftOn === null || leftOn >= year.to);
  if (isWhole || partYear === 'full') return { terms: 1, of: 1 };
  if (partYear === 'none') return { terms: 0, of: 1 };
  const calendar = bookOf(alliance).calendar.map(({ meant }) => meant);
  const terms = termsOf(calendar, urn);
  if (terms.length === 0) return { terms: 1, of: 1 };
  const isIn = ({ from, to }: Span) => (joinedOn === null || joinedOn <= to) && (leftOn === null || leftOn >= from);
  return { terms: terms.filter(isIn).length, of: terms.length };
}
