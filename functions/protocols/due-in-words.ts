import { longDate } from '../../templates/kit/money-and-dates.ts';
import type { AcademicYear } from '../figures/academic-year.ts';
import type { Membership } from '../figures/members.ts';
import { AFTER_JOINING, dueOnceJoined } from '../figures/obligations.ts';
import type { SchoolCalendar } from '../figures/school-calendar.ts';

interface DueInWords {
  /** Null where another day will hold once the terms are typed. */
  readonly by: string | null;
  readonly says: string;
}

/** By when a member owes what all owe by a day, as the checks have it, in a letter that may be older than the calendar. */
export function dueInWords(due: string, member: Membership, year: AcademicYear, calendar: SchoolCalendar): DueInWords {
  const by = dueOnceJoined(due, member, year, calendar);
  const says = `by ${longDate(by)}`;
  if (calendar.known || by === due) return { by, says };
  const afterJoining = `${AFTER_JOINING} school days after joining`;
  const then =
    due < member.joinedOn!
      ? `within ${AFTER_JOINING} school days of joining`
      : `by ${longDate(due)} or ${afterJoining}, whichever is later`;
  return { by: null, says: `${says} at the latest, and once Calendar has the terms ${then}` };
}
