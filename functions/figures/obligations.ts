import type { AcademicYear } from './academic-year.ts';
import type { Membership } from './members.ts';
import type { SchoolCalendar } from './school-calendar.ts';

/** School days that a school has from joining for what would be due before. */
export const AFTER_JOINING = 30;

/**
 * When a school that joins in the year owes what every member owes by a day of it: not before it has been one for a while. Where the
 * calendar does not reach so far, by the year's last day.
 */
export function dueOnceJoined(
  due: string,
  { joinedOn }: Membership,
  year: AcademicYear,
  calendar: SchoolCalendar,
): string {
  if (joinedOn === null || joinedOn <= year.from) return due;
  const first = calendar.schoolDaysAfter(joinedOn, AFTER_JOINING) ?? year.to;
  return due < first ? first : due;
}

/** Whether a school owes what is due on a day: nothing that is dated after it left. */
export function owesWhatIsDueOn(due: string, { leftOn }: Membership): boolean {
  return leftOn === null || due <= leftOn;
}
