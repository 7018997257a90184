import { testRule } from '../../support/rule-tester.ts';

/** Elm Park became Elm Meadows in April; what was due before it owes itself. */
const MERGED = `
  | URN | School | Kind of school | Joined on | Left on | Earlier URN | URN since |
  | 990001 | Elm Park High School | Academy | | 31/3/2026 | | |
  | 990003 | Elm Meadows | Academy | 1/4/2026 | | 990001 | 1/4/2026 |`;

const HELD_HEADINGS = '| School | Payment or refund | Amount | Date | Reference | For year |';

const WITH_SPENDING = {
  Settings: '| Setting | Value |\n| Bank statements kept | Yes |',
  Spending: '| Date | Paid to | What for | Amount |',
};

testRule('BLA-25b', 'alliance', {
  passes: [
    {
      name: 'payments, a refund of what was paid twice, and last year’s payment with a reference of its own',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School | 2024/25  |                   | 3000   | 1/10/2024 | ELM-24    |
          | Elm Park High School |          |                   | 3000   | 1/10/2025 | ELM-25    |
          | Elm Park High School |          |                   | 3000   | 8/10/2025 | ELM-25b   |
          | Elm Park High School |          | Refund            | 3000   | 9/10/2025 |           |`,
      },
    },
    {
      name: 'a payment typed twice over is for the check of rows, which sees them alike',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 1500   | 1/10/2025 | ELM-25    |
          | Elm Park High School |          |                   | 1500   | 1/10/2025 | ELM-25    |`,
      },
    },
    {
      name: 'a standing order brings its reference again each month, and an instalment on the same day with another amount',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 1000   | 1/10/2025 | ELM PARK  |
          | Elm Park High School |          |                   | 1000   | 3/11/2025 | elm park  |
          | Elm Park High School |          |                   | 400    | 1/12/2025 | ELM PARK  |
          | Elm Park High School | 2026/27  |                   | 600    | 1/12/2025 | ELM PARK  |`,
      },
    },
    {
      name: 'other income names no school, and is in no school’s account',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          |                      |          | Other income      | 12.40  | 31/3/2026 | Interest  |
          | Elm Park High School |          |                   | 3000   | 1/10/2025 | ELM-25    |
          | Elm Park High School |          | Other income      | 250    | 2/10/2025 | HALL HIRE |`,
      },
    },
    {
      name: 'a refund on the day of the payment, whichever stands first',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          | Refund            | 100    | 1/10/2025 |           |
          | Elm Park High School |          |                   | 500    | 1/10/2025 |           |`,
      },
    },
    {
      name: 'paid on the day it joined',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990003 | The Meadows | Pupil referral unit | 5/1/2026 |',
        Contributions: `
          | School      | For year | Payment or refund | Amount | Date     | Reference |
          | The Meadows |          |                   | 3000   | 5/1/2026 |           |`,
      },
    },
  ],
  fails: [
    {
      name: 'a waiver of more than is owed',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 2500   | 1/10/2025 | ELM-25    |
          | Elm Park High School |          | Waived            | 3200   | 1/12/2025 |           |`,
      },
      findings: [
        { at: 'Contributions!D2', message: 'overpaid', severity: 'warning', says: '£2,500 more than the £0' },
        {
          at: 'Contributions!D3',
          message: 'waivedTooMuch',
          severity: 'warning',
          says: '£3,200 by these rows, more than the £3,000',
        },
      ],
    },
    {
      name: 'a debt typed that last year’s workbook brings forward',
      lastYear: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date       | Reference |
          | Elm Park High School |          |                   | 2500   | 1/10/2024  | ELM-24    |
          | St Aldhelm's School  |          |                   | 3000   | 1/10/2024  | ALD-24    |
          | The Meadows          |          |                   | 3000   | 1/10/2024  | MEA-24    |`,
      },
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date       | Reference |
          | Elm Park High School |          | Owed before       | 500    | 30/11/2024 |           |
          | The Meadows          |          | Owed before       | 20     | 30/11/2023 |           |
          | Elm Park High School |          |                   | 3500   | 1/10/2025  | ELM-25    |`,
      },
      findings: [
        {
          at: 'Contributions!C3',
          message: 'owedTwice',
          severity: 'warning',
          says: 'counts for nothing: by the workbook of 2024/25, The Meadows owes nothing from before',
        },
        {
          at: 'Contributions!C2',
          message: 'owedTwice',
          severity: 'warning',
          says: 'counts for nothing: by the workbook of 2024/25, Elm Park High School owes £500 from before',
        },
      ],
    },
    {
      name: 'what was paid in advance the year before counts first, and what is over is said once',
      lastYear: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 4000   | 1/10/2024 | ELM-24    |
          | St Aldhelm's School  |          |                   | 5000   | 1/10/2024 | ALD-24    |`,
      },
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 2500   | 1/10/2025 | ELM-25    |
          | St Aldhelm's School  |          | Refund            | 2500   | 1/10/2025 |           |`,
      },
      findings: [
        { at: 'Contributions!D2', message: 'overpaid', severity: 'warning', says: '£500 more than the £3,000 it owes' },
        {
          at: 'Contributions!D3',
          message: 'tooMuchBack',
          severity: 'warning',
          says: 'was refunded £2,500, more than the £2,000',
        },
      ],
    },
    {
      name: 'the school that it has become pays what one still owes: which of them is asked, and no refund',
      asOf: '2026-05-05',
      tabs: {
        Schools: MERGED,
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 2000   | 1/10/2025 | ELM-25    |
          | Elm Meadows          |          |                   | 1000   | 4/5/2026  | MEADOWS   |`,
      },
      findings: [
        {
          at: 'Contributions!D3',
          message: 'paidForAnother',
          severity: 'warning',
          says: 'Elm Meadows has paid £1,000 more than the £0 it owes for 2025/26, and £1,000 is still to pay by Elm Park High School.',
        },
      ],
    },
    {
      name: 'a penny too much',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount  | Date      | Reference |
          | Elm Park High School |          |                   | 2000    | 1/12/2025 |           |
          | Elm Park High School |          |                   | 1000.01 | 1/10/2025 |           |`,
      },
      findings: [
        {
          at: 'Contributions!D2',
          message: 'overpaid',
          severity: 'warning',
          says: 'Elm Park High School has paid £0.01 more than the £3,000 it owes for 2025/26.',
        },
      ],
    },
    {
      name: 'more paid back than was paid',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          | Refund            | 600    | 1/12/2025 |           |
          | Elm Park High School |          |                   | 500    | 1/10/2025 |           |`,
      },
      findings: [
        {
          at: 'Contributions!D2',
          message: 'tooMuchBack',
          severity: 'warning',
          says: 'was refunded £600, more than the £500',
        },
      ],
    },
    {
      name: 'the day before it joined',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990003 | The Meadows | Pupil referral unit | 5/1/2026 |',
        Contributions: `
          | School      | For year | Payment or refund | Amount | Date     | Reference |
          | The Meadows |          |                   | 3000   | 4/1/2026 |           |`,
      },
      findings: [
        {
          at: 'Contributions!E2',
          message: 'beforeJoining',
          severity: 'warning',
          says: 'before The Meadows joined on 5 January',
        },
      ],
    },
    {
      name: 'one reference for two schools, in whatever case',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 3000   | 1/10/2025 | bacs 77   |
          | The Meadows          |          |                   | 3000   | 2/10/2025 | BACS 77   |`,
      },
      findings: [
        {
          at: 'Contributions!F3',
          message: 'referenceTwice',
          severity: 'warning',
          says: 'stands in row 2 too, for Elm Park High School',
        },
      ],
    },
    {
      name: 'the same reference, amount and day for two years',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School | 2025/26  |                   | 3000   | 1/10/2025 | BACS 77   |
          | Elm Park High School | 2026/27  |                   | 3000   | 1/10/2025 | BACS 77   |`,
      },
      findings: [
        {
          at: 'Contributions!F3',
          message: 'typedTwice',
          severity: 'warning',
          says: 'has the reference, amount and date of row 2, which is for 2025/26',
        },
      ],
    },
    {
      name: 'a refund before anything was paid, though enough came later',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 3000   | 2/10/2025 |           |
          | Elm Park High School |          | Refund            | 100    | 1/10/2025 |           |
          | Elm Park High School |          | Refund            | 50     | 3/10/2025 |           |`,
      },
      findings: [
        {
          at: 'Contributions!D3',
          message: 'refundFirst',
          severity: 'warning',
          says: 'refunds Elm Park High School £100 on 1 October 2025, more than it had paid by then',
        },
      ],
    },
    {
      name: 'a school that had left, and a year of which no workbook looks here',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school      | Left on   |
          | 990001 | Elm Park High School | Academy             |           |
          | 990003 | The Meadows          | Pupil referral unit | 31/7/2025 |`,
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | The Meadows          | 2024/25  |                   | 3000   | 1/10/2025 |           |
          | The Meadows          |          |                   | 100    | 1/10/2025 |           |
          | Elm Park High School | 2022/23  |                   | 700    | 1/10/2025 |           |`,
      },
      findings: [
        { at: 'Contributions!B4', message: 'farYear', severity: 'warning', fix: 'the workbook of 2022/23' },
        {
          at: 'Contributions!B2',
          message: 'noYearBefore',
          severity: 'warning',
          says: 'is for 2024/25, of which no workbook is kept, so the row counts nowhere',
        },
        {
          at: 'Contributions!A3',
          message: 'noMember',
          severity: 'warning',
          says: 'The Meadows, which was not a member in 2025/26',
        },
      ],
    },
    {
      name: 'a school that left and owes, and that the list no longer has',
      lastYear: {
        Schools: `
          | URN    | School               | Kind of school | Left on   |
          | 990001 | Elm Park High School | Academy        |           |
          | 990003 | The Meadows          | Academy        | 31/7/2025 |`,
        Contributions: `${HELD_HEADINGS}\n| Elm Park High School | | 3000 | 1/10/2024 |\n| The Meadows | | 2000 | 1/10/2024 |`,
      },
      tabs: {
        Schools: '| URN | School | Kind of school |\n| 990001 | Elm Park High School | Academy |',
        Contributions: `${HELD_HEADINGS}\n| Elm Park High School | | 3000 | 1/10/2025 |`,
      },
      findings: [
        {
          at: 'Contributions',
          message: 'notListed',
          severity: 'warning',
          says: 'The Meadows owes £1,000 from before and is not in Schools',
        },
      ],
    },
    {
      name: 'what was held before, though last year’s workbook has it',
      lastYear: { ...WITH_SPENDING, Contributions: `${HELD_HEADINGS}\n| | Held before | 500 | 1/9/2024 |` },
      tabs: { ...WITH_SPENDING, Contributions: `${HELD_HEADINGS}\n| | Held before | 700 | 1/9/2025 |` },
      findings: [
        {
          at: 'Contributions!B2',
          message: 'heldTwice',
          severity: 'warning',
          says: 'says what was held before, and the workbook of 2024/25 has it',
        },
      ],
    },
    {
      name: 'what was held before, said of two days; of two purposes on one day it may be',
      tabs: {
        Contributions: `${HELD_HEADINGS}\n| | Held before | 500 | 1/9/2025 |\n| | Held before | 300 | 1/9/2025 |\n| | Held before | 700 | 1/10/2025 |`,
      },
      findings: [
        {
          at: 'Contributions!B4',
          message: 'heldTwice',
          severity: 'warning',
          says: 'another row is of 1 September 2025',
        },
      ],
    },
    {
      name: 'what was held before, beside the bank’s own balances',
      tabs: {
        ...WITH_SPENDING,
        Contributions: `${HELD_HEADINGS}\n| | Held before | 500 | 1/9/2025 |`,
        Bank: '| Date | Description | Amount | Balance |\n| 03/10/2025 | INTEREST | 2.00 | 4002.00 |',
      },
      findings: [{ at: 'Contributions!B2', message: 'heldTwice', severity: 'warning', says: 'the bank’s statements' }],
    },
    {
      name: 'dated long before the year it counts for, but not in the summer before it',
      tabs: {
        Contributions: `
          | School               | For year | Payment or refund | Amount | Date      | Reference |
          | Elm Park High School |          |                   | 1500   | 31/5/2025 |           |
          | St Aldhelm's School  | 2025/26  |                   | 1500   | 1/10/2024 |           |
          | The Meadows          |          |                   | 1500   | 1/6/2025  |           |
          | The Meadows          | 2026/27  |                   | 1500   | 1/10/2025 |           |`,
      },
      findings: [
        { at: 'Contributions!E2', message: 'longBefore' },
        {
          at: 'Contributions!E3',
          message: 'longBefore',
          severity: 'warning',
          says: 'E3 is dated 1 October 2024, long before 2025/26, for which it counts.',
        },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Reference was changed',
      tabs: { Contributions: '| School | For year | Payment or refund | Amount | Date | Ref no |' },
      why: 'Contributions has no column called Reference.',
    },
  ],
});
