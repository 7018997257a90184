import { testRule } from '../../support/rule-tester.ts';

const requests = (...lines: string[]) =>
  `| School | Need | Support from | Agreed on | Started on | Ended on |\n${lines.join('\n')}`;
const evaluations = (...lines: string[]) =>
  `| Support from | Support ended on | Rating | Sent on |\n${lines.join('\n')}`;
const asks = (value: string) => `| Setting | Value |\n| Interim evaluation after | ${value} |`;

testRule('BLA-26b', 'alliance', {
  passes: [
    {
      name: 'support that goes on, up to the day before it is asked about; that ended; that is planned to end; that is only agreed',
      asOf: '2026-01-19',
      tabs: {
        'Support requests': requests(
          '| Elm Park High School | Maths  | The Meadows |           | 6/10/2025 |            |',
          '| Elm Park High School | French | The Meadows |           | 8/9/2025  | 1/12/2025  |',
          '| Elm Park High School | Art    | The Meadows |           | 8/9/2025  | 17/7/2026  |',
          '| Elm Park High School | Music  |             | 1/12/2025 |           |            |',
          '| Elm Park High School | Latin  |             |           | 2/2/2026  |            |',
        ),
      },
    },
    {
      name: 'only asked for; agreed or begun so late that next year’s days are wanted; of a school that has left',
      asOf: '2026-08-31',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school    | Joined on | Left on   |
          | 990001 | Elm Park High School | Academy           |           |           |
          | 990002 | St Aldhelm's School  | Maintained school |           | 27/3/2026 |
          | 990003 | The Meadows          | Academy           |           |           |`,
        'Support requests': requests(
          '| Elm Park High School | Maths  |             |          |          |           |',
          '| Elm Park High School | French | The Meadows |          | 5/5/2026 |           |',
          '| Elm Park High School | Art    | The Meadows | 5/5/2026 |          |           |',
          "| St Aldhelm's School  | Maths  | The Meadows |          | 5/1/2026 |           |",
          "| St Aldhelm's School  | French |             |          | 5/1/2026 | 23/3/2026 |",
        ),
      },
    },
    {
      name: 'a last day that cannot be read waits to be mended',
      asOf: '2026-06-01',
      tabs: {
        'Support requests': requests('| Elm Park High School | Maths | The Meadows | | 6/10/2025 | half term |'),
      },
      alsoFoundBy: ['GEN-04'],
    },
  ],
  fails: [
    {
      name: 'support that has gone on for more than sixty school days without a last day',
      asOf: '2026-01-20',
      tabs: { 'Support requests': requests('| Elm Park High School | Maths | The Meadows | | 6/10/2025 | |') },
      findings: [
        {
          at: 'Support requests!F2',
          message: 'stillOpen',
          severity: 'reminder',
          says: 'Elm Park High School has had support since 6 October 2025, and F2 has no last day.',
        },
      ],
    },
    {
      name: 'sooner, where the alliance says so, and what was agreed and has no first day',
      asOf: '2025-11-11',
      tabs: {
        Settings: '| Setting | Value |\n| Open support asked about after | 20 |',
        'Support requests': requests(
          '| Elm Park High School | Maths  | The Meadows | 29/9/2025 | 6/10/2025 | |',
          '| Elm Park High School | French | The Meadows | 6/10/2025 |           | |',
        ),
      },
      findings: [
        { at: 'Support requests!F2', message: 'stillOpen', says: 'since 6 October 2025' },
        {
          at: 'Support requests!E3',
          message: 'notBegun',
          severity: 'reminder',
          says: 'Elm Park High School agreed support on 6 October 2025, and E3 does not say when it began.',
        },
      ],
    },
    {
      name: 'at once, where whoever gives it has left',
      asOf: '2025-10-18',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school | Joined on | Left on    |
          | 990001 | Elm Park High School | Academy        |           |            |
          | 990003 | The Meadows          | Academy        |           | 17/10/2025 |`,
        'Support requests': requests(
          '| Elm Park High School | Maths  | The Meadows       | | 6/10/2025  | |',
          '| Elm Park High School | French | Northway Training | | 6/10/2025  | |',
          '| Elm Park High School | Art    | The Meadows       | | 20/10/2025 | |',
        ),
      },
      findings: [{ at: 'Support requests!F2', message: 'stillOpen' }],
    },
    {
      name: 'after the year, where the days of the next are not known',
      asOf: '2026-09-01',
      tabs: { 'Support requests': requests('| Elm Park High School | Maths | The Meadows | | 5/5/2026 | |') },
      findings: [{ at: 'Support requests!F2', message: 'stillOpen' }],
    },
    {
      name: 'nobody typed who gives it, or who gave it',
      asOf: '2025-12-01',
      tabs: {
        'Support requests': requests(
          '| Elm Park High School | Maths  | | | 24/11/2025 |           |',
          '| Elm Park High School | French | | |            | 5/11/2025 |',
        ),
      },
      findings: [
        {
          at: 'Support requests!C2',
          message: 'noProvider',
          severity: 'warning',
          says: 'Elm Park High School has had support since 24 November 2025, and C2 does not say from whom.',
        },
        {
          at: 'Support requests!C3',
          message: 'noProvider',
          says: 'Elm Park High School had support that ended on 5 November 2025, and C3 does not say from whom.',
        },
      ],
    },
  ],
});

