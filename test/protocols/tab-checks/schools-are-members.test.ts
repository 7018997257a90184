import { testRule } from '../../support/rule-tester.ts';

const schools = `
  | URN    | School               | Kind of school      | Joined on | Left on    |
  | 990001 | Elm Park High School | Academy             | 24/9/2025 |            |
  | 990002 | St Aldhelm's School  | Maintained school   |           | 12/11/2025 |
  | 990003 | St Aldhelm's Primary | Primary school      |           |            |`;
const meetings = `
  | Date       | Kind             |
  | 23/9/2025  | Alliance meeting |
  | 24/9/2025  | Alliance meeting |
  | 12/11/2025 | Alliance meeting |
  | 13/11/2025 | Alliance meeting |`;

testRule('GEN-03', 'alliance', {
  passes: [
    {
      name: 'on the day it joined and on the day it left',
      tabs: {
        Schools: schools,
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came |
          | 24/9/2025    | Alliance meeting | elm park high school | Head     |
          | 12/11/2025   | Alliance meeting | 990002               | Head     |`,
      },
    },
    {
      name: 'a provider outside the alliance may have any name',
      where: 'school',
      tabs: {
        'Staff days':
          '| Member of staff | Date | Days | School supported |\n| Ms Okafor | 10/9/2025 | 1 | The council |',
      },
    },
    {
      name: 'the register is none of a school’s business, even one that is not in the list',
      where: 'school',
      tabs: { 'Staff days': '| Member of staff | Date | Days |\n| Ms Okafor | 10/9/2025 | 1 |' },
      alliance: {
        Schools: '| URN | School | Kind of school | Left on |\n| 990002 | St Aldhelm’s School | Academy | 1/9/2025 |',
        Meetings: meetings,
        'Who came':
          '| Meeting date | Kind | School | Who came |\n| 24/9/2025 | Alliance meeting | St Aldhelm’s School | Head |',
      },
    },
  ],
  fails: [
    {
      name: 'the day before it joined and the day after it left',
      tabs: {
        Schools: schools,
        Meetings: meetings,
        'Who came': `
          | Meeting date | Kind             | School               | Who came |
          | 23/9/2025    | Alliance meeting | Elm Park High School | Head     |
          | 13/11/2025   | Alliance meeting | St Aldhelm's School  | Head     |`,
      },
      findings: [
        {
          at: 'Who came!C2',
          message: 'notAMember',
          severity: 'problem',
          says: 'C2 names Elm Park High School, which was not a member on 23 September 2025.',
        },
        { at: 'Who came!C3', message: 'notAMember' },
      ],
    },
    {
      name: 'names that are not quite, could be two, were shortened, or are nobody’s',
      tabs: {
        Schools: schools,
        'Support requests': `
          | School                | Need   |
          | Elm Prak High School  | Maths  |
          | St Aldhelm's          | French |
          | Elm Park High         | Music  |
          | Ormsby Grange         | Dance  |`,
      },
      findings: [
        { at: 'Support requests!A2', message: 'near-a-school', suggestion: 'Elm Park High School' },
        { at: 'Support requests!A3', message: 'several-schools', says: "St Aldhelm's School or St Aldhelm's Primary" },
        { at: 'Support requests!A4', message: 'shortened', severity: 'note', says: 'read as Elm Park High School' },
        { at: 'Support requests!A5', message: 'not-a-school', severity: 'problem', suggestion: null },
      ],
    },
    {
      name: 'a school said to have supported itself',
      tabs: {
        'Support requests': `
          | School               | Need  | Support from         |
          | Elm Park High School | Maths | Elm Park High School |
          | The Meadows          | Maths | Elm Park High School |`,
      },
      findings: [
        {
          at: 'Support requests!C2',
          message: 'itself',
          severity: 'warning',
          says: 'C2 names Elm Park High School itself, where another school or somebody else is meant.',
        },
      ],
    },
    {
      name: 'a school’s own workbook that names the school as the one it supported, and as the one that supported it',
      where: 'school',
      tabs: {
        'Staff days':
          '| Member of staff | Date | Days | School supported |\n| Ms Okafor | 10/9/2025 | 1 | Elm Park High School |',
        Evaluations:
          '| Support from | Support ended on | Rating | Sent on |\n| Elm Park High School | 5/11/2025 | 2 | 20/11/2025 |',
      },
      findings: [
        { at: 'Staff days!D2', message: 'itself' },
        { at: 'Evaluations!A2', message: 'itself' },
      ],
    },
  ],
});
