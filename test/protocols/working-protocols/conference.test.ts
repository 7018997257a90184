import { testRule } from '../../support/rule-tester.ts';

const meetings = `
  | Date      | Kind            |
  | 12/2/2026 | Conference      |
  | 20/5/2026 | Alliance meeting |`;

testRule('BLA-28', 'alliance', {
  passes: [
    {
      name: 'somebody stood for each school, whoever it was',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind       | School               | Who came     |
          | 12/2/2026    | Conference | Elm Park High School | Head         |
          | 12/2/2026    | Conference | St Aldhelm's School  | Deputy       |
          | 12/2/2026    | Conference | The Meadows          | Someone else |`,
      },
    },
    {
      name: 'no conference yet on the last day of the spring term',
      asOf: '2026-03-27',
      tabs: { Meetings: '| Date | Kind |' },
    },
    {
      name: 'nobody has written down who came, five school days after it',
      asOf: '2026-02-26',
      tabs: { Meetings: meetings, 'Who came': '| Meeting date | Kind | School | Who came |' },
    },
    {
      name: 'excused from it by an exception about its day',
      tabs: {
        Meetings: meetings,
        Exceptions: `
          | School              | Protocols         | Clause | About     | Reason     | Agreed on |
          | St Aldhelm's School | Working protocols | 28     | 12/2/2026 | The boiler | 13/2/2026 |`,
        'Who came': `
          | Meeting date | Kind       | School               | Who came |
          | 12/2/2026    | Conference | Elm Park High School | Head     |
          | 12/2/2026    | Conference | St Aldhelm's School  | Nobody   |
          | 12/2/2026    | Conference | The Meadows          | Head     |`,
      },
    },
    {
      name: 'two days of one conference, in a row each: who came on one of them was there',
      tabs: {
        Meetings: '| Date | Kind |\n| 12/2/2026 | Conference |\n| 13/2/2026 | Conference |',
        'Who came': `
          | Meeting date | Kind       | School               | Who came |
          | 12/2/2026    | Conference | Elm Park High School | Head     |
          | 13/2/2026    | Conference | Elm Park High School | Nobody   |
          | 12/2/2026    | Conference | St Aldhelm's School  | Nobody   |
          | 13/2/2026    | Conference | St Aldhelm's School  | Deputy   |
          | 13/2/2026    | Conference | The Meadows          | Head     |`,
      },
    },
    { name: 'the conference is still to come', asOf: '2026-02-11', tabs: { Meetings: meetings } },
    {
      name: 'a school that joined after it, and one that left before',
      tabs: {
        Schools: `
          | URN    | School               | Kind of school    | Joined on | Left on    |
          | 990001 | Elm Park High School | Academy           | 13/2/2026 |            |
          | 990002 | St Aldhelm's School  | Maintained school |           | 31/12/2025 |`,
        Meetings: meetings,
      },
    },
  ],
  fails: [
    {
      name: 'nobody came for a school',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind       | School               | Who came |
          | 12/2/2026    | Conference | Elm Park High School | Head     |
          | 12/2/2026    | Conference | St Aldhelm's School  | Nobody   |
          | 12/2/2026    | Conference | The Meadows          | Head     |`,
      },
      findings: [
        {
          at: 'Who came!D3',
          message: 'missed',
          severity: 'breach',
          says: "D3 says that nobody came for St Aldhelm's School to the conference on 12 Feb.",
        },
      ],
    },
    {
      name: 'six school days after it nobody has written down who came: once for all that are missing',
      asOf: '2026-02-27',
      tabs: { Meetings: meetings, 'Who came': '| Meeting date | Kind | School | Who came |' },
      findings: [
        {
          at: 'Who came',
          message: 'unrecorded',
          severity: 'warning',
          says: "who stood for Elm Park High School, St Aldhelm's School and The Meadows at the conference on 12 February 2026.",
        },
      ],
    },
    {
      name: 'the alliance asks on the next day, of a school that joined that day',
      asOf: '2026-02-13',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park High School | Academy | 12/2/2026 |',
        Settings: '| Setting | Value |\n| Unrecorded attendance asked for after | 0 |',
        Meetings: meetings,
        'Who came': '| Meeting date | Kind | School | Who came |',
      },
      findings: [{ at: 'Who came', message: 'unrecorded', says: 'stood for Elm Park High School at' }],
    },
    {
      name: 'the only one was cancelled',
      asOf: '2026-03-28',
      tabs: { Meetings: '| Date | Kind | Status |\n| 12/2/2026 | Conference | Cancelled |' },
      findings: [{ at: 'Meetings', message: 'noneHeld' }],
    },
    {
      name: 'none listed on the day after the spring term, another kind of meeting notwithstanding',
      asOf: '2026-03-28',
      tabs: { Meetings: '| Date | Kind |\n| 20/5/2026 | Alliance meeting |' },
      findings: [
        {
          at: 'Meetings',
          message: 'noneHeld',
          severity: 'warning',
          says: 'No conference is listed that was or will be held in 2025/26',
        },
      ],
    },
    {
      name: 'a conference of another year is none of this',
      asOf: '2026-03-28',
      tabs: { Meetings: '| Date | Kind |\n| 13/2/2025 | Conference |' },
      findings: [{ at: 'Meetings', message: 'noneHeld' }],
    },
  ],
  skips: [
    {
      name: 'the heading Who came was changed',
      tabs: { Meetings: meetings, 'Who came': '| Meeting date | Kind | School | Person there |' },
      why: 'Who came has no column called Who came.',
    },
    {
      name: 'the tab Meetings is missing',
      tabs: { Meetings: 'missing' },
      why: 'The tab Meetings is missing.',
    },
  ],
});
