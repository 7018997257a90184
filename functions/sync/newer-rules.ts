import { VERSIONS } from '../../sheets-schema/versions.ts';
import type { Secret, Store } from '../edges/ports.ts';
import { bucketise } from '../history/buckets.ts';
import { canonicalText } from '../history/canonical.ts';
import { type LatestSnapshot, readContent, readManifest } from '../history/read-history.ts';
import { FINDINGS, holdsRows, type Records, UNREAD, WAITING } from '../history/records.ts';
import type { ByNewerRules, Manifest, RecordValue, WorkbookContent } from '../history/snapshot.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import type { CheckedWorkbook } from '../protocols/check.ts';
import type { DifferByNewerRules } from '../protocols/rule.ts';

interface AgainstTheLast {
  readonly store: Store;
  readonly secret: Secret;
  readonly latest: LatestSnapshot | null;
  readonly catalogue: Catalogue;
  readonly now: CheckedWorkbook;
  readonly asOf: string;
  /** The rows of today, checked as of another day. */
  asOfThen(day: string): Promise<CheckedWorkbook>;
  /** What a snapshot would hold of what is typed: rows, those that wait, and cells that could not be read. */
  readonly typed: WorkbookContent;
  readonly alliance: Records | null;
}

/**
 * Which rules came, changed or went since the last snapshot and find something else than it kept, by fingerprint and severity; null where none
 * does. As of the last snapshot's day too, so that a day that passed is never taken for a newer rule; whether rows changed meanwhile
 * is said beside it, as then nobody can tell which of the two it was. Reads nothing where the rules are those of the last snapshot.
 */
export async function differByNewerRules(against: AgainstTheLast): Promise<ByNewerRules | null> {
  const { store, latest, catalogue, now, asOf, asOfThen } = against;
  if (latest === null) return null;
  const { manifest } = latest;
  if (manifest.rules >= VERSIONS.rules) return null;
  const ran = new Set(now.outcomes.flatMap(({ id, outcome }) => (outcome === 'ran' ? [id] : [])));
  const newer = catalogue.rules.flatMap(({ rule }) =>
    (rule.since ?? 1) > manifest.rules && ran.has(rule.id) ? [rule.id] : [],
  );
  const kept = (await readContent(store, manifest, [FINDINGS])).get(FINDINGS) ?? new Map<string, RecordValue>();
  const before = verdicts(
    [...kept].map(([fingerprint, finding]) => ({ ...finding, fingerprint }) as unknown as Verdict),
  );
  const differing = (ids: readonly string[], { findings }: CheckedWorkbook) => {
    const after = verdicts(findings);
    return ids.filter((id) => after.get(id) !== before.get(id));
  };
  const retired = [...before.keys()].filter((id) => !catalogue.rules.some(({ rule }) => rule.id === id));
  let rules = differing([...newer, ...retired], now);
  if (rules.length > 0 && asOf !== manifest.asOf) rules = differing(rules, await asOfThen(manifest.asOf));
  if (rules.length === 0) return null;
  return { since: manifest.asOf, rowsChanged: await haveRowsChanged(manifest, against), rules };
}

interface Verdict {
  readonly rule: string;
  readonly fingerprint: string;
  readonly severity: string;
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

/** By the names of buckets, of the workbook and of the rows of the alliance's that it leans on. */
async function haveRowsChanged(
  manifest: Manifest,
  { store, secret, typed, alliance }: AgainstTheLast,
): Promise<boolean> {
  const sections = new Set([...typed.keys(), ...typedIn(manifest)]);
  const now = (section: string) => bucketise(section, typed.get(section) ?? new Map(), secret).buckets;
  for (const section of sections)
    if (canonicalText(Object.fromEntries(now(section))) !== bucketsOf(manifest, section)) return true;
  if ((alliance?.hash ?? null) === manifest.leansOn) return false;
  if (alliance === null || manifest.leansOn === null) return true;
  const leantOn = await readManifest(store, manifest.leansOn);
  const shared = new Set([...Object.keys(alliance.manifest.sections), ...Object.keys(leantOn.sections)]);
  return [...shared].some(
    (section) => holdsRows(section) && bucketsOf(alliance.manifest, section) !== bucketsOf(leantOn, section),
  );
}

function typedIn({ sections }: Manifest): string[] {
  return Object.keys(sections).filter((section) => holdsRows(section) || section === WAITING || section === UNREAD);
}

function bucketsOf({ sections }: Manifest, section: string): string {
  return canonicalText({ ...sections[section]?.buckets });
}

/** The same with the rules' titles; one that this program no longer has goes by its id. */
export function titled(said: ByNewerRules | null, { rules }: Catalogue): DifferByNewerRules | null {
  if (said === null) return null;
  const titleOf = (id: string) => rules.find(({ rule }) => rule.id === id)?.rule.title ?? id;
  return { since: said.since, rowsChanged: said.rowsChanged, titles: said.rules.map(titleOf) };
}
