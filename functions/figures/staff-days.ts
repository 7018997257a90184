import { isHalfOfDay, minutesIn } from '../../sheets-schema/cells/staff-time.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import type { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { type AcademicYear, isWithin } from './academic-year.ts';
import { type ContributionTerms, contributionDueOn } from './contributions.ts';
import { isMemberDuring, type Membership, membershipIn } from './members.ts';
import { type PartYear, shareOwed } from './obligations.ts';
import { samePerson } from './people.ts';
import type { SchoolCalendar } from './school-calendar.ts';
import { sum } from './sums.ts';

export type StaffDayRow = Row<typeof staffDaysTab>;

/** In half-days. */
export const WHOLE_DAY = 2;

/** How the alliance counts what is typed. */
export interface StaffTimeTerms {
  readonly counted: 'person-days' | 'calendar-days';
  readonly minutesInDay: number;
  /** Whether a date counts at all. */
  counts(date: string): boolean;
}

/** In half-days, of which hours may leave a part over. */
export interface StaffTimeGiven {
  readonly given: number;
  /** What is typed beyond a day of one person on one date, or one morning or afternoon. It does not count: most likely another date was meant, or more people. */
  readonly beyond: number;
}

/** The minutes that a row says of each of its people. */
export function minutesOf(
  { days }: Pick<StaffDayRow, 'days'>,
  { minutesInDay }: Pick<StaffTimeTerms, 'minutesInDay'>,
): number {
  if (isHalfOfDay(days)) return minutesInDay / WHOLE_DAY;
  return typeof days === 'number' ? (days * minutesInDay) / WHOLE_DAY : minutesIn(days)!;
}

/** The rows for one person and date, in minutes. */
interface OnOneDate {
  readonly typed: number;
  /** What is left where the same morning or afternoon counts once. */
  readonly eachHalfOnce: number;
  /** The most that it can be. */
  readonly most: number;
}

export function onOneDate(rows: readonly StaffDayRow[], terms: Pick<StaffTimeTerms, 'minutesInDay'>): OnOneDate {
  const people = Math.max(...rows.map(({ staff }) => staff ?? 1));
  return {
    typed: sum(rows, (row) => minutesTyped(row, terms)),
    eachHalfOnce: minutesByHalves(rows, terms, people),
    most: people * terms.minutesInDay,
  };
}

function minutesTyped(row: StaffDayRow, terms: Pick<StaffTimeTerms, 'minutesInDay'>): number {
  return minutesOf(row, terms) * (row.staff ?? 1);
}

/** What rows of one date come to where mornings are no more than so many people’s, nor afternoons. */
function minutesByHalves(
  rows: readonly StaffDayRow[],
  terms: Pick<StaffTimeTerms, 'minutesInDay'>,
  people: number,
): number {
  const half = (people * terms.minutesInDay) / WHOLE_DAY;
  const halves = (['am', 'pm'] as const).map((which) =>
    Math.min(
      half,
      sum(
        rows.filter(({ days }) => days === which),
        (row) => minutesTyped(row, terms),
      ),
    ),
  );
  const others = rows.filter(({ days }) => !isHalfOfDay(days));
  return sum(halves, (one) => one) + sum(others, (row) => minutesTyped(row, terms));
}

/**
 * Staff time given while a member in the year, up to and including `asOf` (working protocols, 21). A planned day counts once it has come.
 * A person gives a day a date at most, one morning and one afternoon, however the rows are split. Two people on one date are two
 * person-days and one calendar day, of which one may have given the morning and the other the afternoon.
 */
export function staffTimeGiven(
  rows: readonly StaffDayRow[],
  membership: { readonly from: string; readonly to: string },
  terms: StaffTimeTerms,
  asOf: string,
): StaffTimeGiven {
  const counting = rows.filter(({ date }) => isWithin(date, membership) && date <= asOf && terms.counts(date));
  const given: number[] = [];
  let beyond = 0;
  for (const ofOne of Map.groupBy(counting, ({ person, date }) => `${date} ${samePerson(person)}`).values()) {
    const { typed, eachHalfOnce, most } = onOneDate(ofOne, terms);
    given.push(Math.min(eachHalfOnce, most));
    beyond += typed - Math.min(eachHalfOnce, most);
  }
  const calendarDays = () =>
    [...Map.groupBy(counting, ({ date }) => date).values()].map((rows) =>
      Math.min(minutesByHalves(rows, terms, 1), terms.minutesInDay),
    );
  const minutes = terms.counted === 'person-days' ? given : calendarDays();
  const inHalfDays = (all: number) => (WHOLE_DAY * all) / terms.minutesInDay;
  return { given: inHalfDays(sum(minutes, (one) => one)), beyond: inHalfDays(beyond) };
}

/** What is asked of a school in a year. */
export interface StaffDaysTerms {
  /** In half-days. */
  readonly wholeYear: number;
  /** What a school gives that joins or leaves in the year. */
  readonly partYear: PartYear;
  /** The day by which it pays: who leaves before it owes neither money nor days. */
  readonly paying: Pick<ContributionTerms, 'due' | 'kindOfYear'>;
}

/** The day by which a school gives its days: the last on which it is a member in the year. */
export function staffDaysDueOn(school: Membership, year: AcademicYear): string {
  return membershipIn(school, year).to;
}

/** Whether in the year a school becomes a part of another, or others a part of it. */
export function isMerging({ tookOver = [], becamePartOf }: Membership, year: AcademicYear): boolean {
  return becamePartOf !== undefined || tookOver.some((one) => isMemberDuring(one, year));
}

/**
 * Half-days that a school owes for the year, a share of them rounded up. Schools that become one give by their terms, whatever members
 * for part of a year give: together they are one all the year.
 */
export function halfDaysOwed(
  school: Membership,
  year: AcademicYear,
  { wholeYear, partYear, paying }: StaffDaysTerms,
  calendar: SchoolCalendar,
): number {
  const how = isMerging(school, year) ? 'by-term' : partYear;
  const { part, of } = shareOwed(how, school, year, calendar, (one) => contributionDueOn(one, year, paying, calendar));
  return Math.ceil((wholeYear * part) / of);
}
