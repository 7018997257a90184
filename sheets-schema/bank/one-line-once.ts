/** A transaction as one source shows it: an export, a paste, a file, or another year's workbook. */
export interface SeenLine {
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  /** In pence; above nothing it came in. */
  readonly amount: number;
  /** In pence, after it; null where the source shows none. */
  readonly balance: number | null;
  /** The bank's own name for it, which some banks use twice; null where it has none. */
  readonly id: string | null;
}

/** What several sources come to: each transaction once, and the days on which two of them cannot both be right. */
export interface OneAccount<L extends SeenLine> {
  /** By day; within a day as the balances chain where they do. */
  readonly lines: readonly L[];
  /** Days that two sources cover whole and of which they show different sums: no line of such a day is taken. */
  readonly disputed: readonly string[];
}

/**
 * The transactions of one account, each once, whatever overlaps: of equal ones on a day as many as the source has that shows the most, as
 * equal ones in one source are truly several. Which sources there are, and in which order, makes no difference to days and amounts.
 * `merge` says what two sources know together of one line that is alone of its day and amount.
 */
export function oneLineOnce<L extends SeenLine>(
  sources: readonly (readonly L[])[],
  merge: (one: L, other: L) => L = (one) => one,
): OneAccount<L> {
  const seen = sources.filter((lines) => lines.length > 0).map((lines) => sourceOf(lines));
  const days = [...new Set(seen.flatMap(({ byDay }) => [...byDay.keys()]))].sort();
  const disputed = days.filter((day) => isDisputed(day, seen));
  const taken = days
    .filter((day) => !disputed.includes(day))
    .flatMap((day) =>
      linesOfDay(
        seen.flatMap(({ byDay }) => (byDay.has(day) ? [byDay.get(day)!] : [])),
        merge,
      ),
    );
  return { lines: inOrderOfBalances(taken), disputed };
}

interface Source<L> {
  readonly byDay: ReadonlyMap<string, readonly L[]>;
  readonly first: string;
  readonly last: string;
}

function sourceOf<L extends SeenLine>(lines: readonly L[]): Source<L> {
  const days = lines.map(({ day }) => day).sort();
  return { byDay: Map.groupBy(lines, ({ day }) => day), first: days[0]!, last: days.at(-1)! };
}

/** An export's first and last day may be half: only between them is a day whole. */
function isDisputed<L extends SeenLine>(day: string, sources: readonly Source<L>[]): boolean {
  const covering = sources.filter(({ first, last }) => first < day && day < last);
  const sums = covering.map(({ byDay }) => amountsIn(byDay.get(day) ?? []));
  return sums.some((one) => one !== sums[0]);
}

function amountsIn(lines: readonly SeenLine[]): string {
  return lines
    .map(({ amount }) => amount)
    .sort((one, other) => one - other)
    .join(' ');
}

function linesOfDay<L extends SeenLine>(sources: readonly (readonly L[])[], merge: (one: L, other: L) => L): L[] {
  const amounts = [...new Set(sources.flatMap((lines) => lines.map(({ amount }) => amount)))].sort((a, b) => a - b);
  return amounts.flatMap((wanted) =>
    equalOnes(
      sources.map((lines) => lines.filter(({ amount }) => amount === wanted)),
      merge,
    ),
  );
}

/** Of equal lines of a day: the source with the most of them, with those of others that the bank itself names differently. */
function equalOnes<L extends SeenLine>(sources: readonly (readonly L[])[], merge: (one: L, other: L) => L): L[] {
  const most = Math.max(...sources.map((lines) => lines.length));
  const [fullest = []] = sources.filter((lines) => lines.length === most).sort((a, b) => shown(b) - shown(a));
  const named = new Set(sources.flat().flatMap(({ id }) => id ?? []));
  if (most === 1 && named.size < 2) {
    const others = sources.flatMap(([line]) => (line === undefined || line === fullest[0] ? [] : [line]));
    return [others.reduce(merge, fullest[0]!)];
  }
  const ids = new Set(fullest.map(({ id }) => id));
  // A name that a bank gives twice in one source names nothing.
  const isNamed = (lines: readonly L[]) =>
    lines.every(({ id }) => id !== null) && new Set(lines.map(({ id }) => id)).size === lines.length;
  if (!isNamed(fullest)) return [...fullest];
  const more: L[] = [];
  for (const line of sources.filter((lines) => lines !== fullest && isNamed(lines)).flat()) {
    if (ids.has(line.id)) continue;
    ids.add(line.id);
    more.push(line);
  }
  return [...fullest, ...more];
}

function shown(lines: readonly SeenLine[]): number {
  return lines.filter(({ balance }) => balance !== null).length;
}

/** Lines by day; those of one day in an order in which each balance follows from the one before, where there is one. */
function inOrderOfBalances<L extends SeenLine>(lines: readonly L[]): L[] {
  const ordered: L[] = [];
  for (const [, ofDay] of Map.groupBy(lines, ({ day }) => day)) {
    const before = ordered.at(-1)?.balance ?? null;
    ordered.push(...(chained(ofDay, before) ?? ofDay));
  }
  return ordered;
}

const MOST_STEPS = 20_000;

/** An order in which balances chain, from the balance before the day where that is known; null where there is none, or it is too long to find. */
function chained<L extends SeenLine>(lines: readonly L[], before: number | null): L[] | null {
  if (lines.length < 2 || lines.some(({ balance }) => balance === null)) return null;
  const opens = new Map(lines.map((line) => [line, line.balance! - line.amount]));
  let steps = 0;
  function from(balance: number, left: ReadonlySet<L>): L[] | null {
    if (left.size === 0) return [];
    steps += 1;
    if (steps > MOST_STEPS) return null;
    for (const line of left) {
      if (opens.get(line) !== balance) continue;
      const rest = new Set(left);
      rest.delete(line);
      const found = from(line.balance!, rest);
      if (found) return [line, ...found];
    }
    return null;
  }
  const starts =
    before === null ? lines.map((line) => opens.get(line)!) : [before, ...lines.map((line) => opens.get(line)!)];
  for (const start of new Set(starts)) {
    const found = from(start, new Set(lines));
    if (found) return found;
  }
  return null;
}
