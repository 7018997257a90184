import { testRule } from '../../support/rule-tester.ts';

testRule('GEN-16', 'alliance', {
  passes: [
    {
      name: 'each in its own kind',
      tabs: {
        Settings: `
          | Setting                    | Value          | From year |
          | Alliance name              | Harrowdale     |           |
          | Contribution               | £2,750.50      | 2025/26   |
          | Contribution due date      | @45961         |           |
          | Staff days minimum         | =8             |           |
          | Part-year members pay      | per term       |           |
          | Pace reminders             | No             |           |`,
      },
    },
  ],
  fails: [
    {
      name: 'values of another kind; what held before still holds',
      tabs: {
        Settings: `
          | Setting               | Value       | From year |
          | Contribution          | £2,500      | 2024/25   |
          | Contribution          | some        | 2025/26   |
          | Staff days minimum    | nine        |           |
          | Part-year members pay | ful         |           |
          | Year begins           | 31/2        |           |
          | Coordinator e-mail    | #REF!       |           |`,
      },
      findings: [
        {
          at: 'Settings!B3',
          message: 'unreadable',
          severity: 'problem',
          says: 'B3 says some, which does not fit Contribution. Until it is mended, £2,500.00 holds.',
        },
        { at: 'Settings!B4', message: 'unreadable', says: 'Until it is mended, 9 holds.' },
        { at: 'Settings!B5', message: 'unreadable', says: 'Until it is mended, Full holds.', suggestion: 'Full' },
        { at: 'Settings!B6', message: 'unreadable', says: 'Until it is mended, 1 September holds.' },
        { at: 'Settings!B7', message: 'unreadable', says: 'Until it is mended, no value holds.' },
      ],
    },
  ],
  skips: [
    {
      name: 'the heading Value was changed',
      tabs: { Settings: '| Setting | What |\n| Contribution | some |' },
      why: 'Settings has no column called Value.',
    },
  ],
});
