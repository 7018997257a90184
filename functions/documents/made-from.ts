import type { Secret, Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { type Records, recordsAsOf } from '../history/records.ts';
import type { Issue, KeptWorkbook, MadeFrom, SchoolWorkbook } from '../protocols/define-issue.ts';
import type { Situation } from '../protocols/situation.ts';
import { type Declared, schoolKind } from '../workbooks/kinds.ts';
import { situationAsKept } from '../workbooks/situation-of.ts';
import { allianceKey, schoolKey } from '../workbooks/workbook-key.ts';
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
  for (const { urn, startYear } of named) {
    const whose = { kind: schoolKind, urn, startYear };
    const workbook = schoolKey(whose);
    if (kept.has(workbook)) continue;
    const records = await recordsAsOf(store, workbook, asOf);
    kept.set(
      workbook,
      records && { ...records, situation: situationAsKept(whose, records, alliance, asOf, catalogue) },
    );
    if (records !== null) snapshots.push({ workbook, hash: records.hash });
  }
  const behind = async (startYear: number) => {
    const entries = safeguards === null ? [] : await registerOf(store, startYear);
    return (
      entries.findLast(({ document, schools }) => document === choice.value && schools !== undefined)?.schools ?? null
    );
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
