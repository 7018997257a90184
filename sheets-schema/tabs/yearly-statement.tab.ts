import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { personName, text } from '../cells/text.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineTab, optional, required } from '../tab.ts';

export const yearlyStatementTab = defineTab({
  id: 'yearly-statement',
  title: 'Yearly statement',
  workbook: 'school',
  keptBy: 'workingProtocols',
  purpose: 'The head’s own answer, once a year, on the protocols that no figure can show.',
  columns: {
    protocol: required('Protocol', wholeNumber({ least: 1, most: 48 }), 'The number of the protocol.', { width: 10 }),
    says: optional('What it asks', text({}), 'The protocol in short.', { width: 60 }),
    answer: optional(
      'Answer',
      choice('answer', [
        { value: 'yes', text: 'Yes', also: ['y', 'met', 'fully'] },
        { value: 'partly', text: 'Partly', also: ['part', 'partially', 'in part'] },
        { value: 'no', text: 'No', also: ['n', 'not met'] },
      ]),
      'Did the school keep this protocol this year?',
      { width: 10 },
    ),
    note: optional('Note', text({}), 'A sentence where the answer is Partly or No.', { width: 44 }),
    answeredBy: optional('Answered by', personName, 'Who answered.', { width: 22 }),
    answeredOn: optional('Answered on', date({ within: 'any' }), 'When.'),
  },
  key: ['protocol'],
  mostRows: 500,
});
