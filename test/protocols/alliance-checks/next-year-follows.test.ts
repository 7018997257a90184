import { testRule } from '../../support/rule-tester.ts';

testRule('GEN-20', 'alliance', {
  passes: [
    {
      name: 'the year after this one, or this one, which is there',
      tabs: {
        Settings: `
          | Setting            | Value   | From year |
          | Make workbooks for | 2026/27 | 2026/27   |
          | Make workbooks for | 2025/26 |           |`,
      },
    },
  ],
  fails: [
    {
      name: 'the year after next, and last year',
      tabs: {
        Settings: `
          | Setting            | Value   | From year |
          | Make workbooks for | 2027/28 |           |
          | Make workbooks for | 2024/25 | 2024/25   |`,
      },
      findings: [
        { at: 'Settings!B2', message: 'notNext', severity: 'problem', says: '2027/28', suggestion: '2026/27' },
        { at: 'Settings!B3', message: 'notNext' },
      ],
    },
  ],
});
