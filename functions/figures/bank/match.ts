import { weekdayOf } from '../../../sheets-schema/cells/calendar-day.ts';

/** A transaction at the bank, and what can be told of whose it is. Amounts are in pence, above nothing where they came in. */
export interface LineToMatch {
  readonly key: string;
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  readonly amount: number;
  /** The one school or payee that it names; null where it names none, or several. */
  readonly party: string | null;
  /** The reference that it carries, of a request of ours or as typed; null where it carries none. */
  readonly reference: string | null;
}

/** What a person typed, or a request of ours asks: the same of what is meant to stand at the bank. */
export interface RowToMatch extends LineToMatch {}

/** What a person said of a line and rows that were offered together. */
export interface Said {
  readonly line: string;
  readonly rows: readonly string[];
  readonly isOne: boolean;
}

export type WhyMatched = 'said so' | 'reference' | 'party and amount';
export type WhyOffered =
  | 'reference, another amount'
  | 'reference, several'
  | 'party and amount, several'
  | 'party and amount, other days'
  | 'several rows'
  | 'amount and day alone';

/** A line with the rows that it is: one, or several that it comes to. */
export interface Pair<Why> {
  readonly line: LineToMatch;
  readonly rows: readonly RowToMatch[];
  readonly why: Why;
}

export interface Matching {
  readonly matched: readonly Pair<WhyMatched>[];
  /** Doubtful ones, for a person to say; a line or row may stand in several. */
  readonly offered: readonly Pair<WhyOffered>[];
  readonly linesAlone: readonly LineToMatch[];
  readonly rowsAlone: readonly RowToMatch[];
}

/** Working days between a line and a row that are one payment for certain. */
const SURE_WORKING_DAYS = 5;
/** Days around within which another of the same party and amount makes both doubtful. */
const RIVAL_DAYS = 20;
/** Days between the lines and rows of a standing order, which carry one reference. */
const STANDING_ORDER_DAYS = 10;
/** Days around within which anything is offered. */
const OFFERED_DAYS = 62;
const MOST_ROWS_OF_A_LINE = 4;
/** Offers of one line: more are no help to whoever has to choose. */
const MOST_OFFERS = 3;
/** Rows of one party that are tried together. */
const MOST_TRIED = 14;

/**
 * Which typed rows are which transactions. Passes go surest first over all lines, so that a sure match is never taken by a guess; each takes
 * only what is the one possibility on both sides. Amounts are equal or not; a reference that differs forbids; amount and day alone are only
 * offered, as every school pays the same. Neither the order of lines nor that of rows makes a difference.
 */
