import { type AcademicYear, academicYear } from '../../../figures/academic-year.ts';
import { inNameOrder, membersIn, type School } from '../../../figures/members.ts';
import { defineIssue, type MadeFrom } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { totalsKept } from '../settings.ts';
import { annualReportData } from './annual-report-data.ts';
import { openDoubts } from './open-doubts.ts';
import { schoolsBehind, whyHeldBack, whyNoCorrection } from './report-held-back.ts';
import type { Sender } from './totals-sent.ts';

/** Schools' totals of two years added up: not issued while one is in doubt, and a correction adds up the same schools. */
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
  from(situation) {
    const { members, former } = membersOf(situation);
    const years = yearsOf(situation.year);
    return [...members, ...former].flatMap(({ urn }) => years.map((startYear) => ({ urn, startYear })));
  },
  data(situation, made) {
    const { members, former } = membersOf(situation);
    return annualReportData(situation, {
      members: sendersAmong(members, situation, made),
      former: sendersAmong(former, situation, made),
      behindLast: made.behindLast,
    });
  },
  safeguards: {
    whyNot(situation, made, { notCompared }) {
      const { year } = situation;
      const senders = membersSending(situation, made);
      const printed = notCompared === null ? yearsOf(year).toReversed() : [year.startYear];
      return whyHeldBack(
        openDoubts(senders, situation, printed, made.keys),
        schoolsBehind(senders, year.startYear),
        year,
      );
    },
    standsBehind: (situation, made) => schoolsBehind(membersSending(situation, made), situation.year.startYear),
    whyNoCorrection(situation, made, earlier) {
      const names = new Map(situation.schools.map(({ urn, name }) => [urn, name]));
      const behind = schoolsBehind(membersSending(situation, made), situation.year.startYear);
      return whyNoCorrection(earlier, behind, (urn) => names.get(urn) ?? urn);
    },
  },
});

/** The year, and the one before it. */
function yearsOf({ startYear }: AcademicYear): readonly number[] {
  return [startYear, startYear - 1];
}

/** The members of the year, and those that were members in the year before it alone. */
function membersOf(situation: Situation) {
  const { schools, year } = situation;
  const members = inNameOrder(situation.members);
  const lastYear = academicYear(year.startYear - 1, year.from.slice('2025-'.length));
  const former = membersIn(schools, lastYear).filter(({ urn }) => !members.some((member) => member.urn === urn));
  return { members, former };
}

function membersSending(situation: Situation, made: MadeFrom): Sender[] {
  return sendersAmong(membersOf(situation).members, situation, made);
}

function sendersAmong(schools: readonly School[], { year }: Situation, { keptOf }: MadeFrom): Sender[] {
  return schools.map((school) => ({
    school,
    sources: yearsOf(year).flatMap((startYear) => keptOf({ urn: school.urn, startYear }) ?? []),
  }));
}
