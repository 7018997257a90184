import type { Row } from '../../sheets-schema/tab.ts';
import type { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import type { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { type AcademicYear, isWithin } from './academic-year.ts';
import { isMemberOn, type School } from './members.ts';

export type Meeting = Row<typeof meetingsTab>;
export type WhoCame = Row<typeof whoCameTab>;

/** A meeting and who stood for one school there; `came` is null where nobody has written it down. */
export interface Representation {
  readonly meeting: Meeting;
  readonly came: WhoCame | null;
}

/** Meetings of one kind that were held by `asOf` while the school was a member, oldest first; one typed twice counts once. */
export function representationAt(
  kind: Meeting['kind'],
  meetings: readonly Meeting[],
  whoCame: readonly WhoCame[],
  school: School,
  year: AcademicYear,
  asOf: string,
): Representation[] {
  const mine = new Map(
    whoCame.filter((row) => row.school === school.urn && row.kind === kind).map((row) => [row.date, row]),
  );
  return meetings
    .filter((meeting) => meeting.kind === kind && isWithin(meeting.date, year) && meeting.date <= asOf)
    .filter((meeting) => isMemberOn(school, meeting.date))
    .sort((one, other) => one.date.localeCompare(other.date))
    .filter(({ date }, at, sorted) => date !== sorted[at - 1]?.date)
    .map((meeting) => ({ meeting, came: mine.get(meeting.date) ?? null }));
}
