import { testRule } from '../../support/rule-tester.ts';

const YEAR = `
  | What        | From      | To         | School |
  | Autumn term | 3/9/2025  | 19/12/2025 |        |
  | Spring term | 5/1/2026  | 27/3/2026  |        |
  | Summer term | 13/4/2026 | 21/7/2026  |        |`;

/** From the summer of one year to the autumn of the next but one, with the days on which schools are closed in each term. */
const TERMS = [
  ['Summer term', '14/4/2025', '22/7/2025', '26/5/2025', '30/5/2025', '3/7/2025'],
  ['Autumn term', '3/9/2025', '19/12/2025', '27/10/2025', '31/10/2025', '3/9/2025'],
  ['Spring term', '5/1/2026', '2/4/2026', '16/2/2026', '20/2/2026', '6/1/2026'],
  ['Summer term', '20/4/2026', '21/7/2026', '25/5/2026', '29/5/2026', '20/7/2026'],
] as const;
function yearFrom(first: number, holiday: string): string {
  const rows = TERMS.slice(first, first + 3).flatMap(([what, from, to, shut, open, inset]) => [
    `| ${what} | ${from} | ${to} | |`,
    `| Holiday | ${shut} | ${open} | |`,
    `| INSET day | ${inset} | | |`,
  ]);
  return ['| What | From | To | School |', ...rows, `| Holiday | ${holiday} | |`].join('\n');
}
const SUMMER_FIRST = yearFrom(0, '3/4/2026 | 17/4/2026');
const AUTUMN_FIRST = yearFrom(1, '22/7/2026 | 2/9/2026');
const beginning = (on: string, Calendar: string) => ({
  name: `a year that begins on ${on}`,
  tabs: { Settings: `| Setting | Value |\n| Year begins | ${on} |`, Calendar },
});

