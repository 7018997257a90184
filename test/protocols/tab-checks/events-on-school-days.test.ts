import { testRule } from '../../support/rule-tester.ts';

testRule('GEN-06', 'school', {
  passes: [
    {
      name: 'the first and the last day of term, a holiday of another school, and a date of another year',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 3/9/2025   | 1    |
          | Ms Okafor       | 19/12/2025 | 1    |
          | Ms Okafor       | 24/10/2025 | 1    |
          | Ms Okafor       | 1/8/2024   | 1    |`,
      },
      alliance: {
        Calendar: `
          | What        | From       | To         | School      |
          | Autumn term | 3/9/2025   | 19/12/2025 |             |
          | INSET day   | 24/10/2025 |            | The Meadows |`,
      },
    },
  ],
  fails: [
    {
      name: 'the weekend, the holidays, a closed day and outside the terms, and not an INSET day of its own',
      tabs: {
        'Staff days': `
          | Member of staff | Date       | Days |
          | Ms Okafor       | 13/9/2025  | 1    |
          | Ms Okafor       | 27/10/2025 | 1    |
          | Ms Okafor       | 14/11/2025 | 1    |
          | Ms Okafor       | 17/11/2025 | 1    |
          | Ms Okafor       | 2/9/2025   | 1    |`,
      },
      alliance: {
        Calendar: `
          | What        | From       | To         | School               |
          | Autumn term | 3/9/2025   | 19/12/2025 |                      |
          | Holiday     | 27/10/2025 | 31/10/2025 |                      |
          | Closure     | 14/11/2025 |            |                      |
          | INSET day   | 17/11/2025 |            | Elm Park High School |`,
      },
      findings: [
        {
          at: 'Staff days!B2',
          message: 'closed',
          severity: 'warning',
          says: '13 September 2025, which is at the weekend',
        },
        { at: 'Staff days!B3', message: 'closed', says: 'in the holidays' },
        { at: 'Staff days!B4', message: 'closed', says: 'on a day the school is closed' },
        { at: 'Staff days!B6', message: 'closed', says: 'outside the school terms' },
      ],
    },
    {
      name: 'a meeting in the half term',
      where: 'alliance',
      tabs: { Meetings: '| Date | Kind |\n| 18/2/2026 | Subject hub |\n| 25/2/2026 | Subject hub |' },
      findings: [{ at: 'Meetings!A2', message: 'closed' }],
    },
  ],
  skips: [
    {
      name: 'a calendar without a term tells nothing',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 10/9/2025 | 1 |' },
      alliance: { Calendar: '| What | From | To |\n| Holiday | 27/10/2025 | 31/10/2025 |' },
      why: 'Calendar names no term.',
    },
    {
      name: 'no calendar',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 13/9/2025 | 1 |' },
      alliance: { Calendar: '| What | From |' },
      why: 'Calendar names no term.',
    },
    {
      name: 'the alliance’s workbook is not at hand',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 13/9/2025 | 1 |' },
      alliance: null,
      why: 'The alliance’s workbook is not at hand.',
    },
    {
      name: 'the heading From was changed',
      where: 'alliance',
      tabs: { Calendar: '| What | Starts |', Meetings: '| Date | Kind |\n| 18/2/2026 | Subject hub |' },
      why: 'Calendar has no column called From.',
    },
  ],
});
