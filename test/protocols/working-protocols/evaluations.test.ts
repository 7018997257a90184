import { testRule } from '../../support/rule-tester.ts';

const supported = `
  | School               | Need   | Support from | Ended on  |
  | Elm Park High School | Maths  | The Meadows  | 5/11/2025 |
  | St Aldhelm's School  | French | The Meadows  | 5/9/2025  |`;
const evaluations = '| Support from | Support ended on | Rating | Sent on |';
const endedOn = (day: string) => `
  | School               | Need  | Support from | Ended on |
  | Elm Park High School | Maths | The Meadows  | ${day}   |`;
const nextCalendar = `
  | What        | From     | To         |
  | Autumn term | 2/9/2026 | 18/12/2026 |`;
const member = (joinedOn: string, leftOn: string) => `
  | URN    | School               | Kind of school | Joined on   | Left on   |
  | 990001 | Elm Park High School | Academy        | ${joinedOn} | ${leftOn} |
  | 990003 | The Meadows          | Academy        |             |           |`;
const ownNumber = '| Setting | Value |\n| Evaluation due | 20 |';

const longSupport = (endedOn: string) => `
  | School               | Need  | Support from | Started on | Ended on |
  | Elm Park High School | Maths | The Meadows  | 8/9/2025   | ${endedOn} |`;

