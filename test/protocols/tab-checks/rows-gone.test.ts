import { testRule } from '../../support/rule-tester.ts';

testRule('GEN-11', 'school', {
  passes: [
    { name: 'no history yet', tabs: {}, gone: null },
    { name: 'everything is still there', tabs: {}, gone: { since: '2026-03-26', counts: new Map() } },
    {
      name: 'rows of a tab that is another workbook’s',
      tabs: {},
      gone: { since: '2026-03-25', counts: new Map([['meetings', 2]]) },
    },
  ],
  fails: [
    {
      name: 'two rows of one tab and one of another',
      tabs: {},
      gone: {
        since: '2026-03-26',
        counts: new Map([
          ['evaluations', 1],
          ['staff-days', 2],
        ]),
      },
      findings: [
        {
          at: 'Staff days',
          message: 'gone',
          severity: 'note',
          says: '2 rows of Staff days as it stood on 26 March 2026',
        },
        { at: 'Evaluations', message: 'gone', says: '1 row of Evaluations as it stood' },
      ],
    },
  ],
});
