import { type AcademicYear, daysBetween, plusDays } from './academic-year.ts';
import { isMemberDuring, type Membership, membershipIn } from './members.ts';
import { type SchoolCalendar, TERMS } from './school-calendar.ts';
import { termsAsMember } from './terms-as-member.ts';

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
 * The share that a member owes, in money and in days alike, of what is owed for a whole year. A term is a school's own where it was a
 * member for most of its days (24), and nothing is owed without one, or by who left before the day that `dueOn` says. It is the whole
 * where no calendar tells the terms. Of schools that became one each term is owed once: a new one owes what none of those owed that it
 * took over.
 */
export function shareOwed(
  partYear: PartYear,
  member: Membership,
  year: AcademicYear,
  calendar: SchoolCalendar,
  dueOn: (member: Membership) => string,
): Share {
  const termsOf = (one: Membership) =>
    termsAsMember(one, year, calendar).filter((name) => calendar.term(name) !== null);
  const isKnown = TERMS.some((name) => calendar.term(name) !== null);
  const owes = (one: Membership) => owesWhatIsDueOn(dueOn(one), one) && (!isKnown || termsOf(one).length > 0);
  if (!owesWhatIsDueOn(dueOn(member), member)) return NOTHING;
  const before = (member.tookOver ?? []).filter((one) => isMemberDuring(one, year));
  const owing = before.filter(owes);
  if (isMemberAllYear(member, year) && owing.length === 0) return WHOLE;
  if (partYear === 'none') return NOTHING;
  if (!isKnown) return owing.length === 0 ? WHOLE : NOTHING;
  const all = termsOf(togetherWith(before, member));
  const own = all.filter((name) => !owing.some((one) => termsOf(one).includes(name)));
  if (partYear === 'full') return own.length > 0 && owing.length === 0 ? WHOLE : NOTHING;
  return { part: own.length, of: TERMS.filter((name) => calendar.term(name) !== null).length };
}

/** A member since the first of those joined that became it, so that a term in which it came about is somebody's. */
function togetherWith(before: readonly Membership[], member: Membership): Membership {
  const joined = [member, ...before].map(({ joinedOn }) => joinedOn);
  const first = joined.includes(null) ? null : joined.toSorted()[0]!;
  return { ...member, joinedOn: first };
}

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
