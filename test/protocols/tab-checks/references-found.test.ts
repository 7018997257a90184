import { testRule } from '../../support/rule-tester.ts';

const meetings = '| Date | Kind |\n| 24/9/2025 | Alliance meeting |\n| 24/9/2025 | Subject hub |';

testRule('X-07', 'alliance', {
  passes: [
    {
      name: 'the date and kind of a meeting, typed in another way',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind  | School      | Who came |
          | 24 Sept 2025 | heads | The Meadows | Head     |
          | 24.09.25     | hub   | The Meadows | Deputy   |`,
      },
    },
    {
      name: 'a day of a meeting of two days, and both days of one that was moved',
      tabs: {
        Meetings: `
          | Date      | Kind             | Last day  | Moved to  |
          | 12/2/2026 | Conference       | 13/2/2026 |           |
          | 4/3/2026  | Alliance meeting |           | 11/3/2026 |`,
        'Who came': `
          | Meeting date | Kind             | School      | Who came |
          | 13/2/2026    | Conference       | The Meadows | Head     |
          | 4/3/2026     | Alliance meeting | The Meadows | Head     |
          | 11/3/2026    | Alliance meeting | The Meadows | Head     |`,
      },
    },
  ],
  fails: [
    {
      name: 'another day, another kind',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School      | Who came |
          | 25/9/2025    | Alliance meeting | The Meadows | Head     |
          | 24/9/2025    | Conference       | The Meadows | Head     |`,
      },
      findings: [
        {
          at: 'Who came!A2',
          message: 'noMeeting',
          severity: 'problem',
          says: 'A2 says 25 September 2025, and Meetings has no meeting of that kind on that day.',
        },
        { at: 'Who came!A3', message: 'noMeeting' },
      ],
    },
  ],
  skips: [
    {
      name: 'Meetings has lost a heading',
      tabs: { Meetings: '| Day | Kind |', 'Who came': '| Meeting date | Kind | School | Who came |' },
      why: 'Meetings has no column called Date.',
    },
  ],
});
