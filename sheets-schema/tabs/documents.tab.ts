import { date } from '../cells/date.ts';
import { listed, PICK_BY_NAME } from '../cells/listed.ts';
import { school } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required } from '../tab.ts';

export const documentsTab = defineTab({
  id: 'documents',
  title: 'Documents',
  purpose: 'Ask for a document by a row here; it appears in Issued.',
  columns: {
    document: required('Document', listed('documents', 'document', PICK_BY_NAME), 'Pick the document from the list.', {
      width: 40,
    }),
    school: optional('School', school, 'Leave blank for every school, or where it is about all of them.', {
      width: 34,
    }),
    asOf: optional(
      'As of',
      date({ within: 'ten-years' }),
      'The day the figures should stand at. Leave blank for today.',
    ),
    note: optional('Note', text({}), 'Anything a reader should know.', { width: 34 }),
    asItIs: optional(
      'Issue as it is',
      yesNo,
      'Yes where a first issue is asked about because schools are missing, and is to go on without them.',
      { since: 3 },
    ),
    from: optional(
      'From',
      date({ within: 'ten-years' }),
      'Only for a document about a time, from one day to another: its first day. Blank: the first of the year.',
      { since: 6 },
    ),
    to: optional('To', date({ within: 'ten-years' }), 'Its last day. Leave blank for the day of the figures.', {
      since: 6,
    }),
  },
  key: ['document', 'school', 'asOf', 'from', 'to'],
  inOrder: [['from', 'to']],
  mostRows: 500,
});
