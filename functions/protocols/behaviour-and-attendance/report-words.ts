import { type ReportPart, reportParts, reportWordsTab } from '../../../sheets-schema/tabs/report-words.tab.ts';
import { listed, longDate } from '../../../sheets-schema/wording.ts';
import { type AcademicYear, daysBetween, plusDays } from '../../figures/academic-year.ts';
import { termsInTurn } from '../../figures/year-and-terms.ts';
import { uncounted } from '../builders/uncounted.ts';
import { defineRule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import type { Due } from '../standing.ts';
import { annualReportDue } from './settings.ts';

/** Our choice: long enough before for a meeting at which the words can be agreed. */
const ASKED_DAYS_BEFORE = 60;
/**
 * After so many days of the school year a day is one of its last months and in it, any other after it. A year that ends with the spring
 * term has no summer behind its last term.
 */
const DAYS_INTO_THE_YEAR = { beforeSummer: 242, beforeSpring: 304 };

/** What is written of each part of the report, a paragraph a row, in their order; nothing where the tab is not at hand. */
export function wordsOfReport({ look }: Situation): Readonly<Record<ReportPart, readonly string[]>> {
  const typed = look(reportWordsTab);
  const rows = typed.is === 'here' ? typed.rows : [];
  const ordered = [...rows].sort((one, other) => (one.paragraph ?? 1) - (other.paragraph ?? 1));
  const written = (part: ReportPart) => ordered.flatMap((row) => (row.part === part ? (row.words ?? []) : []));
  return { arranged: written('arranged'), effect: written('effect'), proposals: written('proposals') };
}

/** The parts of which nothing is written yet, as people know them. */
function partsNotWritten(situation: Situation): string[] {
  const words = wordsOfReport(situation);
  return reportParts.filter(({ value }) => words[value].length === 0).map(({ text }) => text);
}

/** Why the report is not issued while a part that it must have is not written, in words for the alliance; null where all are. */
export function whyNotWorded(situation: Situation): string | null {
  const parts = partsNotWritten(situation);
  if (parts.length === 0) return null;
  const them = parts.length === 1 ? 'this part of it is' : 'these parts of it are';
  return `The report is not issued until ${them} written in the tab ${reportWordsTab.title}: ${listed(parts)}.`;
}

/** The day the report of a year is due: a day such as 31 December after the year, one such as 15 July in it. */
function reportDueOn(year: AcademicYear, { settings }: Pick<Situation, 'settings'>): string {
  const due = settings.held(annualReportDue).value;
  const { beforeSummer, beforeSpring } = DAYS_INTO_THE_YEAR;
  const from = plusDays(year.from, termsInTurn(year).at(-1) === 'spring' ? beforeSpring : beforeSummer);
  const inFirst = `${from.slice(0, 4)}-${due}`;
  return inFirst >= from ? inFirst : `${Number(from.slice(0, 4)) + 1}-${due}`;
}

/** The words of the report, once they are asked for. */
export function wordsDue(situation: Situation): Due[] {
  const { asOf, year } = situation;
  const by = reportDueOn(year, situation);
  const parts = partsNotWritten(situation);
  if (situation.look(reportWordsTab).is !== 'here' || parts.length === 0 || asOf > by || !isAsked(asOf, by)) return [];
  return [{ tab: reportWordsTab.title, by, what: `To be written for the annual report: ${listed(parts)}.` }];
}

function isAsked(asOf: string, by: string): boolean {
  return daysBetween(asOf, by) <= ASKED_DAYS_BEFORE;
}

export const reportWordsWritten = defineRule({
  id: 'DCS-01',
  title: 'What the annual report says in words is written by the day it is due',
  since: 6,
  mendedIn: reportWordsTab,
  reads: [{ tab: reportWordsTab, columns: ['part', 'paragraph', 'words'] }],
  messages: {
    open: {
      severity: 'reminder',
      says: 'The annual report is due by {by}, and still to be written: {parts}.{uncounted}',
      fix: 'Add a row for each part, with a few sentences. The report is not issued without them.',
    },
    late: {
      severity: 'warning',
      says: 'The annual report was due by {by}, and not written yet: {parts}.{uncounted}',
      fix: 'Add a row for each part, with a few sentences. The report is not issued without them.',
    },
  },
  check(input, report) {
    const by = reportDueOn(input.year, input);
    const parts = partsNotWritten(input);
    if (parts.length === 0 || !isAsked(input.asOf, by)) return;
    const data = { by: longDate(by), parts: listed(parts), uncounted: uncounted(input, reportWordsTab) };
    const place = { tab: reportWordsTab, subject: input.year.label, data };
    report({ message: input.asOf > by ? 'late' : 'open', ...place });
  },
});
