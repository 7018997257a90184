import type { CalendarEntry } from './alliance.ts';
import { daysLater, isWeekend, type Span } from './days.ts';

const TERMS = ['Autumn term', 'Spring term', 'Summer term'] as const;

/** A school’s terms: its own take the place of those for every school. */
export function termsOf(calendar: readonly CalendarEntry[], urn: string): Span[] {
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
  const closed = calendar.filter(
    ({ what, urn: whose }) => (what === 'Holiday' || what === 'INSET day') && (whose === null || whose === urn),
  );
  const isIn = (spans: readonly Span[], one: string) => spans.some(({ from, to }) => from <= one && one <= to);
  const last =
    terms
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? '';
  let left = count;
  for (let one = daysLater(day, 1); one <= last; one = daysLater(one, 1)) {
    if (isIn(terms, one) && !isIn(closed, one) && !isWeekend(one)) left -= 1;
    if (left === 0) return one;
  }
  return null;
}
