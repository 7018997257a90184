import { type HalfOfDay, staffTime } from '../../../sheets-schema/cells/staff-time.ts';
import { content } from '../../../sheets-schema/parse-tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { daysFigure, longDate } from '../../../sheets-schema/wording.ts';
import { plusDays } from '../../figures/academic-year.ts';
import { mayBeOnePerson, samePerson } from '../../figures/people.ts';
import { minutesOf, onOneDate, type StaffDayRow, type StaffTimeTerms, WHOLE_DAY } from '../../figures/staff-days.ts';
import { sum } from '../../figures/sums.ts';
import { defineRule } from '../rule.ts';
import { insetDaysCount } from './settings.ts';
import { staffDaysReads, staffTimeTerms } from './staff-days.ts';

const DAYS_IN_A_WEEK = 5;

/** Working protocols, 21: staff time is counted in people's days, so one person gives at most a day a day and five a week. */
export const staffDaysPossible = defineRule({
  id: 'BLA-21b',
  title: 'Nobody gives more than one day in a day, or five in a week',
  since: 6,
  mendedIn: staffDaysTab,
  reads: [staffDaysReads],
  messages: {
    longRow: {
      severity: 'warning',
      says: '{cell} says {time} on one date. One day of it counts{each}.',
      fix: 'Give each day a row of its own with its date, or type under Number of staff how many people it was.',
    },
    longDay: {
      severity: 'warning',
      says: 'The rows under this name on {date} come to {days} days. {most} of them {count}.',
      fix: 'Correct Days in {cell}, or the date, or delete a row that was typed twice.',
    },
    sameHalf: {
      severity: 'warning',
      says: 'The rows under this name on {date} say {half} more than once. It counts once.',
      fix: 'Correct Days in {cell}, or the date, or delete a row that was typed twice.',
    },
    longWeek: {
      severity: 'warning',
      says: 'The rows under this name in the week of {date} come to {days} days.',
      fix: 'Check the dates in that week.',
    },
    nearNames: {
      severity: 'warning',
      says: '{cell} is nearly the name in {other}, on {date} too. They count as two people.',
      fix: 'If they are one, type the name alike in both; otherwise say so in Checks and accept it.',
    },
    insetDay: {
      severity: 'warning',
      says: '{cell} is an INSET day. By Settings it does not count.',
      fix: 'Correct the date, or delete the row.',
    },
  },
  check(input, report) {
    const rows = input.rows(staffDaysTab);
    const terms = staffTimeTerms(input, input.school);
    const inDays = (minutes: number) => daysFigure((WHOLE_DAY * minutes) / terms.minutesInDay);
    if (!input.settings.held(insetDaysCount).value) {
      for (const row of rows.filter(({ date }) => !terms.counts(date)))
        report({ message: 'insetDay', tab: staffDaysTab, row, column: 'date' });
    }
    for (const row of rows) {
      if (minutesOf(row, terms) <= terms.minutesInDay) continue;
      report({
        message: 'longRow',
        tab: staffDaysTab,
        row,
        column: 'days',
        data: { time: asTyped(row), each: eachOf(row) },
      });
    }
    if (terms.counted === 'person-days') {
      for (const { row, other } of nearNames(rows, terms)) {
        const data = { date: longDate(row.date), other: { row: other.rowNumber, otherwise: 'another row' } };
        report({ message: 'nearNames', tab: staffDaysTab, row, column: 'person', data });
      }
    }
    const weeks = weeksOf(rows.map(({ date }) => date));
    for (const ofOne of several(rows, ({ person }) => samePerson(person))) {
      for (const [date, group] of Map.groupBy(ofOne, (row) => row.date)) {
        const { typed, eachHalfOnce, most } = onOneDate(group, terms);
        // Of a row that was typed twice in the same words that is said (GEN-08), and with one of them all is well.
        if (group.length === 1 || typed <= Math.min(eachHalfOnce, most) || fits(onOneDate(eachOnce(group), terms)))
          continue;
        const row = lastByKey(group);
        if (eachHalfOnce <= most) {
          const half = halfTypedAgain(group);
          const twice = lastByKey(group.filter(({ days }) => days === half));
          const data = { date: longDate(date), half };
          report({ message: 'sameHalf', tab: staffDaysTab, row: twice, column: 'days', data });
          continue;
        }
        const data = {
          date: longDate(date),
          days: inDays(typed),
          most: inDays(most),
          count: most === terms.minutesInDay ? 'counts' : 'count',
        };
        report({ message: 'longDay', tab: staffDaysTab, row, column: 'days', data });
      }
      for (const [week, group] of Map.groupBy(ofOne, ({ date }) => weeks.get(date)!)) {
        const days = [...Map.groupBy(group, ({ date }) => date).values()].map((rows) => onOneDate(rows, terms));
        const given = sum(days, ({ eachHalfOnce, most }) => Math.min(eachHalfOnce, most));
        const people = Math.max(...group.map(({ staff }) => staff ?? 1));
        if (given <= DAYS_IN_A_WEEK * people * terms.minutesInDay) continue;
        const data = { date: longDate(week), days: inDays(given) };
        report({ message: 'longWeek', tab: staffDaysTab, row: lastByKey(group), column: 'days', data });
      }
    }
  },
});

