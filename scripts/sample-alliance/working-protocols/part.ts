import { workingProtocols } from '../../../functions/protocols/working-protocols/pack.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { documentsTab } from '../../../sheets-schema/tabs/documents.tab.ts';
import { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import { exceptionsTab } from '../../../sheets-schema/tabs/exceptions.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import type { SamplePart } from '../sample-part.ts';
import { typedIn } from '../typed-rows.ts';
import { contributionRows, supportRequestRows } from './contributions-and-support.ts';
import { meetingRows, whoCameRows } from './meetings.ts';
import { mistakesInSchools } from './mistakes-in-schools.ts';
import { mistakesInTheAlliance } from './mistakes-in-the-alliance.ts';
import { evaluationRows, staffDayRows, statementAnswers, statementTab } from './school-year.ts';

export const workingProtocolsPart: SamplePart = {
  pack: workingProtocols,
  alliance: [
    // The alliance wrote down its own limits, so that what goes beyond them is a breach and not only our suggestion.
    typedIn(settingsTab, [
      { setting: 'Working protocols adopted', value: 'Yes', fromYear: '2018/19' },
      { setting: 'Contribution', value: '£2,500', fromYear: '2018/19', note: 'Founding meeting' },
      { setting: 'Contribution', value: '£3,000', fromYear: '2023/24', note: 'Summer meeting, June 2023' },
      { setting: 'Contribution due date', value: '30 November', note: 'Treasurer’s proposal, September 2024' },
      { setting: 'Part-year members pay', value: 'By term', note: 'Treasurer’s proposal, September 2024' },
      { setting: 'Staff days minimum', value: 9 },
      { setting: 'Deputy may stand in', value: 1 },
      { setting: 'Meetings a school may miss', value: 1, fromYear: '2025/26', note: 'Summer meeting, June 2025' },
      { setting: 'Evaluation due', value: 20, fromYear: '2025/26', note: 'School days after the last day of support' },
      { setting: 'Agreement signed by', value: '31 October' },
      { setting: 'Pace reminders', value: 'Yes' },
    ]),
    typedIn(meetingsTab, meetingRows),
    typedIn(whoCameTab, whoCameRows()),
    typedIn(contributionsTab, contributionRows()),
    typedIn(supportRequestsTab, supportRequestRows),
    typedIn(exceptionsTab, [
      {
        school: 'Marrowby School',
        protocols: 'Working protocols',
        clause: 21,
        reason: 'Two of its subject leads were away for most of the year; the days are made up in 2026/27.',
        agreedOn: '2026-06-18',
      },
    ]),
    typedIn(documentsTab, [
      { document: 'Agreement to the protocols', note: 'For every school' },
      { document: 'Contribution statement', note: 'For every school' },
      { document: 'Treasurer’s annual statement', note: 'For the autumn meeting' },
    ]),
  ],
  school: (school, calendar, numbers) => [
    typedIn(staffDaysTab, staffDayRows(school, calendar, numbers)),
    typedIn(evaluationsTab, evaluationRows(school, calendar, numbers)),
    typedIn(statementTab, statementAnswers(school, numbers)),
  ],
  mistakes: { alliance: mistakesInTheAlliance, schools: mistakesInSchools },
};
