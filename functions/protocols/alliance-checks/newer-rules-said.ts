import { listedUpTo, longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

/** More than these are counted. */
const MOST_NAMED = 5;

/** Found by whoever holds the last snapshot against this check (`sync/newer-rules.ts`), and said here. */
export const newerRulesSaid = defineRule({
  id: 'GEN-22',
  title: 'What is found changes with the rows and the day, not with a newer Concordat',
  mendedIn: 'every tab',
  reads: [],
  messages: {
    rowsStand: {
      severity: 'note',
      says: 'Newer rules find something else here than at the last snapshot, of {since}, though no row has changed: {rules}.',
      fix: 'Nothing to do for this note. What these rules find now stands in this list.',
    },
    rowsChanged: {
      severity: 'note',
      says: 'Newer rules find something else here than at the last snapshot, of {since}: {rules}. Rows have changed too, so either may be why.',
      fix: 'Nothing to do for this note. What these rules find now stands in this list.',
    },
  },
  check(_, report, { byNewerRules }) {
    if (!byNewerRules) return;
    const { since, rowsChanged, titles } = byNewerRules;
    const named = titles.map((title) => `“${title}”`);
    report({
      message: rowsChanged ? 'rowsChanged' : 'rowsStand',
      subject: since,
      data: { since: longDate(since), rules: listedUpTo(named, MOST_NAMED) },
    });
  },
});
