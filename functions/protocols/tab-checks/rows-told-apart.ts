import { folded, tidy } from '../../../sheets-schema/cells/tidy.ts';
import { content } from '../../../sheets-schema/parse-tab.ts';
import type { Row, Tab } from '../../../sheets-schema/tab.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
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
    sameName: {
      severity: 'warning',
      says: '{cell} says {name}, as {other} does. They are told apart by their URNs alone: {first} and {second}.',
      fix: 'Give each a name of its own, with its town perhaps. Until then pick it with its URN.',
    },
  },
  check(_, report, sources) {
    for (const { tab, repeats, rows } of sources.parsed.filter((one) => !one.tab.mayRepeat)) {
      if (tab.id === schoolsTab.id) {
        const named = Map.groupBy(rows as readonly object[] as readonly Row<typeof schoolsTab>[], ({ name }) =>
          folded(tidy(name)),
        );
        for (const [first, ...others] of named.values())
          for (const row of others.filter(({ urn }) => urn !== first!.urn)) {
            const withUrn = ({ name, urn }: typeof row) => `${name} (${urn})`;
            const other = { row: first!.rowNumber, otherwise: 'another row' };
            const data = { name: row.name, other, first: withUrn(first!), second: withUrn(row) };
            report({ message: 'sameName', tab, row, column: 'name', data });
          }
      }
      const columns = listed(tab.key.map((column) => tab.columns[column]!.heading));
      for (const { first, again } of repeats) {
        if (content(first) === content(again) || isDecidedTwice(tab, first, again)) continue;
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

/** Of two values of one setting and year is said where that is read, with which of them holds. */
function isDecidedTwice({ id }: Tab, first: object, again: object): boolean {
  const typed = (row: object) => JSON.stringify((row as Partial<Row<typeof settingsTab>>).value);
  return id === settingsTab.id && typed(first) !== typed(again);
}

export const rowsTypedOnce = defineRule({
  id: 'GEN-08',
  title: 'No row is typed twice',
  since: 5,
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
