import type { Row } from '../../sheets-schema/tab.ts';
import type { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { daysBetween, plusDays } from './academic-year.ts';

/** In the order of the year. */
export const TERMS = ['autumn', 'spring', 'summer'] as const;
export type Term = (typeof TERMS)[number];

/** One school's days: weekdays in a term that are neither holiday, INSET day nor closure. */
export interface SchoolCalendar {
  /** False where the *Calendar* names no term for this school: then nothing can be counted in school days. */
  readonly known: boolean;
  isSchoolDay(date: string): boolean;
  /** Why pupils are not in on that day, in words; null on a school day. */
  closedBecause(date: string): string | null;
  isInsetDay(date: string): boolean;
  /** The nth school day after the date; null when the calendar ends before it. */
  schoolDaysAfter(date: string, count: number): string | null;
  term(name: Term): { readonly from: string; readonly to: string } | null;
  /** The first school day after a term's half-term holiday; where it has none, the first of its later half. Null where it has no days. */
  secondHalf(name: Term): string | null;
  /** School days of the calendar up to and including the date, and in all. */
  progress(date: string): { readonly gone: number; readonly all: number };
}

/**
 * Builds a school's calendar from the alliance's rows. A term of its own takes the place of the one for every school; its own
 * holidays and closed days stand beside theirs.
 */
export function schoolCalendar(rows: readonly Row<typeof calendarTab>[], urn: string | null): SchoolCalendar {
  const mine = rows.filter((row) => row.school === null || row.school === urn);
  const spans = mine.map((row) => ({
    what: row.what,
    from: row.from,
    to: row.to ?? row.from,
    own: row.school !== null,
  }));
  const ownTerms = new Set(spans.filter(({ own, what }) => own && isTerm(what)).map(({ what }) => what));
  const terms = spans.filter(({ own, what }) => isTerm(what) && (own || !ownTerms.has(what)));
  const closed = new Map<string, string>();
  for (const span of spans) {
    if (isTerm(span.what)) continue;
    const reason = CLOSED_BECAUSE[span.what as keyof typeof CLOSED_BECAUSE];
    for (let day = span.from; day <= span.to && closed.size < 5000; day = plusDays(day, 1)) closed.set(day, reason);
  }
  const schoolDays: string[] = [];
  for (const { from, to } of terms) {
    for (let day = from; day <= to && schoolDays.length < 5000; day = plusDays(day, 1)) {
      if (!closed.has(day) && !isWeekend(day)) schoolDays.push(day);
    }
  }
  const ordered = [...new Set(schoolDays)].sort();
  const set = new Set(ordered);

  const term = (name: Term) => {
    const chosen = terms.find(({ what }) => what === name);
    return chosen ? { from: chosen.from, to: chosen.to } : null;
  };

  return {
    known: ordered.length > 0,
    isSchoolDay: (date) => set.has(date),
    isInsetDay: (date) => closed.get(date) === CLOSED_BECAUSE.inset,
    closedBecause(date) {
      if (set.has(date)) return null;
      return isWeekend(date) ? 'at the weekend' : (closed.get(date) ?? 'outside the school terms');
    },
    schoolDaysAfter: (date, count) => ordered[countUntil(ordered, date) + count - 1] ?? null,
    term,
    secondHalf(name) {
      const days = ordered.filter((day) => isInTerm(day, term(name)));
      const breaks = days.map((day, at) => (at === 0 ? 0 : daysBetween(days[at - 1]!, day)));
      const longest = Math.max(...breaks);
      return days[longest > A_WEEK ? breaks.indexOf(longest) : Math.floor(days.length / 2)] ?? null;
    },
    progress: (date) => ({ gone: countUntil(ordered, date), all: ordered.length }),
  };
}

/** No bank holiday beside a weekend makes so long a break. */
const A_WEEK = 7;

const CLOSED_BECAUSE = {
  holiday: 'in the holidays',
  inset: 'on an INSET day',
  closure: 'on a day the school is closed',
};

function isInTerm(day: string, term: { readonly from: string; readonly to: string } | null): boolean {
  return term !== null && day >= term.from && day <= term.to;
}

function isTerm(what: string): what is Term {
  return what === 'autumn' || what === 'spring' || what === 'summer';
}

/** The school days of a term; null where the calendar does not have it. */
export function schoolDaysIn(term: Term, { term: spanOf, progress, isSchoolDay }: SchoolCalendar): number | null {
  const span = spanOf(term);
  if (span === null) return null;
  return progress(span.to).gone - progress(span.from).gone + (isSchoolDay(span.from) ? 1 : 0);
}

/** How many of the ordered days are on or before the date. */
function countUntil(ordered: readonly string[], date: string): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle]! <= date) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isWeekend(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 || day === 6;
}
