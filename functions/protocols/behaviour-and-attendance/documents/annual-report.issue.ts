import { type AcademicYear, academicYear } from '../../../figures/academic-year.ts';
import { inNameOrder, isMemberDuring, isMembershipUnread, joinedBy, type School } from '../../../figures/members.ts';
import { isMemberAllYear } from '../../../figures/obligations.ts';
import { TERMS, type Term } from '../../../figures/school-calendar.ts';
import { numbersOf, schoolWith } from '../../../figures/school-numbers.ts';
import { termsAsMember } from '../../../figures/terms-as-member.ts';
import { defineIssue, type MadeFrom, type SchoolWorkbook } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { whyNotWorded } from '../report-words.ts';
import { totalsKept } from '../settings.ts';
import { annualReportData, howShown } from './annual-report-data.ts';
import { type ExactReport, exactReport } from './exact-figures.ts';
import { mostIssued } from './lowered-counts.ts';
import { schoolsBehind, termsBehind, whoIsLeftOut, whyHeldBack } from './report-held-back.ts';
import { schoolsFixed, whoIsMissing, withSameSchools } from './same-schools.ts';
import { figuresHidden, type IssuedBefore } from './shown-figures.ts';
import type { Sender } from './totals-sent.ts';

/** Schools' totals of two years added up: not issued while one is in doubt, and every issue of a year adds up the same schools. */
export const annualReport = defineIssue({
  choice: {
    value: 'behaviour-and-attendance/annual-report',
    text: 'Behaviour and attendance annual report',
    also: ['annual report', 'report'],
  },
  about: 'alliance',
  needs: totalsKept,
  reads: [],
  template: async () => (await import('../../../../templates/annual-report.document.ts')).annualReport,
  from({ members, year }) {
    const ofSchools = members.flatMap(({ urn }) => yearsOf(year).map((startYear) => ({ urn, startYear })));
    return [alliancesBefore(year), ...ofSchools];
  },
  data: (situation, made) =>
    annualReportData(situation, { exact: exactFiguresOf(situation, made), issuedBefore: issuedBefore(made) }),
  safeguards: {
    whyNot: (situation, made) =>
      whyHeldBack(situation, schoolsBehind(exactFiguresOf(situation, made)), situation.year) ?? whyNotWorded(situation),
    leftOut: (situation, made) => whoIsLeftOut(exactFiguresOf(situation, made), situation.nameOf),
    standsBehind: (situation, made) => schoolsFixed(exactFiguresOf(situation, made), made.behindFirst),
    hides(situation, made) {
      const exact = exactFiguresOf(situation, made);
      return figuresHidden(exact, howShown(situation, { exact, issuedBefore: issuedBefore(made) }));
    },
    whatIsFixed: (situation, made) => whoIsMissing(exactFiguresOf(situation, made), situation.nameOf),
  },
});

function issuedBefore(made: MadeFrom): IssuedBefore {
  const issues = made.issues.map((one) => ({ report: exactFiguresOf(one.situation, one), numberNow: one.numberNow }));
  return { ...made, most: mostIssued(issues) };
}

type RecordsOfSchools = Pick<MadeFrom, 'keptOf' | 'keys' | 'behindFirst'>;

function exactFiguresOf(situation: Situation, made: RecordsOfSchools): ExactReport {
  const exact = exactReport(membersSending(situation, made), situation.year, situation.asOf, made.keys);
  return withSameSchools(exact, made.behindFirst);
}

/** The year, and the one before it. */
function yearsOf({ startYear }: AcademicYear): readonly number[] {
  return [startYear, startYear - 1];
}

/** A school that joins later has no part in the year so far. */
function membersSoFar({ members, asOf }: Situation): School[] {
  return inNameOrder(joinedBy(members, asOf));
}

/** By whose *Calendar* last year's terms are told. */
function alliancesBefore({ startYear }: AcademicYear): SchoolWorkbook {
  return { urn: null, startYear: startYear - 1 };
}

/** Each with its terms, which the first issue fixes with the schools. Who was a member for none of the year's has no part in it. */
function membersSending(situation: Situation, { keptOf, behindFirst }: RecordsOfSchools): Sender[] {
  const { year, calendarOf } = situation;
  const lastYears = keptOf(alliancesBefore(year))?.situation ?? null;
  const before = academicYear(year.startYear - 1, year.from.slice(5));
  return membersSoFar(situation)
    .map((school) => {
      const isFixed = Object.values(behindFirst ?? {}).some((urns) => urns.includes(school.urn));
      return {
        school,
        terms: isFixed ? termsBehind(behindFirst!, school.urn) : termsAsMember(school, year, calendarOf(school.urn)),
        termsBefore: ofTheRowBefore(school, before, lastYears),
        sources: yearsOf(year).flatMap((startYear) => keptOf({ urn: school.urn, startYear }) ?? []),
      };
    })
    .filter(({ terms }) => terms.length > 0);
}

/**
 * Of which terms a school's row for the whole of last year is. Who was a member for a part of it has that year's own terms; where its
 * *Calendar* is not at hand nobody knows them, and no such row stands in for terms.
 */
function ofTheRowBefore(school: School, before: AcademicYear, lastYears: Situation | null): readonly Term[] {
  if (isMembershipUnread(school)) return [];
  // Who was no member yet types it for the whole of the year.
  if (isMemberAllYear(school, before) || !isMemberDuring(school, before)) return TERMS;
  const then = numbersOf(school).flatMap((number) => schoolWith(lastYears?.schools ?? [], number) ?? [])[0];
  const calendar = lastYears?.calendarOf(then?.urn ?? school.urn);
  return calendar?.known ? termsAsMember(school, before, calendar) : [];
}
