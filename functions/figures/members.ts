import type { Row } from '../../sheets-schema/tab.ts';
import type { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { type AcademicYear, isWithin } from './academic-year.ts';

/** As `schoolsIn` gives it: `urn` is the number under which the records of the year have it. */
export type School = Row<typeof schoolsTab> & {
  /** The number that its row of *Schools* has, where that is another. */
  readonly presentUrn?: string;
  /** The members that became this one, each until it left. */
  readonly tookOver?: readonly Row<typeof schoolsTab>[];
  /** What it is called besides, where its row of *Schools* says what it was called before: so in full, and by its former names. */
  readonly otherNames?: readonly string[];
  /** The number of the member that this one, which has left, has become a part of. */
  readonly becamePartOf?: string;
};

/** The days a school joined and left, and what it pays by itself or by its size, where they are known; `unread` names those that cannot be read. */
export type Membership = Pick<School, 'joinedOn' | 'leftOn' | 'unread' | 'tookOver' | 'becamePartOf'> &
  Partial<Pick<School, 'contribution' | 'pupilsOnRoll'>>;

/** Whether nobody can tell from when on or until when a school is a member: *Joined on* or *Left on* waits to be mended. */
export function isMembershipUnread({ unread = [] }: Membership): boolean {
  return unread.includes('joinedOn') || unread.includes('leftOn');
}

/** Whether a school is known to have been a member on a day. */
export function isMemberOn(school: Membership, date: string): boolean {
  if (isMembershipUnread(school)) return false;
  return (school.joinedOn === null || school.joinedOn <= date) && (school.leftOn === null || school.leftOn >= date);
}

/** Schools that were members for any part of the year, in the order of *Schools*; one that is listed twice counts once. */
export function membersIn(schools: readonly School[], year: AcademicYear): School[] {
  return [...new Map(schools.map((school) => [school.urn, school])).values()].filter((school) =>
    isMemberDuring(school, year),
  );
}

/** Whether a school was a member on any day of it. */
export function isMemberDuring(
  { joinedOn, leftOn }: Membership,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  return (joinedOn === null || joinedOn <= to) && (leftOn === null || leftOn >= from);
}

/** Without those that join later. */
export function joinedBy(schools: readonly School[], date: string): School[] {
  return schools.filter(({ joinedOn }) => joinedOn === null || joinedOn <= date);
}

/** As a board expects a list of schools; records kept in the history have no order of their own. */
export function inNameOrder(schools: readonly School[]): School[] {
  return [...schools].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The part of the year a school was a member for. */
export function membershipIn(school: Membership, year: AcademicYear): { readonly from: string; readonly to: string } {
  const from = school.joinedOn !== null && isWithin(school.joinedOn, year) ? school.joinedOn : year.from;
  const to = school.leftOn !== null && isWithin(school.leftOn, year) ? school.leftOn : year.to;
  return { from, to };
}
