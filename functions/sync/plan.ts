import type { OwnSheet } from '../../sheets-schema/sheet.ts';
import { faultsInRegister, type RegisterEntry, registerAltered, registerOf } from '../documents/register.ts';
import type { Signer, Store } from '../edges/ports.ts';
import { numbersOf } from '../figures/school-numbers.ts';
import { planSnapshot, type SnapshotPlan } from '../history/plan-snapshot.ts';
import { keysNamedBy } from '../history/signature.ts';
import type { Manifest } from '../history/snapshot.ts';
import { exceptionsFor } from '../protocols/exceptions.ts';
import type { Finding } from '../protocols/finding.ts';
import type { Situation } from '../protocols/situation.ts';
import type { KeptOfSchool } from '../workbooks/answers-of-schools.ts';
import type { AsChecked, WorkbookIdentity, WorkbookKind } from '../workbooks/define-workbook.ts';
import { filledSheets } from '../workbooks/filled-tabs.ts';
import { findTab, madeWith } from '../workbooks/identify-workbook.ts';
import { keptOfSchool } from '../workbooks/kept-of-school.ts';
import { readsAlliance } from '../workbooks/kinds.ts';
import { madeInWords } from '../workbooks/make-lacking.ts';
import { planChecks } from '../workbooks/own-tabs/checks/plan-checks.ts';
import { checksTab } from '../workbooks/own-tabs/checks.ts';
import { issuedTab } from '../workbooks/own-tabs/issued.ts';
import { missingColumnsIn, missingIn } from '../workbooks/situation-of.ts';
import type { Checked, Judged } from './check.ts';
import type { Parsed } from './parse.ts';
import type { Read } from './read.ts';
import { figuresKept } from './snapshot-content.ts';
import type { StepPorts, SyncMoment } from './sync-ports.ts';

export interface Planned {
  readonly judged: Judged;
  /** What was found, and what of it still asks for something, as it may be told outside the workbook. */
  readonly told: { readonly findings: readonly Finding[]; readonly open: readonly Finding[] };
  /** The snapshot to take; null where nothing differs from the last one. */
  readonly snapshot: SnapshotPlan | null;
  /** Those of our own tabs that are to say something else. */
  readonly sheets: readonly OwnSheet[];
  /** Why *Checks* is left as it stands; null where it is not. */
  readonly checksLeft: string | null;
  /** Workbooks that follow from this one could not all be made. */
  readonly areWorkbooksWaiting: boolean;
}

/**
 * Step 4: what differs from the last snapshot and from what our own tabs say. Reads all that they show of other workbooks before
 * anything is written, as a newer program may have written their histories.
 * @throws EdgeError where the store cannot be read
 * @throws Refusal `store-damaged` where the register of documents was altered, or `newer`
 */
export async function plan(
  read: Read,
  parsed: Parsed,
  checked: Checked,
  moment: SyncMoment,
  ports: StepPorts,
): Promise<Planned> {
  const { identity, latest } = read;
  const issues = identity.kind.ownTabs.includes(issuedTab)
    ? await registerToSign(ports.store, ports.signer, identity.startYear, latest?.manifest ?? null)
    : null;
  const asItStands = await planOf(checked.asItStands, read, parsed, issues, moment, ports);
  const isOver = asItStands.snapshot !== null && checked.ifNew !== checked.asItStands;
  const { judged, checks, snapshot } = isOver
    ? await planOf(checked.ifNew, read, parsed, issues, moment, ports)
    : asItStands;
  const made = readsAlliance(identity.kind) ? null : await madeInWords(ports.store, identity.startYear);
  const shown: AsChecked = {
    identity: { ...identity, school: nameIn(parsed.situation, identity) },
    madeWith: madeWith(read.ownTabs.tabs),
    parsed: parsed.parsed,
    situation: parsed.situation,
    checks,
    outcomes: judged.outcomes,
    alliance: read.alliance,
    ofSchools: await keptOfMembers(ports.store, identity, parsed.situation, ports.catalogue.kinds),
    issues: issues ?? [],
    made,
    lastChange: snapshot?.manifest.at ?? latest?.manifest.at ?? moment.at,
    catalogue: ports.catalogue,
  };
  const told = { findings: parsed.keeper.told(judged.findings), open: parsed.keeper.told(checks.open) };
  return {
    judged,
    told,
    snapshot,
    sheets: [...changedSheets(read, shown), ...filledIn(read, parsed, ports)],
    checksLeft: checks.left,
    areWorkbooksWaiting: made?.areSomeWaiting ?? false,
  };
}

