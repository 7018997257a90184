import type { Row } from '../../sheets-schema/tab.ts';
import type { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { type AcademicYear, isWithin } from './academic-year.ts';
import type { Membership } from './members.ts';
import { owesWhatIsDueOn, type PartYear, shareOwed } from './obligations.ts';
import type { SchoolCalendar } from './school-calendar.ts';
import { sum } from './sums.ts';

export type StaffDayRow = Row<typeof staffDaysTab>;

/** In half-days. */
export const WHOLE_DAY = 2;

/**
 * Half-days given while a member in the year, up to and including `asOf` (working protocols, 21). A planned day counts once it has come, and a
 * row of more than a day not until it is mended: nobody gives so much on one date. Two people on one date are two
 * person-days and one calendar day.
 */
export function halfDaysGiven(
  rows: readonly StaffDayRow[],
  membership: { readonly from: string; readonly to: string },
  counted: 'person-days' | 'calendar-days',
  asOf: string,
): number {
  const given = rows.filter((row) => isWithin(row.date, membership) && row.date <= asOf && row.days <= WHOLE_DAY);
  if (counted === 'person-days') return sum(given, (row) => row.days);
  const longestByDate = new Map<string, number>();
  for (const { date, days } of given) longestByDate.set(date, Math.max(longestByDate.get(date) ?? 0, days));
  return sum([...longestByDate.values()], (days) => days);
}

/** What is asked of a school in a year. */
export interface StaffDaysTerms {
  /** In half-days. */
  readonly wholeYear: number;
  /** What a school gives that joins in the year. */
  readonly partYear: PartYear;
}

/** Half-days that a school owes for the year, a share of them rounded up; none where it leaves before they are due. */
export function halfDaysOwed(
  school: Membership,
  year: AcademicYear,
  { wholeYear, partYear }: StaffDaysTerms,
  calendar: SchoolCalendar,
): number {
  if (!owesWhatIsDueOn(year.to, school)) return 0;
  const { part, of } = shareOwed(partYear, school, year, calendar);
  return Math.ceil((wholeYear * part) / of);
}
