import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { schoolOrOther } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const evaluationsTab = defineTab({
  id: 'evaluations',
  title: 'Evaluations',
  purpose: 'What the school thought of each piece of support it received.',
  columns: {
    provider: required('Support from', schoolOrOther, 'The school or provider that gave the support.', { width: 34 }),
    endedOn: required(
      'Support ended on',
      date({ within: 'ten-years' }),
      'The last day of the support; where it goes on, the day up to which you look at it.',
    ),
    rating: required(
      'Rating',
      choice('rating', [
        { value: '1', text: '1 Made a great difference', also: ['1'] },
        { value: '2', text: '2 Made a difference', also: ['2'] },
        { value: '3', text: '3 Made little difference', also: ['3'] },
        { value: '4', text: '4 Made no difference', also: ['4'] },
      ]),
      'How much difference the support made.',
      { width: 26 },
    ),
    impact: optional('What changed', text({}), 'What is better now, and how you know.', { width: 44 }),
    sentOn: required('Sent on', date({ within: 'ten-years' }), 'The day the evaluation went to the improvement group.'),
  },
  key: ['provider', 'endedOn'],
  happened: ['endedOn', 'sentOn'],
  mostRows: 2_000,
  inOrder: [['endedOn', 'sentOn']],
  notItself: [['provider', null]],
});
