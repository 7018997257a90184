import { testRule } from '../../support/rule-tester.ts';

const oneSchool = '| URN | School | Kind of school |\n| 990001 | Elm Park High School | Academy |';
const headings = '| School | For year | Payment or refund | Amount | Date | Reference |';
const dueDateWritten = '| Setting | Value |\n| Contribution due date | 30 November |';
const joined = (day: string) =>
  `| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park High School | Academy | ${day} |`;
const left = (day: string) => joined(day).replace('Joined on', 'Left on');

const kept = {
  Settings: '| Setting | Value |\n| Bank statements kept | Yes |\n| Contribution due date | 30 November |',
  Schools: oneSchool,
  Spending: '| Date | Paid to | What for | Amount |',
};
const statement = (...lines: string[]) => `| Date | Description | Amount | Balance |\n${lines.join('\n')}`;

testRule('BLA-25', 'alliance', {
  passes: [
    {
      name: 'joined when most of the last term had gone: it owes none of it',
      asOf: '2026-09-01',
      tabs: { Schools: joined('1/7/2026'), Settings: dueDateWritten, Contributions: headings },
    },
    {
      name: 'what was paid too much last year is paid towards this one, and what was owed then is for its workbook alone',
      asOf: '2026-03-27',
      lastYear: {
        Contributions: `
          ${headings}
          | Elm Park High School | | | 6000 | 1/10/2024 | |
          | St Aldhelm's School  | | | 3000 | 1/10/2024 | |`,
      },
      tabs: {
        Contributions: `
          ${headings}
          | St Aldhelm's School  | | | 3000 | 1/10/2025 | |
          | The Meadows          | | | 3000 | 1/10/2025 | |`,
      },
    },
    {
      name: 'what is not waived is paid',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Contributions: `
          ${headings}
          | Elm Park High School | | Written off | 300  | 1/4/2026  | |
          | Elm Park High School | | Waiver      | 300  | 1/10/2025 | |
          | Elm Park High School | |             | 2700 | 1/10/2025 | |`,
      },
    },
    {
      name: 'what the bank shows of a school is paid, though nobody typed it',
      asOf: '2026-03-27',
      tabs: {
        ...{ ...kept, Contributions: headings },
        Bank: statement('| 03/10/2025 | ELM PARK HIGH 77 | 3000.00 | 4000.00 |'),
      },
    },
    {
      name: 'every school has paid, one of them by instalments and with a refund paid again',
      asOf: '2026-08-31',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount    | Date       |
          | Elm Park High School |          |                   | £3,000    | 1/10/2025  |
          | St Aldhelm's School  | 2025/26  | Payment           | £1,000.50 | 1/10/2025  |
          | St Aldhelm's School  | 2025/26  | Payment           | £1,999.50 | 3/11/2025  |
          | St Aldhelm's School  | 2025/26  | Refund            | £200      | 10/11/2025 |
          | St Aldhelm's School  | 2025/26  | Payment           | £200      | 17/11/2025 |
          | The Meadows          | 2025/26  | Payment           | £3,000    | 30/6/2025  |`,
      },
    },
    {
      name: 'thirty-one days before it is due, nothing is said',
      asOf: '2025-10-30',
      tabs: { Schools: oneSchool, Contributions: headings },
    },
    {
      name: 'a school that left before the year owes nothing',
      asOf: '2026-03-27',
      tabs: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park High School | Academy | 31/8/2025 |',
        Contributions: headings,
      },
    },
    {
      name: 'a school that joined in the spring pays for two of three terms, where the alliance so decided',
      asOf: '2026-03-27',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park High School | Academy | 5/1/2026 |',
        Settings: '| Setting | Value |\n| Part-year members pay | By term |',
        Contributions: `${headings}\n| Elm Park High School | | | £2,000 | 20/1/2026 | |`,
      },
    },
    {
      name: 'a school that left in the autumn pays nothing, where the alliance so decided',
      asOf: '2026-03-27',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park High School | Academy | 31/12/2025 |',
        Settings: '| Setting | Value |\n| Part-year members pay | None |',
        Contributions: headings,
      },
    },
    {
      name: 'a school that joins in the year is asked for nothing before, nor pressed while it is new',
      asOf: '2026-01-20',
      tabs: { Schools: joined('5/1/2026'), Settings: dueDateWritten, Contributions: headings },
    },
    {
      name: 'a school that is to join in the spring owes nothing yet, though the day has passed',
      asOf: '2025-12-15',
      tabs: { Schools: joined('5/1/2026'), Settings: dueDateWritten, Contributions: headings },
    },
    {
      name: 'a school that left the day before it was due owes nothing, not even once the year has ended',
      asOf: '2026-09-01',
      tabs: { Schools: left('29/11/2025'), Settings: dueDateWritten, Contributions: headings },
    },
    {
      name: 'the alliance decided on less from this year',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings:
          '| Setting | Value | From year |\n| Contribution | £2,500 | 2025/26 |\n| Contribution | £9,000 | 2026/27 |',
        Contributions: `${headings}\n| Elm Park High School | | | £2,500 | 20/1/2026 | |`,
      },
    },
  ],
  fails: [
    {
      name: 'a row that says the same as another counts once, and may have been a payment of its own',
      asOf: '2026-03-27',
      tabs: {
        ...{ Schools: oneSchool, Settings: dueDateWritten },
        Contributions: `${headings}\n| Elm Park High School | | | £1,500 | 2/10/2025 | A1 |\n| Elm Park High School | | | £1,500 | 2/10/2025 | A1 |`,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: 'has paid £1,500 of £3,000; it was due on 30 November 2025. £1,500 more is typed in a row that says the same as another',
        },
      ],
    },
    {
      name: 'what is typed and not at the bank, whose statements cover the day, is not paid, and may yet be',
      asOf: '2026-03-27',
      tabs: {
        ...{ ...kept, Contributions: `${headings}\n| Elm Park High School | | | £3,000 | 2/10/2025 | |` },
        Bank: statement('| 01/09/2025 | CARD | -7.50 | 4000.00 |', '| 13/11/2025 | CARD | -7.50 | 3992.50 |'),
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: '£3,000 more is typed and not seen at the bank',
        },
      ],
    },
    {
      name: 'two years’ money in one payment that says the next year: asked whether part is for this one',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `${headings}\n| Elm Park High School | 2026/27 | | 6000 | 2/10/2025 | |`,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: 'For 2026/27 it has paid £3,000 more than is due: ask whether part of that is for this year.',
        },
      ],
    },
    {
      name: 'two years’ money in the workbook of the year after',
      asOf: '2026-11-27',
      nextYear: { Contributions: `${headings}\n| Elm Park High School | | | 6000 | 2/10/2026 | |` },
      tabs: { Schools: oneSchool, Settings: dueDateWritten, Contributions: headings },
      findings: [
        { at: 'Contributions', message: 'short', severity: 'warning', says: 'For 2026/27 it has paid £3,000 more' },
      ],
    },
    {
      name: 'the year before’s, typed here where that has no workbook',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `${headings}\n| Elm Park High School | 2024/25 | | 6000 | 2/10/2025 | |`,
      },
      findings: [
        { at: 'Contributions', message: 'short', severity: 'warning', says: 'For 2024/25 it has paid £3,000 more' },
      ],
    },
    {
      name: 'one pound too much for the next year explains no breach, and is named all the same',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `${headings}\n| Elm Park High School | 2026/27 | | 3001 | 2/10/2025 | |`,
      },
      findings: [
        { at: 'Contributions', message: 'short', severity: 'breach', says: 'it has paid £1 more than is due' },
      ],
    },
    {
      name: 'what the next year asks for explains nothing here',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `${headings}\n| Elm Park High School | 2026/27 | | 3000 | 2/10/2025 | |`,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach' }],
    },
    {
      name: 'a school that has become another, which paid what may be for it: no breach while that is asked',
      asOf: '2026-05-05',
      tabs: {
        Settings: '| Setting | Value |\n| Contribution due date | 30 November |\n| Part-year members pay | Full |',
        Schools: `
          | URN | School | Kind of school | Joined on | Left on | Earlier URN | URN since |
          | 990001 | Elm Park High School | Academy | | 31/3/2026 | | |
          | 990003 | Elm Meadows | Academy | 1/4/2026 | | 990001 | 1/4/2026 |`,
        Contributions: `${headings}\n| Elm Park High School | | | 2000 | 1/10/2025 | |\n| Elm Meadows | | | 1000 | 4/5/2026 | |`,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: 'Elm Meadows has paid £1,000 more than is owed there, which may be for this.',
        },
      ],
    },
    {
      name: 'and a breach where what it paid is too little',
      asOf: '2026-05-05',
      tabs: {
        Settings: '| Setting | Value |\n| Contribution due date | 30 November |\n| Part-year members pay | Full |',
        Schools: `
          | URN | School | Kind of school | Joined on | Left on | Earlier URN | URN since |
          | 990001 | Elm Park High School | Academy | | 31/3/2026 | | |
          | 990003 | Elm Meadows | Academy | 1/4/2026 | | 990001 | 1/4/2026 |`,
        Contributions: `${headings}\n| Elm Park High School | | | 1000 | 1/10/2025 | |\n| Elm Meadows | | | 1000 | 4/5/2026 | |`,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach', says: '£1,000 of £3,000' }],
    },
    {
      name: 'of a contribution paid in parts, so much as was due by the last day that has passed',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings:
          '| Setting | Value |\n| Contribution due date | 30 November |\n| Contribution instalments | 30 November, 31 January, 31 May |',
        Contributions: headings,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'breach',
          says: 'has paid £0 of £2,000; it was due on 31 January 2026.',
        },
      ],
    },
    {
      name: 'what the alliance decided of the amount cannot be read, so nobody is in breach by another',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: `${dueDateWritten}\n| Contribution by pupils | mroe: 2,000 |`,
        Contributions: headings,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'warning', says: '£0 of £3,000' }],
      alsoFoundBy: ['GEN-16'],
    },
    {
      name: 'money at the bank that names nobody, and what is open comes to just that',
      asOf: '2026-03-27',
      tabs: {
        ...{ ...kept, Contributions: headings },
        Bank: statement(
          '| 03/10/2025 | TRANSFER 77 | 3000.00 | 4000.00 |',
          '| 04/10/2025 | INTEREST | 2.00 | 4002.00 |',
        ),
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: '£3,000 more came to the bank and is not placed',
        },
      ],
    },
    {
      name: 'a payment that cannot be read may be the missing one, so nobody is in breach over it; it is not taken for another school’s',
      asOf: '2026-03-27',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school    |
          | 990001 | Elm Park High School | Academy           |
          | 990002 | St Aldhelm's School  | Maintained school |`,
        Settings: dueDateWritten,
        Contributions: `
          ${headings}
          | Elm Park High School | | | £3000.005 | 1/10/2025 | |`,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: '1 row in Contributions cannot be counted',
        },
        { at: 'Contributions', message: 'short', severity: 'breach', says: 'St Aldhelm' },
      ],
      alsoFoundBy: ['GEN-10'],
    },
    {
      name: 'rows that cannot be what is missing let nobody off: bank interest, another’s name, too little, another year, a refund',
      asOf: '2026-03-27',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school    |
          | 990001 | Elm Park High School | Academy           |
          | 990002 | St Aldhelm's School  | Maintained school |`,
        Settings: dueDateWritten,
        Contributions: `
          ${headings}
          | Bank interest        |         |              | £3,000    | 31/3/2026  | |
          | St Aldhelm's Scool   |         |              | £3,000    | 1/10/2025  | |
          | ?                    |         |              | £2,999.99 | 1/10/2025  | |
          | Elm Park High School | 2026/27 |              | £3000.005 | 1/10/2025  | |
          | Elm Park High School |         | Refund       | £3000.005 | 1/10/2025  | |
          |                      |         | Other income | £3000.005 | 1/10/2025  | |`,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'breach',
          says: 'Elm Park High School has paid £0 of £3,000; it was due on 30 November 2025. 1 row in Contributions cannot',
        },
        { at: 'Contributions', message: 'short', severity: 'warning', says: 'St Aldhelm' },
      ],
      alsoFoundBy: ['GEN-03', 'GEN-10'],
    },
    {
      name: 'rows that may be anybody’s, and together come to what is missing',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `
          ${headings}
          | ?       | | | £1,000 | 1/10/2025 | |
          | unknown | | | £2,000 | 1/10/2025 | |`,
      },
      findings: [
        { at: 'Contributions', message: 'short', severity: 'warning', says: '2 rows in Contributions cannot' },
      ],
      alsoFoundBy: ['GEN-03'],
    },
    {
      name: 'a payment without a school is asked about, and may be anybody’s',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `${headings}\n| | | | £3,000 | 1/10/2025 | BACS 1 |`,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'warning' }],
      alsoFoundBy: ['GEN-13'],
    },
    {
      name: 'thirty days before',
      asOf: '2025-10-31',
      tabs: { Schools: oneSchool, Contributions: headings },
      findings: [
        {
          at: 'Contributions',
          message: 'dueSoon',
          severity: 'reminder',
          says: 'Elm Park High School has £3,000 still to pay; it is due on 30 November 2025.',
        },
      ],
    },
    {
      name: 'on the day itself',
      asOf: '2025-11-30',
      tabs: { Schools: oneSchool, Contributions: headings },
      findings: [{ at: 'Contributions', message: 'dueSoon', severity: 'reminder' }],
    },
    {
      name: 'the day after, by a due date that only we chose',
      asOf: '2025-12-01',
      tabs: { Schools: oneSchool, Contributions: headings },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: 'has paid £0 of £3,000; it was due on 30 Nov',
        },
      ],
    },
    {
      name: 'the day after, by the alliance’s own due date',
      asOf: '2025-12-01',
      tabs: { Schools: oneSchool, Settings: dueDateWritten, Contributions: headings },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach' }],
    },
    {
      name: 'a refund leaves a gap',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date       |
          | Elm Park High School |          | Payment           | 3000   | 1/10/2025  |
          | Elm Park High School |          | Refund            | 500.50 | 10/11/2025 |`,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach', says: '£2,499.50 of £3,000' }],
    },
    {
      name: 'a payment for another year, one that is still to come and one by another school do not count',
      asOf: '2026-03-27',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      |
          | Elm Park High School | 2024/25  |                   | 3000   | 1/10/2025 |
          | Elm Park High School |          |                   | 3000   | 28/3/2026 |
          | St Aldhelm's School  |          |                   | 3000   | 1/10/2025 |
          | The Meadows          |          |                   | 3000   | 27/3/2026 |`,
      },
      findings: [{ at: 'Contributions', message: 'short', says: 'Elm Park High School has paid £0' }],
    },
    {
      name: 'a row that waits to be mended',
      asOf: '2026-03-27',
      tabs: { Schools: oneSchool, Contributions: `${headings}\n| Elm Park High School | | | 3k | 1/10/2025 | |` },
      alsoFoundBy: ['GEN-10'],
      findings: [{ at: 'Contributions', message: 'short', says: '1 row in Contributions cannot be counted' }],
    },
    {
      name: 'a school that joined in the spring owes the whole, unless the alliance decided otherwise',
      asOf: '2026-03-27',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park High School | Academy | 5/1/2026 |',
        Contributions: `${headings}\n| Elm Park High School | | | £2,000 | 20/1/2026 | |`,
      },
      findings: [{ at: 'Contributions', message: 'short', says: '£2,000 of £3,000' }],
    },
    {
      name: 'on the last of thirty school days after joining nothing is late yet',
      asOf: '2026-02-23',
      tabs: { Schools: joined('5/1/2026'), Settings: dueDateWritten, Contributions: headings },
      findings: [
        { at: 'Contributions', message: 'dueSoon', severity: 'reminder', says: 'it is due on 23 February 2026' },
      ],
    },
    {
      name: 'the day after that, other members being late since November: it is as late, by the alliance’s own day and amount',
      asOf: '2026-02-24',
      tabs: {
        Schools: `${joined('5/1/2026')}\n| 990003 | The Meadows | Academy | |`,
        Settings: `${dueDateWritten}\n| Part-year members pay | Full |`,
        Contributions: headings,
      },
      findings: [
        { at: 'Contributions', message: 'short', severity: 'breach', says: 'it was due on 23 February 2026' },
        { at: 'Contributions', message: 'short', severity: 'breach', says: 'it was due on 30 November 2025' },
      ],
    },
    {
      name: 'who joined in the year owes in full only because we said so, while the alliance has not decided',
      asOf: '2026-09-01',
      tabs: { Schools: joined('5/1/2026'), Settings: dueDateWritten, Contributions: headings },
      findings: [{ at: 'Contributions', message: 'short', severity: 'warning', says: '£0 of £3,000' }],
    },
    {
      name: 'left the day it was due: that it owed',
      asOf: '2025-12-01',
      tabs: {
        Schools: left('30/11/2025'),
        Settings: `${dueDateWritten}\n| Part-year members pay | Full |`,
        Contributions: headings,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach' }],
    },
    {
      name: 'the year has ended: the sum is one for the year, whoever chose a day in it',
      asOf: '2026-09-01',
      tabs: { Schools: oneSchool, Contributions: headings },
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'breach',
          says: 'has paid £0 of £3,000; it was due on 30 November 2025',
        },
      ],
    },
    {
      name: 'on the year’s last day it is not yet',
      asOf: '2026-08-31',
      tabs: { Schools: oneSchool, Contributions: headings },
      findings: [{ at: 'Contributions', message: 'short', severity: 'warning' }],
    },
    {
      name: 'the financial year: due the April before',
      asOf: '2025-09-01',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Contribution year | Financial |\n| Contribution due date | 30 April |',
        Contributions: headings,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach', says: 'it was due on 30 April 2025' }],
    },
    {
      name: 'a payment dated on a day to come may be the missing one; one that is too small, for another year or a refund is not',
      asOf: '2026-03-27',
      tabs: {
        Settings: dueDateWritten,
        Contributions: `
          ${headings}
          | Elm Park High School |         |        | £3,000    | 1/10/2027 | |
          | St Aldhelm's School  |         |        | £2,999.99 | 1/10/2027 | |
          | St Aldhelm's School  | 2026/27 |        | £3,000    | 1/10/2027 | |
          | St Aldhelm's School  |         | Refund | £3,000    | 1/10/2027 | |
          | The Meadows          |         |        | £1,000    | 1/10/2027 | |
          | ?                    |         |        | £2,000    | 1/10/2027 | |`,
      },
      alsoFoundBy: ['GEN-03'],
      findings: [
        {
          at: 'Contributions',
          message: 'short',
          severity: 'warning',
          says: 'Elm Park High School has paid £0 of £3,000; it was due on 30 November 2025. 1 row in Contributions cannot be counted until mended. £3,000 more is dated 1 October 2027, and does not count before that.',
        },
        { at: 'Contributions', message: 'short', severity: 'warning', says: 'St Aldhelm' },
        { at: 'Contributions', message: 'short', severity: 'warning', says: 'The Meadows' },
      ],
    },
    {
      name: 'what is dated on a day to come and cannot be what is missing lets nobody off',
      asOf: '2026-03-27',
      tabs: {
        Schools: oneSchool,
        Settings: dueDateWritten,
        Contributions: `
          ${headings}
          | Elm Park High School |         |        | £2,999.99 | 1/10/2027 | |
          | Elm Park High School | 2026/27 |        | £3,000    | 1/10/2027 | |
          | Elm Park High School |         | Refund | £3,000    | 1/10/2027 | |`,
      },
      findings: [{ at: 'Contributions', message: 'short', severity: 'breach', says: '£2,999.99 more is dated' }],
    },
  ],
  skips: [
    {
      name: 'the heading Amount was changed',
      asOf: '2026-03-27',
      tabs: { Contributions: headings.replace('Amount', 'Pounds') },
      why: 'Contributions has no column called Amount.',
    },
    {
      name: 'nothing tells payments from refunds',
      asOf: '2026-03-27',
      tabs: { Contributions: headings.replace('Payment or refund', 'In or out') },
      why: 'Contributions has no column called Payment or refund.',
    },
    {
      name: 'the tab is missing',
      asOf: '2026-03-27',
      tabs: { Contributions: 'missing' },
      why: 'The tab Contributions is missing.',
    },
    {
      name: 'nothing says which year a payment is for',
      asOf: '2026-03-27',
      tabs: { Contributions: headings.replace('For year', 'Session') },
      why: 'Contributions has no column called For year.',
    },
  ],
});
