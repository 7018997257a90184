import { clauseReference } from '../cells/clause-reference.ts';
import { date } from '../cells/date.ts';
import { listed } from '../cells/listed.ts';
import { school } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

const WHICH = 'Which protocols the clause is from. Leave blank where the alliance has adopted no others.';

export const exceptionsTab = defineTab({
  id: 'exceptions',
  title: 'Exceptions',
  purpose: 'Where the alliance agreed that a promise may be kept otherwise, for whom, why and until when.',
  columns: {
    school: required('School', school, 'The school it was agreed with.', { width: 34 }),
    protocols: optional('Protocols', listed('protocols', 'protocols'), WHICH, {
      width: 20,
      blankMeans: ({ lists }) => lists?.protocols?.only ?? null,
    }),
    clause: required('Clause', clauseReference, 'The clause of these protocols, such as 21.', { width: 10 }),
    about: optional(
      'About',
      date({ within: 'ten-years' }),
      'The day of what it is about, where that has one. Leave blank for all of them.',
    ),
    until: optional('Until', date({ within: 'ten-years' }), 'The last day it holds. Leave blank for the whole year.'),
    reason: required('Reason', text({ longest: 300 }), 'Why, in a sentence the school may read.', { width: 50 }),
    agreedOn: required('Agreed on', date({ within: 'ten-years' }), 'The day it was agreed.'),
  },
  key: ['school', 'protocols', 'clause', 'about'],
  happened: ['agreedOn'],
  mostRows: 2_000,
});
