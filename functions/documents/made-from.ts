import type { Secret, Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { numbersInYear } from '../figures/school-numbers.ts';
import { type Records, recordsAsOf, recordsOf } from '../history/records.ts';
import type {
  EarlierIssue,
  Issue,
  KeptWorkbook,
  MadeFrom,
  SchoolWorkbook,
  StandsBehind,
} from '../protocols/define-issue.ts';
import type { Situation } from '../protocols/situation.ts';
import { keyKept, numbersWith } from '../workbooks/keys-of-school.ts';
import { allianceKind, type Declared, schoolKind } from '../workbooks/kinds.ts';
import { situationAsKept } from '../workbooks/situation-of.ts';
import { allianceKey, ownerOfKey, schoolKey } from '../workbooks/workbook-key.ts';
import type { RegisterEntry } from './register.ts';
import type { RunOfDocuments } from './run-of-documents.ts';

/** What a document is made from besides the alliance's situation, and every snapshot that was read for it, the alliance's first. */
export async function madeFrom(
  store: Store,
  secret: Secret,
  issue: Issue,
  school: School | null,
  alliance: Records,
  situation: Situation,
  { time, followedBy }: Pick<MadeFrom, 'time' | 'followedBy'>,
  catalogue: Declared,
  run: Pick<RunOfDocuments, 'registerOf'>,
): Promise<{ made: MadeFrom; snapshots: RegisterEntry['snapshots'] }> {
  const { asOf, year } = situation;
  const { choice, safeguards } = issue;
  const named = issue.about === 'school' ? issue.from(situation, school!) : issue.from(situation);
  const own = { workbook: allianceKey(year.startYear), hash: alliance.hash };
  const others = issue.reads.some(({ yearOfRow }) => yearOfRow !== null) ? (alliance.manifest.otherYears ?? {}) : {};
  const otherYears = Object.entries(others).map(([workbook, hash]) => ({ workbook, hash }));
  const { keptOf, snapshots } = await keptIn(store, named, { situation, alliance, catalogue }, (workbook) =>
    // What the alliance's records rest on of another year is in it as they found it.
    others[workbook] === undefined ? recordsAsOf(store, workbook, asOf) : recordsOf(store, others[workbook]),
  );
  const inYear = numbersInYear(situation.schools);
  const issuesIn = async (startYear: number): Promise<RegisterEntry[]> => {
    const entries = safeguards === null ? [] : await (await run.registerOf(startYear)).entries();
    return entries.filter(({ document, schools }) => document === choice.value && schools !== undefined);
  };
  /** By the numbers that the schools have this year. */
  const behind = (last: RegisterEntry | undefined): StandsBehind | null => {
    const known = (urns: readonly string[]) => urns.map((urn) => inYear.get(urn) ?? urn);
    return last ? Object.fromEntries(Object.entries(last.schools!).map(([part, urns]) => [part, known(urns)])) : null;
  };
  const byYear = await Promise.all([-1, 0, 1].map((years) => issuesIn(year.startYear + years)));
  const [last, thisYears, next] = byYear.map((entries) => entries.at(-1));
  const hidden = [last, thisYears, next].flatMap((entry) => entry?.hidden ?? []);
  const hiddenBefore = thisYears && !thisYears.hidden ? null : new Set(hidden);
  const issues: EarlierIssue[] = [];
  for (const entry of byYear.flat())
    issues.push({
      ...(await asItWasMade(store, issue, entry, catalogue)),
      keys: secret,
      numberNow: (urn) => inYear.get(urn) ?? urn,
    });
  const issued = (await (await run.registerOf(year.startYear)).entries()).map(
    ({ document, urn, number, issuedOn }) => ({ document, urn, number, issuedOn }),
  );
  const made = {
    keptOf,
    time,
    followedBy,
    issued,
    keys: secret,
    behindLast: behind(last),
    behindFirst: behind(thisYears),
    hiddenBefore,
    issues,
  };
  return { made, snapshots: [own, ...otherYears, ...snapshots] };
}

/** An issue of a document about the alliance, by the very snapshots that its entry names. */
async function asItWasMade(store: Store, issue: Issue, entry: RegisterEntry, catalogue: Declared) {
  const records = async (workbook: string) => {
    const named = entry.snapshots.find((one) => one.workbook === workbook);
    return named ? recordsOf(store, named.hash) : null;
  };
  const [first] = entry.snapshots;
  const { startYear } = ownerOfKey(first!.workbook)!;
  const alliance = await recordsOf(store, first!.hash);
  const whose = { kind: allianceKind, urn: null, startYear };
  const situation = situationAsKept(whose, alliance, null, entry.asOf, catalogue);
  const named = issue.about === 'alliance' ? issue.from(situation) : [];
  const { keptOf } = await keptIn(store, named, { situation, alliance, catalogue }, records);
  return { situation, keptOf, behindFirst: entry.schools! };
}

/** The workbooks that a document is made from, each with the alliance's of its year, and the snapshots besides the alliance's own. */
async function keptIn(
  store: Store,
  named: readonly SchoolWorkbook[],
  {
    situation,
    alliance,
    catalogue,
  }: { readonly situation: Situation; readonly alliance: Records; readonly catalogue: Declared },
  records: (workbook: string) => Promise<Records | null>,
): Promise<{ keptOf: MadeFrom['keptOf']; snapshots: RegisterEntry['snapshots'] }> {
  const kept = new Map<string, KeptWorkbook | null>();
  const snapshots: { workbook: string; hash: string }[] = [];
  /** A year's workbooks go by its own terms, settings and numbers of schools. */
  const alliances = new Map<number, Records | null>([[situation.year.startYear, alliance]]);
  async function allianceIn(startYear: number): Promise<Records | null> {
    const known = alliances.get(startYear);
    if (known !== undefined) return known;
    const workbook = allianceKey(startYear);
    const found = await records(workbook);
    alliances.set(startYear, found);
    if (found !== null) snapshots.push({ workbook, hash: found.hash });
    return found;
  }
  for (const { urn, startYear } of named) {
    const asked = keyAsked({ urn, startYear });
    if (kept.has(asked)) continue;
    if (urn === null) {
      const own = await allianceIn(startYear);
      const whose = { kind: allianceKind, urn, startYear };
      kept.set(asked, own && { ...own, situation: situationAsKept(whose, own, null, situation.asOf, catalogue) });
      continue;
    }
    const workbook = await keyKept(store, schoolKind, numbersWith(situation.schools, urn), startYear);
    const own = workbook && (await records(workbook));
    if (workbook === null || !own) {
      kept.set(asked, null);
      continue;
    }
    const whose = ownerOfKey(workbook)!;
    const beside = await allianceIn(startYear);
    kept.set(asked, { ...own, situation: situationAsKept(whose, own, beside, situation.asOf, catalogue) });
    snapshots.push({ workbook, hash: own.hash });
  }
  function keptOf(workbook: SchoolWorkbook): KeptWorkbook | null {
    const key = keyAsked(workbook);
    const found = kept.get(key);
    if (found === undefined) throw new Error(`The document is not declared to be made from ${key}`);
    return found;
  }
  return { keptOf, snapshots };
}

function keyAsked({ urn, startYear }: SchoolWorkbook): string {
  return urn === null ? allianceKey(startYear) : schoolKey({ urn, startYear });
}
