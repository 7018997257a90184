import { testRule } from '../../support/rule-tester.ts';

const since = '2026-03-20';

testRule('GEN-22', 'school', {
  passes: [{ name: 'no rule finds something else than at the last snapshot', tabs: {}, byNewerRules: null }],
  fails: [
    {
      name: 'a rule does, in the same rows',
      tabs: {},
      byNewerRules: { since, rowsChanged: false, titles: ['Days are typed'] },
      findings: [
        {
          at: null,
          message: 'rowsStand',
          severity: 'note',
          says: 'Newer rules find something else here than at the last snapshot, of 20 March 2026, though no row has changed: “Days are typed”.',
        },
      ],
    },
    {
      name: 'many do, and rows changed too',
      tabs: {},
      where: 'alliance',
      byNewerRules: { since, rowsChanged: true, titles: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] },
      findings: [
        {
          at: null,
          message: 'rowsChanged',
          says: '“A”, “B”, “C”, “D”, “E” and 2 more. Rows have changed too, so either may be why.',
        },
      ],
    },
  ],
});
