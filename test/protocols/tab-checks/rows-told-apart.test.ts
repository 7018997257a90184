import { testRule } from '../../support/rule-tester.ts';

const twoAlike = `
  | Support from | Support ended on | Rating | Sent on    |
  | The Meadows  | 5/11/2025        | 1      | 10/11/2025 |
  | The Meadows  | 6/11/2025        | 1      | 10/11/2025 |
  | the meadows  | 5 Nov 2025       | 2      | 10/11/2025 |`;
const morningAndAfternoon = `
  | Member of staff | Date      | Days | Activity           |
  | Ms Okafor       | 10/9/2025 | am   | Lesson observation |
  | Ms Okafor       | 10/9/2025 | pm   | Planning           |`;
const typedThreeTimes = `
  | Member of staff | Date         | Days |
  | Ms Okafor       | 10/9/2025    | 1    |
  | Mr Ashby        | 10/9/2025    | 1    |
  | Ms Okafor       | 10 Sept 2025 | 1    |
  | Ms Okafor       | 10-09-2025   | 1.0  |`;

testRule('GEN-02', 'school', {
  passes: [
    {
      name: 'a row that says nothing yet, beside one that does and others like it',
      where: 'alliance',
      tabs: {
        Settings: `
          | Setting      | Value  | Note         |
          | Contribution |        | to be asked  |
          | Contribution | £2,500 | June meeting |
          | Contribution |        |              |
          | Contribution |        |              |`,
      },
    },
    { name: 'a morning and an afternoon are two things', tabs: { 'Staff days': morningAndAfternoon } },
    {
      name: 'rows that are the same in everything',
      tabs: {
        Evaluations: `
          | Support from | Support ended on | Rating | Sent on    |
          | The Meadows  | 5/11/2025        | 1      | 10/11/2025 |
          | The Meadows  | 5/11/2025        | 1      | 10/11/2025 |`,
      },
    },
    {
      name: 'rows that cannot be read are mended before they are compared',
      tabs: {
        Evaluations: `
          | Support from | Support ended on | Rating | Sent on    |
          | The Meadows  |                  | 1      | 10/11/2025 |
          | The Meadows  |                  | 2      | 10/11/2025 |`,
      },
      alsoFoundBy: ['GEN-13'],
    },
  ],
  fails: [
    {
      name: 'two schools of one name',
      where: 'alliance',
      tabs: {
        Schools: `
          | URN    | School          |
          | 990001 | Oldmere School  |
          | 990002 | The Meadows     |
          | 990003 | oldmere  school |`,
      },
      findings: [
        {
          at: 'Schools!B4',
          message: 'sameName',
          severity: 'warning',
          says: 'as row 2 does. They are told apart by their URNs alone: Oldmere School (990001) and',
        },
      ],
    },
    {
      name: 'the same provider and day, however they are typed',
      tabs: { Evaluations: twoAlike },
      findings: [
        {
          at: 'Evaluations!A4',
          message: 'again',
          severity: 'warning',
          says: 'Row 2 and row 4 have the same Support from and Support ended on, and differ elsewhere.',
        },
      ],
    },
    {
      name: 'a school listed twice',
      where: 'alliance',
      tabs: {
        Schools: `
          | URN    | School       | Kind of school |
          | 990001 | Elm Park     | Academy        |
          | 990001 | Elm Park II  | Academy        |`,
      },
      findings: [{ at: 'Schools!A2', message: 'again', says: 'Row 2 and row 3 have the same URN' }],
    },
  ],
});

testRule('GEN-08', 'school', {
  passes: [
    {
      name: 'a row that says nothing yet, beside one that does and others like it',
      where: 'alliance',
      tabs: {
        Settings: `
          | Setting      | Value  | Note         |
          | Contribution |        |              |
          | Contribution | £2,500 | June meeting |
          | Contribution |        |              |
          | Contribution |        |              |`,
      },
    },
    { name: 'rows that differ in something', tabs: { Evaluations: twoAlike, 'Staff days': morningAndAfternoon } },
    {
      name: 'a morning and an afternoon, alike but for that',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days |
          | Ms Okafor       | 10/9/2025 | am   |
          | Ms Okafor       | 10/9/2025 | pm   |`,
      },
    },
    {
      name: 'rows that may differ in what cannot be read yet',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days |
          | Ms Okafor       | 10/9/2025 | lots |
          | Ms Okafor       | 10/9/2025 | few  |`,
      },
      alsoFoundBy: ['GEN-12'],
    },
  ],
  fails: [
    {
      name: 'one row typed three times, each in its own way',
      tabs: { 'Staff days': typedThreeTimes },
      findings: [
        { at: 'Staff days!A4', message: 'same', severity: 'warning', says: 'Row 4 says the same as row 2.' },
        { at: 'Staff days!A5', message: 'same', says: 'Row 5 says the same as row 2.' },
      ],
    },
    {
      name: 'one morning typed twice',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days    |
          | Ms Okafor       | 10/9/2025 | am      |
          | Ms Okafor       | 10/9/2025 | morning |`,
      },
      findings: [{ at: 'Staff days!A3', message: 'same', says: 'Row 3 says the same as row 2.' }],
    },
  ],
});
