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
    {
      name: 'with their units, and those without a value beside them',
      tabs: {
        Settings: `
          | Setting                    | Value          | From year |
          | Staff days minimum         | 8 days a year  | 2025/26   |
          | Staff days minimum         |                | 2025/26   |
          | Staff days minimum         |                |           |
          | Evaluation due             | 15 school days |           |
          | Deputy may stand in        | once           |           |`,
      },
    },
  ],
  fails: [
    {
      name: 'two values of one setting and year: the one that holds is named, whichever stands lower',
      tabs: {
        Settings: `
          | Setting            | Value  | From year |
          | Contribution       | £3,000 |           |
          | Contribution       | £2,500 |           |
          | Staff days minimum | 8      | 2025/26   |
          | Staff days minimum | 8 days | 2025/26   |
          | Staff days minimum | 9      |           |`,
      },
      findings: [
        {
          at: 'Settings!B3',
          message: 'twice',
          severity: 'warning',
          says: 'B3 says £2,500, and row 2 says £3,000 for the same setting and year. That one holds.',
        },
      ],
    },
    {
      name: 'the same two in another order',
      tabs: {
        Settings: `
          | Setting      | Value  |
          | Contribution | £2,500 |
          | Contribution | £3,000 |
          | Contribution |        |`,
      },
      findings: [{ at: 'Settings!B2', message: 'twice', says: 'row 3 says £3,000' }],
    },
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
          says: 'B3 says some, which does not fit Contribution. Until it is mended, this holds: £2,500.00.',
        },
        { at: 'Settings!B4', message: 'unreadable', says: 'Until it is mended, this holds: 9.' },
        { at: 'Settings!B5', message: 'unreadable', says: 'Until it is mended, this holds: Full.', suggestion: 'Full' },
        { at: 'Settings!B6', message: 'unreadable', says: 'Until it is mended, this holds: 1 September.' },
        { at: 'Settings!B7', message: 'unreadable', says: 'Until it is mended, this holds: no messages are sent.' },
      ],
    },
    {
      name: 'another unit, or none that is known',
      tabs: {
        Settings: `
          | Setting                    | Value   |
          | Evaluation due             | 4 weeks |
          | Contribution year          | monthly |
          | Meetings a school may miss | a few   |
          | Contribution               | £9 each |`,
      },
      findings: [
        {
          at: 'Settings!B2',
          message: 'unreadable',
          says: 'B2 says 4 weeks, which does not fit Evaluation due. Until it is mended, this holds: 20.',
          fix: 'Type a whole number of school days after support ends, such as 20.',
          suggestion: null,
        },
        { at: 'Settings!B3', message: 'unreadable', fix: 'Pick one: Academic, Financial.' },
        {
          at: 'Settings!B4',
          message: 'unreadable',
          says: 'Until it is mended, this holds: no limit.',
          fix: 'Type a whole number of meetings a year, such as 1. While it is blank: no limit.',
        },
        { at: 'Settings!B5', message: 'unreadable', fix: 'Type an amount in pounds such as £3,000' },
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
