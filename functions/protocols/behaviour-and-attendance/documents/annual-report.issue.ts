import { totalsKept } from '../../../../sheets-schema/adoption.ts';
import { schoolsTab } from '../../../../sheets-schema/tabs/schools.tab.ts';
import { type AcademicYear, academicYear } from '../../../figures/academic-year.ts';
import { inNameOrder, membersIn, type School } from '../../../figures/members.ts';
import { type Records, rowsOf } from '../../../history/records.ts';
import { defineIssue, type MadeFrom } from '../../define-issue.ts';
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
  template: async () => (await import('../../../../templates/annual-report.document.ts')).annualReport,
  from(alliance, year) {
    const { members, former } = membersOf(alliance, year);
    return [...members, ...former].flatMap(({ urn }) => yearsOf(year).map((startYear) => ({ urn, startYear })));
  },
  data(from) {
    const { alliance, year, asOf, behindLast } = from;
    const { members, former } = membersOf(alliance, year);
    const totals = { members: sendersAmong(members, from), former: sendersAmong(former, from), behindLast };
    return annualReportData(alliance.rows, totals, year, asOf);
  },
  safeguards: {
    whyNot(from, { notCompared }) {
      const { alliance, year, asOf, secret } = from;
      const printed = notCompared === null ? yearsOf(year).toReversed() : [year.startYear];
      const doubts = openDoubts(membersSending(from), alliance, year, printed, asOf, secret);
      return whyHeldBack(doubts, schoolsBehind(membersSending(from), year.startYear), year);
    },
    standsBehind: (from) => schoolsBehind(membersSending(from), from.year.startYear),
    whyNoCorrection(from, earlier) {
      const names = new Map(rowsOf(from.alliance.rows, schoolsTab).map(({ urn, name }) => [urn, name]));
      const behind = schoolsBehind(membersSending(from), from.year.startYear);
      return whyNoCorrection(earlier, behind, (urn) => names.get(urn) ?? urn);
    },
  },
});

/** The year, and the one before it. */
function yearsOf({ startYear }: AcademicYear): readonly number[] {
  return [startYear, startYear - 1];
}

/** The members of the year, and those that were members in the year before it alone. */
function membersOf({ rows }: Records, year: AcademicYear) {
  const schools = rowsOf(rows, schoolsTab);
  const members = inNameOrder(membersIn(schools, year));
  const lastYear = academicYear(year.startYear - 1, year.from.slice('2025-'.length));
  const former = membersIn(schools, lastYear).filter(({ urn }) => !members.some((member) => member.urn === urn));
  return { members, former };
}

function membersSending(from: MadeFrom): Sender[] {
  return sendersAmong(membersOf(from.alliance, from.year).members, from);
}

function sendersAmong(schools: readonly School[], { year, recordsOf }: MadeFrom): Sender[] {
  return schools.map((school) => ({
    school,
    sources: yearsOf(year).flatMap((startYear) => {
      const records = recordsOf({ urn: school.urn, startYear });
      return records === null ? [] : [{ startYear, records }];
    }),
  }));
}
