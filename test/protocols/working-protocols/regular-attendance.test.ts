import { testRule } from '../../support/rule-tester.ts';

const oneSchool = '| URN | School | Kind of school |\n| 990001 | Elm Park High School | Academy |';
const meetings = `
  | Date       | Kind             |
  | 24/9/2025  | Alliance meeting |
  | 12/11/2025 | Alliance meeting |
  | 14/1/2026  | Alliance meeting |
  | 20/5/2026  | Alliance meeting |`;
const register = (first: string, second: string, third: string) => `
  | Meeting date | Kind             | School               | Who came  |
  | 24/9/2025    | Alliance meeting | Elm Park High School | ${first}  |
  | 12/11/2025   | Alliance meeting | Elm Park High School | ${second} |
  | 14/1/2026    | Alliance meeting | Elm Park High School | ${third}  |`;
const excused = (day: string) => `
  | School               | Protocols         | Clause | About  | Reason     | Agreed on |
  | Elm Park High School | Working protocols | 31     | ${day} | The boiler | 20/1/2026 |`;
const mayMissOne = '| Setting | Value |\n| Meetings a school may miss | 1 |';

testRule('BLA-31', 'alliance', {
  passes: [
    {
      name: 'always there',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Head', 'Deputy', 'Someone else') },
    },
    {
      name: 'missed one, and no number was fixed',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Nobody', 'Head', 'Head') },
    },
    {
      name: 'missed two of which the first is excused, where one may be missed',
      tabs: {
        Schools: oneSchool,
        Settings: mayMissOne,
        Meetings: meetings,
        Exceptions: excused('24/9/2025'),
        'Who came': register('Nobody', 'Head', 'Nobody'),
      },
    },
    {
      name: 'any presence beats nobody, in whatever order it was typed',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Meetings a school may miss | 0 |',
        Meetings: meetings,
        'Who came': `${register('Nobody', 'Head', 'Someone else')}
          | 24/9/2025 | Alliance meeting | Elm Park High School | Deputy |
          | 14/1/2026 | Alliance meeting | Elm Park High School | Nobody |`,
      },
    },
    {
      name: 'one that was called off was not missed',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Meetings a school may miss | 0 |',
        Meetings: `
          | Date       | Kind             | Title              |
          | 24/9/2025  | Alliance meeting | Autumn 1 CANCELLED |
          | 12/11/2025 | Alliance meeting |                    |
          | 14/1/2026  | Alliance meeting |                    |`,
        'Who came': register('Nobody', 'Head', 'Head'),
      },
    },
    {
      name: 'missed as many as the alliance allows',
      tabs: {
        Schools: oneSchool,
        Settings: mayMissOne,
        Meetings: meetings,
        'Who came': register('Head', 'Nobody', 'Head'),
      },
    },
    {
      name: 'a meeting typed twice is missed once',
      tabs: {
        Schools: oneSchool,
        Meetings: `${meetings}\n| 14/1/2026 | Alliance meeting |`,
        'Who came': register('Head', 'Head', 'Nobody'),
      },
    },
    {
      name: 'a school that joined in January, before whose time were two',
      tabs: {
        Schools:
          '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park High School | Academy | 14/1/2026 |',
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came |
          | 14/1/2026    | Alliance meeting | Elm Park High School | Nobody   |`,
      },
    },
  ],
  fails: [
    {
      name: 'missed two, apart from one another, and no number was fixed',
      tabs: { Schools: oneSchool, Meetings: meetings, 'Who came': register('Nobody', 'Head', 'Nobody') },
      findings: [
        {
          at: 'Who came!D4',
          message: 'noNumber',
          severity: 'warning',
          says: 'has missed 2 of 3 meetings (24 Sep and 14 Jan); no number that may be missed is fixed.',
        },
      ],
    },
    {
      name: 'missed 4 of 4, and no number was fixed',
      asOf: '2026-06-30',
      tabs: {
        Schools: oneSchool,
        Meetings: meetings,
        'Who came': `${register('Nobody', 'Nobody', 'Nobody')}\n| 20/5/2026 | Alliance meeting | Elm Park High School | Nobody |`,
      },
      findings: [
        { at: 'Who came!D5', message: 'noNumber', says: 'has missed 4 of 4 meetings (24 Sep, 12 Nov, 14 Jan' },
      ],
    },
    {
      name: 'two in a row, of as many as the alliance allows',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Meetings a school may miss | 2 |',
        Meetings: meetings,
        'Who came': register('Head', 'Nobody', 'Nobody'),
      },
      findings: [
        {
          at: 'Who came!D4',
          message: 'inARow',
          severity: 'warning',
          says: 'Elm Park High School missed 2 meetings in a row (12 Nov and 14 Jan).',
        },
      ],
    },
    {
      name: 'one more than is allowed though another is excused',
      tabs: {
        Schools: oneSchool,
        Settings: '| Setting | Value |\n| Meetings a school may miss | 1 |',
        Meetings: meetings,
        Exceptions: excused('24/9/2025'),
        'Who came': register('Nobody', 'Nobody', 'Nobody'),
      },
      findings: [{ at: 'Who came!D4', message: 'missed', severity: 'breach', says: 'has missed 2 of 2 meetings' }],
    },
    {
      name: 'one more than the alliance allows',
      tabs: {
        Schools: oneSchool,
        Settings: mayMissOne,
        Meetings: meetings,
        'Who came': register('Nobody', 'Head', 'Apologies'),
      },
      findings: [
        {
          at: 'Who came!D4',
          message: 'missed',
          severity: 'breach',
          says: 'has missed 2 of 3 meetings (24 Sep and 14 Jan); the alliance allows 1.',
        },
      ],
    },
    {
      name: 'a gap in the record is asked about and not taken for absence',
      asOf: '2026-01-14',
      tabs: {
        Schools: oneSchool,
        Settings: mayMissOne,
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came |
          | 24/9/2025    | Alliance meeting | Elm Park High School | Nobody   |
          | 14/1/2026    | Alliance meeting | Elm Park High School | Head     |`,
      },
      findings: [
        {
          at: 'Who came',
          message: 'unrecorded',
          severity: 'warning',
          says: 'the alliance meeting on 12 November 2025',
        },
      ],
    },
    {
      name: 'rows that cannot be counted stand under the meeting that they may be about, and under no other',
      tabs: {
        Schools: oneSchool,
        Meetings: `
          | Date       | Kind             |
          | 24/9/2025  | Alliance meeting |
          | 12/11/2025 | Alliance meeting |`,
        'Who came': `
          | Meeting date | Kind             | School               | Who came |
          | 12/11/2025   | Alliance meeting | Elm Park High School | Hed?!    |
          | 12/11/2025   | Alliance meeting | Elm Prak High School | Head     |
          | 12/11/2025   | Conference       | Elm Park High School | ?        |
          | 12/11/2025   | Alliance meeting | Quay College         | Head     |`,
      },
      alsoFoundBy: ['GEN-03', 'GEN-05'],
      findings: [
        {
          at: 'Who came',
          message: 'unrecorded',
          says: 'Elm Park High School at the alliance meeting on 24 September 2025.',
        },
        {
          at: 'Who came',
          message: 'unrecorded',
          says: 'on 12 November 2025. 2 rows in Who came cannot be counted until mended.',
        },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Meeting date was changed',
      tabs: { Meetings: meetings, 'Who came': '| When | Kind | School | Who came |' },
      why: 'Who came has no column called Meeting date.',
    },
    {
      name: 'Meetings has lost its headings',
      tabs: { Meetings: '| 24 September | Heads |' },
      why: 'Meetings has no column called Date.',
    },
  ],
});
