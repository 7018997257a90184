import type { Choice } from '../../../sheets-schema/cells/choice.ts';
import type { DueAfterTerm, Row, Tab } from '../../../sheets-schema/tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import type { AcademicYear } from '../../figures/academic-year.ts';
import { membershipIn } from '../../figures/members.ts';
import { type SchoolCalendar, TERMS, type Term } from '../../figures/school-calendar.ts';
import { defineRule, type Rule } from '../rule.ts';

/** A rule for each kind of rows that these tabs say are due after a term. */
export function dueAfterTerm(tabs: readonly Tab[]): readonly Rule[] {
  const due = tabs.flatMap((tab) => (tab.dueAfter ? { tab, after: tab.dueAfter } : []));
  return [...Map.groupBy(due, ({ after }) => after.rule).values()].map(typedAfterTerm);
}

/** The day by which rows are there that are due after a term; the year's last where the calendar ends before it. */
export function dueAfter(
  term: { readonly to: string },
  { schoolDays }: DueAfterTerm,
  calendar: SchoolCalendar,
  year: AcademicYear,
): string {
  return calendar.schoolDaysAfter(term.to, schoolDays) ?? year.to;
}

/** Whether there is a row of this year about the group in the term. */
export function hasRowsFor(
  term: Term,
  group: Choice<string>,
  after: DueAfterTerm,
  rows: readonly Row<Tab>[],
  { startYear }: AcademicYear,
): boolean {
  return rows.some(
    (row) =>
      row[after.group] === group.value && row[after.term] === term && (row[after.year] ?? startYear) === startYear,
  );
}

function typedAfterTerm(due: readonly { readonly tab: Tab; readonly after: DueAfterTerm }[]): Rule {
  const [{ tab: first, after }] = due as readonly [(typeof due)[number]];
  return defineRule({
    id: after.rule,
    title: after.title,
    mendedIn: first,
    reads: [
      { tab: calendarTab, columns: ['what', 'from'], needsTerms: true },
      ...due.map(({ tab, after: { year, term, group } }) => ({ tab, columns: [year, term, group] })),
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
      for (const { tab, after } of due) {
        const [all, ...others] = after.groups;
        const rows = input.rows(tab);
        const typed = (group: Choice<string>, term: Term) => hasRowsFor(term, group, after, rows, input.year);
        // A row that waits to be mended may be the one that is missing for a group.
        const groups = input.waiting(tab) > 0 ? [] : others;
        for (const term of TERMS) {
          const days = calendar.term(term);
          if (!days || days.to < member.from || days.from > member.to) continue;
          if (input.asOf <= dueAfter(days, after, calendar, input.year)) continue;
          const data = { tab: tab.title, term, end: longDate(days.to) };
          if (!typed(all, term)) {
            report({ message: 'missing', tab, subject: term, data });
            continue;
          }
          for (const group of groups) {
            if (typed(group, term) || !TERMS.some((other) => typed(group, other))) continue;
            report({ message: 'group', tab, subject: `${term} ${group.value}`, data: { ...data, group: group.text } });
          }
        }
      }
    },
  });
}
