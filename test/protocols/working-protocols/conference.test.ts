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
      name: 'on the day itself, nobody has written down who came for a school that joined that day',
      asOf: '2026-02-12',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park High School | Academy | 12/2/2026 |',
        Meetings: meetings,
        'Who came': '| Meeting date | Kind | School | Who came |',
      },
      findings: [
        { at: 'Who came', message: 'unrecorded', severity: 'warning', says: 'at the conference on 12 February 2026' },
      ],
    },
    {
      name: 'none listed on the day after the spring term, another kind of meeting notwithstanding',
      asOf: '2026-03-28',
      tabs: { Meetings: '| Date | Kind |\n| 20/5/2026 | Alliance meeting |' },
      findings: [
        { at: 'Meetings', message: 'noneHeld', severity: 'warning', says: 'No conference is listed for 2025/26' },
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
