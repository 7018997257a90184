import { content } from '../../../sheets-schema/parse-tab.ts';
import { listed } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

export const rowsToldApart = defineRule({
  id: 'GEN-02',
  title: 'No two rows are about the same thing',
  since: 3,
  mendedIn: 'every tab',
  reads: [],
  messages: {
    again: {
      severity: 'warning',
      says: '{first} and {again} have the same {columns}, and differ elsewhere.',
      fix: 'Keep the row that is right, or correct the other.',
    },
  },
  check(_, report, sources) {
    for (const { tab, repeats } of sources.parsed.filter((one) => !one.tab.mayRepeat)) {
      const columns = listed(tab.key.map((column) => tab.columns[column]!.heading));
      for (const { first, again } of repeats) {
        if (content(first) === content(again)) continue;
        const [upper, lower] = [first.rowNumber, again.rowNumber].sort((one, other) => one - other);
        const data = {
          first: { row: upper!, otherwise: 'a row' },
          again: { row: lower!, otherwise: 'another one' },
          columns,
        };
        report({ message: 'again', tab, row: again, column: tab.key[0]!, data });
      }
    }
  },
});

export const rowsTypedOnce = defineRule({
  id: 'GEN-08',
  title: 'No row is typed twice',
  since: 2,
  mendedIn: 'every tab',
  reads: [],
  messages: {
    same: {
      severity: 'warning',
      says: '{again} says the same as {first}.',
      fix: 'Delete one of them if it was typed twice.',
    },
  },
  check(_, report, sources) {
    for (const { tab, repeats } of sources.parsed) {
      for (const { first, again } of repeats) {
        if (content(first) !== content(again)) continue;
        const data = {
          first: { row: first.rowNumber, otherwise: 'another one' },
          again: { row: again.rowNumber, otherwise: 'a row' },
        };
        report({ message: 'same', tab, row: again, column: tab.key[0]!, data });
      }
    }
  },
});
