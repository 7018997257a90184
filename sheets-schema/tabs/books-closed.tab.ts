import { date } from '../cells/date.ts';
import { personOrRole, text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const booksClosedTab = defineTab({
  id: 'books-closed',
  title: 'Books closed',
  purpose:
    'When the books were examined and by whom: what they came to then stands, and what changes later is in the next account.',
  columns: {
    to: required('Closed to', date({ within: 'ten-years' }), 'The last day of the books that were examined.'),
    from: optional(
      'Closed from',
      date({ within: 'ten-years' }),
      'Their first day. Leave blank for the first of the year.',
    ),
    by: required('Examined by', personOrRole, 'Who examined them: somebody who neither pays nor approves.', {
      width: 30,
    }),
    on: required('Examined on', date({ within: 'ten-years' }), 'The day on which they were found to be right.'),
    note: optional('Note', text({}), 'Anything a reader should know.', { width: 34 }),
  },
  key: ['to', 'from'],
  happened: ['on'],
  inOrder: [
    ['from', 'to'],
    ['to', 'on'],
  ],
  mostRows: 100,
});