/** The lines of *Checks* by what was found, and the snapshot with what people answered in them. */
async function planOf(
  judged: Judged,
  { workbook, identity, tabs, ownTabs, latest, alliance, otherYears }: Read,
  { parsed, situation, keeper }: Parsed,
  issues: readonly RegisterEntry[] | null,
  { at, asOf }: SyncMoment,
  { secret, catalogue }: StepPorts,
) {
  const { findings, outcomes, byNewerRules } = judged;
  const carried = await keeper.carriedOver(outcomes);
  const checks = planChecks(findTab(ownTabs.tabs, checksTab.title), {
    findings,
    notChecked: carried.isNotChecked,
    noLongerAsked: carried.isNoLongerAsked,
    asOf,
    madeWith: madeWith(ownTabs.tabs),
    secret,
    coordinators: identity.kind.owner.decides,
    packs: catalogue.packs,
    exceptionTo: exceptionsFor(situation),
    answersBefore: await keeper.answersBefore(),
  });
  const snapshot = planSnapshot({
    previous: latest,
    secret,
    workbook,
    kept: carried.kept({
      findings,
      answers: checks.answers,
      asOf,
      figures: figuresKept(situation, checks.open, catalogue.packs),
      issues,
    }),
    missing: missingIn(parsed),
    missingColumns: missingColumnsIn(parsed),
    leansOn: alliance?.hash ?? null,
    otherYears: otherYears.snapshots,
    byNewerRules,
    madeWith: madeWith(tabs),
    at,
    asOf,
  });
  return { judged, checks, snapshot };
}

/** One that was taken out is left out. */
function changedSheets({ identity, ownTabs }: Read, shown: AsChecked): OwnSheet[] {
  return identity.kind.ownTabs.flatMap((tab) => {
    const current = findTab(ownTabs.tabs, tab.title);
    return (current && tab.plan(current, shown)) ?? [];
  });
}

/** What packs fill in among the tabs that people type in; nothing in a workbook whose Checks stand beside it, which is not written in. */
function filledIn({ tabs, ownTabs }: Read, { parsed, situation }: Parsed, { catalogue }: StepPorts): OwnSheet[] {
  return ownTabs.tabs === tabs ? filledSheets(parsed, tabs, situation, catalogue.packs) : [];
}

/** The school's name as the alliance's list of members has it, or else as the workbook does. */
function nameIn({ members, whose }: Situation, { school }: WorkbookIdentity): string | null {
  return members.find(({ urn }) => urn === whose.urn)?.name ?? school;
}

/** By each member's URN, for a workbook that tells of all. */
async function keptOfMembers(
  store: Store,
  { kind, startYear }: WorkbookIdentity,
  { members }: Situation,
  kinds: readonly WorkbookKind[],
): Promise<ReadonlyMap<string, KeptOfSchool>> {
  if (readsAlliance(kind) || !kind.tellsOfPromises) return new Map();
  const known = members.map(
    async (school) =>
      [school.urn, await keptOfSchool(store, { numbers: numbersOf(school), startYear }, kinds)] as const,
  );
  return new Map(await Promise.all(known));
}

/** What a snapshot would make signed truth: a register that was altered outside stops the check. @throws Refusal `store-damaged` */
async function registerToSign(store: Store, signer: Signer, startYear: number, newest: Manifest | null) {
  const entries = await registerOf(store, startYear);
  const [fault] = await faultsInRegister(store, entries, newest, await keysNamedBy(entries, signer));
  if (fault !== undefined) throw registerAltered(fault);
  return entries;
}
