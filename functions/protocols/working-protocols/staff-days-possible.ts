import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { daysFigure, longDate } from '../../../sheets-schema/wording.ts';
import { plusDays } from '../../figures/academic-year.ts';
import { WHOLE_DAY } from '../../figures/staff-days.ts';
import { sum } from '../../figures/sums.ts';
import { defineRule } from '../rule.ts';

const FIVE_DAYS = 10;

/** Working protocols, 21: staff time is counted in people's days, so one person gives at most a day a day and five a week. */
export const staffDaysPossible = defineRule({
  id: 'BLA-21b',
  title: 'Nobody gives more than one day in a day, or five in a week',
  mendedIn: staffDaysTab,
  reads: [{ tab: staffDaysTab, columns: ['person', 'date', 'days'] }],
  messages: {
    longRow: {
      severity: 'problem',
      says: '{cell} says {days} days for one person on one date, so the row does not count yet.',
      fix: 'Give each day a row of its own.',
    },
    longDay: {
      severity: 'warning',
      says: 'The rows for this person on {date} come to {days} days.',
      fix: 'Correct Days in {cell}, or the date.',
    },
    longWeek: {
      severity: 'warning',
      says: 'The rows for this person in the week of {date} come to {days} days.',
      fix: 'Check the dates in that week.',
    },
  },
  check(input, report) {
    const rows = input.rows(staffDaysTab);
    const weeks = weeksOf(rows.map(({ date }) => date));
    for (const row of rows) {
      if (row.days <= WHOLE_DAY) continue;
      report({ message: 'longRow', tab: staffDaysTab, row, column: 'days', data: { days: daysFigure(row.days) } });
    }
    const possible = rows.filter(({ days }) => days <= WHOLE_DAY);
    for (const ofOne of several(possible, ({ person }) => person.toLowerCase())) {
      for (const [groups, most, message] of [
        [Map.groupBy(ofOne, ({ date }) => date), WHOLE_DAY, 'longDay'],
        [Map.groupBy(ofOne, ({ date }) => weeks.get(date)!), FIVE_DAYS, 'longWeek'],
      ] as const) {
        for (const [from, group] of groups) {
          const total = sum(group, ({ days }) => days);
          if (total <= most) continue;
          const data = { date: longDate(from), days: daysFigure(total) };
          report({ message, tab: staffDaysTab, row: lastByKey(group), column: 'days', data });
        }
      }
    }
  },
});

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
