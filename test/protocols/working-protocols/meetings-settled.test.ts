import { testRule } from '../../support/rule-tester.ts';

const headings = '| Date | Kind | Title | Last day | Status | Moved to |';

testRule('X-07b', 'alliance', {
  passes: [
    {
      name: 'held, cancelled, moved, of two days, and a title that Status answers',
      tabs: {
        Meetings: `${headings}
          | 24/9/2025  | Alliance meeting | Autumn 1                    |           |           |            |
          | 12/11/2025 | Alliance meeting | Autumn 2, cancelled by snow |           | Cancelled |            |
          | 14/1/2026  | Alliance meeting | Spring 1 (postponed)        |           |           | 21/1/2026  |
          | 12/2/2026  | Conference       | Learning together           | 13/2/2026 |           |            |
          | 11/3/2026  | Alliance meeting | After the cancelled one     |           | Held      |            |`,
        'Who came': `
          | Meeting date | Kind             | School      | Who came |
          | 14/1/2026    | Alliance meeting | The Meadows | Head     |
          | 12/11/2025   | Alliance meeting | The Meadows | Nobody   |
          | 13/2/2026    | Conference       | The Meadows | Head     |`,
      },
    },
  ],
  fails: [
    {
      name: 'a title that says so, and a moved one without its new day',
      tabs: {
        Meetings: `${headings}
          | 24/9/2025  | Alliance meeting | CANCELLED - Autumn 1 |           |           |            |
          | 12/11/2025 | Alliance meeting |                      |           | Postponed |            |`,
      },
      findings: [
        {
          at: 'Meetings!C2',
          message: 'saysCalledOff',
          severity: 'warning',
          says: 'C2 says that the meeting was not held, and Status says nothing.',
        },
        { at: 'Meetings!E3', message: 'movedWhere', severity: 'warning' },
      ],
    },
    {
      name: 'cancelled, and somebody came',
      tabs: {
        Meetings: `${headings}\n| 24/9/2025 | Alliance meeting | | | Cancelled | |`,
        'Who came': `
          | Meeting date | Kind             | School      | Who came |
          | 24/9/2025    | Alliance meeting | The Meadows | Head     |`,
      },
      findings: [{ at: 'Meetings!E2', message: 'cameAllTheSame', says: 'Who came has 1 row of those who came' }],
    },
    {
      name: 'nobody came, and the head did',
      tabs: {
        Meetings: `${headings}\n| 24/9/2025 | Alliance meeting | | | | |`,
        'Who came': `
          | Meeting date | Kind             | School      | Who came |
          | 24/9/2025    | Alliance meeting | The Meadows | Nobody   |
          | 24/9/2025    | Alliance meeting | The Meadows | Head     |`,
      },
      findings: [{ at: 'Who came!D2', message: 'andNobody', severity: 'warning', says: 'nobody came for The Meadows' }],
    },
    {
      name: 'two conferences on days that follow one another, and a meeting of a month',
      tabs: {
        Meetings: `${headings}
          | 13/2/2026 | Conference       | | |           | |
          | 12/2/2026 | Conference       | | |           | |
          | 2/3/2026  | Alliance meeting | | 31/3/2026 | | |`,
      },
      findings: [
        { at: 'Meetings!D4', message: 'tooLong', says: 'makes it a meeting of 30 days' },
        { at: 'Meetings!A2', message: 'nextDay', says: 'A2 says 13 February 2026, the day after another conference.' },
      ],
    },
  ],
});
