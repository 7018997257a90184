import { testRule } from '../../support/rule-tester.ts';

const absence = '| Year | Term | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence |';
const exclusions = '| Year | Term | Group | Pupils on roll | Suspensions | Permanent exclusions |';
const autumn = {
  'Absence by term': `${absence}\n| | Autumn | All pupils | 900 | 120000 | 5000 | 900 |`,
  'Exclusions by term': `${exclusions}\n| 2025/26 | Autumn | All pupils | 900 | 9 | 0 |`,
};
const nothing = { 'Absence by term': absence, 'Exclusions by term': exclusions };

testRule('GEN-09', 'school', {
  passes: [
    { name: 'the autumn typed, the spring not yet over', asOf: '2026-03-27', tabs: autumn },
    { name: 'on the twentieth school day after the autumn term', asOf: '2026-01-30', tabs: nothing },
    {
      name: 'a school that joined in the spring',
      asOf: '2026-03-27',
      tabs: nothing,
      alliance: {
        Schools: '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 5/1/2026 |',
      },
    },
    {
      name: 'a school that left at Christmas owes the autumn alone',
      asOf: '2026-09-01',
      tabs: autumn,
      alliance: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park | Academy | 31/12/2025 |',
      },
    },
    {
      name: 'a group without rows, and one of which a row waits to be mended',
      asOf: '2026-03-27',
      tabs: {
        ...autumn,
        'Absence by term': `${autumn['Absence by term']}
          | | Winter | FSM | 90 | 12000 | 500 | 90 |
          | | Spring | FSM | 90 | 12000 | 500 | 90 |`,
      },
      alsoFoundBy: ['GEN-05'],
    },
  ],
  fails: [
    {
      name: 'a group with rows in one term and none in another for which there are totals',
      asOf: '2026-03-27',
      tabs: { ...autumn, 'Exclusions by term': `${autumn['Exclusions by term']}\n| | Spring | FSM | 90 | 2 | 0 |` },
      findings: [
        {
          at: 'Exclusions by term',
          message: 'group',
          severity: 'warning',
          says: 'Exclusions by term has rows for Free school meals in other terms and none for the autumn term',
        },
      ],
    },
    {
      name: 'on the day after the twentieth school day',
      asOf: '2026-01-31',
      tabs: nothing,
      findings: [
        {
          at: 'Absence by term',
          message: 'missing',
          severity: 'warning',
          says: 'Absence by term has no row for all pupils in the autumn term, which ended on 19 December 2025.',
        },
        { at: 'Exclusions by term', message: 'missing' },
      ],
    },
    {
      name: 'last year’s row, and a row for one group, are not what is missing',
      asOf: '2026-03-27',
      tabs: {
        'Absence by term': autumn['Absence by term'],
        'Exclusions by term': `${exclusions}\n| 2024/25 | Autumn | All pupils | 900 | 9 | 0 |\n| | Autumn | FSM | 90 | 9 | 0 |`,
      },
      findings: [{ at: 'Exclusions by term', message: 'missing' }],
    },
    {
      name: 'the summer, once the year has ended, as no school day follows',
      asOf: '2026-09-01',
      tabs: {
        'Absence by term': `${autumn['Absence by term']}\n| | Spring | All pupils | 900 | 120000 | 5000 | 900 |\n| | Summer | All pupils | 900 | 120000 | 5000 | 900 |`,
        'Exclusions by term': `${autumn['Exclusions by term']}\n| | Spring | All pupils | 900 | 9 | 0 |`,
      },
      findings: [
        { at: 'Exclusions by term', message: 'missing', says: 'in the summer term, which ended on 21 July 2026' },
      ],
    },
  ],
  skips: [
    {
      name: 'no calendar',
      tabs: nothing,
      alliance: { Calendar: '| What | From |' },
      why: 'Calendar names no term.',
    },
    {
      name: 'the heading Group was changed',
      tabs: { ...nothing, 'Absence by term': absence.replace('Group', 'Who') },
      why: 'Absence by term has no column called Group.',
    },
  ],
});
