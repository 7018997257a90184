import { yearLabel } from '../../../sheets-schema/wording.ts';
import type { Store } from '../../edges/ports.ts';
import type { AcademicYear } from '../../figures/academic-year.ts';
import { inNameOrder } from '../../figures/members.ts';
import { numbersOf } from '../../figures/school-numbers.ts';
import { type StandingsOfPack, standingsOf } from '../../protocols/by-pack.ts';
import { countBySeverity } from '../../protocols/finding.ts';
import { type Severity, severities } from '../../protocols/rule.ts';
import type { PlaceOutcome } from '../../sync/sync-places.ts';
import { answersOfSchools, type KeptOfSchool, type SchoolAnswer } from '../../workbooks/answers-of-schools.ts';
import { keptOfSchool } from '../../workbooks/kept-of-school.ts';
import { keysOfSchool } from '../../workbooks/keys-of-school.ts';
import { allDeclared, type Declared, schoolKind } from '../../workbooks/kinds.ts';
import { fileName } from '../../workbooks/workbook-places.ts';
import { keyOfChecked, wasChecked } from '../latest-checks.ts';
import { allianceAsKept } from './standings.ts';

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
  /** What their offices answered to findings, the newest first. */
  readonly answers: readonly SchoolAnswer[];
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
  /** One entry a year of which there is an alliance's workbook: the one that is going on, those to come, and the past ones, newest first. */
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
  const startYears = [...new Set(identities.map(({ startYear }) => startYear))];
  const keys = new Set(checked.map(keyOfChecked));
  const years: { readonly year: AcademicYear; readonly shown: YearAtAGlance }[] = [];
  for (const startYear of startYears) {
    const alliance = await allianceAsKept(store, startYear, asOf, catalogue);
    if (alliance === null) continue;
    const members = inNameOrder(alliance.members);
    const schools = members.map((school): SchoolLine => {
      const [own, ...others] = keysOfSchool(schoolKind, numbersOf(school), startYear);
      const key = [own!, ...others].find((one) => keys.has(one)) ?? own!;
      return { key, school: school.name, checked: keys.has(key) };
    });
    const kept = new Map<string, KeptOfSchool>();
    for (const school of members) {
      const numbers = numbersOf(school);
      kept.set(school.urn, await keptOfSchool(store, { numbers, startYear }, catalogue.kinds));
    }
    const about = members.map((school) => ({ school, known: kept.get(school.urn)!.known }));
    const standings = standingsOf(alliance, about, catalogue);
    const answers = answersOfSchools(members, kept);
    years.push({ year: alliance.year, shown: { label: yearLabel(startYear), schools, standings, answers } });
  }
  return {
    alliance: identities.find(({ urn }) => urn === null)?.alliance || identities[0]?.alliance || 'Concordat',
    years: years.sort((one, other) => presentFirst(one.year, other.year, asOf)).map(({ shown }) => shown),
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

function presentFirst(one: AcademicYear, other: AcademicYear, asOf: string): number {
  const rank = ({ from, to }: AcademicYear) => (to < asOf ? 2 : from > asOf ? 1 : 0);
  const difference = rank(one) - rank(other);
  if (difference !== 0) return difference;
  return rank(one) === 2 ? other.startYear - one.startYear : one.startYear - other.startYear;
}

function mostToMendFirst(one: WorkbookLine, other: WorkbookLine): number {
  for (const severity of severities) {
    const difference = other.counts[severity] - one.counts[severity];
    if (difference !== 0) return difference;
  }
  return one.name.localeCompare(other.name, 'en');
}
