import { oneLineOnce } from '../../../sheets-schema/bank/one-line-once.ts';
import { typedReference } from '../../../sheets-schema/bank/parse-bank.ts';
import { referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import { runningBalance } from '../../../sheets-schema/bank/running-balance.ts';
import { tidy } from '../../../sheets-schema/cells/tidy.ts';
import type { Row } from '../../../sheets-schema/tab.ts';
import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { matchedTab } from '../../../sheets-schema/tabs/matched.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { longDate, pounds } from '../../../sheets-schema/wording.ts';
import { type Matching, match, type RowToMatch, type Said } from '../../figures/bank/match.ts';
import { movesMoney, signedAmount } from '../../figures/contributions.ts';
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
  const { lines } = oneLineOnce(
    sources.map((rows) => rows.map((row) => ({ ...row, id: null }))),
    knownOfBoth,
  );
  if (lines.length === 0) return null;
  const typed = typedMovements(situation);
  const toMatch = lines.map(({ key, day, amount, school, paidTo, reference }) => ({
    ...{ key: written(key), day, amount, reference },
    party: school ?? paidTo,
  }));
  const covered = lines.map(({ covers }) => (covers ?? '').split(' to '));
  return {
    lines,
    typed,
    matching: match(toMatch, typed, saidIn(situation)),
    covers: (day) => covered.some(([from = '', to = '']) => from <= day && day <= to),
  };
}

/** What each account held before its first line and after its last, where its balances say so. */
export function balancesOf(lines: readonly BankLine[]) {
  return [...Map.groupBy(lines, ({ account }) => account).values()].map((its) =>
    runningBalance(
      its.map((line) => ({ ...line, id: null })),
      null,
    ),
  );
}

/** Each year's workbook knows the payees that are typed in it. */
function knownOfBoth<L extends BankLine>(one: L, other: L): L {
  const { school, paidTo, reference } = other;
  return {
    ...one,
    school: one.school ?? school,
    paidTo: one.paidTo ?? paidTo,
    reference: one.reference ?? reference,
  };
}

/** All that is typed and ought to stand at the bank, of this year's workbook and of those beside it. */
export function typedMovements(situation: Situation): TypedMovement[] {
  return [...typedEntries(situation), ...typedSpending(situation)];
}

function typedEntries(situation: Situation): TypedMovement[] {
  const { whose } = situation;
  if (situation.look(contributionsTab).is !== 'here') return [];
  const here = situation.rows(contributionsTab).map((row) => ({ typedIn: whose.startYear, row }));
  const all = [...here, ...situation.beside(contributionsTab)].filter(({ row }) => movesMoney(row));
  return all.map(({ typedIn, row }) => ({
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
  return written(`contributions ${typedIn} ${key}`);
}

function typedSpending(situation: Situation): TypedMovement[] {
  const { whose } = situation;
  if (situation.look(spendingTab).is !== 'here') return [];
  const here = situation.rows(spendingTab).map((row) => ({ typedIn: whose.startYear, row }));
  return [...here, ...situation.beside(spendingTab)].map(({ typedIn, row }) => ({
    key: written(`spending ${typedIn} ${row.key}`),
    day: row.date,
    amount: -row.amount,
    party: row.payee,
    ...{ reference: null, typedIn, entry: null, spent: row },
  }));
}

/** Between the keys of several rows. */
export const BETWEEN_ROWS = ' + ';

/** What people said in *Matched* of what was offered together. */
function saidIn(situation: Situation): Said[] {
  const look = situation.look(matchedTab);
  if (look.is !== 'here') return [];
  const beside = situation.beside(matchedTab).map(({ row }) => row);
  return [...look.rows, ...beside].flatMap(({ line, rows, same }) =>
    same === null ? [] : [{ line, rows: rows.split(BETWEEN_ROWS), isOne: same }],
  );
}

/** A key as a cell can hold it and give it back. */
export function written(key: string): string {
  return tidy(key.replace(/\p{Cc}/gu, '·').replaceAll('+', '·'));
}

/** "the £3,000 typed for Elm Park on 5 October 2026" */
export function inWords({ entry, spent, day, amount }: TypedMovement, { nameOf }: Pick<Situation, 'nameOf'>): string {
  const what = entry ? (entry.school === null ? 'other income' : nameOf(entry.school)) : spent!.payee;
  return `the ${pounds(Math.abs(amount))} typed for ${what} on ${longDate(day)}`;
}

/** As the bank's lines have it: ours where it is one, or as it was typed. */
function referenceOf(typed: string | null, year: number): string | null {
  return referencesIn(typed ?? '', year)[0]?.reference ?? typedReference(typed);
}
