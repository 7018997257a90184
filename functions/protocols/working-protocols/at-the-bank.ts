import { oneLineOnce } from '../../../sheets-schema/bank/one-line-once.ts';
import { typedReference } from '../../../sheets-schema/bank/parse-bank.ts';
import { referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import type { Row } from '../../../sheets-schema/tab.ts';
import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { type Matching, match, type RowToMatch } from '../../figures/bank/match.ts';
import { signedAmount } from '../../figures/contributions.ts';
import type { Situation } from '../situation.ts';

export type BankLine = Row<typeof bankTab>;

/** A row that a person typed and that ought to stand at the bank, and the year in whose workbook it is typed. */
export interface TypedMovement extends RowToMatch {
  readonly typedIn: number;
  readonly entry: Row<typeof contributionsTab> | null;
  readonly spent: Row<typeof spendingTab> | null;
}

/** What the bank says, held against what is typed, over the years that are at hand. */
export interface AtTheBank {
  /** Each once, by day. */
  readonly lines: readonly BankLine[];
  readonly typed: readonly TypedMovement[];
  readonly matching: Matching;
  /** Whether statements cover a day: what is typed for it and is no line is not at the bank. */
  covers(day: string): boolean;
}

const known = new WeakMap<Situation, AtTheBank | null>();

/** Null where the alliance keeps no statements, or none is pasted yet: then what is typed counts as it is. */
export function atTheBank(situation: Situation): AtTheBank | null {
  const before = known.get(situation);
  if (before !== undefined) return before;
  const found = lookAtTheBank(situation);
  known.set(situation, found);
  return found;
}

function lookAtTheBank(situation: Situation): AtTheBank | null {
  const look = situation.look(bankTab);
  if (look.is !== 'here') return null;
  const beside = Map.groupBy(situation.beside(bankTab), ({ typedIn }) => typedIn);
  const sources = [look.rows, ...[...beside.values()].map((rows) => rows.map(({ row }) => row))];
  const { lines } = oneLineOnce(sources.map((rows) => rows.map((row) => ({ ...row, id: null }))));
  if (lines.length === 0) return null;
  const typed = [...typedEntries(situation), ...typedSpending(situation)];
  const toMatch = lines.map(({ key, day, amount, school, paidTo, reference }) => ({
    ...{ key, day, amount, reference },
    party: school ?? paidTo,
  }));
  const covered = lines.map(({ covers }) => (covers ?? '').split(' to '));
  return {
    lines,
    typed,
    matching: match(toMatch, typed),
    covers: (day) => covered.some(([from = '', to = '']) => from <= day && day <= to),
  };
}

function typedEntries(situation: Situation): TypedMovement[] {
  const { whose } = situation;
  if (situation.look(contributionsTab).is !== 'here') return [];
  const here = situation.rows(contributionsTab).map((row) => ({ typedIn: whose.startYear, row }));
  return [...here, ...situation.beside(contributionsTab)].map(({ typedIn, row }) => ({
    key: movementKey(typedIn, row),
    day: row.date,
    amount: signedAmount(row),
    party: row.school,
    reference: referenceOf(row.reference, typedIn),
    typedIn,
    ...{ entry: row, spent: null },
  }));
}

/** By which a row of *Contributions* is known among all that is typed. */
export function movementKey(typedIn: number, { key }: Pick<Row<typeof contributionsTab>, 'key'>): string {
  return `contributions ${typedIn} ${key}`;
}

function typedSpending(situation: Situation): TypedMovement[] {
  const { whose } = situation;
  if (situation.look(spendingTab).is !== 'here') return [];
  const here = situation.rows(spendingTab).map((row) => ({ typedIn: whose.startYear, row }));
  return [...here, ...situation.beside(spendingTab)].map(({ typedIn, row }) => ({
    key: `spending ${typedIn} ${row.key}`,
    day: row.date,
    amount: -row.amount,
    party: row.payee,
    ...{ reference: null, typedIn, entry: null, spent: row },
  }));
}

/** As the bank's lines have it: ours where it is one, or as it was typed. */
function referenceOf(typed: string | null, year: number): string | null {
  return referencesIn(typed ?? '', year)[0]?.reference ?? typedReference(typed);
}
