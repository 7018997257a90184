import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { longDate, pounds } from '../../../sheets-schema/wording.ts';
import { defineRule, type Found } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { placedEntries } from './accounts.ts';
import { atTheBank, type TypedMovement } from './at-the-bank.ts';

/** Working protocols, 25: what is typed and what the bank shows are one: what is on one side alone is named there, and nothing doubtful is decided. */
export const bankAgrees = defineRule({
  id: 'BLA-25c',
  title: 'What is typed stands at the bank, and what stands at the bank is typed',
  since: 5,
  mendedIn: bankTab,
  reads: [
    { tab: bankTab, columns: ['day', 'amount', 'school', 'paidTo', 'reference', 'covers'] },
    { tab: contributionsTab, columns: ['school', 'kind', 'amount', 'date', 'forYear', 'reference'] },
    { tab: spendingTab, columns: ['date', 'payee', 'amount'] },
  ],
  messages: {
    notSeen: {
      severity: 'warning',
      says: '{cell} has {amount} on {date}, which the bank’s statements of those days do not show, so it is not counted.',
      fix: 'Correct the day or the amount, or delete the row if the money never came or went.',
    },
    perhaps: {
      severity: 'warning',
      says: '{amount} at the bank on {date} may be {rows}.',
      fix: 'If it is, correct the day or the amount typed there, or type the reference that the bank shows.',
    },
    nobodys: {
      severity: 'warning',
      says: '{amount} came in on {date}, and nothing typed says whose it is.',
      fix: 'Add the row to Contributions, as Other income where it is no school’s, or what the bank shows to Pays as in Schools.',
    },
    notSpent: {
      severity: 'warning',
      says: '{amount} went out on {date}, and nothing typed says what for.',
      fix: 'Add the row to Spending, or to Contributions where it is a refund.',
    },
  },
  check(input, report) {
    const bank = atTheBank(input);
    if (bank === null) return;
    const { linesAlone, rowsAlone, offered } = bank.matching;
    const typed = new Map(bank.typed.map((one) => [one.key, one]));
    const isHere = new Set(input.rows(bankTab).map(({ key }) => key));
    const placed = new Set(placedEntries(input).map(({ entry }) => entry.key));
    const alone = rowsAlone
      .map(({ key }) => typed.get(key)!)
      .filter(({ typedIn, day }) => typedIn === input.whose.startYear && day <= input.asOf && bank.covers(day))
      .toSorted((one, other) => rowNumberOf(one) - rowNumberOf(other));
    for (const movement of alone) {
      const data = { amount: pounds(Math.abs(movement.amount)), date: longDate(movement.day) };
      report({ message: 'notSeen', ...cellOf(movement, 'amount'), data });
    }
    for (const line of linesAlone.filter(({ key }) => isHere.has(key))) {
      const row = bank.lines.find(({ key }) => key === line.key)!;
      const at = { tab: bankTab, row, column: 'amount' } as const;
      const data = { amount: pounds(Math.abs(line.amount)), date: longDate(line.day) };
      const its = offered.filter((one) => one.line.key === line.key);
      if (its.length > 0) {
        const rows = its.map((one) => one.rows.map(({ key }) => inWords(typed.get(key)!, input)).join(' and '));
        report({ message: 'perhaps', ...at, data: { ...data, rows: rows.slice(0, 3).join(' or ') } });
      } else if (line.amount < 0) report({ message: 'notSpent', ...at, data });
      else if (!placed.has(`bank ${line.key}`)) report({ message: 'nobodys', ...at, data });
    }
  },
});

function rowNumberOf({ entry, spent }: TypedMovement): number {
  return (entry ?? spent!).rowNumber;
}

function cellOf({ entry, spent }: TypedMovement, column: string): Pick<Found, 'tab' | 'row' | 'column'> {
  return entry ? { tab: contributionsTab, row: entry, column } : { tab: spendingTab, row: spent!, column };
}

function inWords({ entry, spent, day, amount }: TypedMovement, { nameOf }: Situation): string {
  const what = entry ? (entry.school === null ? 'other income' : nameOf(entry.school)) : spent!.payee;
  return `the ${pounds(Math.abs(amount))} typed for ${what} on ${longDate(day)}`;
}
