import { testRule } from '../../support/rule-tester.ts';

const member = (joinedOn = '', leftOn = '') => `
  | URN    | School               | Kind of school | Joined on   | Left on   |
  | 990001 | Elm Park High School | Academy        | ${joinedOn} | ${leftOn} |`;
const paid = (...rows: readonly string[]) => `
  | School | Payment or refund | Amount | Date | For year |
  ${rows.map((row) => `| Elm Park High School | ${row} |`).join('\n')}`;

testRule('BLA-25c', 'alliance', {
  passes: [
    {
      name: 'paid on the last day',
      asOf: '2026-03-27',
      tabs: { Schools: member(), Contributions: paid('Payment | £3,000 | 30/11/2025 |') },
    },
    {
      name: 'not paid in full yet: that is said by the rule that asks for the rest',
      asOf: '2026-03-27',
      tabs: { Schools: member(), Contributions: paid('Payment | £2,999.99 | 1/12/2025 |') },
    },
    {
      name: 'a late payment that is dated on a day to come',
      asOf: '2025-12-01',
      tabs: { Schools: member(), Contributions: paid('Payment | £3,000 | 2/12/2025 |') },
    },
    {
      name: 'paid in time, given back in February and paid again',
      asOf: '2026-03-27',
      tabs: {
        Schools: member(),
        Contributions: paid(
          'Payment | £3,000 | 20/11/2025 |',
          'Refund | £3,000 | 2/2/2026 |',
          'Payment | £3,000 | 3/3/2026 |',
        ),
      },
    },
    {
      name: 'a school that joined in January has until it has been a member for thirty school days',
      asOf: '2026-03-27',
      tabs: { Schools: member('5/1/2026'), Contributions: paid('Payment | £3,000 | 10/2/2026 |') },
    },
    {
      name: 'more than is owed, after the day',
      asOf: '2026-03-27',
      tabs: {
        Schools: member(),
        Contributions: paid('Payment | £3,000 | 20/11/2025 |', 'Payment | £100 | 1/12/2025 |'),
      },
    },
    {
      name: 'a row that waits to be mended may have come in time',
      asOf: '2026-03-27',
      tabs: {
        Schools: member(),
        Contributions: paid('Payment | three thousand | 20/11/2025 |', 'Payment | £3,000 | 1/12/2025 |'),
      },
      alsoFoundBy: ['GEN-10'],
    },
    {
      name: 'nothing is owed of who left before the day, though it paid after it',
      asOf: '2026-03-27',
      tabs: { Schools: member('', '29/11/2025'), Contributions: paid('Payment | £10 | 1/12/2025 |') },
    },
  ],
  fails: [
    {
      name: 'a day late',
      asOf: '2026-03-27',
      tabs: { Schools: member(), Contributions: paid('Payment | £3,000 | 1/12/2025 |') },
      findings: [
        {
          at: 'Contributions!D2',
          message: 'paidLate',
          severity: 'note',
          says: 'Elm Park High School had paid in full on 1 December 2025. It was due on 30 November 2025.',
        },
      ],
    },
    {
      name: 'the last of two instalments, whatever is paid beyond it later',
      asOf: '2026-03-27',
      tabs: {
        Schools: member(),
        Contributions: paid(
          'Payment | £1,500 | 20/11/2025 |',
          'Payment | £1,500 | 12/12/2025 |',
          'Payment | £1 | 5/1/2026 |',
        ),
      },
      findings: [{ at: 'Contributions!D3', message: 'paidLate', says: 'on 12 December 2025' }],
    },
    {
      name: 'a row that waits and is too small to have made it up',
      asOf: '2026-03-27',
      tabs: {
        Schools: member(),
        Contributions: paid('Payment | £100 | soon |', 'Payment | £3,000 | 1/12/2025 |'),
      },
      alsoFoundBy: ['GEN-04'],
      findings: [{ at: 'Contributions!D3', message: 'paidLate' }],
    },
  ],
});
