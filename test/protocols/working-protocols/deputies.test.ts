import { testRule } from '../../support/rule-tester.ts';

const oneSchool = '| URN | School | Kind of school |\n| 990001 | Elm Park High School | Academy |';
const meetings = `
  | Date       | Kind             |
  | 24/9/2025  | Alliance meeting |
  | 12/11/2025 | Alliance meeting |
  | 13/11/2025 | Subject hub      |
  | 14/1/2026  | Alliance meeting |`;
const register = (first: string, second: string, third: string) => `
  | Meeting date | Kind             | School               | Who came  |
  | 14/1/2026    | Alliance meeting | Elm Park High School | ${third}  |
  | 24/9/2025    | Alliance meeting | Elm Park High School | ${first}  |
  | 12/11/2025   | Alliance meeting | Elm Park High School | ${second} |`;

testRule('BLA-32', 'alliance', {
  passes: [
    {
      name: 'typed ahead, nobody has stood in before the day of the meeting is over',
      asOf: '2025-09-24',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Deputy', 'Deputy', 'Deputy') },
    },
    {
      name: 'the head came, and a deputy to something else',
      tabs: {
        Schools: oneSchool,
        Meetings: meetings,
        'Who came': `${register('Head', 'Head', 'Head')}\n| 13/11/2025 | Subject hub | Elm Park High School | Deputy |`,
      },
    },
    {
      name: 'once, of two times allowed',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Deputy may stand in | 2 |',
        Meetings: meetings,
        'Who came': register('Head', 'Deputy', 'Head'),
      },
    },
    {
      name: 'once, when the year has ended and nothing is left to plan',
      asOf: '2026-09-01',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Head', 'Deputy', 'Head') },
    },
    {
      name: 'once, by a school that has left, to which no meetings are left',
      asOf: '2026-01-01',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park High School | Academy | 31/12/2025 |',
        Meetings: meetings,
        'Who came': register('Head', 'Deputy', 'Head')
          .split('\n')
          .filter((line) => !line.includes('14/1/2026'))
          .join('\n'),
      },
    },
    {
      name: 'head and deputy came together, in whatever order they are typed: nobody stood in',
      tabs: {
        Schools: oneSchool,
        Meetings: meetings,
        'Who came': `${register('Head', 'Deputy', 'Deputy')}
          | 12/11/2025 | Alliance meeting | Elm Park High School | Head |
          | 14/1/2026  | Alliance meeting | Elm Park High School | Acting head |`,
      },
    },
    {
      name: 'a school that has left before the year',
      tabs: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990001 | Elm Park High School | Academy | 31/8/2025 |',
        Meetings: meetings,
        'Who came': register('Deputy', 'Deputy', 'Head'),
      },
      alsoFoundBy: ['GEN-03'],
    },
  ],
  fails: [
    {
      name: 'once, which is all that is allowed',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Head', 'Deputy', 'Head') },
      findings: [
        {
          at: 'Who came!D4',
          message: 'usedUp',
          severity: 'reminder',
          says: 'on 12 November 2025, and no further time is allowed this year',
        },
      ],
    },
    {
      name: 'twice: the later one is too often, wherever its row stands',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Deputy', 'Head', 'Deputy') },
      findings: [
        {
          at: 'Who came!D2',
          message: 'tooOften',
          severity: 'breach',
          says: 'on 14 January 2026. That makes 2 times this year, and the limit is 1.',
        },
      ],
    },
    {
      name: 'twice, of which the first is excused',
      tabs: {
        Schools: oneSchool,
        Meetings: meetings,
        Exceptions: `
          | School               | Protocols         | Clause | About     | Reason    | Agreed on |
          | Elm Park High School | Working protocols | 32     | 24/9/2025 | Jury duty | 25/9/2025 |`,
        'Who came': register('Deputy', 'Head', 'Deputy'),
      },
      findings: [{ at: 'Who came!D2', message: 'usedUp', severity: 'reminder' }],
    },
    {
      name: 'none allowed, and once is a breach',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Deputy may stand in | 0 |',
        Meetings: meetings,
        'Who came': register('Deputy', 'Head', 'Head'),
      },
      findings: [
        { at: 'Who came!D3', message: 'tooOften', severity: 'breach', says: '1 time this year, and the limit is 0' },
      ],
    },
    {
      name: 'one meeting counts once, though its row was typed twice',
      tabs: {
        Schools: oneSchool,
        Meetings: meetings,
        'Who came': `${register('Head', 'Deputy', 'Head')}\n| 12/11/2025 | Alliance meeting | Elm Park High School | Deputy |`,
      },
      findings: [{ at: 'Who came!D4', message: 'usedUp' }],
    },
    {
      name: 'once the day of the second meeting is over, and not before',
      asOf: '2025-11-13',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Deputy', 'Deputy', 'Deputy') },
      findings: [{ at: 'Who came!D4', message: 'tooOften', says: 'makes 2 times' }],
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
