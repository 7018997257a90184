import type { Row, Tab } from '../../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { type AbsenceRow, persistentAbsenceIn } from '../../figures/absence.ts';
import { type SchoolCalendar, schoolDaysIn, TERMS, type Term } from '../../figures/school-calendar.ts';
import { sum } from '../../figures/sums.ts';
import { namedTerms } from '../../figures/terms-as-member.ts';

/** Figures that cannot all be right: where it is said, and every cell that may be the wrong one. */
export interface Contradiction {
  readonly about: 'sessions and terms' | 'pupils and parts';
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly tab: TotalsTab;
  readonly row: TotalsRow;
  readonly column: string;
  readonly subject?: string;
  readonly inDoubt: readonly CellOfTotals[];
  /** Whether it can be right by no explanation, so that accepting it makes no figure of it. */
  readonly cannotBe: boolean;
}

/** A cell of a row that is known by its key. */
export interface CellOfTotals {
  readonly tab: string;
  readonly key: string;
  readonly column: string;
}

type TotalsTab = typeof absenceByTermTab | typeof exclusionsByTermTab;
type TotalsRow = Row<TotalsTab>;
type ExclusionRow = Row<typeof exclusionsByTermTab>;
type Found = Omit<Contradiction, 'tab' | 'row' | 'inDoubt' | 'about' | 'cannotBe'> & {
  /** The other cells that may be wrong: columns of the same row, or cells of others. */
  readonly with: readonly (string | CellOfTotals)[];
};

/** Sessions, events and pupils, each of which has a whole to be within. */
const COUNTS = {
  'absence-by-term': ['enrolments', 'possible', 'authorised', 'unauthorised', 'persistent', 'severe'],
  'exclusions-by-term': ['headcount', 'suspensions', 'suspendedFor', 'onceOrMore', 'twiceOrMore', 'permanent'],
} as const;
/** What happened in a year happened in one of its terms. */
const EVENTS = {
  'absence-by-term': ['possible', 'authorised', 'unauthorised'],
  'exclusions-by-term': ['suspensions', 'suspendedFor', 'permanent'],
} as const;
/** How many pupils there are. */
const SIZES = { 'absence-by-term': 'enrolments', 'exclusions-by-term': 'headcount' } as const;

/** A part that is more than its whole. All others may be right: pupils come and go, calendars differ, and terms are corrected later. */
const CANNOT_BE: ReadonlySet<string> = new Set([
  ...['tooMuch', 'sessionsOfNobody', 'tooFewDays', 'termsBeyond', 'moreThanTerms', 'fewerThanTerm'],
  ...['morePupils', 'noAbsence', 'tooFewSuspensions', 'nobodyTwice', 'moreThanAll'],
]);

/** Pupils come and go in a year, but not half of them: our choice, and only where that is more than a class. */
const UNLIKE_TIMES = 2;
const UNLIKE_PUPILS = 30;
/** Our choice: so much more than the calendar holds is no pupil who came or went, and so much less no part of a year. */
const MOST_OF_THE_CALENDAR = 1.1;
const LEAST_OF_THE_CALENDAR = 1 / 3;
/** No pupil may be suspended for more than 45 school days in a school year (regulations of 2012). */
const LONGEST_SUSPENDED = 45;

/**
 * Every figure of a school's totals held against those that it must fit. What is in doubt by its own row is held against no other row:
 * one slip is said once, and what is sound beside it stays so.
 */