export function match(
  lines: readonly LineToMatch[],
  rows: readonly RowToMatch[],
  said: readonly Said[] = [],
): Matching {
  const [freeLines, freeRows] = [byKey(lines), byKey(rows)];
  const matched: Pair<WhyMatched>[] = [];
  const take = (line: LineToMatch, its: readonly RowToMatch[], why: WhyMatched) => {
    matched.push({ line, rows: its, why });
    freeLines.delete(line.key);
    for (const { key } of its) freeRows.delete(key);
  };
  const parted = new Set(said.filter(({ isOne }) => !isOne).map((one) => pairKey(one.line, one.rows)));
  const isParted = (line: LineToMatch, its: readonly RowToMatch[]) =>
    parted.has(
      pairKey(
        line.key,
        its.map(({ key }) => key),
      ),
    );

  // What a person paired, while both stand as they did: their keys say day and amount.
  for (const { line, rows: keys } of said.filter(({ isOne }) => isOne)) {
    const found = freeLines.get(line);
    const its = keys.flatMap((key) => freeRows.get(key) ?? []);
    if (found && its.length === keys.length && its.length > 0) take(found, its, 'said so');
  }

  const offered: Pair<WhyOffered>[] = [];
  const offer = (line: LineToMatch, its: readonly RowToMatch[], why: WhyOffered) => {
    if (!isParted(line, its)) offered.push({ line, rows: its, why });
  };

  const mayBeOne = (line: LineToMatch, row: RowToMatch) =>
    line.amount === row.amount && !contradict(line, row) && !isParted(line, [row]);

  // One reference and amount: a standing order repeats both, and its payments pair in the order of their days.
  const byReference = Map.groupBy([...freeLines.values()].filter(hasReference), referenceAndAmount);
  const rowsByReference = Map.groupBy([...freeRows.values()].filter(hasReference), referenceAndAmount);
  const severalByReference: (readonly [LineToMatch[], RowToMatch[]])[] = [];
  for (const [reference, some] of byReference) {
    const others = rowsByReference.get(reference) ?? [];
    if (others.length === 0) continue;
    const pairs = inOrderOfDays(some).map((line, at) => [line, inOrderOfDays(others)[at]] as const);
    const isSure =
      some.length === others.length &&
      pairs.every(([line, row]) => mayBeOne(line, row!)) &&
      (some.length === 1 || pairs.every(([line, row]) => daysApart(line, row!) <= STANDING_ORDER_DAYS));
    if (isSure) for (const [line, row] of pairs) take(line, [row!], 'reference');
    else severalByReference.push([some, others]);
  }

  // One party, one amount, days close together, and no other of that party and amount near either.
  const named = (one: LineToMatch) => one.party !== null;
  const linesOfParty = Map.groupBy([...freeLines.values()].filter(named), partyAndAmount);
  const rowsOfParty = Map.groupBy([...freeRows.values()].filter(named), partyAndAmount);
  const sure: (readonly [LineToMatch, RowToMatch])[] = [];
  for (const [key, some] of linesOfParty) {
    const others = rowsOfParty.get(key) ?? [];
    if (areTheSame(some, others) && some.every((line) => others.every((row) => mayBeOne(line, row)))) {
      const [linesByDay, rowsByDay] = [inOrderOfDays(some), inOrderOfDays(others)];
      sure.push(...linesByDay.map((line, at) => [line, rowsByDay[at]!] as const));
      continue;
    }
    for (const line of some) {
      const near = others.filter((row) => daysApart(line, row) <= RIVAL_DAYS && mayBeOne(line, row));
      const [row] = near;
      if (row === undefined || near.length > 1) continue;
      const rivals = some.filter((other) => daysApart(other, row) <= RIVAL_DAYS && mayBeOne(other, row));
      if (rivals.length === 1 && workingDaysApart(line.day, row.day) <= SURE_WORKING_DAYS) sure.push([line, row]);
    }
  }
  for (const [line, row] of sure) take(line, [row], 'party and amount');

  const isFree = (line: LineToMatch) => freeLines.has(line.key);
  const isFreeRow = (row: RowToMatch) => freeRows.has(row.key);
  for (const [some, others] of severalByReference)
    for (const line of some.filter(isFree))
      for (const row of others.filter(isFreeRow)) if (mayBeOne(line, row)) offer(line, [row], 'reference, several');

  const leftByParty = Map.groupBy([...freeRows.values()].filter(named), ({ party }) => party);
  const leftByAmount = Map.groupBy(freeRows.values(), ({ amount }) => amount);
  const leftByReference = Map.groupBy([...freeRows.values()].filter(hasReference), ({ reference }) => reference);
  for (const line of freeLines.values()) {
    const already = new Set<string>();
    const once = (its: readonly RowToMatch[], why: WhyOffered) => {
      const key = pairKey(
        line.key,
        its.map((row) => row.key),
      );
      if (already.has(key)) return;
      already.add(key);
      offer(line, its, why);
    };
    for (const pair of offered)
      if (pair.line === line)
        already.add(
          pairKey(
            line.key,
            pair.rows.map(({ key }) => key),
          ),
        );
    if (line.reference !== null)
      for (const row of leftByReference.get(line.reference) ?? [])
        if (row.amount !== line.amount && sameSign(row, line)) once([row], 'reference, another amount');
    const ofParty = (line.party === null ? [] : (leftByParty.get(line.party) ?? [])).filter(
      (row) => daysApart(line, row) <= OFFERED_DAYS && !contradict(line, row),
    );
    const equal = ofParty.filter((row) => row.amount === line.amount);
    const rivals = (linesOfParty.get(partyAndAmount(line)) ?? []).filter(
      (other) => other !== line && isFree(other) && daysApart(other, line) <= OFFERED_DAYS,
    );
    const isOneOfSeveral = line.party !== null && equal.length + rivals.length > 1;
    for (const row of equal) once([row], isOneOfSeveral ? 'party and amount, several' : 'party and amount, other days');
    const parts = ofParty.filter((row) => sameSign(row, line) && Math.abs(row.amount) < Math.abs(line.amount));
    const only = onlyPartsOf(line.amount, inOrderOfDays(parts).slice(0, MOST_TRIED));
    if (only) once(only, 'several rows');
    if (line.party === null && line.reference === null)
      for (const row of leftByAmount.get(line.amount) ?? [])
        if (workingDaysApart(line.day, row.day) <= SURE_WORKING_DAYS) once([row], 'amount and day alone');
  }
  return {
    matched: matched.sort((one, other) => inOrder(one.line, other.line)),
    offered: nearestOf(offered),
    linesAlone: [...freeLines.values()].sort(inOrder),
    rowsAlone: [...freeRows.values()].sort(inOrder),
  };
}

