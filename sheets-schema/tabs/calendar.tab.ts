import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { school } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const calendarTab = defineTab({
  id: 'calendar',
  title: 'Calendar',
  purpose: 'Terms, holidays and closed days. School days are counted from here.',
  columns: {
    what: required(
      'What',
      choice('entry', [
        { value: 'autumn', text: 'Autumn term', also: ['autumn'] },
        { value: 'spring', text: 'Spring term', also: ['spring'] },
        { value: 'summer', text: 'Summer term', also: ['summer'] },
        { value: 'holiday', text: 'Holiday', also: ['half term', 'half-term', 'bank holiday'] },
        { value: 'inset', text: 'INSET day', also: ['inset', 'training day'] },
        { value: 'closure', text: 'Closure', also: ['closed'] },
      ]),
      'A term, or days inside a term on which the school is closed to pupils.',
    ),
    from: required('From', date({ within: 'ten-years' }), 'The first day.'),
    to: optional('To', date({ within: 'ten-years' }), 'The last day. Leave blank for a single day.'),
    school: optional('School', school, 'Leave blank where it is the same for every school.', { width: 34 }),
    note: optional('Note', text({}), 'Anything a reader should know.', { width: 30 }),
  },
  key: ['what', 'from', 'school'],
  mostRows: 5_000,
  inOrder: [['from', 'to']],
});
