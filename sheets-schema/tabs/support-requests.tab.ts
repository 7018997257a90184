import { date } from '../cells/date.ts';
import { school, schoolOrOther } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const supportRequestsTab = defineTab({
  id: 'support-requests',
  title: 'Support requests',
  purpose: 'Support that a school asked for, from the first word to the last day.',
  columns: {
    school: required('School', school, 'The school that asked for support.', { width: 34 }),
    need: required('Need', text({ longest: 300 }), 'What the school asked for.', { width: 34 }),
    askedOn: optional('Asked the group on', date({ within: 'ten-years' }), 'The day the improvement group was asked.'),
    provider: optional('Support from', schoolOrOther, 'The member school, or the name of another provider.', {
      width: 34,
    }),
    agreedOn: optional('Agreed on', date({ within: 'ten-years' }), 'The day the support was agreed.'),
    startedOn: optional('Started on', date({ within: 'ten-years' }), 'The first day of support.'),
    endedOn: optional('Ended on', date({ within: 'ten-years' }), 'The last day of support.'),
    note: optional('Note', text({}), 'Anything a reader should know.', { width: 34 }),
  },
  key: ['school', 'need'],
  happened: ['askedOn', 'agreedOn'],
  mostRows: 2_000,
  inOrder: [['startedOn', 'endedOn']],
  notItself: [['provider', 'school']],
});
