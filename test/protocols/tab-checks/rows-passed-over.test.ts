import { testRule } from '../../support/rule-tester.ts';

const rows = '| Member of staff | Date | Days |\n| Ms Okafor | 10/9/2025 | ½ |\n| Mr Ashby | 11/9/2025 | 1 |';

testRule('GEN-17', 'school', {
  passes: [
    { name: 'rows like any other', tabs: { 'Staff days': rows } },
    { name: 'someone whose name begins so', tabs: { 'Staff days': `${rows}\n| Total Ash | 12/9/2025 | 1 |` } },
    {
      name: 'a group that is called so',
      tabs: {
        'Absence by term': `
          | Year | Term   | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence |
          |      | Autumn | Total | 90     | 9000              | 90                 | 90                   |`,
      },
    },
  ],
  fails: [
    {
      name: 'totals at the foot, with a blank row between',
      tabs: { 'Staff days': `${rows}\n| | | |\n| Total | | 1.5 |` },
      findings: [{ at: 'Staff days', message: 'totals', severity: 'note', says: 'Row 5 of Staff days holds totals' }],
    },
    {
      name: 'totals of several kinds',
      tabs: { 'Staff days': `${rows}\n| Sub-total: | | 1½ |\n| | Totals | 1.5 |\n| GRAND TOTAL | | #REF! |` },
      findings: [
        { at: 'Staff days', message: 'totals', says: 'Row 4' },
        { at: 'Staff days', message: 'totals', says: 'Row 5' },
        { at: 'Staff days', message: 'totals', says: 'Row 6' },
      ],
    },
    {
      name: 'more schools than any alliance has',
      where: 'alliance',
      tabs: {
        Schools: `| URN | School |${Array.from({ length: 502 }, (_, at) => `\n| ${100_000 + at} | School ${at} High |`).join('')}`,
      },
      findings: [
        {
          at: 'Schools',
          message: 'beyond',
          severity: 'problem',
          says: 'Schools has more than 500 rows, and from row 502 on they are not read.',
        },
      ],
    },
    {
      name: 'the headings again, as on a second page',
      tabs: { 'Staff days': `${rows}\n| Member of staff: | DATE | Day |\n| Ms Adair | 12/9/2025 | 1 |` },
      findings: [{ at: 'Staff days', message: 'headings', severity: 'note', says: 'Row 4 of Staff days repeats' }],
    },
  ],
});
