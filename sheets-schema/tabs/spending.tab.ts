import { academicYear, thisYear } from '../cells/academic-year.ts';
import { date } from '../cells/date.ts';
import { link } from '../cells/link.ts';
import { money } from '../cells/money.ts';
import { personOrRole, text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const spendingTab = defineTab({
  id: 'spending',
  title: 'Spending',
  purpose: 'What was paid from the account, to whom and for what, who approved it, and where the receipt is.',
  columns: {
    date: required('Date', date({ within: 'ten-years' }), 'The day it left the account.'),
    payee: required('Paid to', text({ longest: 120 }), 'Whom it was paid to.', { width: 34 }),
    purpose: required('What for', text({ longest: 200 }), 'What it was spent on, such as hall hire.', { width: 40 }),
    amount: required('Amount', money, 'In pounds.', { width: 14 }),
    approvedBy: optional('Approved by', personOrRole, 'Who approved it: somebody other than whom it was paid to.', {
      width: 24,
    }),
    receipt: optional('Receipt', link, 'A link to the receipt or the invoice.', { width: 34 }),
    forYear: optional(
      'School year',
      academicYear,
      'The school year whose books it belongs to. Leave blank for this one.',
      {
        width: 12,
        blankMeans: thisYear,
      },
    ),
    onlyFor: optional(
      'From money only for',
      text({ longest: 60 }),
      'Where it comes from money that may be spent on one thing alone: that thing, as Contributions has it.',
      { width: 20, since: 6 },
    ),
  },
  key: ['date', 'payee', 'purpose'],
  mayRepeat: true,
  happened: ['date'],
  yearOfRow: 'forYear',
  mostRows: 10_000,
});
