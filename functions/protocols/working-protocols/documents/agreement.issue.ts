import { counted, daysFigure, listed, longDate, pounds } from '../../../../sheets-schema/wording.ts';
import type { AgreementData } from '../../../../templates/agreement.document.ts';
import { type AcademicYear, dayInYear } from '../../../figures/academic-year.ts';
import { contributionDue, contributionDueOn, contributionParts } from '../../../figures/contributions.ts';
import type { School } from '../../../figures/members.ts';
import { isMemberAllYear, owesWhatIsDueOn } from '../../../figures/obligations.ts';
import { WHOLE_DAY } from '../../../figures/staff-days.ts';
import { defineIssue } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import { chapters } from '../chapters.ts';
import {
  agreementSignedBy,
  contributionDueDate,
  deputyMayStandIn,
  evaluationDue,
  meetingsMayMiss,
  staffDaysMinimum,
  workingProtocolsAdopted,
} from '../settings.ts';
import { staffDaysOwed } from '../staff-days.ts';
import { contributionTerms } from '../terms.ts';

/** One school's agreement: the protocols in our paraphrase, and the figures that hold this year. */
export const agreement = defineIssue({
  choice: { value: 'working-protocols/agreement', text: 'Agreement to the protocols', also: ['agreement'] },
  about: 'school',
  needs: workingProtocolsAdopted,
  reads: [],
  template: async () => (await import('../../../../templates/agreement.document.ts')).agreement,
  from: () => [],
  data: agreementData,
  safeguards: null,
});

function agreementData(situation: Situation, school: School): AgreementData {
  const { settings, year, calendarOf } = situation;
  const most = settings.held(meetingsMayMiss).value;
  const deputies = settings.held(deputyMayStandIn).value;
  const contribution = [school, year, contributionTerms(settings), calendarOf(school.urn)] as const;
  const payBy = contributionDueOn(...contribution);
  const toPay = contributionDue(...contribution);
  const parts = contributionParts(...contribution);
  const toGive = staffDaysOwed(situation, school).value;
  return {
    school: school.name,
    scope: 'secondary practice and activity before the age of 16',
    bound: 'staff, governors and trustees',
    // Left out where blank, so that an agreement issued without names is still the same one.
    ...(school.chair == null ? {} : { chair: school.chair }),
    ...(school.head == null ? {} : { head: school.head }),
    returnBy: dayInYear(year, settings.held(agreementSignedBy).value),
    chapters: chapters.map(({ title, clauses }) => ({
      title,
      clauses: clauses.map(({ ref, paraphrase }) => ({ number: ref, text: paraphrase })),
    })),
    settings: [
      {
        clause: '21',
        decided: settings.held(staffDaysMinimum).chosenBy !== 'us',
        what: 'Staff days for the improvement group',
        value:
          toGive === 0
            ? none(school, payBy, year)
            : `${daysFigure(toGive)} day${toGive > WHOLE_DAY ? 's' : ''} or more`,
      },
      {
        clause: '25',
        decided: settings.held(contributionDueDate).chosenBy !== 'us',
        what:
          toPay === 0
            ? 'Contribution'
            : `Contribution, due on ${listed(parts.map(({ dueOn, amount }) => (parts.length === 1 ? longDate(dueOn) : `${longDate(dueOn)} (${pounds(amount)})`)))}`,
        value: toPay === 0 ? none(school, payBy, year) : pounds(toPay),
      },
      {
        clause: '26',
        decided: settings.held(evaluationDue).chosenBy !== 'us',
        what: 'Evaluation of support received',
        value: `${counted(settings.held(evaluationDue).value, 'school day')} after it ends`,
      },
      {
        clause: '31',
        decided: settings.held(meetingsMayMiss).chosenBy !== 'us',
        what: 'Alliance meetings a school may miss',
        value: most === null ? 'no number fixed' : String(most),
      },
      {
        clause: '32',
        decided: settings.held(deputyMayStandIn).chosenBy !== 'us',
        what: 'Meetings at which a deputy may stand in',
        value: `${deputies} a year`,
      },
    ],
  };
}

/** Of what nothing is owed, and why. */
function none(school: School, due: string, year: AcademicYear): string {
  if (!owesWhatIsDueOn(due, school)) return `none, as the school is no member on ${longDate(due)}`;
  return isMemberAllYear(school, year) ? 'none' : 'none for this part of the year';
}
