import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import {
  type Meeting,
  plannedMeetings,
  type Representation,
  representationAt,
  type WhoCame,
} from '../../figures/meetings.ts';
import type { School } from '../../figures/members.ts';
import { excusedBy } from '../exceptions.ts';
import type { PromiseRef } from '../pack.ts';
import type { Reads } from '../rule.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';

/** What attendance is told from. The first is where it is typed. */
export const attendanceReads: readonly [Reads, ...Reads[]] = [
  { tab: whoCameTab, columns: ['date', 'kind', 'school', 'who'] },
  { tab: meetingsTab, columns: ['date', 'kind', 'lastDay', 'status', 'movedTo'] },
];

/** A school's meetings of one kind, for rules, standing and documents alike. */
export interface Attendance {
  /** All that count, oldest first. */
  readonly held: readonly Representation[];
  readonly missed: readonly Representation[];
  readonly unrecorded: readonly Representation[];
  /** Those that leave the count, because the alliance excused the school from the promise on that day. */
  readonly excused: readonly Representation[];
}

/** Which meetings of one kind, and the promise about them. */
export interface AttendancePromised {
  readonly kind: Meeting['kind'];
  readonly promise: PromiseRef;
  /** What the alliance excuses when it agrees to an exception about the day of a meeting. */
  readonly excuses: readonly WhoCame['who'][];
}

/** Finds each school's attendance at the meetings that were held by now. The rows are known to be here. */
export function attendanceAt(
  all: Situation,
  { kind, promise, excuses }: AttendancePromised,
): (school: School) => Attendance {
  const input = seeing(all, attendanceReads);
  const planned = plannedMeetings(kind, input.rows(meetingsTab), input.year);
  const cameOf = input.bySchool(whoCameTab);
  const isExcused = excusedBy(input, promise);
  return (school) => {
    const all = representationAt(planned, cameOf(school.urn), school, input.asOf);
    // Whoever came all the same is counted.
    const leavesTheCount = ({ came, isNamedBy }: Representation) =>
      (came === null || excuses.includes(came.who)) && isExcused(school.urn, isNamedBy);
    const held = all.filter((one) => !leavesTheCount(one));
    return {
      held,
      missed: held.filter(({ came }) => came?.who === 'nobody'),
      unrecorded: held.filter(({ came }) => came === null),
      excused: all.filter(leavesTheCount),
    };
  };
}
