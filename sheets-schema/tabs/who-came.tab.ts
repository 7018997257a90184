import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { school } from '../cells/school.ts';
import { personName } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required, rowOf } from '../tab.ts';
import { meetingKind, meetingsTab } from './meetings.tab.ts';

export const whoCameTab = defineTab({
  id: 'who-came',
  title: 'Who came',
  purpose: 'One row for each school at each meeting: who stood for it.',
  columns: {
    date: required('Meeting date', date({ within: 'year' }), 'The date the meeting has in Meetings.'),
    kind: required('Kind', meetingKind, 'The kind the meeting has in Meetings.', { width: 20 }),
    school: required('School', school, 'Pick the school from the list.', { width: 34 }),
    who: required(
      'Who came',
      choice('person', [
        { value: 'head', text: 'Head', also: ['head teacher', 'headteacher', 'principal', 'executive head'] },
        { value: 'deputy', text: 'Deputy', also: ['deputy head', 'vice principal', 'associate head'] },
        { value: 'other', text: 'Someone else', also: ['other', 'assistant head'] },
        { value: 'nobody', text: 'Nobody', also: ['none', 'absent', 'apologies', 'not present'] },
      ]),
      'Who stood for the school. Apologies count as nobody.',
    ),
    voted: optional('Voted', yesNo, 'Yes where this person voted for the school.', { width: 10 }),
    name: optional('Name', personName, 'Who it was.', { width: 24 }),
  },
  key: ['date', 'kind', 'school'],
  happened: ['date'],
  mostRows: 20_000,
  memberOn: [['school', 'date']],
  refersTo: [
    rowOf(
      meetingsTab,
      [
        ['date', 'date'],
        ['kind', 'kind'],
      ],
      {
        rule: 'X-07',
        title: 'Every row of Who came is about a meeting in Meetings',
        messageId: 'noMeeting',
        message: {
          severity: 'problem',
          says: '{cell} says {date}, and Meetings has no meeting of that kind on that day.',
          fix: 'Correct the date or the kind, or add the meeting to Meetings.',
        },
      },
    ),
  ],
});
