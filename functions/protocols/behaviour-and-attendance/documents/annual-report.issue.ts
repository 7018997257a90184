import { type AcademicYear, academicYear } from '../../../figures/academic-year.ts';
import { inNameOrder, joinedBy, type School } from '../../../figures/members.ts';
import { TERMS } from '../../../figures/school-calendar.ts';
import { termsAsMember } from '../../../figures/terms-as-member.ts';
import { defineIssue, type MadeFrom } from '../../define-issue.ts';
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
    return members.flatMap(({ urn }) => yearsOf(year).map((startYear) => ({ urn, startYear })));
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

/** Each with its terms, which the first issue fixes with the schools. Who was a member for none of the year's has no part in it. */
function membersSending(situation: Situation, { keptOf, behindFirst }: RecordsOfSchools): Sender[] {
  const { year, calendarOf } = situation;
  const begins = year.from.slice(5);
  const before = academicYear(year.startYear - 1, begins);
  return membersSoFar(situation)
    .map((school) => {
      const calendar = calendarOf(school.urn);
      const isFixed = Object.values(behindFirst ?? {}).some((urns) => urns.includes(school.urn));
      const thenIn = termsAsMember(school, before, calendar);
      return {
        school,
        terms: isFixed ? termsBehind(behindFirst!, school.urn) : termsAsMember(school, year, calendar),
        // Who was no member yet types last year's row for the whole of it.
        termsBefore: thenIn.length === 0 ? TERMS : thenIn,
        sources: yearsOf(year).flatMap((startYear) => keptOf({ urn: school.urn, startYear }) ?? []),
      };
    })
    .filter(({ terms }) => terms.length > 0);
}
