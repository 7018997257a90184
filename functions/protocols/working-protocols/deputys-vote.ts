import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { defineRule } from '../rule.ts';

/** Working protocols, 33: the head votes, or the deputy who stands in; nobody else does. */
export const deputysVote = defineRule({
  id: 'BLA-33',
  title: 'Votes are cast by the head or by the deputy who stands in',
  mendedIn: whoCameTab,
  reads: [{ tab: whoCameTab, columns: ['who', 'voted', 'kind', 'school'] }],
  messages: {
    notEntitled: {
      severity: 'problem',
      says: '{cell} records a vote for {school}, for which neither the head nor a deputy came.',
      fix: 'Correct Who came, or change Voted to No.',
    },
  },
  check(input, report) {
    for (const row of input.rows(whoCameTab)) {
      if (row.kind !== 'alliance' || row.voted !== true || row.who === 'head' || row.who === 'deputy') continue;
      const data = { school: input.nameOf(row.school) };
      report({ message: 'notEntitled', tab: whoCameTab, row, column: 'voted', school: row.school, data });
    }
  },
});
