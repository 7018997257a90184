import { paymentReference } from '../../../sheets-schema/bank/payment-reference.ts';
import { testRule } from '../../support/rule-tester.ts';

const Settings = '| Setting | Value |\n| Bank statements kept | Yes |\n| Contribution due date | 30 November |';
const Schools = `
  | URN    | School               | Kind of school | Pays as     |
  | 990001 | Elm Park High School | Academy        | ELM PARK AC |
  | 990002 | St Aldhelm's School  | Academy        |             |`;
const spent = '| Date | Paid to | What for | Amount |';
const entries = '| School | Payment or refund | Amount | Date | Reference | For year |';
const statement = (...lines: string[]) => `| Date | Description | Amount | Balance |\n${lines.join('\n')}`;
const Matched = '| At the bank | Typed | Why it is asked | Same | Line | Rows |';
const bank = (Contributions: string, Bank: string, Spending = spent) => ({
  Matched,
  Settings,
  Schools,
  Contributions,
  Bank,
  Spending,
});

testRule('BLA-25d', 'alliance', {
  passes: [
    {
      name: 'each row stands at the bank, by school or payee and amount within a few days',
      tabs: bank(
        `${entries}\n| Elm Park High School | | £3,000 | 2/10/2025 | |\n| | Other income | 12.34 | 31/12/2025 | INT-2025 |`,
        statement(
          '| 03/10/2025 | ELM PARK AC 77     | 3000.00 | 4000.00 |',
          '| 10/10/2025 | TOWN HALL BBP      | -120.50 | 3879.50 |',
          '| 31/12/2025 | INTEREST INT 2025  | 12.34   | 3891.84 |',
        ),
        `${spent}\n| 9/10/2025 | Town Hall | Hall for the conference | 120.50 |`,
      ),
    },
    {
      name: 'a line that answers a request for next year is counted there',
      tabs: bank(
        `${entries}\n| Elm Park High School | | £3,000 | 2/10/2025 | |`,
        statement(
          '| 03/10/2025 | ELM PARK AC 77     | 3000.00 | 4000.00 |',
          `| 10/07/2026 | ELM PARK AC ${paymentReference('990001', 2026)} | 1500.00 | 5500.00 |`,
        ),
      ),
    },
    {
      name: 'a line that is what its school has still to pay needs no row, and a row beyond the statements counts as typed',
      tabs: bank(
        `${entries}\n| St Aldhelm's School | | £3,000 | 2/2/2026 | |`,
        statement('| 03/10/2025 | ELM PARK AC 77 | 3000.00 | 4000.00 |'),
      ),
    },
    { name: 'nothing is pasted yet', tabs: bank(`${entries}\n| Elm Park High School | | £3,000 | 2/10/2025 | |`, '') },
    {
      name: 'a row between two statements, of days that neither covers',
      tabs: bank(
        `${entries}\n| St Aldhelm's School | | £3,000 | 5/12/2025 | |\n| | Other income | 12.34 | 3/2/2026 | INT-2026 |\n| Elm Park High School | | £3,000 | 2/10/2025 | |`,
        statement('| 03/10/2025 | ELM PARK AC 77 | 3000.00 | 4000.00 |') +
          `\n${statement('| 03/02/2026 | INTEREST INT-2026 | 12.34 | 7012.34 |')}`,
      ),
      alsoFoundBy: ['GEN-27'],
    },
  ],
  fails: [
    {
      name: 'a row that statements of its day do not show, money of nobody, money that went out for nothing typed',
      tabs: bank(
        `${entries}\n| Elm Park High School | | £3,000 | 2/10/2025 | |\n| St Aldhelm's School | | £3,000 | 20/10/2025 | |`,
        statement(
          '| 03/10/2025 | ELM PARK AC 77 | 3000.00 | 4000.00 |',
          '| 12/11/2025 | CASH           | 45.00   | 4045.00 |',
          '| 12/11/2025 | ST ALDHELMS    | 50.00   | 4095.00 |',
          '| 13/11/2025 | CARD 4411      | -7.50   | 4087.50 |',
        ),
      ),
      findings: [
        { at: 'Contributions!C3', message: 'notSeen', severity: 'warning', says: '£3,000 on 20 October 2025' },
        { at: 'Bank!A3', message: 'nobodys', severity: 'warning', says: '£45 came in on 12 November 2025' },
        { at: 'Bank!A4', message: 'notWhatIsOwed', severity: 'warning', says: '£50 came in from St Aldhelm' },
        { at: 'Bank!A5', message: 'notSpent', severity: 'warning', says: '£7.50 went out on 13 November 2025' },
      ],
    },
    {
      name: 'one line that may be two rows is asked about, and no sum is counted before somebody says so',
      tabs: bank(
        `${entries}\n| Elm Park High School | | £300 | 12/11/2025 | |\n| Elm Park High School | | £2,700 | 12/11/2025 | |`,
        statement('| 12/11/2025 | ELM PARK AC 77 | 3000.00 | 4000.00 |'),
      ),
      findings: [
        {
          at: 'Bank!A2',
          message: 'perhaps',
          says: 'the £2,700 typed for Elm Park High School on 12 November 2025 and the £300',
        },
      ],
    },
  ],
});

testRule('GEN-27', 'alliance', {
  passes: [
    {
      name: 'statements that overlap, with other headings, and balances that follow',
      tabs: bank(
        entries,
        `| Statement of the fund | | | |
         | Date | Paid out | Paid in | Balance |
         | 03/10/2025 | | 3,000.00 | 4,000.00 |
         | 07/10/2025 | 120.50 | | 3,879.50 |
         | Date | Details | Amount | Balance |
         | 07 Oct 2025 | HIRE | -120.50 | 3,879.50 |
         | 08 Oct 2025 | INTEREST | 1.00 | 3,880.50 |`,
      ),
    },
  ],
  fails: [
    {
      name: 'a balance that does not follow, and a line without a day',
      tabs: bank(
        entries,
        statement(
          '| 03/10/2025 | ELM PARK | 3000.00 | 4000.00 |',
          '| pending | HALL | -20.00 | |',
          '| 08/10/2025 | INTEREST | 1.00 | 3880.50 |',
        ),
      ),
      findings: [
        { at: 'Bank!A3', message: 'no-day', severity: 'problem', says: 'A3 has an amount and no day' },
        { at: 'Bank!A4', message: 'does-not-follow', severity: 'problem', says: 'should be £4,001' },
      ],
    },
    {
      name: 'amounts of which nothing shows which way they went',
      tabs: bank(entries, '| Date | Details | Debit | Credit |\n| 3/10/2025 | ELM PARK | 3000.00 | |'),
      findings: [{ at: 'Bank!A2', message: 'which-way-is-in', fix: 'Minus is money out' }],
    },
    {
      name: 'days that cannot all have the day before the month',
      tabs: bank(entries, statement('| 10/05/2025 | ELM PARK | 3000.00 | |', '| 10/13/2025 | HALL | -20.00 | |')),
      findings: [{ at: 'Bank!A3', message: 'no-such-day' }],
    },
  ],
});
