import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

export const registerMatchesMeetings = defineRule({
  id: 'X-07',
  title: 'Every row of Who came is about a meeting in Meetings',
  workbook: 'alliance',
  reads: [
    { tab: whoCameTab, columns: ['date', 'kind'] },
    { tab: meetingsTab, columns: ['date', 'kind'] },
  ],
  messages: {
    noMeeting: {
      severity: 'problem',
      says: '{cell} says {date}, and Meetings has no meeting of that kind on that day.',
      fix: 'Correct the date or the kind, or add the meeting to Meetings.',
    },
  },
  check(input, report) {
    const held = new Set(input.rows(meetingsTab).map(({ date, kind }) => `${date} ${kind}`));
    for (const row of input.rows(whoCameTab)) {
      if (held.has(`${row.date} ${row.kind}`)) continue;
      report({ message: 'noMeeting', tab: whoCameTab, row, column: 'date', data: { date: longDate(row.date) } });
    }
  },
});
