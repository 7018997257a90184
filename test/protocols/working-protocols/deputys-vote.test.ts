import { testRule } from '../../support/rule-tester.ts';

const meetings = `
  | Date       | Kind             |
  | 24/9/2025  | Alliance meeting |
  | 25/9/2025  | Subject hub      |`;

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
  ],
  fails: [
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
