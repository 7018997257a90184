import type { Secret, Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { numbersInYear } from '../figures/school-numbers.ts';
import { type Records, recordsAsOf } from '../history/records.ts';
import type { Issue, KeptWorkbook, MadeFrom, SchoolWorkbook, StandsBehind } from '../protocols/define-issue.ts';
import type { Situation } from '../protocols/situation.ts';
import { keyKept, numbersWith } from '../workbooks/keys-of-school.ts';
import { type Declared, schoolKind } from '../workbooks/kinds.ts';
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
  catalogue: Declared,
  run: Pick<RunOfDocuments, 'registerOf'>,
): Promise<{ made: MadeFrom; snapshots: RegisterEntry['snapshots'] }> {
  const { asOf, year } = situation;
  const { choice, safeguards } = issue;
  const named = issue.about === 'school' ? issue.from(situation, school!) : issue.from(situation);
  const kept = new Map<string, KeptWorkbook | null>();
  const snapshots = [{ workbook: allianceKey(year.startYear), hash: alliance.hash }];
  if (issue.reads.some(({ yearOfRow }) => yearOfRow !== null))
    for (const [workbook, hash] of Object.entries(alliance.manifest.otherYears ?? {}))
      snapshots.push({ workbook, hash });
  /** A year's workbooks go by its own terms, settings and numbers of schools. */
  const alliances = new Map<number, Records | null>([[year.startYear, alliance]]);
  async function allianceIn(startYear: number): Promise<Records | null> {
    const known = alliances.get(startYear);
    if (known !== undefined) return known;
    const workbook = allianceKey(startYear);
    const records = await recordsAsOf(store, workbook, asOf);
    alliances.set(startYear, records);
    if (records !== null) snapshots.push({ workbook, hash: records.hash });
    return records;
  }
  for (const { urn, startYear } of named) {
    const asked = schoolKey({ urn, startYear });
    if (kept.has(asked)) continue;
    const workbook = await keyKept(store, schoolKind, numbersWith(situation.schools, urn), startYear);
    const records = workbook && (await recordsAsOf(store, workbook, asOf));
    if (workbook === null || !records) {
      kept.set(asked, null);
      continue;
    }
    const whose = ownerOfKey(workbook)!;
    const beside = await allianceIn(startYear);
    kept.set(asked, { ...records, situation: situationAsKept(whose, records, beside, asOf, catalogue) });
    snapshots.push({ workbook, hash: records.hash });
  }
  const inYear = numbersInYear(situation.schools);
  const lastIssueIn = async (startYear: number): Promise<RegisterEntry | undefined> => {
    const entries = safeguards === null ? [] : await (await run.registerOf(startYear)).entries();
    return entries.findLast(({ document, schools }) => document === choice.value && schools !== undefined);
  };
  /** By the numbers that the schools have this year. */
  const behind = (last: RegisterEntry | undefined): StandsBehind | null => {
    const known = (urns: readonly string[]) => urns.map((urn) => inYear.get(urn) ?? urn);
    return last ? Object.fromEntries(Object.entries(last.schools!).map(([part, urns]) => [part, known(urns)])) : null;
  };
  const [last, thisYears, next] = await Promise.all([-1, 0, 1].map((years) => lastIssueIn(year.startYear + years)));
  const hidden = [last, thisYears, next].flatMap((entry) => entry?.hidden ?? []);
  const hiddenBefore = thisYears && !thisYears.hidden ? null : new Set(hidden);
  function keptOf(workbook: SchoolWorkbook): KeptWorkbook | null {
    const key = schoolKey(workbook);
    const found = kept.get(key);
    if (found === undefined) throw new Error(`${choice.value} is not declared to be made from ${key}`);
    return found;
  }
  const made = { keptOf, keys: secret, behindLast: behind(last), behindFirst: behind(thisYears), hiddenBefore };
  return { made, snapshots };
}
