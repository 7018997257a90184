import type { Row } from '../../sheets-schema/tab.ts';
import type { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { type AcademicYear, dayInYear } from './academic-year.ts';
import { membershipIn, type School } from './members.ts';
import { divideHalfUp } from './rates.ts';
import { type SchoolCalendar, TERMS } from './school-calendar.ts';
import { sum } from './sums.ts';

export type ContributionRow = Row<typeof contributionsTab>;

/** What a school is asked for, and by when. */
export interface ContributionTerms {
  /** In pence. */
  readonly wholeYear: number;
  /** Day and month: "11-30". */
  readonly due: string;
  /** In a financial year, a day before April is one of the next calendar year. */
  readonly kindOfYear: 'academic' | 'financial';
  /** What a school pays that was a member for part of the year: in full, by the terms it was in, or nothing. */
  readonly partYear: 'full' | 'by-term' | 'none';
}

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
  terms: ContributionTerms,
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
  const due = contributionDue(school, year, terms, calendar);
  return { due, dueOn: contributionDueOn(year, terms), paid, refunded, outstanding: due - paid + refunded, entries };
}

export function contributionDueOn(year: AcademicYear, { due, kindOfYear }: ContributionTerms): string {
  if (kindOfYear === 'academic') return dayInYear(year, due);
  const inFirst = `${year.startYear}-${due}`;
  return inFirst >= `${year.startYear}-04-01` ? inFirst : `${year.startYear + 1}-${due}`;
}

function contributionDue(
  school: School,
  year: AcademicYear,
  { wholeYear, partYear }: ContributionTerms,
  calendar: SchoolCalendar,
): number {
  const member = membershipIn(school, year);
  if (member.from === year.from && member.to === year.to) return wholeYear;
  if (partYear === 'none') return 0;
  if (partYear === 'full') return wholeYear;
  const terms = TERMS.map((name) => calendar.term(name)).filter((term) => term !== null);
  if (terms.length === 0) return wholeYear;
  const attended = terms.filter((term) => term.to >= member.from && term.from <= member.to);
  return divideHalfUp(wholeYear * attended.length, terms.length);
}
