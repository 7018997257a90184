import type { Row } from '../../sheets-schema/tab.ts';
import type { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import type { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { type AcademicYear, daysBetween, isWithin, plusDays } from './academic-year.ts';
import { isMemberOn, type School } from './members.ts';

export type Meeting = Row<typeof meetingsTab>;
export type WhoCame = Row<typeof whoCameTab>;

interface Days {
  readonly first: string;
  readonly last: string;
}

/** A meeting that takes place, with the days on which it does. Rows that can only be the same one are read as one. */
export interface PlannedMeeting extends Days {
  readonly meeting: Meeting;
  /** Whether *Who came* means it by this date: a day of it, or one that it was moved from. */
  isNamedBy(date: string): boolean;
}

/** A meeting and how one school was represented there. */
export interface Representation extends PlannedMeeting {
  /** The row that counts of those about the school: any presence beats nobody, and where the head came nobody stood in. Null where there is none. */
  readonly came: WhoCame | null;
}

/** A longer one is a slip of the pen, and no list of its days is worth making. */
export const MOST_DAYS = 14;
const CALLED_OFF = /\b(?:cancell?ed|called[ -]off|postponed)\b/i;

/** Whether the title says what *Status* leaves open: that the meeting was not held on its day. */
export function saysCalledOff({ title, status, movedTo }: Meeting): boolean {
  return status === null && movedTo === null && title !== null && CALLED_OFF.test(title);
}

/** The days on which a meeting takes place; null where it does not: it was cancelled, or moved to a day that is not known yet. */
export function daysOf(meeting: Meeting): Days | null {
  const { date, lastDay, status, movedTo } = meeting;
  if (status === 'cancelled' || saysCalledOff(meeting) || (status === 'moved' && movedTo === null)) return null;
  return lasting(movedTo ?? date, date, lastDay);
}

function lasting(first: string, date: string, lastDay: string | null): Days {
  const more = lastDay === null ? 0 : daysBetween(date, lastDay);
  return { first, last: more > 0 && more < MOST_DAYS ? plusDays(first, more) : first };
}

/** Every day by which a row may name the meeting: those it was to take place on, and those it was moved to. */
export function daysNaming({ date, lastDay, movedTo }: Pick<Meeting, 'date' | 'lastDay' | 'movedTo'>): string[] {
  return [date, ...(movedTo === null ? [] : [movedTo])].flatMap((from) => {
    const { first, last } = lasting(from, date, lastDay);
    return Array.from({ length: daysBetween(first, last) + 1 }, (_, at) => plusDays(first, at));
  });
}

/**
 * The meetings of one kind that take place in the year, oldest first. Rows of a kind that share a day are one meeting, and so are
 * conferences on days that follow one another: two days of the same one.
 */
export function plannedMeetings(
  kind: Meeting['kind'],
  meetings: readonly Meeting[],
  year: AcademicYear,
): PlannedMeeting[] {
  const planned = meetings
    .filter((meeting) => meeting.kind === kind)
    .flatMap((meeting) => {
      const days = daysOf(meeting);
      return days && isWithin(days.first, year) ? [{ meeting, ...days, from: daysNaming(meeting) }] : [];
    })
    .sort((one, other) => one.first.localeCompare(other.first) || one.meeting.key.localeCompare(other.meeting.key));
  const events: (Days & { meeting: Meeting; from: readonly string[] })[] = [];
  for (const one of planned) {
    const before = events.at(-1);
    const until = before && (kind === 'conference' ? plusDays(before.last, 1) : before.last);
    if (before === undefined || one.first > until!) events.push(one);
    else events[events.length - 1] = { ...before, last: later(before, one), from: [...before.from, ...one.from] };
  }
  const isOn = (date: string) => events.some((event) => date >= event.first && date <= event.last);
  return events.map(({ meeting, first, last, from }) => ({
    ...{ meeting, first, last },
    // The day that one meeting was moved from may be the day of another.
    isNamedBy: (date) => (date >= first && date <= last) || (from.includes(date) && !isOn(date)),
  }));
}

function later(one: Days, other: Days): string {
  return [one.last, other.last].sort().at(-1)!;
}

/**
 * Those of one kind that were held before `asOf`, to their last day, while the school was a member; oldest first. What is typed ahead of a
 * meeting is a guess until its day is over.
 */
export function representationAt(
  planned: readonly PlannedMeeting[],
  whoCame: readonly WhoCame[],
  school: School,
  asOf: string,
): Representation[] {
  return planned
    .filter(({ first, last }) => last < asOf && isMemberOn(school, first) && isMemberOn(school, last))
    .map((held) => ({
      ...held,
      came: mostOf(
        whoCame.filter(
          (row) => row.school === school.urn && row.kind === held.meeting.kind && held.isNamedBy(row.date),
        ),
      ),
    }));
}

const MOST_FIRST: readonly WhoCame['who'][] = ['head', 'deputy', 'other', 'nobody'];

/** Which of several rows counts, in whatever order they stand. */
function mostOf(rows: readonly WhoCame[]): WhoCame | null {
  const rank = ({ who }: WhoCame) => MOST_FIRST.indexOf(who);
  const [most] = [...rows].sort((one, other) => rank(one) - rank(other) || one.key.localeCompare(other.key));
  return most ?? null;
}
