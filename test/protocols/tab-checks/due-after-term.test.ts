import { testRule } from '../../support/rule-tester.ts';

const absence = '| Year | Term | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence |';
const exclusions = '| Year | Term | Group | Pupils on roll | Suspensions | Permanent exclusions |';
const autumn = {
  'Absence by term': `${absence}\n| | Autumn | All pupils | 900 | 120000 | 5000 | 900 |`,
  'Exclusions by term': `${exclusions}\n| 2025/26 | Autumn | All pupils | 900 | 9 | 0 |`,
};
const nothing = { 'Absence by term': absence, 'Exclusions by term': exclusions };

const WHOLE = '| | Whole year | All pupils | 900 | 30 | 0 |';
/** The summer term is the first. */
const FROM_APRIL = {
  Settings: '| Setting | Value |\n| Year begins | 1 April |',
  Calendar: `
    | What        | From      | To         |
    | Summer term | 14/4/2025 | 22/7/2025  |
    | Autumn term | 3/9/2025  | 19/12/2025 |
    | Spring term | 5/1/2026  | 27/3/2026  |`,
};
const YEARLY = { Settings: '| Setting | Value |\n| Totals are typed | Yearly |' };

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
      name: 'a school that left by the middle of the autumn owes none of its totals',
      asOf: '2026-09-01',
      tabs: nothing,
      alliance: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park | Academy | 20/10/2025 |',
      },
    },
    {
      name: 'the row for the whole year alone, which stands in for every term',
      asOf: '2026-09-01',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | All pupils | 900 | 340000 | 15000 | 2700 |`,
        'Exclusions by term': `${exclusions}\n${WHOLE}\n| | Spring | All pupils | 900 | 30 | 0 |`,
      },
    },
    {
      name: 'no whole year after the summer term, where the year begins with it',
      asOf: '2025-10-31',
      tabs: {
        'Absence by term': `${absence}\n| | Summer | All pupils | 900 | 120000 | 0 | 0 |`,
        'Exclusions by term': `${exclusions}\n| | Summer | All pupils | 900 | 9 | 0 |`,
      },
      alliance: FROM_APRIL,
    },
    { name: 'no term, where totals are typed yearly', asOf: '2026-08-31', tabs: nothing, alliance: YEARLY },
    {
      name: 'the fifth school day, where the alliance says five',
      asOf: '2026-01-09',
      tabs: nothing,
      alliance: { Settings: '| Setting | Value |\n| Totals of a term due after | 5 |' },
    },
    {
      name: 'no whole year of a school of one term, which is its year',
      asOf: '2026-09-01',
      tabs: {
        'Absence by term': `${absence}\n| | Summer | All pupils | 900 | 120000 | 0 | 0 |`,
        'Exclusions by term': `${exclusions}\n| | Summer | All pupils | 900 | 9 | 0 |`,
      },
      alliance: {
        Schools: '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 2/3/2026 |',
      },
    },
    {
      name: 'the row for the whole year of a school that joined, of its terms',
      asOf: '2026-09-01',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | All pupils | 900 | 200000 | 0 | 0 |`,
        'Exclusions by term': `${exclusions}\n${WHOLE}`,
      },
      alliance: {
        Schools: '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 5/1/2026 |',
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
      name: 'a school that left before the autumn’s were due owes those, as it was a member for most of it',
      asOf: '2026-09-01',
      tabs: nothing,
      alliance: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park | Academy | 19/12/2025 |',
      },
      findings: [
        { at: 'Absence by term', message: 'missing', severity: 'warning', says: 'in the autumn term' },
        { at: 'Exclusions by term', message: 'missing', severity: 'warning', says: 'in the autumn term' },
      ],
    },
    {
      name: 'the whole year of a school that left days before the summer term’s end',
      asOf: '2026-09-01',
      tabs: { ...nothing, 'Exclusions by term': `${exclusions}\n${WHOLE}` },
      alliance: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park | Academy | 17/7/2026 |',
      },
      findings: [{ at: 'Absence by term', message: 'wholeYear', fix: 'Add a row with the totals of the year.' }],
    },
    {
      name: 'the whole year of a school that joined, which is its terms as a member',
      asOf: '2026-09-01',
      tabs: {
        'Absence by term': `${absence}\n| | Spring | All pupils | 900 | 110000 | 0 | 0 |\n| | Summer | All pupils | 900 | 120000 | 0 | 0 |`,
        'Exclusions by term': `${exclusions}\n| | Spring | All pupils | 900 | 9 | 0 |`,
      },
      alliance: {
        Schools: '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 5/1/2026 |',
      },
      findings: [
        {
          at: 'Absence by term',
          message: 'wholeYear',
          fix: 'the totals of the spring and summer terms, for which the school is a member',
        },
        { at: 'Exclusions by term', message: 'wholeYear' },
      ],
    },
    {
      name: 'the only term of a school, where totals are typed yearly',
      asOf: '2026-09-01',
      tabs: nothing,
      alliance: {
        Schools: '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 2/3/2026 |',
        ...YEARLY,
      },
      findings: [
        { at: 'Absence by term', message: 'wholeYear', fix: 'the totals of the summer term' },
        { at: 'Exclusions by term', message: 'wholeYear' },
      ],
    },
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
      name: 'the whole year, once the summer is due: at the year’s end, as no school day follows',
      asOf: '2026-09-01',
      tabs: {
        'Absence by term': `${autumn['Absence by term']}
          | | Spring | All pupils | 900 | 120000 | 5000 | 900 |
          | | Summer | All pupils | 900 | 120000 | 5000 | 900 |
          | | Summer | FSM        | 90  | 12000  | 500  | 90  |`,
        'Exclusions by term': `${autumn['Exclusions by term']}\n| | Spring | All pupils | 900 | 9 | 0 |`,
      },
      findings: [
        {
          at: 'Absence by term',
          message: 'wholeYear',
          severity: 'warning',
          says: 'Absence by term has no row for all pupils in the whole year.',
        },
        {
          at: 'Absence by term',
          message: 'groupsYear',
          severity: 'warning',
          says: 'Absence by term has rows for Free school meals in terms and none for the whole year.',
        },
        { at: 'Exclusions by term', message: 'wholeYear', fix: 'it stands in for terms that are missing' },
      ],
    },
    {
      name: 'the whole year alone, where totals are typed yearly',
      asOf: '2026-09-01',
      tabs: { ...nothing, 'Exclusions by term': `${exclusions}\n${WHOLE}` },
      alliance: YEARLY,
      findings: [{ at: 'Absence by term', message: 'wholeYear' }],
    },
    {
      name: 'on the sixth school day, where the alliance says five',
      asOf: '2026-01-10',
      tabs: nothing,
      alliance: { Settings: '| Setting | Value |\n| Totals of a term due after | 5 school days |' },
      findings: [
        { at: 'Absence by term', message: 'missing' },
        { at: 'Exclusions by term', message: 'missing' },
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
