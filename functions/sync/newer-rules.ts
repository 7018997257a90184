import type { Store } from '../edges/ports.ts';
import { readManifest } from '../history/read-history.ts';
import { holdsRows, OTHER_YEARS, type Records } from '../history/records.ts';
import type { ByNewerRules, Manifest } from '../history/snapshot.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import type { CheckedWorkbook } from '../protocols/check.ts';
import type { DifferByNewerRules } from '../protocols/rule.ts';
import type { Keeper, Verdict } from './keeper.ts';
import { bucketsOf } from './kept-rows.ts';

/**
 * Which rules came, changed or went since the last snapshot and find something else than it kept, by fingerprint and severity. What
 * differs `now` must differ too as of the last snapshot's day, `then`, so that a day that passed is never taken for a newer rule.
 * @param last the last snapshot, taken by older rules
 */
export async function newerRulesThatDiffer(
  last: Manifest,
  now: CheckedWorkbook,
  then: () => Promise<CheckedWorkbook>,
  keeper: Keeper,
  { rules }: Catalogue,
): Promise<readonly string[]> {
  const before = verdicts(await keeper.verdictsIn(last));
  const differing = (ids: readonly string[], { findings }: CheckedWorkbook) => {
    const after = verdicts(keeper.verdictsOf(findings));
    return ids.filter((id) => after.get(id) !== before.get(id));
  };
  const ran = new Set(now.outcomes.flatMap(({ id, outcome }) => (outcome === 'ran' ? [id] : [])));
  const newer = rules.flatMap(({ rule: { id, since = 1 } }) => (since > last.rules && ran.has(id) ? [id] : []));
  const retired = [...before.keys()].filter((id) => !rules.some(({ rule }) => rule.id === id));
  const today = differing([...newer, ...retired], now);
  return today.length === 0 ? today : differing(today, await then());
}

/** What each rule found, in a text that is the same for the same findings. */
function verdicts(findings: readonly Verdict[]): ReadonlyMap<string, string> {
  const byRule = Map.groupBy(findings, ({ rule }) => rule);
  const text = (found: readonly Verdict[]) =>
    found
      .map((one) => `${one.fingerprint} ${one.severity}`)
      .sort()
      .join('\n');
  return new Map([...byRule].map(([rule, found]) => [rule, text(found)]));
}

/** Whether rows are others than at the last snapshot: those of the workbook, or of the alliance's that it leans on. */
export async function haveRowsChanged(
  last: Manifest,
  keeper: Keeper,
  alliance: Records | null,
  store: Store,
): Promise<boolean> {
  if (keeper.hasOtherRows(last)) return true;
  if ((alliance?.hash ?? null) === last.leansOn) return false;
  if (alliance === null || last.leansOn === null) return true;
  const [now, then] = [alliance.manifest, await readManifest(store, last.leansOn)];
  const sections = new Set([...Object.keys(now.sections), ...Object.keys(then.sections)]);
  const counts = (section: string) => holdsRows(section) || section === OTHER_YEARS;
  return [...sections].some((section) => counts(section) && bucketsOf(now, section) !== bucketsOf(then, section));
}

/** The same with the rules' titles; one that this program no longer has goes by its id. */
export function titled(said: ByNewerRules | null, { rules }: Catalogue): DifferByNewerRules | null {
  if (said === null) return null;
  const titleOf = (id: string) => rules.find(({ rule }) => rule.id === id)?.rule.title ?? id;
  return { since: said.since, rowsChanged: said.rowsChanged, titles: said.rules.map(titleOf) };
}
