import { testRule } from '../../support/rule-tester.ts';

const meetings = `
  | Date       | Kind             |
  | 24/9/2025  | Alliance meeting |
  | 25/9/2025  | Subject hub      |
  | 12/11/2025 | Alliance meeting |`;
const beyond = `
  | Meeting date | Kind             | School               | Who came | Voted |
  | 24/9/2025    | Alliance meeting | Elm Park High School | Deputy   | Yes   |
  | 12/11/2025   | Alliance meeting | Elm Park High School | Deputy   | Yes   |`;

testRule('BLA-33', 'alliance', {
  passes: [
    {
      name: 'votes of heads and deputies, none of others, and a vote in a hub',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came     | Voted |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Head         | Yes   |
          | 24/9/2025    | Alliance meeting | St Aldhelm's School  | Deputy       | Y     |
          | 24/9/2025    | Alliance meeting | The Meadows          | Someone else | No    |
          | 25/9/2025    | Subject hub      | The Meadows          | Someone else | Yes   |
          | 25/9/2025    | Subject hub      | Elm Park High School | Nobody       |       |`,
      },
    },
    {
      name: 'a row that was typed twice is one vote, and one of two who came voted',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came | Voted | Name      |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Head     | Yes   | Ada Brock |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Head     | Yes   | Ada Brock |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Deputy   | No    | Eli Hart  |`,
      },
    },
    {
      name: 'a deputy beyond the limit votes unless the alliance says otherwise',
      tabs: { Meetings: meetings, 'Who came': beyond },
    },
  ],
  fails: [
    {
      name: 'two votes of one school at one meeting',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came | Voted |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Head     | Yes   |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Deputy   | Yes   |`,
      },
      findings: [
        {
          at: 'Who came!E3',
          message: 'twice',
          severity: 'warning',
          says: 'E3 records another vote for Elm Park High School on 24 September 2025.',
        },
      ],
    },
    {
      name: 'a deputy beyond the limit, who by Settings does not vote',
      tabs: {
        Settings: '| Setting | Value |\n| Deputies beyond the limit vote | No |',
        Meetings: meetings,
        'Who came': beyond,
      },
      findings: [
        { at: 'Who came!E3', message: 'beyondTheLimit', severity: 'breach', says: 'a deputy beyond the limit of 1.' },
      ],
    },
    {
      name: 'a vote by someone else, and one by nobody',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came     | Voted |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Someone else | Yes   |
          | 24/9/2025    | Alliance meeting | St Aldhelm's School  | Nobody       | Yes   |`,
      },
      findings: [
        {
          at: 'Who came!E2',
          message: 'notEntitled',
          severity: 'problem',
          says: 'E2 records a vote for Elm Park High School',
        },
        { at: 'Who came!E3', message: 'notEntitled' },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Voted was changed',
      tabs: { Meetings: meetings, 'Who came': '| Meeting date | Kind | School | Who came | Ballot |' },
      why: 'Who came has no column called Voted.',
    },
  ],
});
