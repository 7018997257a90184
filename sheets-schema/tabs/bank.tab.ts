import { parseBank } from '../bank/parse-bank.ts';
import { academicYear } from '../cells/academic-year.ts';
import { date } from '../cells/date.ts';
import { lineOfAStatement } from '../cells/line-of-a-statement.ts';
import { school } from '../cells/school.ts';
import { signedMoney } from '../cells/signed-money.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const bankTab = defineTab({
  id: 'bank',
  title: 'Bank',
  purpose:
    'What reached and left the account by the bank’s own statement, or by the ledger of the school that holds the money, pasted as it comes.',
  columns: {
    day: required('Date', date({ within: 'ten-years' }), 'The day it reached or left the account.'),
    details: optional(
      'Details',
      lineOfAStatement,
      'What the bank says of it. It is read to tell whose it is, and not kept.',
      {
        width: 44,
      },
    ),
    amount: required('Amount', signedMoney, 'In pounds, with a minus where it went out.', { width: 14 }),
    balance: optional('Balance', signedMoney, 'What was in the account after it, where the bank says so.', {
      width: 14,
    }),
    account: optional('Account', text({ longest: 40 }), 'The account’s number, where there is more than one.', {
      width: 22,
      numbersBelong: true,
    }),
    school: optional('School', school, 'Whose it is, where the bank’s words do not tell.', { width: 34 }),
    paidTo: optional('Paid to', text({ longest: 120 }), 'To whom it went, as Spending has it.', { width: 34 }),
    reference: optional(
      'Reference',
      text({ longest: 60 }),
      'The reference of a request for payment, or as Contributions has it.',
      {
        width: 20,
        numbersBelong: true,
      },
    ),
    covers: optional('Statement covers', text({ longest: 40 }), 'From which day to which day its statement goes.', {
      width: 26,
    }),
    forYear: optional('School year', academicYear, 'The school year of the day.', { width: 12 }),
  },
  yearOfRow: 'forYear',
  // What a line at the bank is may be typed in another year's workbook, as may the line itself, and what people said of the two.
  bringsWhole: ['bank', 'contributions', 'spending', 'matched'],
  key: ['account', 'day', 'amount'],
  mayRepeat: true,
  pasted: parseBank,
  mostRows: 20_000,
});
