import { testRule } from '../../support/rule-tester.ts';

/** The checks that pass on what reading a cell gave cause to say. What each kind of cell says has tests of its own. */
const oneGoodRow = '| Member of staff | Date | Days |\n| Ms Okafor | 10/9/2025 | ½ |';

testRule('GEN-05', 'school', {
  passes: [
    {
      name: 'an answer in another case',
      tabs: { 'Statement (working protocols)': '| Protocol | Answer |\n| 1 | YES |' },
    },
    {
      name: 'a year, a term and a group in short',
      tabs: {
        'Exclusions by term': `
          | Year  | Term | Group | Pupils on roll | Suspensions | Permanent exclusions |
          | 24/25 | aut  | EHCP  | 20             | 0           | 0                    |`,
      },
    },
  ],
  fails: [
    {
      name: 'what is not in the list, with the likeliest',
      tabs: { 'Statement (working protocols)': '| Protocol | Answer |\n| 1 | Partley |\n| 2 | Purple |' },
      findings: [
        {
          at: 'Statement (working protocols)!B2',
          message: 'not-in-the-list',
          severity: 'problem',
          suggestion: 'Partly',
        },
        { at: 'Statement (working protocols)!B3', message: 'not-in-the-list', suggestion: null },
      ],
    },
    {
      name: 'a date in a list shows as the day it is',
      tabs: { 'Statement (working protocols)': '| Protocol | Answer |\n| 1 | @45903 |' },
      findings: [
        { at: 'Statement (working protocols)!B2', message: 'not-in-the-list', says: 'B2 says 3/9/2025, which is not' },
      ],
    },
    {
      name: 'half a year, and a cross',
      where: 'alliance',
      tabs: {
        Contributions: '| School | For year | Amount | Date |\n| The Meadows | 2025 | 3000 | 1/10/2025 |',
        Meetings: '| Date | Kind | Confidential |\n| 12/11/2025 | Subject hub | x |',
      },
      findings: [
        { at: 'Meetings!C2', message: 'cross', severity: 'problem' },
        { at: 'Contributions!B2', message: 'one-year', severity: 'problem', suggestion: '2025/26' },
      ],
    },
  ],
});

testRule('GEN-10', 'alliance', {
  passes: [
    {
      name: 'pounds in several ways',
      tabs: {
        Contributions: `
          | School              | Amount    | Date       |
          | The Meadows         | £1,500.50 | 1/10/2025  |
          | The Meadows         | =1499.5   | 3/11/2025  |
          | St Aldhelm's School | 3 000     | 12/11/2025 |`,
      },
    },
  ],
  fails: [
    {
      name: 'less than nothing, part of a penny, thousands, and no amount',
      tabs: {
        Contributions: `
          | School      | Amount   | Date       |
          | The Meadows | -50      | 1/10/2025  |
          | The Meadows | =29.999  | 2/10/2025  |
          | The Meadows | 3k       | 3/10/2025  |
          | The Meadows | soon     | 6/10/2025  |`,
      },
      findings: [
        { at: 'Contributions!B2', message: 'negative', severity: 'problem', says: 'B2 says -50' },
        { at: 'Contributions!B3', message: 'part-of-a-penny' },
        { at: 'Contributions!B4', message: 'thousands', suggestion: '£3,000.00' },
        { at: 'Contributions!B5', message: 'not-an-amount' },
      ],
    },
  ],
});

