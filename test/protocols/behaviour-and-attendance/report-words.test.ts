import { testRule } from '../../support/rule-tester.ts';

const ADOPTED = '| Setting | Value |\n| Absence and exclusion totals kept | Yes |';
const WRITTEN = `
  | Part of the report       | Paragraph | Words                            |
  | What we arranged and did |           | Attendance leads met each term.  |
  | How well it worked       | 1         | Families answered more letters.  |
  | How well it worked       | 2         | The shared room was always full. |
  | Proposals                |           | To begin earlier.                |`;
const PART = `
  | Part of the report       | Paragraph | Words                           |
  | What we arranged and did | 1         | Attendance leads met each term. |
  | How well it worked       | 1         |                                 |
  | What we propose next     | 1         |                                 |`;

testRule('DCS-01', 'alliance', {
  passes: [
    { name: 'all written', asOf: '2026-12-31', tabs: { Settings: ADOPTED, 'Report words': WRITTEN } },
    {
      name: 'nothing written while it is not asked for yet',
      asOf: '2026-10-31',
      tabs: { Settings: ADOPTED, 'Report words': PART },
    },
    {
      name: 'nothing written in the spring, where the report is due in the January after the year',
      asOf: '2026-01-20',
      tabs: { Settings: `${ADOPTED}\n| Annual report due | 31 January |`, 'Report words': PART },
    },
    ...['1 April', '15 May', '1 June', '1 July', '1 August', '1 October'].map((begins) => ({
      name: `nothing written in the December of a year that begins on ${begins}, as the report is due in the next`,
      asOf: '2026-01-01',
      tabs: { Settings: `${ADOPTED}\n| Year begins | ${begins} |`, 'Report words': PART },
    })),
  ],
  fails: [
    {
      name: 'the day after it was due, of a year that ended in the spring',
      asOf: '2027-01-01',
      tabs: { Settings: `${ADOPTED}\n| Year begins | 1 April |`, 'Report words': PART },
      findings: [{ at: 'Report words', message: 'late', says: 'was due by 31 December 2026' }],
    },
    {
      name: 'a day of March, in a year that ends with the spring term',
      asOf: '2026-03-16',
      tabs: {
        Settings: `${ADOPTED}\n| Year begins | 1 April |\n| Annual report due | 15 March |`,
        'Report words': PART,
      },
      findings: [{ at: 'Report words', message: 'late', says: 'was due by 15 March 2026' }],
    },
    {
      name: 'two parts to be written, from sixty days before to the day itself',
      asOf: '2026-12-31',
      tabs: { Settings: ADOPTED, 'Report words': PART },
      findings: [
        {
          at: 'Report words',
          message: 'open',
          severity: 'reminder',
          says: 'due by 31 December 2026, and still to be written: How well it worked and What we propose next.',
          fix: 'Add a row for each part, with a few sentences. The report is not issued without them.',
        },
      ],
    },
    {
      name: 'the first day it is asked for',
      asOf: '2026-11-01',
      tabs: { Settings: ADOPTED, 'Report words': PART },
      findings: [{ at: 'Report words', message: 'open' }],
    },
    {
      name: 'nothing at all after the day the alliance chose, in the year itself',
      asOf: '2026-07-16',
      tabs: {
        Settings: `${ADOPTED}\n| Annual report due | 15 July |`,
        'Report words': '| Part of the report | Paragraph | Words |',
      },
      findings: [
        {
          at: 'Report words',
          message: 'late',
          severity: 'warning',
          says: 'was due by 15 July 2026, and not written yet: What we arranged and did, How well it worked and What we propose next.',
        },
      ],
    },
    {
      name: 'a part that cannot be read',
      asOf: '2026-12-01',
      tabs: {
        Settings: ADOPTED,
        'Report words': `${WRITTEN.replace('Proposals                |', 'Plans for later          |')}`,
      },
      alsoFoundBy: ['GEN-05'],
      findings: [
        {
          at: 'Report words',
          message: 'open',
          says: 'What we propose next. 1 row in Report words cannot be counted until mended.',
        },
      ],
    },
  ],
});
