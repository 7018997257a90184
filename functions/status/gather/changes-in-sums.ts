import type { Tab } from '../../../sheets-schema/tab.ts';
import type { FindingCount, Manifest } from '../../history/snapshot.ts';
import type { Severity } from '../../protocols/rule.ts';
import { SEVERITY_NAMES } from '../../protocols/severity-words.ts';
import type { Declared } from '../../workbooks/kinds.ts';

/** A sum that is another than before; 0 where there was none. */
export interface SumChange {
  readonly what: string;
  readonly was: number;
  readonly is: number;
}

/** What changed where only sums are kept. */
export interface ChangesInSums {
  /** Whether any row differs: which, nobody can tell. */
  readonly rowsDiffer: boolean;
  readonly changes: readonly SumChange[];
}

/** From one snapshot to another; null where rows are kept. `before` null is the empty workbook. */
export function changesInSums(
  before: Manifest | null,
  after: Manifest,
  catalogue: Pick<Declared, 'tabs' | 'rules'>,
): ChangesInSums | null {
  if (after.sums === null) return null;
  const [was, is] = [sumsIn(before, catalogue), sumsIn(after, catalogue)];
  const differing = [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, was: was.get(what) ?? 0, is: is.get(what) ?? 0 }))
    .filter((one) => one.was !== one.is);
  return { rowsDiffer: before?.sums?.rows !== after.sums.rows, changes: differing };
}

/** How much was found in all, as a snapshot counts it; null where rows are kept. */
export function findingsCounted({ sums }: Manifest): number | null {
  return sums === null ? null : sums.findings.reduce((total, { count }) => total + count, 0);
}

/** Every sum of a snapshot, by what it is of. */
function sumsIn(manifest: Manifest | null, catalogue: Pick<Declared, 'tabs' | 'rules'>): ReadonlyMap<string, number> {
  const found = (manifest?.sums?.findings ?? []).map((one): [string, number] => [named(one, catalogue), one.count]);
  return new Map([...figuresIn(manifest?.figures ?? {}, []), ...found]);
}

function figuresIn(figures: object, path: readonly string[]): [string, number][] {
  return Object.entries(figures).flatMap(([name, figure]: [string, unknown]): [string, number][] => {
    if (typeof figure === 'number') return [[figureNamed([...path, name]), figure]];
    return typeof figure === 'object' && figure !== null ? figuresIn(figure, [...path, name]) : [];
  });
}

function figureNamed([first, ...rest]: readonly string[]): string {
  if (first === 'attention') return `Open (${SEVERITY_NAMES[rest[0] as Severity]})`;
  return `Figure ${[first, ...rest].join(', ')}`;
}

/** "“Every date can be read” in Boats, Out (Problem)" */
function named(
  { rule, tab, column, severity }: FindingCount,
  { tabs, rules }: Pick<Declared, 'tabs' | 'rules'>,
): string {
  const title = rules.find((one) => one.rule.id === rule)?.rule.title ?? rule;
  return `“${title}”${placeNamed({ tab, column }, tabs)} (${SEVERITY_NAMES[severity]})`;
}

function placeNamed({ tab, column }: Pick<FindingCount, 'tab' | 'column'>, tabs: readonly Tab[]): string {
  if (tab === null) return '';
  const found = tabs.find(({ id }) => id === tab);
  const heading = column === null ? [] : [found?.columns[column]?.heading ?? column];
  return ` in ${[found?.title ?? tab, ...heading].join(', ')}`;
}