testRule('GEN-12', 'school', {
  passes: [{ name: 'half a day', tabs: { 'Staff days': oneGoodRow } }],
  fails: [
    {
      name: 'no days, other parts of a day, and half a day taken for a date',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days   |
          | Ms Okafor       | 10/9/2025 | lots   |
          | Ms Okafor       | 11/9/2025 | 0.25   |
          | Ms Okafor       | 12/9/2025 | 0      |
          | Ms Okafor       | 15/9/2025 | @45689 |`,
      },
      findings: [
        { at: 'Staff days!C2', message: 'not-days', severity: 'problem' },
        { at: 'Staff days!C3', message: 'halves-only' },
        { at: 'Staff days!C4', message: 'none-or-less' },
        { at: 'Staff days!C5', message: 'is-a-date', suggestion: '½' },
      ],
    },
  ],
});

testRule('GEN-13', 'school', {
  passes: [
    {
      name: 'blank rows between, and blank cells that may be',
      tabs: { 'Staff days': `${oneGoodRow}\n|  |  |  |\n| Mr Ashby | 10/9/2025 | 1 |` },
    },
  ],
  fails: [
    {
      name: 'cells that the row needs',
      tabs: { 'Staff days': `${oneGoodRow}\n| Mr Ashby | | |` },
      findings: [
        {
          at: 'Staff days!B3',
          message: 'blank',
          severity: 'problem',
          says: 'B3 is blank, and the row cannot be used without it.',
        },
        { at: 'Staff days!C3', message: 'blank' },
      ],
    },
    {
      name: 'cells merged down a column, of which the first alone holds the date',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days |
          | Ms Okafor       | 10/9/2025 | 1    |
          | Mr Ashby        |           | 1    |
          | Ms Adair        |           | 1    |
          | Mr Quill        | 11/9/2025 | ½    |`,
      },
      findings: [
        {
          at: 'Staff days!B3',
          message: 'blank-below',
          severity: 'problem',
          says: 'B3 is blank. Rows 2 to 4 seem to share B2, as merged cells do.',
          suggestion: '10/9/2025',
        },
        { at: 'Staff days!B4', message: 'blank-below', suggestion: '10/9/2025' },
      ],
    },
  ],
});

testRule('GEN-14', 'alliance', {
  passes: [
    {
      name: 'identifiers, an address and a link',
      tabs: {
        Schools: `
          | URN     | School               | Kind of school | LA and school number | Office e-mail         |
          | =990001 | Elm Park High School | Academy        | 350/4001             | office@school.example |`,
        Meetings: '| Date | Kind | Minutes |\n| 12/11/2025 | Subject hub | https://school.example/minutes |',
      },
    },
  ],
  fails: [
    {
      name: 'too few figures, no address, a link in the clear',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school | LA and school number | Office e-mail |
          | 99001  | Elm Park High School | Academy        | =504001              | the office    |`,
        Meetings: '| Date | Kind | Minutes |\n| 12/11/2025 | Subject hub | http://school.example/minutes |',
      },
      findings: [
        { at: 'Schools!A2', message: 'wrong-length', severity: 'problem', says: 'A2 has 5 figures, and a URN has 6' },
        { at: 'Schools!D2', message: 'zeros-lost' },
        { at: 'Schools!E2', message: 'not-an-address' },
        { at: 'Meetings!C2', message: 'not-https', suggestion: 'https://school.example/minutes' },
      ],
    },
    {
      name: 'clauses with their protocols before them, two at once, or made a date',
      where: 'school',
      tabs: { 'Statement (working protocols)': '| Protocol |\n| WP 21 |\n| 21 and 25 |\n| @45903 |' },
      findings: [
        {
          at: 'Statement (working protocols)!A2',
          message: 'not-a-reference',
          severity: 'problem',
          says: 'A2 says “WP 21”, which is not one clause as its source writes it.',
          suggestion: '21',
        },
        { at: 'Statement (working protocols)!A3', message: 'not-a-reference', suggestion: null },
        { at: 'Statement (working protocols)!A4', message: 'is-a-date' },
      ],
    },
  ],
});

testRule('GEN-15', 'school', {
  passes: [{ name: 'a short name', tabs: { 'Staff days': oneGoodRow } }],
  fails: [
    {
      name: 'a name of 121 letters',
      tabs: { 'Staff days': `| Member of staff | Date | Days |\n| ${'O'.repeat(121)} | 10/9/2025 | 1 |` },
      findings: [
        { at: 'Staff days!A2', message: 'too-long', severity: 'problem', says: 'A2 is longer than 120 characters.' },
      ],
    },
  ],
});
