import { VERSIONS } from '../../sheets-schema/versions.ts';
import type { Store } from '../edges/ports.ts';
import { type LatestSnapshot, readManifest } from '../history/read-history.ts';
import { holdsRows, type Records } from '../history/records.ts';
import type { ByNewerRules, Manifest } from '../history/snapshot.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import type { CheckedWorkbook } from '../protocols/check.ts';
import type { DifferByNewerRules } from '../protocols/rule.ts';
import type { Keeper, Verdict } from './keeper.ts';
import { bucketsOf } from './kept-rows.ts';

interface AgainstTheLast {
  readonly store: Store;
  readonly keeper: Pick<Keeper, 'verdictsIn' | 'verdictsOf' | 'hasOtherRows'>;
  readonly latest: LatestSnapshot | null;
  readonly catalogue: Catalogue;
  readonly now: CheckedWorkbook;
  readonly asOf: string;
  /** The rows of today, checked as of another day. */
  asOfThen(day: string): Promise<CheckedWorkbook>;
  readonly alliance: Records | null;
}

/**
 * Which rules came, changed or went since the last snapshot and find something else than it kept, by fingerprint and severity; null where none
 * does. As of the last snapshot's day too, so that a day that passed is never taken for a newer rule; whether rows changed meanwhile
 * is said beside it, as then nobody can tell which of the two it was. Reads nothing where the rules are those of the last snapshot.
 */
export async function differByNewerRules(against: AgainstTheLast): Promise<ByNewerRules | null> {
  const { keeper, latest, catalogue, now, asOf, asOfThen } = against;
  if (latest === null) return null;
  const { manifest } = latest;
  if (manifest.rules >= VERSIONS.rules) return null;
  const ran = new Set(now.outcomes.flatMap(({ id, outcome }) => (outcome === 'ran' ? [id] : [])));
  const newer = catalogue.rules.flatMap(({ rule }) =>
    (rule.since ?? 1) > manifest.rules && ran.has(rule.id) ? [rule.id] : [],
  );
  const before = verdicts(await keeper.verdictsIn(manifest));
  const differing = (ids: readonly string[], { findings }: CheckedWorkbook) => {
    const after = verdicts(keeper.verdictsOf(findings));
    return ids.filter((id) => after.get(id) !== before.get(id));
  };
  const retired = [...before.keys()].filter((id) => !catalogue.rules.some(({ rule }) => rule.id === id));
  let rules = differing([...newer, ...retired], now);
  if (rules.length > 0 && asOf !== manifest.asOf) rules = differing(rules, await asOfThen(manifest.asOf));
  if (rules.length === 0) return null;
  return { since: manifest.asOf, rowsChanged: await haveRowsChanged(manifest, against), rules };
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

/** Of the workbook, or those of the alliance's that it leans on. */
async function haveRowsChanged(manifest: Manifest, { store, keeper, alliance }: AgainstTheLast): Promise<boolean> {
  if (keeper.hasOtherRows(manifest)) return true;
  if ((alliance?.hash ?? null) === manifest.leansOn) return false;
  if (alliance === null || manifest.leansOn === null) return true;
  const leantOn = await readManifest(store, manifest.leansOn);
  const shared = new Set([...Object.keys(alliance.manifest.sections), ...Object.keys(leantOn.sections)]);
  return [...shared].some(
    (section) => holdsRows(section) && bucketsOf(alliance.manifest, section) !== bucketsOf(leantOn, section),
  );
}

/** The same with the rules' titles; one that this program no longer has goes by its id. */
export function titled(said: ByNewerRules | null, { rules }: Catalogue): DifferByNewerRules | null {
  if (said === null) return null;
  const titleOf = (id: string) => rules.find(({ rule }) => rule.id === id)?.rule.title ?? id;
  return { since: said.since, rowsChanged: said.rowsChanged, titles: said.rules.map(titleOf) };
}