testRule('GEN-23', 'alliance', {
  passes: [
    { name: 'three terms in order', tabs: { Calendar: YEAR } },
    ...['1 April', '15 April', '1 May', '15 May', '1 June'].map((on) => beginning(on, SUMMER_FIRST)),
    ...['15 June', '1 July', '15 July', '1 August', '15 August'].map((on) => beginning(on, AUTUMN_FIRST)),
    ...['1 September', '15 September', '1 October'].map((on) => beginning(on, AUTUMN_FIRST)),
    // Of these the setting itself says that they cannot be, and 1 September stays.
    ...['1 January', '1 February', '1 March', '1 November', '1 December'].map((on) => ({
      ...beginning(on, AUTUMN_FIRST),
      alsoFoundBy: ['GEN-16'],
    })),
    {
      name: 'rows in another order, half-terms, single days, and a summer holiday that goes on into the next year',
      tabs: {
        Calendar: `
          | What        | From       | To         | School |
          | Summer term | 13/4/2026  | 21/7/2026  |        |
          | Holiday     | 22/7/2026  | 2/9/2026   |        |
          | Autumn term | 3/9/2025   | 19/12/2025 |        |
          | INSET day   | 3/9/2025   |            |        |
          | Holiday     | 27/10/2025 | 31/10/2025 |        |
          | Closure     | 4/5/2026   |            |        |
          | Spring term | 5/1/2026   | 27/3/2026  |        |`,
      },
    },
    {
      name: 'a school’s own spring term, that fits the others',
      tabs: { Calendar: `${YEAR}\n| Spring term | 6/1/2026 | 2/4/2026 | Elm Park High School |` },
    },
    {
      name: 'the days of an alliance whose year begins in August',
      tabs: {
        Settings: '| Setting | Value |\n| Year begins | 1 August |',
        Calendar: '| What | From | To | School |\n| Autumn term | 18/8/2025 | 19/12/2025 | |',
      },
    },
    {
      name: 'the summer term first, in a year that begins before it',
      tabs: {
        Settings: '| Setting | Value |\n| Year begins | 1 April |',
        Calendar: `
          | What        | From      | To         | School |
          | Summer term | 14/4/2025 | 22/7/2025  |        |
          | Autumn term | 3/9/2025  | 19/12/2025 |        |
          | Spring term | 5/1/2026  | 27/3/2026  |        |`,
      },
    },
  ],
  fails: [
    {
      ...beginning(
        '1 July',
        `${AUTUMN_FIRST}\n| Summer term | 13/4/2025 | 21/7/2025 | |\n| INSET day | 22/7/2026 | | |`,
      ),
      name: 'another year’s term and a day after the last, in a year that begins in the course of one',
      findings: [
        { at: 'Calendar!B12', message: 'outsideYear', says: 'B12 says 13 April 2025' },
        { at: 'Calendar!B13', message: 'outsideYear', says: 'B13 says 22 July 2026' },
        { at: 'Calendar!A12', message: 'twice' },
      ],
    },
    {
      name: 'a summer term that goes on into the autumn, in a year that begins before it',
      tabs: {
        Settings: '| Setting | Value |\n| Year begins | 1 April |',
        Calendar: `
          | What        | From      | To         | School |
          | Summer term | 4/6/2025  | 12/9/2025  |        |
          | Autumn term | 3/9/2025  | 19/12/2025 |        |`,
      },
      findings: [
        {
          at: 'Calendar!B3',
          message: 'notInOrder',
          says: 'The autumn term begins on 3 September 2025, before the summer term has ended on 12 September 2025.',
        },
      ],
    },
    {
      name: 'a day and a month the other way round',
      tabs: {
        Calendar: `
          | What        | From      | To         | School |
          | Autumn term | 9/1/2026  | 18/12/2026 | |
          | INSET day   | 9/2/2027  |            | |
          | Holiday     | 27/10/2025 | 31/1/2026 | |`,
      },
      findings: [
        {
          at: 'Calendar!C2',
          message: 'outsideYear',
          severity: 'warning',
          says: 'C2 says 18 December 2026, which is not in the academic year 2025/26.',
        },
        { at: 'Calendar!B3', message: 'outsideYear', says: 'B3 says 9 February 2027' },
        { at: 'Calendar!C4', message: 'unlikely', says: 'The holiday would last 97 days' },
      ],
    },
    {
      name: 'a term without end, one too short and one too long',
      tabs: {
        Calendar: `
          | What        | From      | To        | School |
          | Autumn term | 3/9/2025  |           | |
          | Spring term | 5/1/2026  | 7/1/2026  | |
          | Summer term | 13/4/2026 | 31/8/2026 | |`,
      },
      findings: [
        {
          at: 'Calendar!C2',
          message: 'noEnd',
          says: 'The autumn term begins on 3 September 2025 and has no last day',
          fix: 'Type its last day under To.',
        },
        { at: 'Calendar!C3', message: 'unlikely', says: 'The spring term would last 3 days' },
        { at: 'Calendar!C4', message: 'unlikely', says: 'The summer term would last 141 days' },
      ],
    },
    {
      name: 'terms that overlap, and terms in another order',
      tabs: {
        Calendar: `
          | What        | From      | To         | School |
          | Autumn term | 3/9/2025  | 19/12/2025 | |
          | Spring term | 15/12/2025 | 27/3/2026 | |
          | Summer term | 3/11/2025 | 30/1/2026  | |`,
      },
      findings: [
        {
          at: 'Calendar!B3',
          message: 'notInOrder',
          says: 'The spring term begins on 15 December 2025, before the autumn term has ended on 19 December 2025.',
        },
        { at: 'Calendar!B4', message: 'notInOrder', says: 'before the spring term has ended on 27 March 2026' },
      ],
    },
    {
      name: 'a school’s own term that overlaps one of the others’',
      tabs: { Calendar: `${YEAR}\n| Spring term | 6/1/2026 | 17/4/2026 | Elm Park High School |` },
      findings: [
        { at: 'Calendar!B4', message: 'notInOrder', says: 'before the spring term has ended on 17 April 2026' },
      ],
    },
    {
      name: 'a term in two halves',
      tabs: { Calendar: `${YEAR}\n| Autumn term | 3/11/2025 | 19/12/2025 | |` },
      findings: [
        {
          at: 'Calendar!A5',
          message: 'twice',
          says: 'The autumn term is listed a second time.',
          fix: 'Keep one row from its first day to its last, and type the half-term as a Holiday.',
        },
      ],
    },
    {
      name: 'a school’s own term twice',
      tabs: {
        Calendar: `${YEAR}
          | Spring term | 6/1/2026 | 1/4/2026 | Elm Park High School |
          | Spring term | 7/1/2026 | 1/4/2026 | Elm Park High School |`,
      },
      findings: [{ at: 'Calendar!A6', message: 'twice', says: 'a second time for Elm Park High School.' }],
    },
  ],
});
