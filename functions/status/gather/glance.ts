import { yearLabel } from '../../../sheets-schema/wording.ts';
import type { Store } from '../../edges/ports.ts';
import { inNameOrder } from '../../figures/members.ts';
import { latestRecords } from '../../history/records.ts';
import { type StandingsOfPack, standingsByPack } from '../../protocols/by-pack.ts';
import { countBySeverity } from '../../protocols/finding.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import { answersStanding } from '../../protocols/statement-answers.ts';
import type { PlaceOutcome } from '../../sync/sync-places.ts';
import { allDeclared, allianceKind, type Declared } from '../../workbooks/kinds.ts';
import { figuresKeptOf } from '../../workbooks/known-figures.ts';
import { situationAsKept } from '../../workbooks/situation-of.ts';
import { allianceKey, schoolKey } from '../../workbooks/workbook-key.ts';
import { fileName } from '../../workbooks/workbook-places.ts';
import { keyOfChecked, wasChecked } from '../latest-checks.ts';

export interface SchoolLine {
  readonly key: string;
  readonly school: string;
  /** There is a workbook of theirs to look at. */
  readonly checked: boolean;
}

/** The members of a year by name, and how they stand by each pack, a line a school. */
export interface YearAtAGlance {
  /** "2025/26". */
  readonly label: string;
  readonly schools: readonly SchoolLine[];
  readonly standings: readonly StandingsOfPack[];
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
  /** One entry a year of which there is an alliance's workbook, the newest first. */
  readonly years: readonly YearAtAGlance[];
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
  const years: YearAtAGlance[] = [];
  for (const startYear of startYears) {
    const records = await latestRecords(store, allianceKey(startYear));
    if (records === null) continue;
    const alliance = situationAsKept({ kind: allianceKind, urn: null, startYear }, records, null, asOf, catalogue);
    const members = inNameOrder(alliance.members);
    const schools = members.map(({ urn, name }): SchoolLine => {
      const key = schoolKey({ urn, startYear });
      return { key, school: name, checked: keys.has(key) };
    });
    const about = [];
    for (const school of members)
      about.push({ school, known: await figuresKeptOf(store, { urn: school.urn, startYear }, catalogue.kinds) });
    const standings = standingsByPack(alliance, catalogue.packs, about, (pack, school, known) => [
      ...pack.standing(alliance, school, known),
      ...answersStanding(pack, alliance, known),
    ]);
    years.push({ label: yearLabel(startYear), schools, standings });
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
