import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { membershipIn } from '../../figures/members.ts';
import { TERMS } from '../../figures/school-calendar.ts';
import { defineRule } from '../rule.ts';

/** Our choice: totals of a term are with the office four school weeks after it ends, or by then of the next term. */
export const SCHOOL_DAYS_AFTER_TERM = 20;

export const figuresUpToDate = defineRule({
  id: 'GEN-09',
  title: 'Totals of each finished term have been typed',
  workbook: 'school',
  reads: [
    { tab: calendarTab, columns: ['what', 'from'], needsTerms: true },
    { tab: absenceByTermTab, columns: ['year', 'period', 'group'] },
    { tab: exclusionsByTermTab, columns: ['year', 'period', 'group'] },
  ],
  messages: {
    missing: {
      severity: 'warning',
      says: '{tab} has no row for all pupils in the {term} term, which ended on {end}.',
      fix: 'Add a row with the term’s totals.',
    },
  },
  check(input, report) {
    const calendar = input.calendarOf(input.school?.urn ?? null);
    const member = input.school ? membershipIn(input.school, input.year) : input.year;
    for (const tab of [absenceByTermTab, exclusionsByTermTab]) {
      const rows = input
        .rows(tab)
        .filter(({ year, group }) => (year ?? input.year.startYear) === input.year.startYear && group === 'all');
      for (const term of TERMS) {
        const days = calendar.term(term);
        if (!days || days.to < member.from || days.from > member.to) continue;
        if (rows.some(({ period }) => period === term)) continue;
        const end = days.to;
        const by = calendar.schoolDaysAfter(end, SCHOOL_DAYS_AFTER_TERM) ?? input.year.to;
        if (input.asOf <= by) continue;
        report({ message: 'missing', tab, subject: term, data: { tab: tab.title, term, end: longDate(end) } });
      }
    }
  },
});
