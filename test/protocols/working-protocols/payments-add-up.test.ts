import { testRule } from '../../support/rule-tester.ts';

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
          severity: 'problem',
          says: 'stands in row 2 too, for Elm Park High School',
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
