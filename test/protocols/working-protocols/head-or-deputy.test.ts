import { testRule } from '../../support/rule-tester.ts';

const meetings = `
  | Date       | Kind             |
  | 24/9/2025  | Alliance meeting |
  | 12/11/2025 | Alliance meeting |
  | 12/2/2026  | Conference       |`;

testRule('BLA-32b', 'alliance', {
  passes: [
    {
      name: 'whoever acts as head or deputy, somebody else beside them, and anybody at the conference',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came              |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Interim headteacher   |
          | 24/9/2025    | Alliance meeting | St Aldhelm's School  | Co-Head               |
          | 24/9/2025    | Alliance meeting | The Meadows          | Executive principal   |
          | 12/11/2025   | Alliance meeting | Elm Park High School | Acting deputy head    |
          | 12/11/2025   | Alliance meeting | St Aldhelm's School  | Senior Vice-Principal |
          | 12/11/2025   | Alliance meeting | The Meadows          | Someone else          |
          | 12/11/2025   | Alliance meeting | The Meadows          | Head of School        |
          | 12/2/2026    | Conference       | The Meadows          | Assistant principal   |`,
      },
    },
  ],
  fails: [
    {
      name: 'somebody else alone',
      tabs: {
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came       |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Head           |
          | 12/11/2025   | Alliance meeting | Elm Park High School | Assistant head |`,
      },
      findings: [
        {
          at: 'Who came!D3',
          message: 'neither',
          severity: 'warning',
          says: 'neither the head nor a deputy came for Elm Park High School to the alliance meeting on 12 November 2025.',
        },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Who came was changed',
      tabs: { Meetings: meetings, 'Who came': '| Meeting date | Kind | School | Role |' },
      why: 'Who came has no column called Who came.',
    },
  ],
});
