import { inForce } from '../../../../sheets-schema/settings.ts';
import { documentChoice } from '../../../../sheets-schema/tabs/documents.tab.ts';
import { counted, daysFigure, longDate, pounds } from '../../../../sheets-schema/wording.ts';
import type { AgreementData } from '../../../../templates/agreement.document.ts';
import { dayInYear } from '../../../figures/academic-year.ts';
import { contributionDueOn } from '../../../figures/contributions.ts';
import type { School } from '../../../figures/members.ts';
import { halfDaysOwed } from '../../../figures/staff-days.ts';
import { defineIssue } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { workingProtocols } from '../pack.ts';

/** One school's agreement: the protocols in our paraphrase, and the figures that hold this year. */
export const agreement = defineIssue({
  choice: documentChoice('working-protocols/agreement'),
  about: 'school',
  needs: 'workingProtocols',
  reads: [],
  template: async () => (await import('../../../../templates/agreement.document.ts')).agreement,
  from: () => [],
  data: agreementData,
  safeguards: null,
});

function agreementData({ settings, year }: Situation, school: School): AgreementData {
  const most = settings.meetingsMayMiss.value;
  const deputies = inForce(settings.deputyMayStandIn, 1);
  return {
    school: school.name,
    scope: 'secondary practice and activity before the age of 16',
    bound: 'staff, governors and trustees',
    returnBy: dayInYear(year, inForce(settings.agreementBy, '10-31')),
    chapters: workingProtocols.chapters.map(({ title, clauses }) => ({
      title,
      clauses: clauses.map(({ ref, paraphrase }) => ({ number: ref, text: paraphrase })),
    })),
    settings: [
      {
        clause: '21',
        decided: settings.staffDays.chosenBy !== 'us',
        what: 'Staff days for the improvement group',
        value: `${daysFigure(halfDaysOwed(settings))} days or more`,
      },
      {
        clause: '25',
        decided: settings.contributionDue.chosenBy !== 'us',
        what: `Contribution, due on ${longDate(contributionDueOn(year, settings))}`,
        value: pounds(inForce(settings.contribution, 300_000)),
      },
      {
        clause: '26',
        decided: settings.evaluationDue.chosenBy !== 'us',
        what: 'Evaluation of support received',
        value: `${counted(inForce(settings.evaluationDue, 20), 'school day')} after it ends`,
      },
      {
        clause: '31',
        decided: settings.meetingsMayMiss.chosenBy !== 'us',
        what: 'Alliance meetings a school may miss',
        value: most === null ? 'no number fixed' : String(most),
      },
      {
        clause: '32',
        decided: settings.deputyMayStandIn.chosenBy !== 'us',
        what: 'Meetings at which a deputy may stand in',
        value: `${deputies} a year`,
      },
    ],
  };
}