/** Rows of one date under two names that may be one person's, who would have given less than is counted for two. */
function nearNames(rows: readonly StaffDayRow[], terms: StaffTimeTerms) {
  const found: { row: StaffDayRow; other: StaffDayRow }[] = [];
  const counted = (group: readonly StaffDayRow[]) => {
    const { eachHalfOnce, most } = onOneDate(group, terms);
    return Math.min(eachHalfOnce, most);
  };
  for (const onDate of several(
    rows.filter(({ date }) => terms.counts(date)),
    ({ date }) => date,
  )) {
    const people = [...Map.groupBy(onDate, ({ person }) => samePerson(person)).values()];
    const names = people.map(([first]) => first!.person);
    for (const [at, after] of mayBeOnePerson(names)) {
      const [one, other] = [people[at]!, people[after]!];
      if (counted([...one, ...other]) >= counted(one) + counted(other)) continue;
      const [first, last] = [lastByKey(one), lastByKey(other)].sort((a, b) => (a.key < b.key ? -1 : 1));
      found.push({ row: last!, other: first! });
    }
  }
  return found;
}

/** A row may be one person's, a team's, or name two people in one cell: only how many it says it is for can be told. */
function eachOf({ staff }: StaffDayRow): string {
  return staff === null || staff === 1 ? '' : ` for each of ${staff} people`;
}

function fits({ typed, eachHalfOnce, most }: ReturnType<typeof onOneDate>): boolean {
  return typed <= Math.min(eachHalfOnce, most);
}

/** Of a morning and an afternoon the one that more people are said to have given than there were. */
function halfTypedAgain(rows: readonly StaffDayRow[]): HalfOfDay {
  const people = Math.max(...rows.map(({ staff }) => staff ?? 1));
  const mornings = rows.filter(({ days }) => days === 'am');
  return sum(mornings, ({ staff }) => staff ?? 1) > people ? 'am' : 'pm';
}

function eachOnce(rows: readonly StaffDayRow[]): StaffDayRow[] {
  return [...new Map(rows.map((row) => [content(row), row])).values()];
}

function asTyped({ days }: StaffDayRow): string {
  return typeof days === 'number'
    ? `${daysFigure(days)} days`
    : staffTime.show(days, { academicYear: 0, schools: null });
}

/** Groups of two or more. Most people have one row in a long tab, and need no list for it. */
function several<T>(rows: readonly T[], by: (row: T) => string): Iterable<T[]> {
  const first = new Map<string, T>();
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = by(row);
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    else if (groups.get(key)?.push(row) === undefined) groups.set(key, [before, row]);
  }
  return groups.values();
}

/** The same row of a group however the sheet is sorted. */
function lastByKey<T extends { readonly key: string }>(group: readonly T[]): T {
  return group.reduce((last, row) => (row.key > last.key ? row : last));
}

/** The Monday of each date's week, worked out once a date. */
function weeksOf(dates: readonly string[]): Map<string, string> {
  const weeks = new Map<string, string>();
  for (const date of dates) {
    if (weeks.has(date)) continue;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    weeks.set(date, plusDays(date, -((weekday + 6) % 7)));
  }
  return weeks;
}
