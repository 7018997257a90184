import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { leftOutOfRequests, refusedRequests } from '../documents/refused-requests.ts';
import type { ByNewerRules } from '../history/snapshot.ts';
import { type CheckedWorkbook, checkWorkbook } from '../protocols/check.ts';
import type { PlaceFault } from '../protocols/place-faults.ts';
import { numbersKept } from '../workbooks/keys-of-school.ts';
import { haveRowsChanged, newerRulesThatDiffer, titled } from './newer-rules.ts';
import type { Parsed } from './parse.ts';
import type { Read } from './read.ts';
import type { StepPorts } from './sync-ports.ts';

/** What was found, with what is said of newer rules. */
export interface Judged extends CheckedWorkbook {
  readonly byNewerRules: ByNewerRules | null;
}

export interface Checked {
  /** What is found where nothing else is new: what the last snapshot said of newer rules stands. */
  readonly asItStands: Judged;
  /** What is found where there is another snapshot: what the last one said of newer rules is over. */
  readonly ifNew: Judged;
}

/**
 * Step 3: the rows against what the alliance adopted. Reads of the store what the rules ask besides: rows that are gone, what became
 * of documents asked for, numbers with a workbook each, and what the last snapshot found where it was taken by older rules.
 * @throws EdgeError where the store cannot be read
 * @throws Refusal `store-damaged` or `newer`, of what it holds
 */
export async function check(
  { identity, latest, alliance }: Read,
  { parsed, situation, keeper }: Parsed,
  asOf: string,
  { store, secret, catalogue }: StepPorts,
  misplaced: readonly PlaceFault[],
): Promise<Checked> {
  const goneToday = await keeper.goneSince(asOf);
  const asked = (answers: typeof refusedRequests) =>
    situation.isOwn(documentsTab) ? answers(store, identity.startYear) : new Map<string, string>();
  const [refused, leftOut] = [await asked(refusedRequests), await asked(leftOutOfRequests)];
  const schools = situation.isOwn(schoolsTab) ? situation.look(schoolsTab) : null;
  const keptNumbers = await numbersKept(store, schools?.is === 'here' ? schools.rows : [], identity.startYear);
  const judged = (day: string, gone: typeof goneToday, said: ByNewerRules | null): Judged => {
    const byNewerRules = titled(said, catalogue);
    const sources = { parsed, gone, refused, leftOut, misplaced, keptNumbers, byNewerRules };
    return { ...checkWorkbook({ ...situation, asOf: day }, sources, secret, catalogue), byNewerRules: said };
  };
  const today = (said: ByNewerRules | null) => judged(asOf, goneToday, said);

  const last = latest?.manifest ?? null;
  const asItStands = today(last?.byNewerRules ?? null);
  if (last === null || last.rules >= VERSIONS.rules)
    return { asItStands, ifNew: asItStands.byNewerRules === null ? asItStands : today(null) };
  // After a snapshot by older rules there is another in any case.
  const day = last.asOf;
  const then = async () => (day === asOf ? asItStands : judged(day, await keeper.goneSince(day), null));
  const rules = await newerRulesThatDiffer(last, asItStands, then, keeper, catalogue);
  const rowsChanged = rules.length > 0 && (await haveRowsChanged(last, keeper, alliance, store));
  const ifNew = today(rules.length === 0 ? null : { since: day, rowsChanged, rules });
  return { asItStands: ifNew, ifNew };
}