export function contradictionsIn(
  absence: readonly AbsenceRow[],
  exclusions: readonly ExclusionRow[],
  startYear: number,
  calendar: SchoolCalendar,
  ownTerms: readonly Term[] = TERMS,
): readonly Contradiction[] {
  const daysIn = (period: Term | 'year') => daysOf(period === 'year' ? ownTerms : [period], calendar);
  const found: Contradiction[] = [];
  const doubted = new Set<string>();
  const take = (about: Contradiction['about'], tab: TotalsTab, row: TotalsRow, all: readonly Found[]) => {
    for (const { with: others, ...one } of all) {
      const inDoubt = [one.column, ...others].map((cell) => (typeof cell === 'string' ? cellOf(tab, row, cell) : cell));
      found.push({ about, tab, row, ...one, inDoubt, cannotBe: CANNOT_BE.has(one.message) });
    }
  };
  const doubtAll = () => {
    for (const { inDoubt } of found) for (const cell of inDoubt) doubted.add(nameOf(cell));
  };
  for (const row of absence) {
    take('sessions and terms', absenceByTermTab, row, sessionsOf(row, startYear, daysIn));
    take('pupils and parts', absenceByTermTab, row, pupilsAbsent(row, startYear, daysIn));
  }
  for (const row of exclusions) {
    take('sessions and terms', exclusionsByTermTab, row, daysSuspended(row, startYear, daysIn));
    take('pupils and parts', exclusionsByTermTab, row, pupilsExcluded(row));
  }
  doubtAll();
  const isSound = (cell: CellOfTotals) => !doubted.has(nameOf(cell));
  for (const [tab, rows] of [
    [absenceByTermTab, absence],
    [exclusionsByTermTab, exclusions],
  ] as const) {
    for (const years of yearsOf(tab, rows, startYear, ownTerms, isSound)) {
      take('sessions and terms', tab, years.row, years.found);
    }
  }
  doubtAll();
  for (const [tab, rows] of [
    [absenceByTermTab, absence],
    [exclusionsByTermTab, exclusions],
  ] as const) {
    for (const groups of groupsWithinAll(tab, rows, startYear, isSound)) {
      take('pupils and parts', tab, groups.row, groups.found);
    }
  }
  for (const sizes of sizesAlike(absence, exclusions, startYear, isSound)) {
    take('pupils and parts', exclusionsByTermTab, sizes.row, sizes.found);
  }
  return found;
}

/** How many school days the calendar has of a period; null where nobody can tell. */
type DaysIn = (period: Term | 'year') => number | null;

function sessionsOf(row: AbsenceRow, startYear: number, daysIn: DaysIn): Found[] {
  const { enrolments, possible, authorised, unauthorised } = row;
  const absent = authorised + unauthorised;
  const found: Found[] = [];
  if (absent > possible) {
    const data = { absent: inFigures(absent), possible: inFigures(possible) };
    found.push({ message: 'tooMuch', column: 'possible', data, with: ['authorised', 'unauthorised'] });
  }
  // Another year had another calendar.
  const days = (row.year ?? startYear) === startYear ? daysIn(row.period) : null;
  if (enrolments === 0 && possible > 0) {
    const data = { possible: inFigures(possible), pupils: 'no pupils' };
    found.push({ message: 'sessionsOfNobody', column: 'possible', data, with: ['enrolments'] });
  } else if (days !== null && enrolments > 0) {
    const most = enrolments * days * 2;
    const isTooMany = possible > most * MOST_OF_THE_CALENDAR;
    const isTooFew = enrolments >= UNLIKE_PUPILS && possible < most * LEAST_OF_THE_CALENDAR;
    const data = { possible: inFigures(possible), pupils: inFigures(enrolments), days, most: inFigures(most) };
    if (isTooMany || isTooFew) {
      const message = isTooMany ? 'tooManySessions' : 'tooFewSessions';
      found.push({ message, column: 'possible', data, with: ['enrolments'] });
    }
  }
  return found;
}

function daysOf(terms: readonly Term[], calendar: SchoolCalendar): number | null {
  const days = terms.map((term) => schoolDaysIn(term, calendar));
  return days.length === 0 || days.some((count) => count === null || count === 0)
    ? null
    : sum(days, (count) => count ?? 0);
}

function pupilsAbsent(row: AbsenceRow, startYear: number, daysIn: DaysIn): Found[] {
  const found = within(absenceByTermTab, row, [
    ['persistent', 'enrolments'],
    ['severe', row.persistent === null ? 'enrolments' : 'persistent'],
  ]);
  const year = row.year ?? startYear;
  const days = year === startYear ? daysIn(row.period) : null;
  const absent = row.authorised + row.unauthorised;
  const kinds = ['authorised', 'unauthorised'];
  for (const [column, percent] of [
    ['persistent', persistentAbsenceIn(year).percent],
    ['severe', 50],
  ] as const) {
    const count = row[column];
    // One slip is said once.
    if (!count || found.some((one) => one.message !== 'morePupils' || one.column === column)) continue;
    const part = inFigures(count);
    if (absent < count) {
      found.push({ message: 'noAbsence', column, data: { part, absent: inFigures(absent) }, with: kinds });
    } else if (absent < leastMissed(row, count, percent, year, days)) {
      found.push({
        message: 'impossible',
        column,
        data: { part, percent },
        with: [...kinds, 'possible', 'enrolments'],
      });
    }
  }
  return found;
}

