import { referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { longDate, pounds } from '../../../sheets-schema/wording.ts';
import type { LineToMatch } from '../../figures/bank/match.ts';
import { defineRule, type Found } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { placedEntries } from './accounts.ts';
import { atTheBank, inWords, type TypedMovement, written } from './at-the-bank.ts';
import { isYearBeforeKnown } from './brought-forward.ts';

/** Working protocols, 25: what is typed and what the bank shows are one: what is on one side alone is named there, and nothing doubtful is decided. */
export const bankAgrees = defineRule({
  id: 'BLA-25d',
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
      says: '{cell} has {amount} on {date}, and no line of the bank’s statements of those days is sure to be it. It is not counted.',
      fix: 'Correct the day or the amount, or delete the row if the money never came or went.',
    },
    perhaps: {
      severity: 'warning',
      says: '{amount} at the bank on {date} may be {rows}. It counts once somebody has said so.',
      fix: 'Answer Yes or No under Same in Matched.',
    },
    nobodys: {
      severity: 'warning',
      says: '{amount} came in on {date}, and nothing typed says whose it is.',
      fix: 'Add the row to Contributions, as Other income where it is no school’s, or what the bank shows to Pays as in Schools.',
    },
    notWhatIsOwed: {
      severity: 'warning',
      says: '{amount} came in from {school} on {date}, which is not what it has still to pay, and no row says what for.',
      fix: 'Add the row to Contributions, with the year that it is for.',
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
    const rowOf = new Map(input.rows(bankTab).map((row) => [written(row.key), row]));
    const inOffers = new Set(offered.flatMap(({ rows }) => rows.map(({ key }) => key)));
    const placed = new Set(placedEntries(input).map(({ entry }) => entry.key));
    const alone = rowsAlone
      .map(({ key }) => typed.get(key)!)
      .filter(({ typedIn, day }) => typedIn === input.whose.startYear && day <= input.asOf && bank.covers(day))
      .filter(({ key }) => !inOffers.has(key))
      .toSorted((one, other) => rowNumberOf(one) - rowNumberOf(other));
    for (const movement of alone) {
      const data = { amount: pounds(Math.abs(movement.amount)), date: longDate(movement.day) };
      report({ message: 'notSeen', ...cellOf(movement, 'amount'), data });
    }
    for (const line of linesAlone) {
      const row = rowOf.get(line.key);
      if (row === undefined) continue;
      const at = { tab: bankTab, row, column: 'amount' } as const;
      const data = { amount: pounds(Math.abs(line.amount)), date: longDate(line.day) };
      const its = offered.filter((one) => one.line.key === line.key);
      if (its.length > 0) {
        const rows = its.map((one) => one.rows.map(({ key }) => inWords(typed.get(key)!, input)).join(' and '));
        report({ message: 'perhaps', ...at, data: { ...data, rows: rows.slice(0, 3).join(' or ') } });
      } else if (line.amount < 0) report({ message: 'notSpent', ...at, data });
      else if (placed.has(`bank ${line.key}`) || isForAnotherYear(line, input)) continue;
      else if (row.school !== null)
        report({ message: 'notWhatIsOwed', ...at, data: { ...data, school: input.nameOf(row.school) } });
      else report({ message: 'nobodys', ...at, data });
    }
  },
});

/** A payment that answers the request of a year whose own workbook counts it. */
function isForAnotherYear({ reference }: LineToMatch, input: Situation): boolean {
  const { startYear } = input.whose;
  const [asked] = reference === null ? [] : referencesIn(reference, startYear);
  if (asked === undefined) return false;
  return asked.startYear > startYear || (asked.startYear === startYear - 1 && isYearBeforeKnown(input));
}

function rowNumberOf({ entry, spent }: TypedMovement): number {
  return (entry ?? spent!).rowNumber;
}

function cellOf({ entry, spent }: TypedMovement, column: string): Pick<Found, 'tab' | 'row' | 'column'> {
  return entry ? { tab: contributionsTab, row: entry, column } : { tab: spendingTab, row: spent!, column };
}
