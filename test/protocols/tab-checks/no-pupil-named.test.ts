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
  ],
  fails: [
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
