import { type AcademicYear, daysBetween, plusDays } from './academic-year.ts';
import { isMemberDuring, type Membership, membershipIn } from './members.ts';
import { type SchoolCalendar, TERMS } from './school-calendar.ts';

/** School days that a school has from joining for what would be due before. */
export const AFTER_JOINING = 30;

/** More days than those ever take. */
const LONG_AFTER_JOINING = 100;

/**
 * When a school that joins in the year owes what every member owes by a day of it: not before it has been one for a while. Where the
 * calendar does not reach so far, by the year's last day, unless the day is long after in any case.
 */
export function dueOnceJoined(
  due: string,
  { joinedOn }: Membership,
  year: AcademicYear,
  calendar: SchoolCalendar,
): string {
  if (joinedOn === null || joinedOn <= year.from) return due;
  if (daysBetween(joinedOn, due) > LONG_AFTER_JOINING) return due;
  const first = calendar.schoolDaysAfter(joinedOn, AFTER_JOINING) ?? year.to;
  return due < first ? first : due;
}

/** Whether a school owes what is due on a day: nothing that is dated after it left. */
export function owesWhatIsDueOn(due: string, { leftOn }: Membership): boolean {
  return leftOn === null || due <= leftOn;
}

/** What who is a member for part of a year owes of what is owed for the whole: all of it, a share by its terms, or nothing. */
export type PartYear = 'full' | 'by-term' | 'none';

export function isMemberAllYear(member: Membership, year: AcademicYear): boolean {
  const { from, to } = membershipIn(member, year);
  return from === year.from && to === year.to;
}

/** As a fraction. */
interface Share {
  readonly part: number;
  readonly of: number;
}

const [WHOLE, NOTHING]: readonly [Share, Share] = [
  { part: 1, of: 1 },
  { part: 0, of: 1 },
];

/**
 * The share that a member owes of what is owed for a whole year: one day of membership in a term counts the term, and it is the whole
 * where no calendar tells the terms. Nothing is owed that falls due after leaving. Of schools that became one each term is owed once: a
 * new one owes what none of those owed that it took over.
 */
export function shareOwed(
  partYear: PartYear,
  member: Membership,
  year: AcademicYear,
  calendar: SchoolCalendar,
  dueOn: (member: Membership) => string,
): Share {
  const owes = (one: Membership) => owesWhatIsDueOn(dueOn(one), one);
  if (!owes(member)) return NOTHING;
  const before = (member.tookOver ?? []).filter((one) => isMemberDuring(one, year));
  const owing = before.filter(owes);
  if (isMemberAllYear(member, year) && owing.length === 0) return WHOLE;
  if (partYear === 'none') return NOTHING;
  const terms = TERMS.map((name) => calendar.term(name)).filter((term) => term !== null);
  if (partYear === 'full' || terms.length === 0) return owing.length === 0 ? WHOLE : NOTHING;
  const isIn = (term: Span) => (one: Membership) => isMemberDuring(one, term);
  const own = terms.filter((term) => [member, ...before].some(isIn(term)) && !owing.some(isIn(term)));
  return { part: own.length, of: terms.length };
}

type Span = NonNullable<ReturnType<SchoolCalendar['term']>>;

/** School days of a school's own part of the year up to and including a day, and in all. */
export function progressOf(
  member: Membership,
  year: AcademicYear,
  calendar: SchoolCalendar,
  asOf: string,
): { readonly gone: number; readonly all: number } {
  const { from, to } = membershipIn(member, year);
  const before = calendar.progress(plusDays(from, -1)).gone;
  const upTo = (day: string) => Math.max(0, calendar.progress(day < to ? day : to).gone - before);
  return { gone: upTo(asOf), all: upTo(to) };
}
