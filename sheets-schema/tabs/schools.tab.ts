import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { email } from '../cells/email.ts';
import { laestab, urn } from '../cells/identifier.ts';
import { personName, text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const schoolsTab = defineTab({
  id: 'schools',
  title: 'Schools',
  purpose: 'The members of the alliance, one row each. Every other tab knows a school by the name given here.',
  columns: {
    urn: required('URN', urn, 'The six digits of the national register of schools.', { width: 10 }),
    name: required('School', text({ longest: 120 }), 'The name everyone uses.', { width: 34 }),
    kind: optional(
      'Kind of school',
      choice('kind of school', [
        {
          value: 'maintained',
          text: 'Maintained school',
          also: ['maintained', 'community', 'foundation', 'voluntary'],
        },
        { value: 'academy', text: 'Academy', also: ['free school', 'trust school'] },
        { value: 'special', text: 'Special school', also: ['special'] },
        { value: 'pru', text: 'Pupil referral unit', also: ['PRU', 'short stay school'] },
        { value: 'ap', text: 'Alternative provision', also: ['AP'] },
        { value: 'fe', text: 'Further education college', also: ['FE', 'college'] },
        { value: 'primary', text: 'Primary school', also: ['primary'] },
      ]),
      'Pick the kind from the list.',
      { width: 22 },
    ),
    phase: optional(
      'Phase',
      choice('phase', [
        { value: 'nursery', text: 'Nursery', also: ['nursery school'] },
        { value: 'first', text: 'First', also: ['first school', 'lower'] },
        { value: 'primary', text: 'Primary', also: ['primary school', 'infant', 'junior', 'infants', 'juniors'] },
        {
          value: 'middle',
          text: 'Middle',
          also: ['middle school', 'middle deemed primary', 'middle deemed secondary'],
        },
        { value: 'secondary', text: 'Secondary', also: ['secondary school'] },
        { value: 'high', text: 'High', also: ['high school', 'upper', 'upper school'] },
        { value: 'all-through', text: 'All-through', also: ['all through', 'all age'] },
        { value: '16-plus', text: '16 plus', also: ['post 16', 'sixth form', 'sixth form college'] },
      ]),
      'Pick the phase from the list. Blank where none fits: then nothing is left out.',
      { width: 14, since: 2 },
    ),
    laestab: optional('LA and school number', laestab, 'Seven digits, such as 350/4001.', { width: 14 }),
    joinedOn: optional('Joined on', date({ within: 'any' }), 'The day the school became a member.'),
    leftOn: optional('Left on', date({ within: 'any' }), 'Only for a school that has left.'),
    head: optional('Head', personName, 'The head or principal.', { width: 24 }),
    chair: optional('Chair of governors or trust', personName, 'Who chairs the governors or the trust.', { width: 24 }),
    officeEmail: optional('Office e-mail', email, 'Where reminders go.', { width: 30 }),
  },
  key: ['urn'],
  carriesOver: true,
  mostRows: 500,
  inOrder: [['joinedOn', 'leftOn']],
});
