import { testRule } from '../../support/rule-tester.ts';

testRule('GEN-04', 'school', {
  passes: [
    {
      name: 'the first and the last day of the year, typed in several ways',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 1/9/2025   | 1    |
          | Ms Okafor       | 31.8.26    | 1    |
          | Ms Okafor       | @46000     | 1    |`,
      },
    },
    {
      name: 'payments may be early or late, and are of today at the latest, membership long ago, and a day may end where it began',
      where: 'alliance',
      asOf: '2026-09-30',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school | Joined on | Left on  |
          | 990001 | Elm Park High School | Academy        | 1/9/2012  | 1/9/2012 |`,
        Contributions: `
          | School               | Amount | Date      |
          | Elm Park High School | 3000   | 2/6/2024  |
          | Elm Park High School | 3000   | 30/9/2026 |`,
        Calendar: '| What | From | To |\n| INSET day | 3/9/2025 | 3/9/2025 |',
      },
    },
  ],
  fails: [
    {
      name: 'the day before the year and the day after it',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days |
          | Ms Okafor       | 31/8/2025 | 1    |
          | Ms Okafor       | 1/9/2026  | 1    |`,
      },
      findings: [
        {
          at: 'Staff days!B2',
          message: 'outsideYear',
          severity: 'warning',
          says: 'B2 says 31 August 2025, which is not in the academic year 2025/26.',
        },
        { at: 'Staff days!B3', message: 'outsideYear' },
      ],
    },
    {
      name: 'the alliance’s own year',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 1/9/2025 | 1 |' },
      alliance: { Settings: '| Setting | Value |\n| Year begins | 2 September |' },
      findings: [{ at: 'Staff days!B2', message: 'outsideYear' }],
    },
    {
      name: 'who comes to a meeting, typed ahead of it',
      where: 'alliance',
      asOf: '2026-03-10',
      tabs: {
        Meetings: '| Date | Kind |\n| 12/3/2026 | Alliance meeting |',
        'Who came': `
          | Meeting date | Kind             | School               | Who came |
          | 12/3/2026    | Alliance meeting | Elm Park High School | Head     |`,
      },
      findings: [
        {
          at: 'Who came!A2',
          message: 'ahead',
          severity: 'note',
          says: 'A2 says 12 March 2026, a day that is not over. The row counts from the day after.',
        },
      ],
    },
    {
      name: 'more than ten years away',
      tabs: {
        Evaluations: `
          | Support from | Support ended on | Rating | Sent on    |
          | The Meadows  | 31/12/2014       | 2      | 1/1/2015   |
          | The Meadows  | 5/11/2025        | 2      | 31/12/2035 |
          | The Meadows  | 6/11/2025        | 2      | 1/1/2036   |`,
      },
      findings: [
        { at: 'Evaluations!B2', message: 'impossible', severity: 'warning', says: 'more than ten years from' },
        {
          at: 'Evaluations!D3',
          message: 'toCome',
          severity: 'warning',
          says: 'D3 says 31 December 2035, a day to come.',
        },
        { at: 'Evaluations!D4', message: 'impossible' },
      ],
    },
    {
      name: 'the end before the beginning',
      tabs: {
        Evaluations: `
          | Support from | Support ended on | Rating | Sent on   |
          | The Meadows  | 5/11/2025        | 2      | 4/11/2025 |`,
      },
      findings: [
        {
          at: 'Evaluations!D2',
          message: 'backwards',
          severity: 'warning',
          says: 'D2 says 4 November 2025, which is before 5 November 2025 under Support ended on in the same row.',
        },
      ],
    },
    {
      name: 'a term and a membership that end before they begin',
      where: 'alliance',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school | Joined on | Left on   |
          | 990001 | Elm Park High School | Academy        | 2/9/2025  | 1/9/2025  |`,
        Calendar: '| What | From | To |\n| Autumn term | 19/12/2025 | 3/9/2025 |',
        'Support requests': `
          | School               | Need  | Started on | Ended on  |
          | Elm Park High School | Maths | 5/11/2025  | 5/10/2025 |`,
      },
      findings: [
        { at: 'Schools!E2', message: 'backwards', says: 'under Joined on' },
        { at: 'Calendar!C2', message: 'backwards', says: 'under From' },
        { at: 'Support requests!D2', message: 'backwards', says: 'under Started on' },
      ],
    },
    {
      name: 'no date, no such day, month first, and a day without a year',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | next week  | 1    |
          | Ms Okafor       | 31/2/2026  | 1    |
          | Ms Okafor       | 3/25/2026  | 1    |
          | Ms Okafor       | 4 March    | 1    |
          | Ms Okafor       | #N/A       | 1    |`,
      },
      findings: [
        { at: 'Staff days!B2', message: 'says-when', severity: 'problem', says: 'B2 says “next week”, and the sheet' },
        { at: 'Staff days!B3', message: 'no-such-day' },
        { at: 'Staff days!B4', message: 'month-first', suggestion: '25/3/2026' },
        { at: 'Staff days!B5', message: 'year-added', severity: 'note', says: 'It was read as 4/3/2026.' },
        { at: 'Staff days!B6', message: 'error-cell', says: 'B6 shows #N/A instead of a value' },
      ],
    },
  ],
});
