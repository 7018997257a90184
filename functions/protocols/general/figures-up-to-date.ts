import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { pupilGroups } from '../../../sheets-schema/tabs/pupil-groups.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { membershipIn } from '../../figures/members.ts';
import { TERMS, type Term } from '../../figures/school-calendar.ts';
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
    group: {
      severity: 'warning',
      says: '{tab} has rows for {group} in other terms and none for the {term} term, which ended on {end}.',
      fix: 'Add a row with the term’s totals, or with noughts where there were no such pupils.',
    },
  },
  check(input, report) {
    const calendar = input.calendarOf(input.school?.urn ?? null);
    const member = input.school ? membershipIn(input.school, input.year) : input.year;
    for (const tab of [absenceByTermTab, exclusionsByTermTab]) {
      const rows = input.rows(tab).filter(({ year }) => (year ?? input.year.startYear) === input.year.startYear);
      const typed = (of: (typeof rows)[number]['group'], term: Term) =>
        rows.some(({ group, period }) => group === of && period === term);
      // A row that waits to be mended may be the one that is missing for a group.
      const groups = input.waiting(tab) > 0 ? [] : pupilGroups.slice(1);
      for (const term of TERMS) {
        const days = calendar.term(term);
        if (!days || days.to < member.from || days.from > member.to) continue;
        const by = calendar.schoolDaysAfter(days.to, SCHOOL_DAYS_AFTER_TERM) ?? input.year.to;
        if (input.asOf <= by) continue;
        const data = { tab: tab.title, term, end: longDate(days.to) };
        if (!typed('all', term)) {
          report({ message: 'missing', tab, subject: term, data });
          continue;
        }
        for (const { value, text } of groups) {
          if (typed(value, term) || !TERMS.some((other) => typed(value, other))) continue;
          report({ message: 'group', tab, subject: `${term} ${value}`, data: { ...data, group: text } });
        }
      }
    }
  },
});
