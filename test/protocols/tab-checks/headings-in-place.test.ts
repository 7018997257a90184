import { testRule } from '../../support/rule-tester.ts';

const staffDays = '| Member of staff | Date | Days | School supported | Activity | Confirmed by |';

testRule('GEN-01', 'school', {
  passes: [
    { name: 'every tab as it was made', tabs: {} },
    {
      name: 'in another order and case, under a title, with a column of the school’s own',
      tabs: {
        'Staff days': `
          | Our days for the improvement group |
          |  |
          | DAYS | Room | date | member  of staff | Confirmed by: | ACTIVITY | School supported |
          | 1    | B12  | 10/9/2025 | Ms Okafor  |               |          |                  |`,
      },
    },
    {
      name: 'the alliance’s',
      where: 'alliance',
      tabs: { Schools: draft('Schools'), Settings: draft('Settings'), Calendar: draft('Calendar') },
    },
  ],
  fails: [
    {
      name: 'no such tab',
      tabs: { 'Staff days': 'missing' },
      findings: [{ at: 'Staff days', message: 'noTab', severity: 'problem', says: 'The tab Staff days is not in' }],
    },
    {
      name: 'rows without headings',
      tabs: { 'Staff days': '| Ms Okafor | 10/9/2025 | 1 |' },
      findings: [{ at: 'Staff days', message: 'noHeadings', severity: 'problem', says: 'No row of Staff days' }],
    },
    {
      name: 'a heading that rows need is gone',
      tabs: { 'Staff days': staffDays.replace('| Days ', '') },
      findings: [{ at: 'Staff days', message: 'missing', severity: 'problem', says: 'no column called Days.' }],
    },
    {
      name: 'a heading was changed a little',
      tabs: { 'Staff days': staffDays.replace('Member of staff', 'Staff member') },
      findings: [
        {
          at: 'Staff days',
          message: 'renamed',
          severity: 'problem',
          says: 'no column called Member of staff; Staff member looks like it',
          suggestion: 'Member of staff',
        },
      ],
    },
    {
      name: 'a heading that may be left out is gone',
      tabs: { 'Staff days': staffDays.replace('| Activity ', '') },
      findings: [{ at: 'Staff days', message: 'optionalMissing', severity: 'warning', says: 'called Activity' }],
    },
    {
      name: 'a heading stands twice',
      tabs: { 'Staff days': `${staffDays} Date | DAYS |` },
      findings: [
        {
          at: 'Staff days',
          message: 'doubled',
          severity: 'warning',
          says: 'Date stands twice in Staff days; column G',
        },
        { at: 'Staff days', message: 'doubled', says: 'Days stands twice in Staff days; column H' },
      ],
    },
  ],
});

/** The usual tabs of the alliance are drawn without the columns that tests have no use for. */
function draft(title: 'Schools' | 'Settings' | 'Calendar'): string {
  if (title === 'Settings') return '| Setting | Value | From year | Note |\n| Alliance name | Harrowdale | | |';
  if (title === 'Calendar') return '| What | From | To | School | Note |\n| Autumn term | 3/9/2025 | 19/12/2025 | | |';
  return `| URN | School | Kind of school | LA and school number | Joined on | Left on | Head | Chair of governors or trust | Office e-mail |
       | 990001 | Elm Park High School | Academy | | | | | | |`;
}
