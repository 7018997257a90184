import { testRule } from '../../support/rule-tester.ts';

const supported = `
  | School               | Need   | Support from | Ended on  |
  | Elm Park High School | Maths  | The Meadows  | 5/11/2025 |
  | St Aldhelm's School  | French | The Meadows  | 5/9/2025  |`;
const evaluations = '| Support from | Support ended on | Rating | Sent on |';
const ownNumber = '| Setting | Value |\n| Evaluation due | 20 |';

testRule('BLA-26', 'school', {
  passes: [
    {
      name: 'sent, however late',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 20/2/2026 |` },
      alliance: { 'Support requests': supported },
    },
    {
      name: 'not half way yet, on the ninth school day',
      asOf: '2025-11-18',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': supported },
    },
    {
      name: 'support that goes on, or ends later than today',
      asOf: '2025-12-19',
      tabs: { Evaluations: evaluations },
      alliance: {
        'Support requests': `
          | School               | Need    | Support from | Ended on  |
          | Elm Park High School | Maths   | The Meadows  |           |
          | Elm Park High School | Science | The Meadows  | 30/1/2026 |`,
      },
    },
    {
      name: 'outside support, evaluated under the name it goes by',
      tabs: { Evaluations: `${evaluations}\n| Northway Training | 5/11/2025 | 1 | 20/11/2025 |` },
      alliance: {
        'Support requests': `
          | School               | Need  | Support from      | Ended on  |
          | Elm Park High School | Maths | Northway Training | 5/11/2025 |`,
      },
    },
  ],
  fails: [
    {
      name: 'half way, on the tenth school day',
      asOf: '2025-11-19',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': supported },
      findings: [
        {
          at: 'Evaluations',
          message: 'dueSoon',
          severity: 'reminder',
          says: 'the support from The Meadows (Maths), which ended on 5 November 2025, is due by 3 December 2025',
        },
      ],
    },
    {
      name: 'on the twentieth school day',
      asOf: '2025-12-03',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': supported },
      findings: [{ at: 'Evaluations', message: 'dueSoon' }],
    },
    {
      name: 'on the day after, by a number that only we chose',
      asOf: '2025-12-04',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': supported },
      findings: [{ at: 'Evaluations', message: 'late', severity: 'warning', says: 'It was due by 3 December 2025.' }],
    },
    {
      name: 'on the day after, by the alliance’s own number',
      asOf: '2025-12-04',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': supported, Settings: ownNumber },
      findings: [{ at: 'Evaluations', message: 'late', severity: 'breach' }],
    },
    {
      name: 'a training day of the school’s own puts it off by a day',
      asOf: '2025-12-04',
      tabs: { Evaluations: evaluations },
      alliance: {
        'Support requests': supported,
        Calendar: `
          | What        | From       | To         | School               |
          | Autumn term | 3/9/2025   | 19/12/2025 |                      |
          | INSET day   | 20/11/2025 |            | Elm Park High School |
          | INSET day   | 21/11/2025 |            | The Meadows          |`,
      },
      findings: [{ at: 'Evaluations', message: 'dueSoon', says: 'is due by 4 December 2025' }],
    },
    {
      name: 'an evaluation of other support, and of an earlier end',
      asOf: '2026-03-27',
      tabs: {
        Evaluations: `${evaluations}\n| St Aldhelm's School | 5/11/2025 | 2 | 6/11/2025 |\n| The Meadows | 4/11/2025 | 2 | 6/11/2025 |`,
      },
      alliance: { 'Support requests': supported },
      findings: [{ at: 'Evaluations', message: 'late' }],
    },
  ],
  skips: [
    {
      name: 'the alliance’s workbook is not at hand',
      tabs: { Evaluations: evaluations },
      alliance: null,
      why: 'The alliance’s workbook is not at hand.',
    },
    {
      name: 'no calendar to count school days by',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': supported, Calendar: '| What | From |' },
      why: 'Calendar names no term.',
    },
    {
      name: 'the heading Support ended on was changed',
      tabs: { Evaluations: evaluations.replace('Support ended on', 'Finished') },
      alliance: { 'Support requests': supported },
      why: 'Evaluations has no column called Support ended on.',
    },
  ],
});
