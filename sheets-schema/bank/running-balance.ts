import type { SeenLine } from './one-line-once.ts';

/** What an account came to between two days, all in pence. */
export interface RunningBalance<L extends SeenLine> {
  /** Before the first line; null where neither a balance nor anybody says. */
  readonly opening: number | null;
  /** Before the first line of each day: the sum up to it. */
  readonly closing: number | null;
  /** The first line whose balance does not follow from those before it; null where all do, or show none. */
  readonly misfit: { readonly line: L; readonly expected: number; readonly said: number } | null;
}

/**
 * Holds every balance against the one before it: opening and what came in, less what went out, is what the bank says. Lines in order;
 * `told` is the balance that stood before the first of them, where somebody says so.
 */
export function runningBalance<L extends SeenLine>(lines: readonly L[], told: number | null): RunningBalance<L> {
  const first = lines.findIndex(({ balance }) => balance !== null);
  const upTo = lines.slice(0, first + 1).reduce((sum, { amount }) => sum + amount, 0);
  const opening = told ?? (first < 0 ? null : lines[first]!.balance! - upTo);
  if (opening === null) return { opening, closing: null, misfit: null };
  let balance = opening;
  let misfit: RunningBalance<L>['misfit'] = null;
  for (const line of lines) {
    const expected = balance + line.amount;
    if (line.balance !== null && line.balance !== expected) misfit ??= { line, expected, said: line.balance };
    // After a misfit the bank is believed, so that one gap is named once.
    balance = line.balance ?? expected;
  }
  return { opening, closing: balance, misfit };
}
