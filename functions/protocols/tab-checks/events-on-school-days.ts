import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { isWithin } from '../../figures/academic-year.ts';
import { defineRule } from '../rule.ts';

export const eventsOnSchoolDays = defineRule({
  id: 'GEN-06',
  title: 'What happens in school happens on a school day or an INSET day',
  since: 3,
  mendedIn: 'every tab',
  reads: [{ tab: calendarTab, columns: ['what', 'from'], needsTerms: true }],
  messages: {
    closed: {
      severity: 'warning',
      says: '{cell} says {date}, which is {why}.',
      fix: 'Check the date, or accept this with a reason if it is right.',
    },
  },
  check(input, report, sources) {
    const calendar = input.calendarOf(input.school?.urn ?? null);
    if (!calendar.known) return;
    for (const { tab, rows } of sources.parsed) {
      for (const column of tab.datesOnSchoolDays) {
        for (const row of rows) {
          const date = (row as unknown as Record<string, string | null>)[column];
          if (!date || !isWithin(date, input.year)) continue;
          // On an INSET day staff are in, and it is they who give days and meet.
          const why = calendar.isInsetDay(date) ? null : calendar.closedBecause(date);
          if (why !== null) report({ message: 'closed', tab, row, column, data: { date: longDate(date), why } });
        }
      }
    }
  },
});
