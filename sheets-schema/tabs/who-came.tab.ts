import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { school } from '../cells/school.ts';
import { personName } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required, rowOf } from '../tab.ts';
import { meetingKind, meetingsTab } from './meetings.tab.ts';

const HEADS = ['head', 'head teacher', 'headmaster', 'headmistress', 'principal'];
/** Who holds a post for a while, shares it, or holds it over several schools. */
const HOLDING = ['acting', 'interim', 'temporary', 'co', 'joint', 'executive', 'acting executive', 'interim executive'];
const asHead = [
  ...HEADS.filter((head) => head !== 'head'),
  ...HOLDING.flatMap((held) => HEADS.map((head) => `${held} ${head}`)),
  ...['head of school', 'acting head of school', 'interim head of school', 'both heads', 'co heads'],
];
/** Where the head came as well, nobody stood in. */
const ofBoth = ['head and deputy', 'head teacher and deputy', 'deputy and head', 'head plus deputy'];
const DEPUTIES = [
  ...HEADS.filter((head) => head !== 'principal').map((head) => `deputy ${head}`),
  ...['deputy principal', 'vice principal', 'associate head', 'associate head teacher', 'associate principal'],
];
const asDeputy = [
  ...DEPUTIES,
  ...['acting', 'interim', 'temporary', 'co', 'joint', 'senior'].flatMap((held) =>
    ['deputy', ...DEPUTIES].map((deputy) => `${held} ${deputy}`),
  ),
  'deputy head of school',
];
const asAssistant = [
  ...['assistant head', 'assistant head teacher', 'assistant principal', 'assistant vice principal'],
  ...['senior assistant head', 'business manager', 'school business manager', 'governor', 'chair of governors'],
];

export const whoCameTab = defineTab({
  id: 'who-came',
  title: 'Who came',
  purpose: 'Who stood for each school at each meeting: a row for each school, or one for each person who came.',
  columns: {
    date: required('Meeting date', date({ within: 'year' }), 'The date the meeting has in Meetings.'),
    kind: required('Kind', meetingKind, 'The kind the meeting has in Meetings.', { width: 20 }),
    school: required('School', school, 'Pick the school from the list.', { width: 34 }),
    who: required(
      'Who came',
      choice('person', [
        { value: 'head', text: 'Head', also: [...asHead, ...ofBoth] },
        { value: 'deputy', text: 'Deputy', also: asDeputy },
        { value: 'other', text: 'Someone else', also: ['other', ...asAssistant] },
        {
          value: 'nobody',
          text: 'Nobody',
          also: [
            'none',
            'absent',
            'apologies',
            'apologies sent',
            'sent apologies',
            'not present',
            'no one',
            'not represented',
          ],
        },
      ]),
      'Who stood for the school. Whoever acts as head is the head. Apologies count as nobody.',
    ),
    voted: optional('Voted', yesNo, 'Yes where this person voted for the school.', { width: 10 }),
    name: optional('Name', personName, 'Who it was.', { width: 24 }),
  },
  key: ['date', 'kind', 'school'],
  mayRepeat: true,
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
        since: 3,
        title: 'Every row of Who came is about a meeting in Meetings',
        messageId: 'noMeeting',
        message: {
          severity: 'problem',
          says: '{cell} says {date}, and Meetings has no meeting of that kind on that day.',
          fix: 'Correct the date or the kind, or add the meeting to Meetings.',
        },
      },
      { date: 'date', lastDay: 'lastDay', movedTo: 'movedTo' },
    ),
  ],
});