function pupilsExcluded(row: ExclusionRow): Found[] {
  const found = within(exclusionsByTermTab, row, [
    ['onceOrMore', 'headcount'],
    ['onceOrMore', 'suspensions'],
    ['twiceOrMore', 'onceOrMore'],
    ['permanent', 'headcount'],
  ]);
  const { suspensions, onceOrMore, twiceOrMore } = row;
  if (onceOrMore === null || found.some(({ column }) => column !== 'permanent')) return found;
  if (twiceOrMore !== null && onceOrMore + twiceOrMore > suspensions) {
    const data = { once: inFigures(onceOrMore), twice: inFigures(twiceOrMore), suspensions: inFigures(suspensions) };
    found.push({ message: 'tooFewSuspensions', column: 'suspensions', data, with: ['onceOrMore', 'twiceOrMore'] });
  } else if (suspensions > onceOrMore && (twiceOrMore === 0 || onceOrMore === 0)) {
    const data = { once: inFigures(onceOrMore), suspensions: inFigures(suspensions) };
    const others = ['onceOrMore', ...(twiceOrMore === null ? [] : ['twiceOrMore'])];
    found.push({ message: 'nobodyTwice', column: 'suspensions', data, with: others });
  }
  return found;
}

function daysSuspended(row: ExclusionRow, startYear: number, daysIn: DaysIn): Found[] {
  const { suspensions, suspendedFor: halfDays, onceOrMore } = row;
  if (halfDays === null) return [];
  const days = halfDays / 2;
  if (halfDays < suspensions) {
    const data = { days, suspensions: inFigures(suspensions) };
    return [{ message: 'tooFewDays', column: 'suspendedFor', data, with: ['suspensions'] }];
  }
  const term = (row.year ?? startYear) === startYear && row.period !== 'year' ? daysIn(row.period) : null;
  const each = Math.min(LONGEST_SUSPENDED, term ?? LONGEST_SUSPENDED);
  const pupils = onceOrMore ?? suspensions;
  if (days <= pupils * each) return [];
  const data = { days, pupils: inFigures(pupils), each };
  const other = onceOrMore === null ? 'suspensions' : 'onceOrMore';
  return [{ message: 'tooManyDays', column: 'suspendedFor', data, with: [other] }];
}

/** Parts that are more than their wholes in the same row. */
function within(tab: TotalsTab, row: TotalsRow, pairs: readonly (readonly [part: string, whole: string])[]): Found[] {
  return pairs.flatMap(([part, whole]) => {
    const [count, all] = [countIn(row, part), countIn(row, whole)];
    if (count === null || all === null || count <= all) return [];
    const data = { part: inFigures(count), whole: inFigures(all), wholeHeading: headingOf(tab, whole) };
    return [{ message: 'morePupils', column: part, subject: whole, data, with: [whole] }];
  });
}

interface FoundInRow {
  readonly row: TotalsRow;
  readonly found: readonly Found[];
}

