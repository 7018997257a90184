import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { daysBetween, plusDays } from '../../figures/academic-year.ts';
import { daysNaming, daysOf, MOST_DAYS, plannedMeetings, saysCalledOff, type WhoCame } from '../../figures/meetings.ts';
import { defineRule } from '../rule.ts';

/** Whether and when each meeting was held, which all that is said of attendance goes by. */
export const meetingsSettled = defineRule({
  id: 'X-07b',
  title: 'Meetings says of each meeting whether and when it was held',
  since: 3,
  mendedIn: meetingsTab,
  reads: [
    { tab: meetingsTab, columns: ['date', 'kind', 'lastDay', 'status', 'movedTo'] },
    { tab: whoCameTab, columns: ['date', 'kind', 'who', 'school'] },
  ],
  messages: {
    saysCalledOff: {
      severity: 'warning',
      says: '{cell} says that the meeting was not held, and Status says nothing. It does not count as held.',
      fix: 'Pick Cancelled under Status (add a column of that name where there is none), or Held if it took place, or give its new day under Moved to.',
    },
    movedWhere: {
      severity: 'warning',
      says: '{cell} says that the meeting was moved, and not to which day. It does not count as held.',
      fix: 'Type the new day under Moved to. If the meeting has another row on its new day, pick Cancelled here.',
    },
    cameAllTheSame: {
      severity: 'warning',
      says: 'The meeting does not count as held by {cell}, and Who came has {rows} of those who came to it.',
      fix: 'Pick Held under Status if it took place, or correct the date in Who came.',
    },
    tooLong: {
      severity: 'warning',
      says: '{cell} makes it a meeting of {days}. It is read as one on its first day.',
      fix: 'Correct Date or Last day.',
    },
    andNobody: {
      severity: 'warning',
      says: '{cell} says that nobody came for {school} to the meeting on {date}, and another row says that somebody did. Whoever came counts.',
      fix: 'Delete the row that does not hold.',
    },
    nextDay: {
      severity: 'warning',
      says: '{cell} says {date}, the day after another conference. It is read as a day of the same one.',
      fix: 'Give this day under Last day of the first one and delete this row, or correct the date.',
    },
  },
  check(input, report) {
    const meetings = input.rows(meetingsTab);
    const came = input.rows(whoCameTab).filter(({ who }) => who !== 'nobody');
    for (const row of meetings) {
      const place = { tab: meetingsTab, row };
      const { date, lastDay, kind } = row;
      const days = lastDay === null ? 1 : daysBetween(date, lastDay) + 1;
      if (days > MOST_DAYS)
        report({ ...place, message: 'tooLong', column: 'lastDay', data: { days: counted(days, 'day') } });
      if (daysOf(row) !== null) continue;
      const [named, held] = [daysNaming(row), plannedMeetings(kind, meetings, input.year)];
      const isOfIt = (on: string) => named.includes(on) && !held.some(({ isNamedBy }) => isNamedBy(on));
      const rows = came.filter((one) => one.kind === kind && isOfIt(one.date));
      if (saysCalledOff(row)) report({ ...place, message: 'saysCalledOff', column: 'title' });
      else if (row.status === 'moved') report({ ...place, message: 'movedWhere', column: 'status' });
      else if (rows.length > 0) {
        const data = { rows: counted(rows.length, 'row') };
        report({ ...place, message: 'cameAllTheSame', column: 'status', data });
      }
    }
    const conferences = meetings.flatMap((row) => {
      const days = row.kind === 'conference' ? daysOf(row) : null;
      return days === null ? [] : [{ row, ...days }];
    });
    const nextDays = new Set(conferences.map(({ last }) => plusDays(last, 1)));
    for (const { row, first } of conferences) {
      if (!nextDays.has(first)) continue;
      report({ tab: meetingsTab, row, message: 'nextDay', column: 'date', data: { date: longDate(first) } });
    }
    const present = new Set(came.map(atOne));
    for (const row of input.rows(whoCameTab)) {
      if (row.who !== 'nobody' || !present.has(atOne(row))) continue;
      const data = { school: input.nameOf(row.school), date: longDate(row.date) };
      report({ tab: whoCameTab, row, message: 'andNobody', column: 'who', school: row.school, data });
    }
  },
});

/** What tells the rows about one school at one meeting on one day from all others. */
function atOne({ date, kind, school }: WhoCame): string {
  return `${date} ${kind} ${school}`;
}
