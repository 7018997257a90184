import type { Secret, Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { numbersInYear } from '../figures/school-numbers.ts';
import { type Records, recordsAsOf } from '../history/records.ts';
import type { Issue, KeptWorkbook, MadeFrom, SchoolWorkbook } from '../protocols/define-issue.ts';
import type { Situation } from '../protocols/situation.ts';
import { keyKept, numbersWith } from '../workbooks/keys-of-school.ts';
import { type Declared, schoolKind } from '../workbooks/kinds.ts';
import { situationAsKept } from '../workbooks/situation-of.ts';
import { allianceKey, ownerOfKey, schoolKey } from '../workbooks/workbook-key.ts';
import { type RegisterEntry, registerOf } from './register.ts';

/** What a document is made from besides the alliance's situation, and every snapshot that was read for it, the alliance's first. */
export async function madeFrom(
  store: Store,
  secret: Secret,
  issue: Issue,
  school: School | null,
  alliance: Records,
  situation: Situation,
  catalogue: Declared,
): Promise<{ made: MadeFrom; snapshots: RegisterEntry['snapshots'] }> {
  const { asOf, year } = situation;
  const { choice, safeguards } = issue;
  const named = issue.about === 'school' ? issue.from(situation, school!) : issue.from(situation);
  const kept = new Map<string, KeptWorkbook | null>();
  const snapshots = [{ workbook: allianceKey(year.startYear), hash: alliance.hash }];
  if (issue.reads.some(({ yearOfRow }) => yearOfRow !== null))
    for (const [workbook, hash] of Object.entries(alliance.manifest.otherYears ?? {}))
      snapshots.push({ workbook, hash });
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
    kept.set(asked, { ...records, situation: situationAsKept(whose, records, alliance, asOf, catalogue) });
    snapshots.push({ workbook, hash: records.hash });
  }
  const inYear = numbersInYear(situation.schools);
  /** By the numbers that the schools have this year. */
  const behind = async (startYear: number): Promise<MadeFrom['behindLast']> => {
    const entries = safeguards === null ? [] : await registerOf(store, startYear);
    const last = entries.findLast(({ document, schools }) => document === choice.value && schools !== undefined);
    const known = (urns: readonly string[]) => urns.map((urn) => inYear.get(urn) ?? urn);
    return last ? Object.fromEntries(Object.entries(last.schools!).map(([part, urns]) => [part, known(urns)])) : null;
  };
  const [behindLast, behindFirst] = [await behind(year.startYear - 1), await behind(year.startYear)];
  function keptOf(workbook: SchoolWorkbook): KeptWorkbook | null {
    const key = schoolKey(workbook);
    const found = kept.get(key);
    if (found === undefined) throw new Error(`${choice.value} is not declared to be made from ${key}`);
    return found;
  }
  return { made: { keptOf, keys: secret, behindLast, behindFirst }, snapshots };
}
