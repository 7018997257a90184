import { testRule } from '../../support/rule-tester.ts';

testRule('GEN-18', 'alliance', {
  passes: [
    {
      name: 'a protocol that is checked',
      tabs: {
        Exceptions: `
          | School               | Protocol | About | Until     | Reason           | Agreed on |
          | Elm Park High School | 21       |       | 31/3/2026 | A long building closure | 3/11/2025 |`,
      },
    },
  ],
  fails: [
    {
      name: 'one that the head answers for once a year, and one that is none',
      tabs: {
        Exceptions: `
          | School               | Protocol | About | Until | Reason   | Agreed on |
          | Elm Park High School | 21       |       |       | Agreed   | 3/11/2025 |
          | Elm Park High School | 1        |       |       | Agreed   | 3/11/2025 |
          | Elm Park High School | 99       |       |       | Agreed   | 3/11/2025 |`,
      },
      findings: [
        { at: 'Exceptions!B3', message: 'notChecked', severity: 'problem', says: 'B3 says 1, and' },
        { at: 'Exceptions!B4', message: 'notChecked' },
      ],
    },
  ],
});
