import type { CalendarEntry, Member } from './alliance.ts';
import { daysFromTo, daysLater, isWeekend, type Span, yearOf } from './days.ts';

const TERMS = ['Autumn term', 'Spring term', 'Summer term'] as const;

/** A school’s terms: its own take the place of those for every school. */
function termsOf(calendar: readonly CalendarEntry[], urn: string): Span[] {
  return TERMS.flatMap((what) => {
    const all = calendar.filter((entry) => entry.what === what && (entry.urn === null || entry.urn === urn));
    const own = all.filter((entry) => entry.urn === urn);
    return (own.length > 0 ? own : all).slice(0, 1);
  });
}

/** The nth day after a day on which pupils are in; null where the calendar does not reach so far. */
export function schoolDayAfter(
  calendar: readonly CalendarEntry[],
  urn: string,
  day: string,
  count: number,
): string | null {
  const terms = termsOf(calendar, urn);
  const isOpen = openOn(calendar, urn);
  const last =
    terms
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? '';
  let left = count;
  for (let one = daysLater(day, 1); one <= last; one = daysLater(one, 1)) {
    if (isIn(terms, one) && isOpen(one)) left -= 1;
    if (left === 0) return one;
  }
  return null;
}

function isIn(spans: readonly Span[], day: string): boolean {
  return spans.some(({ from, to }) => from <= day && day <= to);
}

/** Whether a day in a term is one on which a school’s pupils are in. */
function openOn(calendar: readonly CalendarEntry[], urn: string): (day: string) => boolean {
  const closed = calendar.filter(
    ({ what, urn: whose }) => (what === 'Holiday' || what === 'INSET day') && (whose === null || whose === urn),
  );
  return (day) => !isWeekend(day) && !isIn(closed, day);
}

export const NAMES_OF_TERMS = ['Autumn', 'Spring', 'Summer'] as const;
export type NameOfTerm = (typeof NAMES_OF_TERMS)[number];

/** Terms for more than half of whose days a school was a member. One that nobody typed counts as its own, and so does another year’s. */
export function ownTerms(
  calendar: readonly CalendarEntry[],
  member: Member,
  year: number,
  begins: string,
): NameOfTerm[] {
  const { urn, joinedOn, leftOn } = member;
  return NAMES_OF_TERMS.filter((name) => {
    const span = spanOfTerm(calendar, urn, name);
    if (span === undefined) return true;
    const days = daysFromTo(span.from, span.to) + 1;
    // A year may begin in the course of a term: it is of the year that has its middle.
    if (yearOf(daysLater(span.from, Math.floor(days / 2)), begins) !== year) return true;
    const isMember = (at: number) => {
      const day = daysLater(span.from, at);
      return (joinedOn === null || joinedOn <= day) && (leftOn === null || day <= leftOn);
    };
    return Array.from({ length: days }, (_, at) => at).filter(isMember).length > days / 2;
  });
}

/** The terms of which somebody typed the days. */
export function namesTyped(calendar: readonly CalendarEntry[], urn: string): NameOfTerm[] {
  return NAMES_OF_TERMS.filter((name) => spanOfTerm(calendar, urn, name) !== undefined);
}

function spanOfTerm(calendar: readonly CalendarEntry[], urn: string, name: NameOfTerm): Span | undefined {
  const [span] = termsOf(
    calendar.filter(({ what }) => what === `${name} term`),
    urn,
  );
  return span;
}

/** On how many days pupils are in, in all of these terms; null where there are none, or one that nobody typed. */
export function daysInTerms(
  calendar: readonly CalendarEntry[],
  urn: string,
  terms: readonly NameOfTerm[],
): number | null {
  const spans = terms.map((name) => spanOfTerm(calendar, urn, name));
  if (spans.length === 0 || spans.includes(undefined)) return null;
  const isOpen = openOn(calendar, urn);
  let days = 0;
  for (const { from, to } of spans as Span[])
    for (let day = from; day <= to; day = daysLater(day, 1)) if (isOpen(day)) days += 1;
  return days;
}
