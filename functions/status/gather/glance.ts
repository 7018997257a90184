import { yearLabel } from '../../../sheets-schema/wording.ts';
import type { Store } from '../../edges/ports.ts';
import { inNameOrder, type School } from '../../figures/members.ts';
import { sumIfAll } from '../../figures/sums.ts';
import { readContent, readLatest } from '../../history/read-history.ts';
import { latestRecords } from '../../history/records.ts';
import type { RecordValue } from '../../history/snapshot.ts';
import { adoptedPacks, type Catalogue } from '../../protocols/catalogue.ts';
import { countBySeverity } from '../../protocols/finding.ts';
import { answeredClauses } from '../../protocols/pack.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import type { Situation } from '../../protocols/situation.ts';
import type { CountedStanding } from '../../protocols/standing.ts';
import { standingOf } from '../../protocols/working-protocols/standing.ts';
import type { PlaceOutcome } from '../../sync/sync-places.ts';
import { allDeclared, allianceKind, type Declared } from '../../workbooks/kinds.ts';
import { situationAsKept } from '../../workbooks/situation-of.ts';
import { allianceKey, schoolKey } from '../../workbooks/workbook-key.ts';
import { fileName } from '../../workbooks/workbook-places.ts';
import { keyOfChecked, wasChecked } from '../latest-checks.ts';

/** How far a promise is kept: half-days, pence, meetings or answers. `done` is null while it is not known. */
export interface PromiseKept {
  readonly what: string;
  readonly figure: string;
  readonly kept: boolean;
  readonly unit: CountedStanding['unit'] | 'answers';
  readonly done: number | null;
  readonly of: number;
}

export interface SchoolLine {
  readonly key: string;
  readonly school: string;
  /** There is a workbook of theirs to look at. */
  readonly checked: boolean;
  readonly promises: readonly PromiseKept[];
}

export interface WorkbookLine {
  readonly key: string;
  readonly name: string;
  readonly file: string;
  readonly rows: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly waiting: string | null;
}

export interface Glance {
  readonly alliance: string;
  /** "2025/26"; one entry a year of which there is an alliance's workbook, the newest first. */
  readonly years: readonly { readonly label: string; readonly schools: readonly SchoolLine[] }[];
  /** Those with most to mend first. */
  readonly workbooks: readonly WorkbookLine[];
  /** Files that could not be checked, and why. */
  readonly unread: readonly { readonly file: string; readonly advice: string }[];
}

/** The alliance at a glance, from what the last checks said and what the history keeps. */
export async function gatherGlance(
  store: Store,
  outcomes: readonly PlaceOutcome[],
  asOf: string,
  catalogue: Declared = allDeclared,
): Promise<Glance> {
  const checked = outcomes.filter(wasChecked);
  const identities = checked.map(({ outcome }) => outcome.identity);
  const startYears = [...new Set(identities.map(({ startYear }) => startYear))].sort((one, other) => other - one);
  const keys = new Set(checked.map(keyOfChecked));
  const years = [];
  for (const startYear of startYears) {
    const records = await latestRecords(store, allianceKey(startYear));
    if (records === null) continue;
    const alliance = situationAsKept({ kind: allianceKind, urn: null, startYear }, records, null, asOf, catalogue);
    const schools: SchoolLine[] = [];
    for (const school of inNameOrder(alliance.members)) {
      const key = schoolKey({ urn: school.urn, startYear });
      const promises = await promisesOf(store, school, key, alliance, catalogue);
      schools.push({ key, school: school.name, checked: keys.has(key), promises });
    }
    years.push({ label: yearLabel(startYear), schools });
  }
  return {
    alliance: identities.find(({ urn }) => urn === null)?.alliance || identities[0]?.alliance || 'Concordat',
    years,
    workbooks: checked
      .map((one): WorkbookLine => {
        const { identity, open, rows, postponed } = one.outcome;
        const { kind, school, urn } = identity;
        const whose = urn === null ? 'The alliance’s own' : kind.called(school ?? urn);
        const name = startYears.length > 1 ? `${whose} ${yearLabel(identity.startYear)}` : whose;
        const counts = countBySeverity(open);
        return { key: keyOfChecked(one), name, file: fileName(one.place), rows, counts, waiting: postponed };
      })
      .sort(mostToMendFirst),
    unread: outcomes.flatMap((one) => ('advice' in one ? [{ file: fileName(one.place), advice: one.advice }] : [])),
  };
}

function mostToMendFirst(one: WorkbookLine, other: WorkbookLine): number {
  for (const severity of severities) {
    const difference = other.counts[severity] - one.counts[severity];
    if (difference !== 0) return difference;
  }
  return one.name.localeCompare(other.name, 'en');
}

async function promisesOf(
  store: Store,
  school: School,
  key: string,
  alliance: Situation,
  catalogue: Catalogue,
): Promise<PromiseKept[]> {
  const latest = await readLatest(store, key);
  const halfDays = latest?.manifest.figures['halfDays'];
  const standings = standingOf(alliance, school, typeof halfDays === 'number' ? halfDays : null);
  const statements = statementsOf(alliance, catalogue);
  const asked = statements.reduce((total, { clauses }) => total + clauses.size, 0);
  if (asked === 0) return standings;
  const tabs = statements.map(({ tab }) => tab);
  const content = latest && (await readContent(store, latest.manifest, tabs));
  const answered = statements.map((one) => answersTo(one, content?.get(one.tab)));
  // A statement that the school's workbook has not got yet says nothing of its answers.
  const done = sumIfAll(answered, (count) => count);
  return [
    ...standings,
    {
      what: 'Protocols answered',
      figure: done === null ? 'not yet known' : `${done} of ${asked}`,
      kept: done === asked,
      unit: 'answers',
      done,
      of: asked,
    },
  ];
}

interface Statement {
  readonly tab: string;
  readonly clauses: ReadonlySet<unknown>;
}

/** What a head answers for, by statement, of the packs the alliance adopted. */
function statementsOf({ settings }: Situation, { packs }: Catalogue): Statement[] {
  return adoptedPacks(packs, settings).flatMap(({ statement, chapters }) =>
    statement === null
      ? []
      : [{ tab: statement.tab.id, clauses: new Set(answeredClauses({ chapters }).map(({ ref }) => ref)) }],
  );
}

/** Null where the rows are not at hand. */
function answersTo({ clauses }: Statement, rows: ReadonlyMap<string, RecordValue> | undefined): number | null {
  if (rows === undefined) return null;
  const answered = [...rows.values()].filter(({ answer, clause }) => (answer ?? null) !== null && clauses.has(clause));
  return new Set(answered.map(({ clause }) => clause)).size;
}