/** Rows for a whole year that do not fit their terms. */
function yearsOf(
  tab: TotalsTab,
  rows: readonly TotalsRow[],
  startYear: number,
  ownTerms: readonly Term[],
  isSound: (cell: CellOfTotals) => boolean,
): FoundInRow[] {
  return [...Map.groupBy(rows, (row) => `${row.year ?? startYear} ${row.group}`).values()].flatMap((same) => {
    const row = only(same, ({ period }) => period === 'year');
    if (row === null) return [];
    // Of another year nobody asks which terms were the school's.
    const termsOfYear = (row.year ?? startYear) === startYear ? ownTerms : TERMS;
    const terms = termsOfYear.flatMap((term) => only(same, ({ period }) => period === term) ?? []);
    const named =
      termsOfYear.length === TERMS.length
        ? 'the three terms'
        : `${namedTerms(termsOfYear)}, for which the school is a member,`;
    const soundIn = (column: string) =>
      terms.flatMap((term) => {
        const count = isSound(cellOf(tab, term, column)) ? countIn(term, column) : null;
        return count === null ? [] : [{ count, cell: cellOf(tab, term, column) }];
      });
    const yearSays = (column: string) => (isSound(cellOf(tab, row, column)) ? countIn(row, column) : null);
    const fitted = (
      column: string,
      fault: (year: number, counts: readonly number[]) => Pick<Found, 'message' | 'data'> | null,
    ) => {
      const [year, said] = [yearSays(column), soundIn(column)];
      if (year === null || said.length === 0) return [];
      const counts = said.map(({ count }) => count);
      const found = fault(year, counts);
      return found === null ? [] : [{ ...found, column, with: said.map(({ cell }) => cell) }];
    };
    const words = (column: string, year: number, terms: string) => ({
      heading: headingOf(tab, column),
      year: inWords(column, year),
      terms,
    });
    const found = [
      ...EVENTS[tab.id as keyof typeof EVENTS].flatMap((column) =>
        fitted(column, (year, counts) => {
          const total = sum(counts, (count) => count);
          const isAll = counts.length === termsOfYear.length;
          if (isAll ? year === total : year >= total) return null;
          const data = words(column, year, inWords(column, total));
          return isAll ? { message: 'terms', data: { ...data, named } } : { message: 'termsBeyond', data };
        }),
      ),
      ...fitted(SIZES[tab.id as keyof typeof SIZES], (year, counts) => {
        const [least, most] = [Math.min(...counts), Math.max(...counts)];
        if (!isFarAbove(year, most) && !isFarAbove(least, year)) return null;
        const said = [...new Set([least, most])].map(inFigures).join(' to ');
        return { message: 'pupils', data: words(SIZES[tab.id as keyof typeof SIZES], year, said) };
      }),
      ...(tab.id === 'exclusions-by-term' ? ['onceOrMore', 'twiceOrMore'] : []).flatMap((column) =>
        fitted(column, (year, counts) => {
          const most = Math.max(...counts);
          if (year < most) return { message: 'fewerThanTerm', data: words(column, year, inFigures(most)) };
          const total = sum(counts, (count) => count);
          const isTooMany = column === 'onceOrMore' && counts.length === termsOfYear.length && year > total;
          const data = { ...words(column, year, inFigures(total)), named };
          return isTooMany ? { message: 'moreThanTerms', data } : null;
        }),
      ),
    ];
    return found.length === 0 ? [] : [{ row, found }];
  });
}

/** Groups that are more than all pupils in the same time, alone or with one that no pupil of theirs is in as well. */
function groupsWithinAll(
  tab: TotalsTab,
  rows: readonly TotalsRow[],
  startYear: number,
  isSound: (cell: CellOfTotals) => boolean,
): FoundInRow[] {
  return [...Map.groupBy(rows, (row) => `${row.year ?? startYear} ${row.period}`).values()].flatMap((same) => {
    const all = only(same, ({ group }) => group === 'all');
    if (all === null) return [];
    const sound = (row: TotalsRow, column: string) => (isSound(cellOf(tab, row, column)) ? countIn(row, column) : null);
    const columns = COUNTS[tab.id as keyof typeof COUNTS];
    const beyond = same
      .filter(({ group }) => group !== 'all' && only(same, (one) => one.group === group) !== null)
      .map((row) => ({
        row,
        found: columns.flatMap((column): Found[] => {
          const [part, whole] = [sound(row, column), sound(all, column)];
          if (part === null || whole === null || part <= whole) return [];
          const data = { part: inWords(column, part), whole: inWords(column, whole) };
          return [{ message: 'moreThanAll', column, data, with: [cellOf(tab, all, column)] }];
        }),
      }));
    const [support, plan] = [
      only(same, ({ group }) => group === 'sen-support'),
      only(same, ({ group }) => group === 'ehc-plan'),
    ];
    const together = columns.flatMap((column): Found[] => {
      if (support === null || plan === null) return [];
      const [one, other, whole] = [sound(support, column), sound(plan, column), sound(all, column)];
      if (one === null || other === null || whole === null) return [];
      if (one > whole || other > whole || one + other <= whole) return [];
      const data = {
        part: inWords(column, one + other),
        whole: inWords(column, whole),
        heading: headingOf(tab, column),
      };
      const others = [cellOf(tab, support, column), cellOf(tab, all, column)];
      return [{ message: 'togetherMoreThanAll', column, data, with: others }];
    });
    return [...beyond, ...(plan === null ? [] : [{ row: plan, found: together }])].filter(
      ({ found }) => found.length > 0,
    );
  });
}

