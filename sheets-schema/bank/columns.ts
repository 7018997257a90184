import type { RawCell } from '../sheet.ts';
import { dayIn, penceIn, plain, showsPence } from './amounts-and-days.ts';
import type { NumberedRow } from './lines-of-text.ts';

/** Which column of a statement is what. An amount stands in one column with its sign, or in one of two. */
export interface StatementColumns {
  readonly day: number;
  /** One with its sign; null where there are two. */
  readonly amount: number | null;
  /** Two of money without a sign. At a bank `credit` is in and `debit` out; in a ledger it may be the other way round. */
  readonly pair: { readonly credit: number; readonly debit: number } | null;
  readonly balance: number | null;
  readonly account: readonly number[];
  /** The bank's own name for a transaction; null where it gives none. */
  readonly id: number | null;
  /** From which day to which its statement goes, where it was read before; null where nobody says. */
  readonly covers: number | null;
  /** What the headings say of the way money goes. */
  readonly says: WhatHeadingsSay;
}

/**
 * `in and out`: the headings name the way in plain words. `credit and debit`: they do not, as a debit is money out at a bank and money in
 * within a ledger. `ledger`: one signed amount under headings that only a ledger has. `bank`: one signed amount.
 */
export type WhatHeadingsSay = 'in and out' | 'credit and debit' | 'ledger' | 'bank';

const DAY = /^(?:transaction |posting |posted |entry |book |booking )?date(?: posted)?$|^posted$|^day$/;
const AMOUNT = /^(?:transaction |net )?(?:amount|value)(?: gbp)?$|^debit credit$|^sum$/;
const IN = /^(?:amount )?(?:money |paid |payments? )?in$|^(?:receipts?|deposits?|income|money received|received)$/;
const OUT = /^(?:amount )?(?:money |paid |payments? )?out$|^(?:payments?|withdrawals?|expenditure|spent)$/;
const CREDIT = /^credits?(?: amount)?(?: gbp)?$/;
const DEBIT = /^debits?(?: amount)?(?: gbp)?$/;
const BALANCE = /^(?:running |account |closing )?balance(?: gbp)?$/;
const ACCOUNT = /^(?:account|account (?:number|no|name)|sort code|cost centre|cost center)$/;
const ID = /^(?:fitid|transaction id)$/;
const COVERS = /^statement covers$/;
const LEDGER = /^(?:cost cent(?:re|er)|ledger|ledger code|nominal|nominal code|narrative|fund code|gl code|n\/?c)$/;

/** The columns where a row is the headings of a statement; null where it is not. */
export function columnsNamed(cells: readonly RawCell[]): StatementColumns | null {
  const named = cells.map((cell) => (typeof cell === 'string' ? headingWords(cell) : ''));
  const at = (pattern: RegExp) => {
    const place = named.findIndex((words) => pattern.test(words));
    return place < 0 ? null : place;
  };
  const [day, amount, balance] = [at(DAY), at(AMOUNT), at(BALANCE)];
  const inAndOut = pairOf(at(IN), at(OUT));
  const pair = inAndOut ?? pairOf(at(CREDIT), at(DEBIT));
  if (day === null || (amount === null && pair === null)) return null;
  const isLedger = named.some((words) => LEDGER.test(words));
  const account = named.flatMap((words, place) => (ACCOUNT.test(words) ? [place] : []));
  const shared = { day, balance, account, id: at(ID), covers: at(COVERS) };
  if (amount !== null) return { ...shared, amount, pair: null, says: isLedger ? 'ledger' : 'bank' };
  return { ...shared, amount: null, pair, says: inAndOut ? 'in and out' : 'credit and debit' };
}

function pairOf(credit: number | null, debit: number | null): StatementColumns['pair'] {
  return credit === null || debit === null ? null : { credit, debit };
}

function headingWords(cell: string): string {
  return plain(cell)
    .toLowerCase()
    .replace(/[^a-z/]+/g, ' ')
    .replace(/\//g, ' ')
    .trim();
}

/**
 * The columns of rows that stand under no headings, by what all of them hold; null where these are no transactions.
 * Amounts are taken to the right of the day, where every bank that leaves headings out has them.
 */
export function columnsByContent(rows: readonly NumberedRow[]): StatementColumns | null {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, at) => rows.map(({ cells }) => cells[at] ?? null));
  const day = columns.findIndex((cells) => cells.every((cell) => dayIn(cell) !== null));
  if (day < 0) return null;
  const isFilled = (cell: RawCell) => cell !== null && cell !== '';
  const amounts = columns.flatMap((cells, at) => {
    const filled = cells.filter(isFilled);
    const isMoney = (cell: RawCell) => penceIn(cell) !== null && (typeof cell === 'number' || showsPence(cell));
    return at > day && filled.length > 0 && filled.every(isMoney) ? [at] : [];
  });
  const account = columns.flatMap((cells, at) => (at !== day && cells.every(isAccount) ? [at] : []));
  const one = amounts[0];
  if (one === undefined) return null;
  const shared = { day, account, id: null, covers: null, says: 'bank' } as const;
  const [, second, third] = amounts;
  const inOne = (row: NumberedRow) => isFilled(row.cells[one] ?? null) !== isFilled(row.cells[second!] ?? null);
  // The two of a pair stand beside one another; rows of two shapes do not make one.
  if (second !== undefined && second - one <= 2 && rows.every(inOne))
    return {
      ...{ ...shared, amount: null, balance: third ?? null, says: 'credit and debit' },
      pair: { debit: one, credit: second },
    };
  const isWhole = columns[one]!.every(isFilled);
  return isWhole ? { ...shared, amount: one, pair: null, balance: second ?? null } : null;
}

function isAccount(cell: RawCell): boolean {
  const text = typeof cell === 'number' ? String(cell) : typeof cell === 'string' ? plain(cell) : '';
  return /^(?:\d{6,}|\d\d-?\d\d-?\d\d[- ]\d{7,8})$/.test(text);
}