/**
 * Whether several lines and as many rows are one another, whichever is which: all lines are of one day, and all rows of one near it, or the
 * lines are of the very days of the rows.
 */
function areTheSame(lines: readonly LineToMatch[], rows: readonly RowToMatch[]): boolean {
  if (lines.length < 2 || lines.length !== rows.length) return false;
  const [days, typed] = [lines, rows].map((some) => some.map(({ day }) => day).sort()) as [string[], string[]];
  if (days.every((day, at) => day === typed[at])) return true;
  const areOfOneDay = (some: readonly string[]) => some[0] === some.at(-1);
  return areOfOneDay(days) && areOfOneDay(typed) && workingDaysApart(days[0]!, typed[0]!) <= SURE_WORKING_DAYS;
}

/** The nearest of each line's offers by day, those with more in common first. */
function nearestOf(offered: readonly Pair<WhyOffered>[]): Pair<WhyOffered>[] {
  const byLine = Map.groupBy(offered, ({ line }) => line.key);
  const apart = ({ line, rows }: Pair<WhyOffered>) => Math.min(...rows.map((row) => daysApart(line, row)));
  const rank = ({ why }: Pair<WhyOffered>) => (why === 'amount and day alone' ? 1 : 0);
  const keyOf = ({ rows }: Pair<WhyOffered>) =>
    pairKey(
      '',
      rows.map(({ key }) => key),
    );
  return [...byLine.values()]
    .flatMap((its) =>
      its
        .toSorted((a, b) => rank(a) - rank(b) || apart(a) - apart(b) || (keyOf(a) < keyOf(b) ? -1 : 1))
        .slice(0, MOST_OFFERS),
    )
    .sort((one, other) => inOrder(one.line, other.line));
}

/** Two references that differ are two payments; so are two parties. */
function contradict(line: LineToMatch, row: RowToMatch): boolean {
  const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;
  return differ(line.reference, row.reference) || differ(line.party, row.party);
}

/** The one way in which two to four rows come to a sum; null where there is none, or more than one. */
function onlyPartsOf(sum: number, rows: readonly RowToMatch[]): RowToMatch[] | null {
  const found: RowToMatch[][] = [];
  function add(from: number, left: number, taken: readonly RowToMatch[]): void {
    if (found.length > 1) return;
    if (left === 0 && taken.length > 1) found.push([...taken]);
    if (taken.length === MOST_ROWS_OF_A_LINE) return;
    for (let at = from; at < rows.length; at += 1) {
      const row = rows[at]!;
      if (Math.abs(row.amount) <= Math.abs(left)) add(at + 1, left - row.amount, [...taken, row]);
    }
  }
  add(0, sum, []);
  return found.length === 1 ? found[0]! : null;
}

function sameSign(one: LineToMatch, other: LineToMatch): boolean {
  return one.amount > 0 === other.amount > 0;
}

function hasReference({ reference }: LineToMatch): boolean {
  return reference !== null;
}

function referenceAndAmount({ reference, amount }: LineToMatch): string {
  return `${reference} ${amount}`;
}

function partyAndAmount({ party, amount }: LineToMatch): string {
  return `${party} ${amount}`;
}

function pairKey(line: string, rows: readonly string[]): string {
  return JSON.stringify([line, ...[...rows].sort()]);
}

function byKey<L extends LineToMatch>(all: readonly L[]): Map<string, L> {
  return new Map([...all].sort(inOrder).map((one) => [one.key, one]));
}

function inOrderOfDays<L extends LineToMatch>(some: readonly L[]): L[] {
  return [...some].sort(inOrder);
}

function inOrder(one: LineToMatch, other: LineToMatch): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}

const MILLISECONDS_A_DAY = 86_400_000;

function daysApart(one: { readonly day: string }, other: { readonly day: string }): number {
  return Math.abs(Date.parse(one.day) - Date.parse(other.day)) / MILLISECONDS_A_DAY;
}

/** Mondays to Fridays from one day to the other; bank holidays count, which errs by one. */
function workingDaysApart(one: string, other: string): number {
  const [first, last] = one < other ? [one, other] : [other, one];
  const days = daysApart({ day: first }, { day: last });
  const weekday = weekdayOf(first);
  let count = Math.floor(days / 7) * 5;
  for (let at = 1; at <= days % 7; at += 1) if ((weekday + at) % 7 !== 0 && (weekday + at) % 7 !== 6) count += 1;
  return count;
}