/** Pupils on roll that are far more or far fewer than those whose absence is counted. */
function sizesAlike(
  absence: readonly AbsenceRow[],
  exclusions: readonly ExclusionRow[],
  startYear: number,
  isSound: (cell: CellOfTotals) => boolean,
): FoundInRow[] {
  const timeOf = ({ year, period, group }: TotalsRow) => `${year ?? startYear} ${period} ${group}`;
  return exclusions.flatMap((row) => {
    const other = only(absence, (one) => timeOf(one) === timeOf(row));
    if (other === null || only(exclusions, (one) => timeOf(one) === timeOf(row)) === null) return [];
    const cell = cellOf(absenceByTermTab, other, 'enrolments');
    if (!isSound(cell) || !isSound(cellOf(exclusionsByTermTab, row, 'headcount'))) return [];
    const [here, there] = [row.headcount, other.enrolments];
    if (!isFarAbove(here, there) && !isFarAbove(there, here)) return [];
    const data = { here: inFigures(here), there: inFigures(there), otherTab: absenceByTermTab.title };
    return [{ row, found: [{ message: 'unlikeAbsence', column: 'headcount', data, with: [cell] }] }];
  });
}

function isFarAbove(one: number, other: number): boolean {
  return one > other * UNLIKE_TIMES && one - other > UNLIKE_PUPILS;
}

/** The row that says it, where there is one; of several alike the first, and none where they differ. */
function only<R extends TotalsRow>(rows: readonly R[], says: (row: R) => boolean): R | null {
  const [first, ...others] = rows.filter(says);
  return first !== undefined && others.every((other) => saysTheSame(first, other)) ? first : null;
}

/** Whether two rows hold the same figures, whatever their notes say. */
export function saysTheSame(one: TotalsRow, other: TotalsRow): boolean {
  const columns = 'possible' in one ? COUNTS['absence-by-term'] : COUNTS['exclusions-by-term'];
  return columns.every((column) => countIn(one, column) === countIn(other, column));
}

function countIn(row: TotalsRow, column: string): number | null {
  return ((row as unknown as Readonly<Record<string, number | null>>)[column] ?? null) as number | null;
}

function cellOf(tab: Tab, { key }: TotalsRow, column: string): CellOfTotals {
  return { tab: tab.id, key, column };
}

function nameOf({ tab, key, column }: CellOfTotals): string {
  return `${tab} ${key} ${column}`;
}

function headingOf(tab: Tab, column: string): string {
  return tab.columns[column]!.heading;
}

/** As it is typed: half-days are counted, and days are typed. */
function inWords(column: string, count: number): string {
  return column === 'suspendedFor' ? String(count / 2) : inFigures(count);
}

function inFigures(count: number): string {
  return count.toLocaleString('en-GB');
}

/**
 * The fewest sessions that so many pupils missed who each missed this share of their own. Who joined or left had fewer of their own: all
 * that is known is that nobody else had more than the calendar holds, so that what is beyond that was theirs.
 */
function leastMissed(row: AbsenceRow, count: number, percent: number, year: number, days: number | null): number {
  const { sessionsOverFiveHalfTerms } = persistentAbsenceIn(year);
  if (percent < 50 && sessionsOverFiveHalfTerms !== null)
    return row.period === 'year' ? count * sessionsOverFiveHalfTerms : count;
  if (days === null || row.enrolments === 0) return count;
  const most = Math.max(2 * days, row.possible / row.enrolments);
  const theirs = row.possible - (row.enrolments - count) * most;
  return Math.max(count, (theirs * percent) / 100);
}
