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
      asOf: '2026-01-16',
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
      name: 'support that has gone on for sixty school days without a last day',
      asOf: '2026-01-19',
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
      name: 'sooner, where the alliance says so, and by the day of agreement where no first day is typed',
      asOf: '2025-11-12',
      tabs: {
        Settings: '| Setting | Value |\n| Open support asked about after | 20 |',
        'Support requests': requests('| Elm Park High School | Maths | The Meadows | 6/10/2025 | | |'),
      },
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
          says: 'since 24 November 2025, and C2',
        },
        { at: 'Support requests!C3', message: 'noProvider' },
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
      asOf: '2026-01-26',
      tabs: { Evaluations: evaluations('| The Meadows | 16/12/2025 | 2 | 17/12/2025 |') },
      alliance: { Settings: asks('20'), 'Support requests': goingOn },
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
      name: 'twenty school days after it began',
      asOf: '2025-11-10',
      tabs: { Evaluations: evaluations() },
      alliance: { Settings: asks('20'), 'Support requests': goingOn },
      findings: [
        {
          at: 'Evaluations',
          message: 'interimDue',
          severity: 'reminder',
          says: 'The support from The Meadows (Maths) has gone on for 20 school days since 6 October 2025.',
        },
      ],
    },
    {
      name: 'and again twenty after the last look at it, though it is planned to end',
      asOf: '2026-01-27',
      tabs: { Evaluations: evaluations('| The Meadows | 16/12/2025 | 2 | 17/12/2025 |') },
      alliance: {
        Settings: asks('20'),
        'Support requests': requests('| Elm Park High School | Maths | The Meadows | | 6/10/2025 | 27/3/2026 |'),
      },
      findings: [{ at: 'Evaluations', message: 'interimDue', says: 'since 16 December 2025' }],
    },
  ],
});
