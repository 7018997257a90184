import { testRule } from '../../support/rule-tester.ts';

const headings = '| School | Need | Asked the group on | Support from | Agreed on | Started on | Ended on |';
const joined = (urn: string, on: string) => `
  | URN    | School               | Kind of school | Joined on                      | Left on |
  | 990001 | Elm Park High School | Academy        | ${urn === '990001' ? on : ''} |         |
  | 990003 | The Meadows          | Academy        | ${urn === '990003' ? on : ''} |         |`;
const left = (on: string) => `
  | URN    | School               | Kind of school | Joined on | Left on |
  | 990001 | Elm Park High School | Academy        |           |         |
  | 990003 | The Meadows          | Academy        |           | ${on}   |`;
const notAsked = `${headings}\n| Elm Park High School | Maths | | The Meadows | 8/10/2025 | | |`;

testRule('BLA-27', 'alliance', {
  passes: [
    {
      name: 'a school that is said to support itself: who did is asked at the cell (GEN-03)',
      tabs: {
        'Support requests': `
          | School               | Need  | Asked the group on | Support from         | Agreed on |
          | Elm Park High School | Maths |                    | Elm Park High School | 8/10/2025 |`,
      },
    },
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
    {
      name: 'not agreed yet, and planned to start: asked in time, or still to come',
      tabs: {
        'Support requests': `
          ${headings}
          | Elm Park High School | Maths  | 1/10/2025 | The Meadows | | 8/10/2025 |           |
          | Elm Park High School | Dance  | 8/10/2025 | The Meadows | | 8/10/2025 | 5/11/2025 |
          | Elm Park High School | French |           | The Meadows | | 28/3/2026 |           |
          | Elm Park High School | Music  | 5/11/2025 | The Meadows | |           | 5/11/2025 |`,
      },
    },
    {
      name: 'the provider was not yet a member, or the school that asked was not',
      tabs: { Schools: joined('990003', '9/10/2025'), 'Support requests': notAsked },
    },
    {
      name: 'the school that had the support joined the day after it was agreed',
      tabs: { Schools: joined('990001', '9/10/2025'), 'Support requests': notAsked },
    },
    {
      name: 'when the provider joined cannot be read',
      alsoFoundBy: ['GEN-04'],
      tabs: { Schools: joined('990003', 'soon'), 'Support requests': notAsked },
    },
    {
      name: 'when it started cannot be read, so what stands in for the day it was agreed is not known',
      alsoFoundBy: ['GEN-04'],
      tabs: {
        'Support requests': `${headings}\n| Elm Park High School | Maths | | The Meadows | | Easter | 5/11/2025 |`,
      },
    },
  ],
  fails: [
    {
      name: 'nobody wrote when it was agreed: the day it started stands in',
      tabs: {
        'Support requests': `
          ${headings}
          | Elm Park High School | Maths  |            | The Meadows | | 8/10/2025 |           |
          | Elm Park High School | French | 9/10/2025  | The Meadows | | 8/10/2025 | 5/11/2025 |
          | Elm Park High School | Dance  |            | The Meadows | |           | 5/11/2025 |`,
      },
      findings: [
        {
          at: 'Support requests!C2',
          message: 'notAsked',
          severity: 'breach',
          says: 'Elm Park High School had support from The Meadows from 8 October 2025, and C2 does not say',
        },
        {
          at: 'Support requests!C3',
          message: 'askedLater',
          severity: 'breach',
          says: 'had support from The Meadows from 8 October 2025 and asked the group afterwards, on 9 October 2025',
        },
        {
          at: 'Support requests!C4',
          message: 'notAsked',
          severity: 'breach',
          says: 'had support from The Meadows that ended on 5 November 2025, and C4',
        },
      ],
    },
    {
      name: 'the provider had left the day before: nobody was to be asked, and somebody may look at the days',
      tabs: { Schools: left('7/10/2025'), 'Support requests': notAsked },
      findings: [
        {
          at: 'Support requests!D2',
          message: 'hasLeft',
          severity: 'warning',
          says: 'The Meadows left the alliance on 7 October 2025, and supported Elm Park High School on 8 October 2025.',
        },
      ],
    },
    {
      name: 'the provider leaves while it gives support, about which the group was asked',
      asOf: '2025-11-06',
      tabs: {
        Schools: left('31/10/2025'),
        'Support requests': `${headings}\n| Elm Park High School | Maths | 1/10/2025 | The Meadows | 2/10/2025 | | 5/11/2025 |`,
      },
      findings: [{ at: 'Support requests!D2', message: 'hasLeft', says: 'on 5 November 2025' }],
    },
    {
      name: 'on its first and its last day the provider is a member',
      tabs: { Schools: left('8/10/2025'), 'Support requests': notAsked },
      findings: [{ at: 'Support requests!C2', message: 'notAsked', severity: 'breach' }],
    },
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
    {
      name: 'said to have been asked on a day to come, for which another was most likely meant',
      tabs: {
        'Support requests': `
          | School               | Need  | Asked the group on | Support from | Agreed on |
          | Elm Park High School | Maths | 7/10/2027          | The Meadows  | 8/10/2025 |`,
      },
      findings: [{ at: 'Support requests!C2', message: 'askedLater', severity: 'warning', says: 'on 7 October 2027' }],
    },
  ],
  skips: [
    {
      name: 'the heading Asked the group on was changed',
      tabs: { 'Support requests': headings.replace('Asked the group on', 'First asked') },
      why: 'Support requests has no column called Asked the group on.',
    },
    {
      name: 'a column is missing that every row needs',
      tabs: { 'Support requests': headings.replace('| Need ', '') },
      why: 'Support requests has no column called Need.',
    },
  ],
});