const goingOn = requests('| Elm Park High School | Maths | The Meadows | | 6/10/2025 | |');

testRule('BLA-26c', 'school', {
  passes: [
    {
      name: 'nothing is asked unless the alliance decides so',
      asOf: '2026-06-01',
      tabs: { Evaluations: evaluations() },
      alliance: { 'Support requests': goingOn },
    },
    {
      name: 'an evaluation of it so far is enough until as many days have gone again',
      asOf: '2026-01-27',
      tabs: { Evaluations: evaluations('| The Meadows | 16/12/2025 | 2 | 17/12/2025 |') },
      alliance: { Settings: asks('20'), 'Support requests': goingOn },
    },
    {
      name: 'after the school has left',
      asOf: '2026-03-27',
      tabs: { Evaluations: evaluations() },
      alliance: {
        Settings: asks('20'),
        'Support requests': goingOn,
        Schools: `
          | URN    | School               | Kind of school | Joined on | Left on   |
          | 990001 | Elm Park High School | Academy        |           | 26/3/2026 |
          | 990003 | The Meadows          | Academy        |           |           |`,
      },
    },
    {
      name: 'support that has ended, and another school’s',
      asOf: '2026-03-27',
      tabs: { Evaluations: evaluations('| The Meadows | 27/3/2026 | 2 | 27/3/2026 |') },
      alliance: {
        Settings: asks('20'),
        'Support requests': requests(
          '| Elm Park High School | Maths | The Meadows | | 6/10/2025 | 27/3/2026 |',
          "| St Aldhelm's School  | Maths | The Meadows | | 6/10/2025 |           |",
        ),
      },
    },
  ],
  fails: [
    {
      name: 'more than twenty school days after it began',
      asOf: '2025-11-11',
      tabs: { Evaluations: evaluations() },
      alliance: { Settings: asks('20'), 'Support requests': goingOn },
      findings: [
        {
          at: 'Evaluations',
          message: 'interimDue',
          severity: 'warning',
          says: 'The support from The Meadows (Maths) has gone on for 20 school days or more since 6 October 2025 without an evaluation.',
        },
      ],
    },
    {
      name: 'and again twenty after the last look at it, though it is planned to end',
      asOf: '2026-01-28',
      tabs: { Evaluations: evaluations('| The Meadows | 16/12/2025 | 2 | 17/12/2025 |') },
      alliance: {
        Settings: asks('20'),
        'Support requests': requests('| Elm Park High School | Maths | The Meadows | | 6/10/2025 | 27/3/2026 |'),
      },
      findings: [{ at: 'Evaluations', message: 'interimDue', says: 'since 16 December 2025' }],
    },
    {
      name: 'an evaluation of another provider, and one that waits for its day, are none of it yet',
      asOf: '2025-11-11',
      tabs: {
        Evaluations: evaluations(
          "| St Aldhelm's School | 3/11/2025 | 2 | 3/11/2025 |",
          '| The Meadows         |           | 2 | 3/11/2025 |',
        ),
      },
      alliance: { Settings: asks('20'), 'Support requests': goingOn },
      alsoFoundBy: ['GEN-13'],
      findings: [
        {
          at: 'Evaluations',
          message: 'interimDue',
          says: 'since 6 October 2025 without an evaluation. 1 row in Evaluations cannot be counted until mended.',
        },
      ],
    },
    {
      name: 'support that began before the school was a member counts from when it is one',
      asOf: '2026-02-03',
      tabs: { Evaluations: evaluations() },
      alliance: {
        Settings: asks('20'),
        'Support requests': goingOn,
        Schools: `
          | URN    | School               | Kind of school | Joined on | Left on |
          | 990001 | Elm Park High School | Academy        | 5/1/2026  |         |
          | 990003 | The Meadows          | Academy        |           |         |`,
      },
      findings: [{ at: 'Evaluations', message: 'interimDue', says: 'since 5 January 2026' }],
    },
    {
      name: 'begun in May, it is asked for when the year is over, where the days of the next are not known',
      asOf: '2026-09-01',
      tabs: { Evaluations: evaluations() },
      alliance: {
        Settings: asks('60'),
        'Support requests': requests('| Elm Park High School | Maths | The Meadows | | 5/5/2026 | |'),
      },
      findings: [{ at: 'Evaluations', message: 'interimDue' }],
    },
  ],
});
