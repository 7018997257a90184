import { testRule } from '../../support/rule-tester.ts';

const headings = '| Year | Term | Group | Pupils on roll | Suspensions | Permanent exclusions | Note |';
const noted = (...notes: string[]) =>
  headings +
  notes.map((note, at) => `\n| ${20 + at}/${21 + at} | Autumn | All pupils | 900 | 9 | 0 | ${note} |`).join('');

testRule('GEN-07', 'school', {
  passes: [
    {
      name: 'notes about totals',
      tabs: {
        'Exclusions by term': noted(
          'Two days lost to snow in January',
          'Without the summer-born of Year 7; Key Stage 4 only',
          'Free School Meals as of the January Census 2026',
          'In Autumn 900 of 1204 were counted',
        ),
      },
    },
    {
      name: 'names where nobody is a pupil',
      tabs: {
        'Staff days': '| Member of staff | Date | Days | Activity |\n| Ann Okafor | 10/9/2025 | 1 | With Ben Ashby |',
      },
    },
    {
      name: 'the alliance keeps no figures about pupils',
      where: 'alliance',
      tabs: { Settings: '| Setting | Value | Note |\n| Alliance name | Harrowdale | Ann Okafor |' },
    },
    {
      name: 'colleagues, lessons and classes in notes on what was done',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days | Activity                              |
          | Ann Okafor      | 10/9/2025 | 1    | With Mr Ashby, on reports to parents  |
          | Ann Okafor      | 11/9/2025 | 1    | Team Teaching in Year 9               |
          | Ann Okafor      | 12/9/2025 | 1    | Review of Pupil Premium, 120 students |`,
      },
    },
    {
      name: 'a telephone number and a bank reference where they belong',
      where: 'alliance',
      tabs: {
        Contributions: `
          | School      | Amount | Date      | Reference   |
          | The Meadows | £3,000 | 1/10/2025 | 01632960001 |`,
      },
    },
  ],
  fails: [
    {
      name: 'in any other text a number, and a name beside a word for a child',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days | Activity                                 |
          | Ann Okafor      | 10/9/2025 | 1    | Mentored Jordan Sample (pupil)           |
          | Ann Okafor      | 11/9/2025 | 1    | rang 01632 960001 about the exclusion    |
          | Ann Okafor      | 12/9/2025 | 1    | H 12345 678901 Z, see the notes          |
          | Ann Okafor      | 15/9/2025 | 1    | home visit to Zoë Brämble’s mother       |
          | Ann Okafor      | 16/9/2025 | 1    | sat with Jamie Sample in 8C              |`,
      },
      findings: [
        {
          at: 'Staff days!D2',
          message: 'telltaleElsewhere',
          severity: 'warning',
          says: 'D2 looks as if it holds a person’s name.',
        },
        { at: 'Staff days!D3', message: 'telltaleElsewhere', says: 'a telephone number' },
        { at: 'Staff days!D4', message: 'telltaleElsewhere', says: 'a pupil number' },
        { at: 'Staff days!D5', message: 'telltaleElsewhere', says: 'a person’s name' },
        { at: 'Staff days!D6', message: 'telltaleElsewhere', says: 'a person’s name' },
      ],
    },
    {
      name: 'a name, a number, an address, a telephone, a birthday; none of it repeated',
      tabs: {
        'Exclusions by term': noted(
          'mostly Jamie O’Sample',
          'see A12345678901Z',
          'ask jo@school.example',
          'ring 01632 960001',
          'born 3 May',
        ),
      },
      findings: [
        {
          at: 'Exclusions by term!G2',
          message: 'telltale',
          severity: 'warning',
          says: 'looks as if it holds a person’s name.',
        },
        { at: 'Exclusions by term!G3', message: 'telltale', says: 'G3 looks as if it holds a pupil number.' },
        { at: 'Exclusions by term!G4', message: 'telltale', says: 'G4 looks as if it holds an e-mail address.' },
        { at: 'Exclusions by term!G5', message: 'telltale', says: 'G5 looks as if it holds a telephone number.' },
        { at: 'Exclusions by term!G6', message: 'telltale', says: 'G6 looks as if it holds a date of birth.' },
      ],
    },
    {
      name: 'a pupil number among names of grown-ups and bank references, where other numbers belong',
      tabs: {
        'Staff days': `
          | Member of staff | Date      | Days | Activity |
          | J823432113001   | 10/9/2025 | 1    | Audit    |`,
      },
      findings: [
        { at: 'Staff days!A2', message: 'telltaleElsewhere', says: 'A2 looks as if it holds a pupil number.' },
      ],
    },
    {
      name: 'one among bank references',
      where: 'alliance',
      tabs: {
        Contributions: `
          | School      | Amount | Date      | Reference       | Note                   |
          | The Meadows | £3,000 | 1/10/2025 | J 823432 113001 | For Kelby’s mum, in 8C |`,
      },
      findings: [
        { at: 'Contributions!D2', message: 'telltaleElsewhere', says: 'a pupil number' },
        { at: 'Contributions!E2', message: 'telltaleElsewhere', says: 'a person’s name' },
      ],
    },
    {
      name: 'in the notes on absence',
      tabs: {
        'Absence by term': `
          | Term   | Group      | Pupils | Possible sessions | Authorised absence | Unauthorised absence | Note      |
          | Autumn | All pupils | 900    | 120000            | 5000               | 900                  | Ann Bells |`,
      },
      findings: [{ at: 'Absence by term!G2', message: 'telltale', says: 'a person’s name' }],
    },
  ],
});
