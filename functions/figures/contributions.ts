import type { Row } from '../../sheets-schema/tab.ts';
import type { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { type AcademicYear, dayInYear } from './academic-year.ts';
import type { Membership, School } from './members.ts';
import { dueOnceJoined, type PartYear, shareOwed } from './obligations.ts';
import { divideHalfUp } from './rates.ts';
import type { SchoolCalendar } from './school-calendar.ts';
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
  readonly partYear: PartYear;
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
  readonly entries: readonly TypedEntry[];
}

/** An entry of *Contributions*, and the year in whose workbook it is typed. */
export interface TypedEntry {
  readonly entry: ContributionRow;
  readonly typedIn: number;
  /** What the bank says of it: absent where no statement does. `line` is a payment that stands there alone and is typed nowhere. */
  readonly atBank?: 'seen' | 'not seen' | 'line';
  /** It says the same as another row of its workbook: absent for the first of them. */
  readonly isAgain?: true;
}

/** Where an entry stands. Each stands in one place, so that what is shown comes to what was typed. */
export type PlaceOfEntry =
  | 'account'
  | 'other income'
  | 'another year'
  | 'to come'
  | 'no member'
  | 'not at the bank'
  | 'typed twice';

/** Where an entry stands in the year's accounts on the day. Only what is in an account or is other income has been counted. */
export function placeOf(
  { entry, typedIn, atBank, isAgain }: TypedEntry,
  isMember: (urn: string) => boolean,
  year: AcademicYear,
  asOf: string,
): PlaceOfEntry {
  if ((entry.forYear ?? typedIn) !== year.startYear) return 'another year';
  if (entry.date > asOf) return 'to come';
  if (atBank === 'not seen') return 'not at the bank';
  // What the bank shows twice was paid twice; else a row typed twice counts once.
  if (isAgain && atBank !== 'seen') return 'typed twice';
  if (entry.kind === 'other-income') return 'other income';
  return entry.school !== null && isMember(entry.school) ? 'account' : 'no member';
}

/** What an entry adds to the bank account; a refund is below nothing. */
export function signedAmount({ kind, amount }: Pick<ContributionRow, 'kind' | 'amount'>): number {
  return kind === 'refund' ? -amount : amount;
}

/** Adds up what a member paid for the year up to and including `asOf` (working protocols, 25); of the rows only its own count. */
export function contributionAccount(
  rows: readonly TypedEntry[],
  school: School,
  year: AcademicYear,
  terms: ContributionTerms,
  calendar: SchoolCalendar,
  asOf: string,
): ContributionAccount {
  const entries = rows
    .filter((row) => placeOf(row, (urn) => urn === school.urn, year, asOf) === 'account')
    .sort(inOrderOfDays);
  const paid = sum(entries, ({ entry }) => (entry.kind === 'refund' ? 0 : entry.amount));
  const refunded = sum(entries, ({ entry }) => (entry.kind === 'refund' ? entry.amount : 0));
  const due = contributionDue(school, year, terms, calendar);
  const dueOn = contributionDueOn(school, year, terms, calendar);
  return { due, dueOn, paid, refunded, outstanding: due - paid + refunded, entries };
}

/** Of one day payments come first, so that no balance looks odd that was none. */
export function inOrderOfDays({ entry: one }: TypedEntry, { entry: other }: TypedEntry): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  return Number(one.kind === 'refund') - Number(other.kind === 'refund') || (one.key < other.key ? -1 : 1);
}

/** The day by which a school pays for the year. */
export function contributionDueOn(
  school: Membership,
  year: AcademicYear,
  terms: ContributionTerms,
  calendar: SchoolCalendar,
): string {
  return dueOnceJoined(contributionDueDay(year, terms), school, year, calendar);
}

/** The day by which a school pays that is a member from the year's first day. */
export function contributionDueDay(year: AcademicYear, { due, kindOfYear }: ContributionTerms): string {
  if (kindOfYear === 'academic') return dayInYear(year, due);
  const inFirst = `${year.startYear}-${due}`;
  return inFirst >= `${year.startYear}-04-01` ? inFirst : `${year.startYear + 1}-${due}`;
}

/** What a school is asked for. */
export function contributionDue(
  school: Membership,
  year: AcademicYear,
  terms: ContributionTerms,
  calendar: SchoolCalendar,
): number {
  const dueOn = (one: Membership) => contributionDueOn(one, year, terms, calendar);
  const { part, of } = shareOwed(terms.partYear, school, year, calendar, dueOn);
  return divideHalfUp(terms.wholeYear * part, of);
}
