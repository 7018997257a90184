import { academicYear, thisYear } from '../cells/academic-year.ts';
import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { money } from '../cells/money.ts';
import { school } from '../cells/school.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required, requiredBut } from '../tab.ts';

export const contributionsTab = defineTab({
  id: 'contributions',
  title: 'Contributions',
  purpose:
    'Each payment to the improvement group, each refund and any other income, as it reaches or leaves the account; and what a school need not pay, or owed before these books begin.',
  columns: {
    school: requiredBut(
      { column: 'kind', says: ['other-income', 'held-before'] },
      'School',
      school,
      'Pick the school from the list. Leave blank for other income, and for what was held before.',
      { width: 34 },
    ),
    forYear: optional('For year', academicYear, 'The academic year it pays for. Leave blank for this one.', {
      width: 12,
      blankMeans: thisYear,
    }),
    kind: optional(
      'Payment or refund',
      choice('kind of entry', [
        { value: 'payment', text: 'Payment', also: ['paid', 'in'] },
        { value: 'refund', text: 'Refund', also: ['refunded', 'paid back', 'out'] },
        // Since version 3 of the workbooks.
        {
          value: 'other-income',
          text: 'Other income',
          also: ['other', 'income', 'interest', 'bank interest', 'grant'],
        },
        // The rest since version 6.
        {
          value: 'waiver',
          text: 'Waiver',
          also: ['waived', 'written off', 'write-off', 'write off', 'let off'],
        },
        {
          value: 'owed-before',
          text: 'Owed before',
          also: ['owed from before', 'arrears', 'arrears brought forward', 'owed brought forward'],
        },
        {
          value: 'held-before',
          text: 'Held before',
          also: ['held from before', 'opening balance', 'balance brought forward', 'in the account before'],
        },
      ]),
      'Leave blank for a payment. Other income is no school’s, such as interest. A waiver is what a school need not pay. Owed or held before: only where no workbook of the year before has it.',
      { blankMeans: () => 'payment' },
    ),
    amount: required('Amount', money, 'In pounds. A refund is typed without a minus sign.', { width: 14 }),
    date: required('Date', date({ within: 'ten-years' }), 'The day it reached or left the account.'),
    reference: optional('Reference', text({ longest: 60 }), 'The bank reference or receipt number.', {
      width: 20,
      numbersBelong: true,
    }),
    note: optional('Note', text({}), 'Anything a reader should know.', { width: 34 }),
    onlyFor: optional(
      'Only for',
      text({ longest: 60 }),
      'What alone it may be spent on, such as training. Leave blank for anything.',
      { width: 18, since: 6 },
    ),
  },
  key: ['school', 'forYear', 'date', 'reference'],
  happened: ['date'],
  yearOfRow: 'forYear',
  // What was paid too much for one year may be what is missing in the other.
  bringsWhole: ['contributions'],
  mostRows: 10_000,
});
