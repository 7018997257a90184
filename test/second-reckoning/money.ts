import type { Alliance, AlliancesBook, Member } from './alliance.ts';
import { dayOfYear, daysFromTo, laterOf, type Span, spanOfYear } from './days.ts';
import { namesTyped, ownTerms, schoolDayAfter } from './school-days.ts';

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

/** The days of its year. */
export function yearIn({ startYear, decided }: Alliance): Span {
  return spanOfYear(startYear, decided.yearBegins);
}

export function wasMemberIn({ joinedOn, leftOn }: Member, { from, to }: Span): boolean {
  return (joinedOn === null || joinedOn <= to) && (leftOn === null || leftOn >= from);
}

/** Members of the year as a board expects a list of them. */
export function membersOf(alliance: Alliance): Member[] {
  const year = yearIn(alliance);
  return alliance.members
    .map(({ meant }) => meant)
    .filter((member) => wasMemberIn(member, year))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The day by which whoever is a member all the year pays. */
export function usualPayingDay({ startYear, decided }: Alliance): string {
  return dayOfYear(decided.dueDate, startYear, decided.contributionYear === 'academic' ? decided.yearBegins : '04-01');
}

/**
 * The day by which a member pays. A school that joins in the course of the year has 30 school days from then, and until the year’s last
 * day where the calendar does not reach so far, unless the usual day is long after in any case.
 */
export function payingDay(alliance: Alliance, { urn, joinedOn }: Member): string {
  const year = yearIn(alliance);
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
  const { terms, of } = shareOf(alliance, member, partYearPay);
  return Math.round((contribution * terms) / of);
}

/** Members of the year that became a member. */
export function becameA({ tookOver }: Member, alliance: Alliance): Member[] {
  return membersOf(alliance).filter(({ urn }) => tookOver.includes(urn));
}

interface Share {
  readonly terms: number;
  readonly of: number;
}

/**
 * Of how many terms a member owes what is owed for all the year, money or days. A term is of who was a member on more than half of its
 * days; who has none, or left before the day by which it pays, owes nothing. For a school that others became, what these owe by their
 * terms is owed already: of the terms it owes the rest, and of all the year nothing.
 */
export function shareOf(alliance: Alliance, member: Member, partYear: 'full' | 'by-term' | 'none'): Share {
  const [nothing, all] = [0, 1].map((terms) => ({ terms, of: 1 })) as [Share, Share];
  const calendar = bookOf(alliance).calendar.map(({ meant }) => meant);
  const typed = namesTyped(calendar, member.urn);
  const termsIn = (one: Member) =>
    ownTerms(calendar, { ...one, urn: member.urn }, alliance.startYear, alliance.decided.yearBegins).filter((name) =>
      typed.includes(name),
    );
  const isGone = (one: Member) => one.leftOn !== null && one.leftOn < payingDay(alliance, one);
  if (isGone(member)) return nothing;
  const before = becameA(member, alliance);
  const owedAlready = before.filter((one) => !isGone(one) && (typed.length === 0 || termsIn(one).length > 0));
  if (owedAlready.length === 0 && isMemberAllOf(yearIn(alliance), member)) return all;
  if (partYear === 'none') return nothing;
  if (typed.length === 0) return owedAlready.length > 0 ? nothing : all;
  const since = [member, ...before].map(({ joinedOn }) => joinedOn ?? '').toSorted()[0]!;
  const taken = owedAlready.flatMap(termsIn);
  const left = termsIn({ ...member, joinedOn: since === '' ? null : since }).filter((name) => !taken.includes(name));
  if (partYear === 'full') return owedAlready.length > 0 || left.length === 0 ? nothing : all;
  return { terms: left.length, of: typed.length };
}

function isMemberAllOf({ from, to }: Span, { joinedOn, leftOn }: Member): boolean {
  return (joinedOn === null || joinedOn <= from) && (leftOn === null || leftOn >= to);
}
