import type { AcademicYear } from '../../../figures/academic-year.ts';
import { inNameOrder, joinedBy, type School } from '../../../figures/members.ts';
import { defineIssue, type MadeFrom } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { whyNotWorded } from '../report-words.ts';
import { totalsKept } from '../settings.ts';
import { annualReportData, howShown } from './annual-report-data.ts';
import { type ExactReport, exactReport } from './exact-figures.ts';
import { schoolsBehind, whoIsLeftOut, whyHeldBack } from './report-held-back.ts';
import { schoolsFixed, whoIsMissing, withSameSchools } from './same-schools.ts';
import { figuresHidden } from './shown-figures.ts';
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
    annualReportData(situation, { exact: exactFiguresOf(situation, made), issuedBefore: made }),
  safeguards: {
    whyNot: (situation, made) =>
      whyHeldBack(situation, schoolsBehind(exactFiguresOf(situation, made)), situation.year) ?? whyNotWorded(situation),
    leftOut: (situation, made) => whoIsLeftOut(exactFiguresOf(situation, made), situation.nameOf),
    standsBehind: (situation, made) => schoolsFixed(exactFiguresOf(situation, made), made.behindFirst),
    hides(situation, made) {
      const exact = exactFiguresOf(situation, made);
      return figuresHidden(exact, howShown(situation, { exact, issuedBefore: made }));
    },
    whatIsFixed: (situation, made) => whoIsMissing(exactFiguresOf(situation, made), membersSoFar(situation)),
  },
});

function exactFiguresOf(situation: Situation, made: MadeFrom): ExactReport {
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

function membersSending(situation: Situation, { keptOf }: MadeFrom): Sender[] {
  return membersSoFar(situation).map((school) => ({
    school,
    sources: yearsOf(situation.year).flatMap((startYear) => keptOf({ urn: school.urn, startYear }) ?? []),
  }));
}
