import type { StatementColumns } from './columns.ts';

/** A transaction before it is known which way is in: `forward` is the amount as it stands, or credit less debit. */
export interface UndirectedLine {
  readonly forward: number;
  readonly day: string;
  readonly balance: number | null;
  /** Its other cells, of which one may say what kind of transaction it is. */
  readonly words: readonly string[];
}

/** 1 where an amount that stands as it is came in, -1 where it went out; null where only a person can say. */
export type Direction = 1 | -1 | null;

const CAME_IN = /^(?:(?:counter |bank |bacs |direct )?credit|receive money|receipt|deposit|bgc|bac|fpi|cr|tfr in|in)$/i;
const WENT_OUT =
  /^(?:(?:direct )?debit|bill payment|spend money|invoice|expense|withdrawal|fpo|dpc|dd|so|bp|chq|out)$/i;

/** How many balances follow from the amounts, in the order of the days: in either where all are of one. */
function balancesThatFit(lines: readonly UndirectedLine[], direction: 1 | -1): number {
  let [forwards, backwards] = [0, 0];
  for (let at = 1; at < lines.length; at += 1) {
    const [before, after] = [lines[at - 1]!, lines[at]!];
    if (before.balance === null || after.balance === null) continue;
    if (before.balance + direction * after.forward === after.balance) forwards += 1;
    if (after.balance + direction * before.forward === before.balance) backwards += 1;
  }
  const [first, last] = [lines[0]?.day ?? '', lines.at(-1)?.day ?? ''];
  return first < last ? forwards : first > last ? backwards : Math.max(forwards, backwards);
}

/**
 * Which way is in: the running balance proves it, else headings in plain words, else a minus at a bank, else what the rows call themselves.
 * Two readings that fit are a question, and so is an account that is overdrawn throughout: a ledger shows income as less than nothing.
 * `said` is the answer of a person, which decides where nothing is proved.
 */
export function whichWayIsIn(
  lines: readonly UndirectedLine[],
  columns: Pick<StatementColumns, 'says'>,
  opening: number | null,
  said: Direction,
): Direction {
  const chain = opening === null ? lines : withOpening(lines, opening);
  const [as, turned] = [balancesThatFit(chain, 1), balancesThatFit(chain, -1)];
  const balances = lines.flatMap(({ balance }) => (balance === null ? [] : [balance]));
  const isOverdrawn = balances.length > 0 && balances.every((balance) => balance < 0);
  if (as !== turned && !isOverdrawn) return as > turned ? 1 : -1;
  if (as === 0 && turned === 0) {
    if (columns.says === 'in and out' || columns.says === 'bank') return 1;
    if (columns.says === 'credit and debit') return byWords(lines) ?? said;
  }
  return said;
}

/** An opening balance stands before the first line, in whichever order they are. */
function withOpening(lines: readonly UndirectedLine[], balance: number): UndirectedLine[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isOldestFirst = first.day <= last.day;
  const line = { forward: 0, balance, words: [], day: isOldestFirst ? first.day : last.day };
  return isOldestFirst ? [line, ...lines] : [...lines, line];
}

/** By what the rows call themselves, where all that say something agree. */
function byWords(lines: readonly UndirectedLine[]): Direction {
  const votes = lines.flatMap(({ forward, words }) => {
    const [came, went] = [words.some((word) => CAME_IN.test(word)), words.some((word) => WENT_OUT.test(word))];
    return came === went || forward === 0 ? [] : [came === forward > 0 ? 1 : -1];
  });
  const [first] = votes;
  return first !== undefined && votes.every((vote) => vote === first) ? (first as 1 | -1) : null;
}
