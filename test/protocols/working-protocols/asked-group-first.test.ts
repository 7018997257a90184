import { testRule } from '../../support/rule-tester.ts';

testRule('BLA-27', 'alliance', {
  passes: [
    {
      name: 'asked before, asked on the same day, not agreed yet, from outside, and by nobody yet',
      tabs: {
        'Support requests': `
          | School               | Need    | Asked the group on | Support from      | Agreed on |
          | Elm Park High School | Maths   | 1/10/2025          | The Meadows       | 8/10/2025 |
          | Elm Park High School | English | 8/10/2025          | The Meadows       | 8/10/2025 |
          | Elm Park High School | French  |                    | The Meadows       |           |
          | Elm Park High School | Music   |                    | Northway Training | 8/10/2025 |
          | Elm Park High School | Dance   |                    |                   | 8/10/2025 |`,
      },
    },
  ],
  fails: [
    {
      name: 'no day on which the group was asked',
      tabs: {
        'Support requests': `
          | School               | Need  | Asked the group on | Support from | Agreed on |
          | Elm Park High School | Maths |                    | The Meadows  | 8/10/2025 |`,
      },
      findings: [
        {
          at: 'Support requests!C2',
          message: 'notAsked',
          severity: 'breach',
          says: 'Elm Park High School agreed support with The Meadows on 8 October 2025, and C2 does not say',
        },
      ],
    },
    {
      name: 'asked the day after it was agreed, above another that is in order',
      tabs: {
        'Support requests': `
          | School               | Need  | Asked the group on | Support from         | Agreed on |
          | The Meadows          | Maths | 9/10/2025          | Elm Park High School | 8/10/2025 |
          | Elm Park High School | Maths | 7/10/2025          | The Meadows          | 8/10/2025 |`,
      },
      findings: [
        {
          at: 'Support requests!C2',
          message: 'askedLater',
          severity: 'breach',
          says: 'The Meadows agreed support with Elm Park High School on 8 October 2025 and asked the group afterwards, on 9',
        },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Asked the group on was changed',
      tabs: { 'Support requests': '| School | Need | First asked | Support from | Agreed on |' },
      why: 'Support requests has no column called Asked the group on.',
    },
    {
      name: 'a column is missing that every row needs',
      tabs: { 'Support requests': '| School | Asked the group on | Support from | Agreed on |' },
      why: 'Support requests has no column called Need.',
    },
  ],
});