testRule('BLA-26', 'school', {
  passes: [
    {
      name: 'an evaluation while the support goes on is of no other, and breaks nothing',
      asOf: '2026-03-27',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 6/11/2025 |` },
      alliance: { 'Support requests': longSupport('') },
    },
    {
      name: 'one in between and one at the end',
      asOf: '2026-03-27',
      tabs: {
        Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 6/11/2025 |\n| The Meadows | 9/1/2026 | 1 | 12/1/2026 |`,
      },
      alliance: { 'Support requests': longSupport('9/1/2026') },
    },
    {
      name: 'of support of which nobody typed who gave it, one of its last day is its evaluation',
      asOf: '2026-03-27',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 6/11/2025 |` },
      alliance: { 'Support requests': longSupport('5/11/2025').replace('The Meadows', '           ') },
    },
    {
      name: 'ended near the end of the year: not half way yet',
      asOf: '2026-07-08',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('25/6/2026') },
    },
    {
      name: 'support that ended before the school joined',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('5/11/2025'), Schools: member('6/11/2025', '') },
    },
    {
      name: 'an evaluation that falls due after the school left',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('5/11/2025'), Schools: member('', '2/12/2025') },
    },
    {
      name: 'when the school left cannot be read',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('5/11/2025'), Schools: member('', 'at Christmas') },
    },
    {
      name: 'sent on the last day',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 3/12/2025 |` },
      alliance: { 'Support requests': supported },
    },
    {
      name: 'sent twice, in time and late',
      tabs: {
        Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 4/12/2025 |\n| The Meadows | 5/11/2025 | 2 | 3/12/2025 |`,
      },
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
      name: 'an evaluation in between is not the one that is due at the end, and is not taken for a slip of it',
      asOf: '2026-02-12',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 6/11/2025 |` },
      alliance: { 'Support requests': longSupport('9/1/2026'), Settings: ownNumber },
      findings: [
        {
          at: 'Evaluations',
          message: 'late',
          severity: 'breach',
          says: 'which ended on 9 January 2026. It was due by 6 February 2026. The one up to 5 November 2025 was sent while it went on, and is interim.',
        },
      ],
    },
    {
      name: 'one that was sent after the end and has another day may be meant for it',
      asOf: '2026-02-12',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 8/1/2026 | 2 | 12/1/2026 |` },
      alliance: { 'Support requests': longSupport('9/1/2026'), Settings: ownNumber },
      findings: [
        { at: 'Evaluations', message: 'late', severity: 'warning', says: 'fits none, and may be meant for it' },
      ],
    },
    {
      name: 'what was only asked for does not go on, and neither is a day to come in between: each may be meant',
      asOf: '2026-03-27',
      tabs: {
        Evaluations: `${evaluations}\n| The Meadows | 6/11/2025 | 2 | 20/11/2025 |\n| St Aldhelm's School | 5/11/2025 | 2 | 20/11/2026 |`,
      },
      alliance: {
        'Support requests': `
          | School               | Need  | Support from        | Started on | Ended on  |
          | Elm Park High School | Maths | The Meadows         |            | 5/11/2025 |
          | Elm Park High School | Art   | The Meadows         |            |           |
          | Elm Park High School | Music | St Aldhelm's School | 6/10/2025  |           |`,
        Settings: ownNumber,
      },
      findings: [
        {
          at: 'Evaluations',
          message: 'late',
          severity: 'warning',
          says: 'The evaluation of the support from The Meadows that ended on 6 November 2025 fits none, and may be meant for it.',
        },
      ],
    },
    {
      name: 'support of which the school is said to have given it itself: nobody typed who did',
      asOf: '2026-02-12',
      tabs: { Evaluations: evaluations },
      alliance: {
        'Support requests': longSupport('9/1/2026').replace('The Meadows', 'Elm Park High School'),
        Settings: ownNumber,
      },
      findings: [
        {
          at: 'Evaluations',
          message: 'late',
          severity: 'warning',
          says: 'Support requests does not say who gave it.',
          fix: 'with its provider and last day',
        },
      ],
    },
    {
      name: 'support of which nobody typed who gave it',
      asOf: '2026-02-12',
      tabs: { Evaluations: evaluations },
      alliance: {
        'Support requests': longSupport('9/1/2026').replace('The Meadows', '           '),
        Settings: ownNumber,
      },
      findings: [
        {
          at: 'Evaluations',
          message: 'late',
          severity: 'warning',
          says: 'matches the support for Maths, which ended on 9 January 2026. It was due by 6 February 2026. Support requests does not say who gave it.',
        },
      ],
    },
    {
      name: 'an evaluation with another day, or of another provider on that day, may be meant: nobody is in breach over a slip',
      asOf: '2026-03-27',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 6/11/2025 | 2 | 20/11/2025 |` },
      alliance: { 'Support requests': endedOn('5/11/2025'), Settings: ownNumber },
      findings: [
        {
          at: 'Evaluations',
          message: 'late',
          severity: 'warning',
          says: 'The evaluation of the support from The Meadows that ended on 6 November 2025 fits none, and may be meant for it.',
        },
      ],
    },
    {
      name: 'one that fits other support is no answer to this',
      asOf: '2026-03-27',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 6/10/2025 | 2 | 20/10/2025 |` },
      alliance: {
        'Support requests': `${endedOn('5/11/2025')}\n  | Elm Park High School | French | The Meadows | 6/10/2025 |`,
        Settings: ownNumber,
      },
      findings: [{ at: 'Evaluations', message: 'late', severity: 'breach' }],
    },
    {
      name: 'sent a day late, which stays a fact',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 4/12/2025 |` },
      alliance: { 'Support requests': supported, Settings: ownNumber },
      findings: [
        {
          at: 'Evaluations!D2',
          message: 'cameLate',
          severity: 'note',
          says: 'The evaluation of the support from The Meadows (Maths), which ended on 5 November 2025, was sent on 4 December 2025. It was due by 3 December 2025.',
        },
      ],
    },
    {
      name: 'sent on a day to come',
      asOf: '2025-11-19',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 20/11/2025 |` },
      alliance: { 'Support requests': supported },
      findings: [{ at: 'Evaluations', message: 'dueSoon', severity: 'reminder' }],
    },
    {
      name: 'sent in another year, while that is to come',
      asOf: '2026-02-20',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/11/2025 | 2 | 20/11/2026 |` },
      alliance: { 'Support requests': supported },
      findings: [{ at: 'Evaluations', message: 'late' }],
    },
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
      name: 'ended near the end of the year: half way, and due on its last day while next year’s terms are not known',
      asOf: '2026-07-09',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('25/6/2026') },
      findings: [{ at: 'Evaluations', message: 'dueSoon', severity: 'reminder', says: 'is due by 31 August 2026' }],
    },
    {
      name: 'ended too late even for half the days: reminded on the last school day, not in the holidays',
      asOf: '2026-07-21',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('10/7/2026') },
      findings: [{ at: 'Evaluations', message: 'dueSoon', says: 'is due by 31 August 2026' }],
    },
    {
      name: 'on the year’s last day it is not late yet',
      asOf: '2026-08-31',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('10/7/2026'), Settings: ownNumber },
      findings: [{ at: 'Evaluations', message: 'dueSoon' }],
    },
    {
      name: 'the day after it is, by the alliance’s own number',
      asOf: '2026-09-01',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('10/7/2026'), Settings: ownNumber },
      findings: [{ at: 'Evaluations', message: 'late', severity: 'breach', says: 'It was due by 31 August 2026.' }],
    },
    {
      name: 'counted on into next year’s terms where they are known: eighteen days in July, two in September',
      asOf: '2026-09-03',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('25/6/2026'), Settings: ownNumber },
      nextCalendar,
      findings: [{ at: 'Evaluations', message: 'dueSoon', says: 'is due by 3 September 2026' }],
    },
    {
      name: 'late the day after that',
      asOf: '2026-09-04',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('25/6/2026'), Settings: ownNumber },
      nextCalendar,
      findings: [{ at: 'Evaluations', message: 'late', severity: 'breach', says: 'It was due by 3 September 2026.' }],
    },
    {
      name: 'ended in the holidays, where all its days are next year’s: half of them are enough to remind',
      asOf: '2026-09-15',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('31/7/2026'), Settings: ownNumber },
      nextCalendar,
      findings: [{ at: 'Evaluations', message: 'dueSoon', says: 'is due by 29 September 2026' }],
    },
    {
      name: 'ended in the year before and typed in this one: counted from its first school day',
      asOf: '2025-10-01',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('10/7/2025') },
      findings: [{ at: 'Evaluations', message: 'late', severity: 'warning', says: 'It was due by 30 September 2025.' }],
    },
    {
      name: 'due on the day the school left',
      asOf: '2025-12-04',
      tabs: { Evaluations: evaluations },
      alliance: { 'Support requests': endedOn('5/11/2025'), Schools: member('', '3/12/2025') },
      findings: [{ at: 'Evaluations', message: 'late' }],
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
    {
      name: 'rows that may be the evaluation and do not count: one without a day, and one dated on a day to come',
      asOf: '2026-03-27',
      tabs: {
        Evaluations: `${evaluations}
          | The Meadows         | 5/11/2025 | 2 |            |
          | The Medows          | 5/11/2025 | 2 | 20/11/2025 |
          | St Aldhelm's School | 5/11/2025 | 2 |            |
          | The Meadows         | 5/12/2025 | 2 |            |
          | The Meadows         | 5/11/2025 | 2 | 20/11/2026 |`,
      },
      alliance: { 'Support requests': supported, Settings: ownNumber },
      alsoFoundBy: ['GEN-03', 'GEN-13'],
      findings: [
        {
          at: 'Evaluations',
          message: 'late',
          severity: 'warning',
          says: 'It was due by 3 December 2025. 2 rows in Evaluations cannot be counted until mended. One that matches is dated 20 November 2026, a day to come.',
        },
      ],
    },
    {
      name: 'a row that is about other support lets nobody off',
      asOf: '2026-03-27',
      tabs: { Evaluations: `${evaluations}\n| The Meadows | 5/12/2025 | 2 | |` },
      alliance: { 'Support requests': supported, Settings: ownNumber },
      alsoFoundBy: ['GEN-13'],
      findings: [{ at: 'Evaluations', message: 'late', severity: 'breach' }],
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
