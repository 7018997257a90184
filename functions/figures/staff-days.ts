import type { Row } from '../../sheets-schema/tab.ts';
import type { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { type AcademicYear, isWithin } from './academic-year.ts';
import { sum } from './sums.ts';

export type StaffDayRow = Row<typeof staffDaysTab>;

/** In half-days. */
export const WHOLE_DAY = 2;

/**
 * Half-days given in the year up to and including `asOf` (working protocols, 21). A planned day counts once it has come, and a
 * row of more than a day not until it is mended: nobody gives so much on one date. Two people on one date are two
 * person-days and one calendar day.
 */
export function halfDaysGiven(
  rows: readonly StaffDayRow[],
  year: AcademicYear,
  counted: 'person-days' | 'calendar-days',
  asOf: string,
): number {
  const given = rows.filter((row) => isWithin(row.date, year) && row.date <= asOf && row.days <= WHOLE_DAY);
  if (counted === 'person-days') return sum(given, (row) => row.days);
  const longestByDate = new Map<string, number>();
  for (const { date, days } of given) longestByDate.set(date, Math.max(longestByDate.get(date) ?? 0, days));
  return sum([...longestByDate.values()], (days) => days);
}
