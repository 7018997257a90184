import { exceptionsTab } from '../../../sheets-schema/tabs/exceptions.tab.ts';
import { listed } from '../../../sheets-schema/wording.ts';
import { clausesOf, type Pack } from '../pack.ts';
import { defineRule, type Rule } from '../rule.ts';

/** An exception to a promise that nothing checks would answer nothing. */
export function exceptionsNameAPromise(packs: readonly Pack[]): Rule {
  const clauses = packs.flatMap(clausesOf).filter(({ keeping }) => keeping.kept === 'checked');
  const numbers = [...new Set(clauses.map(({ number }) => number))].sort((one, other) => one - other);
  return defineRule({
    id: 'GEN-18',
    title: 'Every exception is to a protocol that is checked',
    workbook: 'alliance',
    reads: [{ tab: exceptionsTab, columns: ['protocol'] }],
    messages: {
      notChecked: {
        severity: 'problem',
        says: '{cell} says {number}, and no check speaks for that protocol.',
        fix: 'Type the number of a protocol that is checked: {numbers}.',
      },
    },
    check(input, report) {
      for (const row of input.rows(exceptionsTab)) {
        if (numbers.includes(row.protocol)) continue;
        const data = { number: row.protocol, numbers: listed(numbers.map(String)) };
        report({ message: 'notChecked', tab: exceptionsTab, row, column: 'protocol', data });
      }
    },
  });
}
