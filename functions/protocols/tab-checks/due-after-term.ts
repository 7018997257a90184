import type { Choice } from '../../../sheets-schema/cells/choice.ts';
import type { DueAfterTerm, Row, Tab } from '../../../sheets-schema/tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import type { AcademicYear } from '../../figures/academic-year.ts';
import { type SchoolCalendar, TERMS, type Term } from '../../figures/school-calendar.ts';
import { namedTerms, termsAsMember } from '../../figures/terms-as-member.ts';
import { defineRule, type Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';

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
  { year, settings }: Pick<Situation, 'year' | 'settings'>,
): string {
  return calendar.schoolDaysAfter(term.to, settings.held(schoolDays).value) ?? year.to;
}

/** Rows of this year about a group: of which terms, and whether of the whole year. */
export function typedOf(
  group: Choice<string>,
  after: DueAfterTerm,
  rows: readonly Row<Tab>[],
  { startYear }: AcademicYear,
): (period: string) => boolean {
  const periods = new Set(
    rows
      .filter((row) => row[after.group] === group.value && (row[after.year] ?? startYear) === startYear)
      .map((row) => row[after.term]),
  );
  return (period) => periods.has(period);
}

/**
 * The terms of which rows are asked for, and the last of them where those of the whole year are: each with its days. Of a school they are
 * those that it was a member for, even where they fall due after it left, as they are its part of what is added up. A row for the whole
 * year stands in for them; it alone counts a pupil of several terms once. The only term of a school is its year.
 */
export function askedAfter(
  after: DueAfterTerm,
  calendar: SchoolCalendar,
  { settings, year, school }: Pick<Situation, 'settings' | 'year' | 'school'>,
): { readonly terms: readonly NamedTerm[]; readonly wholeYear: NamedTerm | null } {
  const own = school === null ? TERMS : termsAsMember(school, year, calendar);
  const owed = own
    .flatMap((name) => {
      const days = calendar.term(name);
      return days === null ? [] : [{ name, ...days }];
    })
    .sort((one, other) => one.to.localeCompare(other.to));
  const isYearly = settings.held(after.howOften).value === 'yearly';
  const isWhole = owed.length === own.length && (owed.length > 1 || isYearly);
  return { terms: isYearly ? [] : owed, wholeYear: isWhole ? (owed.at(-1) ?? null) : null };
}

/** What a row for the whole year is of. */
function ofItsYear(terms: readonly Term[]): string {
  if (terms.length === TERMS.length) return 'the year';
  return `${namedTerms(terms)}, for which the school is a member`;
}

interface NamedTerm {
  readonly name: Term;
  readonly from: string;
  readonly to: string;
}

function typedAfterTerm(due: readonly { readonly tab: Tab; readonly after: DueAfterTerm }[]): Rule {
  const [{ tab: first, after }] = due as readonly [(typeof due)[number]];
  return defineRule({
    id: after.rule,
    title: after.title,
    since: 6,
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
      wholeYear: {
        severity: 'warning',
        says: '{tab} has no row for all pupils in the whole year.',
        fix: 'Add a row with the totals of {of}. It alone counts a pupil of several terms once, and it stands in for terms that are missing.',
      },
      groupsYear: {
        severity: 'warning',
        says: '{tab} has rows for {group} in terms and none for the whole year.',
        fix: 'Add a row with the totals of {of}. It alone counts a pupil of several terms once, and it stands in for terms that are missing.',
      },
    },
    check(input, report) {
      const calendar = input.calendarOf(input.school?.urn ?? null);
      const of = ofItsYear(input.school === null ? TERMS : termsAsMember(input.school, input.year, calendar));
      for (const { tab, after } of due) {
        const [all, ...others] = after.groups;
        const rows = input.rows(tab);
        const isDue = (term: { readonly to: string }) => input.asOf > dueAfter(term, after, calendar, input);
        const { terms, wholeYear } = askedAfter(after, calendar, input);
        const isYearDue = wholeYear !== null && isDue(wholeYear);
        // A row that waits to be mended may be the one that is missing for a group.
        for (const group of input.waiting(tab) > 0 ? [all] : [all, ...others]) {
          const typed = typedOf(group, after, rows, input.year);
          if (typed(after.wholeYear)) continue;
          const isAll = group === all;
          if (!isAll && !TERMS.some(typed)) continue;
          if (isYearDue) {
            const subject = isAll ? after.wholeYear : `${after.wholeYear} ${group.value}`;
            if (isAll) report({ message: 'wholeYear', tab, subject, data: { tab: tab.title, of } });
            else report({ message: 'groupsYear', tab, subject, data: { tab: tab.title, group: group.text, of } });
            continue;
          }
          for (const { name: term, ...days } of terms) {
            if (!isDue(days) || typed(term)) continue;
            const data = { tab: tab.title, term, end: longDate(days.to) };
            if (isAll) report({ message: 'missing', tab, subject: term, data });
            // Of a term without a row for all pupils that is said alone.
            else if (typedOf(all, after, rows, input.year)(term))
              report({
                message: 'group',
                tab,
                subject: `${term} ${group.value}`,
                data: { ...data, group: group.text },
              });
          }
        }
      }
    },
  });
}
