import { inForce, type Settings } from '../../sheets-schema/settings.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import type { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { type AcademicYear, dayInYear } from './academic-year.ts';
import { membershipIn, type School } from './members.ts';
import { divideHalfUp } from './rates.ts';
import { type SchoolCalendar, TERMS } from './school-calendar.ts';
import { sum } from './sums.ts';

export type ContributionRow = Row<typeof contributionsTab>;

/** One school's contribution for one year, in pence. */
export interface ContributionAccount {
  readonly due: number;
  readonly dueOn: string;
  readonly paid: number;
  readonly refunded: number;
  /** Due less what was paid and kept; negative when too much was paid. */
  readonly outstanding: number;
  /** The entries behind it, oldest first. */
  readonly entries: readonly ContributionRow[];
}

/** Adds up what a school paid for the year up to and including `asOf` (working protocols, 25). */
export function contributionAccount(
  rows: readonly ContributionRow[],
  school: School,
  year: AcademicYear,
  settings: Settings,
  calendar: SchoolCalendar,
  asOf: string,
): ContributionAccount {
  const entries = rows
    .filter(
      (row) => row.school === school.urn && (row.forYear ?? year.startYear) === year.startYear && row.date <= asOf,
    )
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  const paid = sum(entries, (row) => (row.kind === 'refund' ? 0 : row.amount));
  const refunded = sum(entries, (row) => (row.kind === 'refund' ? row.amount : 0));
  const due = contributionDue(school, year, settings, calendar);
  return { due, dueOn: contributionDueOn(year, settings), paid, refunded, outstanding: due - paid + refunded, entries };
}

export function contributionDueOn(year: AcademicYear, settings: Settings): string {
  const dayAndMonth = inForce(settings.contributionDue, '11-30');
  if (settings.contributionYear.value !== 'financial') return dayInYear(year, dayAndMonth);
  const inFirst = `${year.startYear}-${dayAndMonth}`;
  return inFirst >= `${year.startYear}-04-01` ? inFirst : `${year.startYear + 1}-${dayAndMonth}`;
}

/** A school that was a member for part of the year pays in full, by the terms it was in, or nothing, as the alliance chose. */
function contributionDue(school: School, year: AcademicYear, settings: Settings, calendar: SchoolCalendar): number {
  const whole = inForce(settings.contribution, 300_000);
  const member = membershipIn(school, year);
  if (member.from === year.from && member.to === year.to) return whole;
  const rule = settings.partYearMembers.value;
  if (rule === 'none') return 0;
  if (rule !== 'by-term') return whole;
  const terms = TERMS.map((name) => calendar.term(name)).filter((term) => term !== null);
  if (terms.length === 0) return whole;
  const attended = terms.filter((term) => term.to >= member.from && term.from <= member.to);
  return divideHalfUp(whole * attended.length, terms.length);
}
