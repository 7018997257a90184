import type { Representation, WhoCame } from '../../figures/meetings.ts';
import type { School } from '../../figures/members.ts';
import { type AttendancePromised, attendanceAt } from '../builders/attendance.ts';
import type { Situation } from '../situation.ts';

const pack = 'working-protocols';

/** Working protocols, 28. */
export const atTheConference: AttendancePromised = {
  kind: 'conference',
  promise: { pack, clause: '28' },
  excuses: ['nobody'],
};

/** Working protocols, 31. */
export const atAllianceMeetings: AttendancePromised = {
  kind: 'alliance',
  promise: { pack, clause: '31' },
  excuses: ['nobody'],
};

/** Working protocols, 32: who comes to alliance meetings. */
export const byTheHead: AttendancePromised = {
  kind: 'alliance',
  promise: { pack, clause: '32' },
  excuses: ['deputy', 'other'],
};

type Came = Representation & { readonly came: WhoCame };

/** Finds the alliance meetings at which a deputy stood in for a school's head, oldest first, without those that were excused. */
export function standInsOf(input: Situation): (school: School) => Came[] {
  const attendanceOf = attendanceAt(input, byTheHead);
  return (school) => attendanceOf(school).held.filter((one): one is Came => one.came?.who === 'deputy');
}
