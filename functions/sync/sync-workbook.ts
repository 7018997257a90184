import { checksBeside } from '../../sheets-schema/core-settings.ts';
import type { OwnSheet } from '../../sheets-schema/sheet.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { refusedRequests } from '../documents/refused-requests.ts';
import { faultInRegister, registerAltered, registerOf } from '../documents/register.ts';
import {
  type AdvisedError,
  EdgeError,
  type Mailer,
  type Secret,
  type Signer,
  type Store,
  type Workbooks,
} from '../edges/ports.ts';
import { commitSnapshot } from '../history/commit-snapshot.ts';
import { planSnapshot } from '../history/plan-snapshot.ts';
import { readLatest, refuseOtherSecret } from '../history/read-history.ts';
import { latestRecords } from '../history/records.ts';
import { keysNamedBy } from '../history/signature.ts';
import type { ByNewerRules, Manifest } from '../history/snapshot.ts';
import { type CheckedWorkbook, checkWorkbook, type RuleOutcome } from '../protocols/check.ts';
import { exceptionsFor } from '../protocols/exceptions.ts';
import type { Finding } from '../protocols/finding.ts';
import type { PlaceFault } from '../protocols/place-faults.ts';
import { Refusal } from '../refusal.ts';
import { tell } from '../telling/tell.ts';
import { addTabs, NONE_ADDED } from '../workbooks/add-tabs.ts';
import { type OwnTabs, openChecksBeside, withoutLinksAway } from '../workbooks/checks-beside.ts';
import { CHECKS, ISSUED } from '../workbooks/define-workbook.ts';
import { findTab, identifyWorkbook, lostTabs, type WorkbookIdentity } from '../workbooks/identify-workbook.ts';
import { allDeclared, type Declared, readsAlliance } from '../workbooks/kinds.ts';
import { planChecks } from '../workbooks/own-tabs/checks.ts';
import { parseWorkbook } from '../workbooks/parse-workbook.ts';
import { situationAsRead } from '../workbooks/situation-of.ts';
import { wasChecked } from '../workbooks/was-checked.ts';
import { allianceKey, workbookKey } from '../workbooks/workbook-key.ts';
import { wasSeen } from '../workbooks/workbook-places.ts';
import { keeperOf } from './keeper-of.ts';
import { differByNewerRules, titled } from './newer-rules.ts';
import { figuresKept } from './snapshot-content.ts';
import { recipientOf, writeBackPlan } from './write-back.ts';

const MOST_TRIES = 5;
const CHECKS_MISSING =
  'The tab Checks is missing, so findings cannot be shown in the workbook. Put the tab back from an earlier copy.';
const CHECKS_NOT_WRITTEN = 'The tab Checks could not be brought up to date, so it does not say what each one is.';

export interface SyncPorts {
  readonly workbooks: Workbooks;
  readonly store: Store;
  readonly signer: Signer;
  readonly secret: Secret;
  readonly mailer: Mailer;
  /** A workbook that was checked before, and of which nothing is kept here, has a history elsewhere: no second one is begun. */
  readonly refusesSecondHistory?: boolean;
  /** Where the Checks of a workbook go that stand beside it; absent where workbooks have no such place. */
  readonly checksPlace?: (place: string) => string;
  /** What may be promised at all and in which kinds of workbook: all that is declared, unless told. */
  readonly catalogue?: Declared;
}

export interface SyncMoment {
  /** The instant of the check: UTC with milliseconds. */
  readonly at: string;
  /** The day the promises are checked for, in London. */
  readonly asOf: string;
}

export interface SyncOutcome {
  readonly identity: WorkbookIdentity;
  /** Without words where only sums are kept: what was found stands in the workbook alone. */
  readonly findings: readonly Finding[];
  readonly open: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
  readonly rows: number;
  /** The newest snapshot's hash; null where nothing was ever kept. */
  readonly snapshot: string | null;
  /** A new snapshot was taken. */
  readonly committed: boolean;
  /** Our tabs were rewritten. */
  readonly written: boolean;
  /** What could not be done now, for the coordinator: why the tabs could not be rewritten, which the next check does, or a message told. */
  readonly postponed: string | null;
  /** The reason passes by itself. */
  readonly postponedPasses: boolean;
  /** Why a message was not delivered; it is kept, and the next check delivers it. */
  readonly undelivered: AdvisedError | null;
}

/**
 * The whole job for one workbook. Done twice it changes nothing the second time; two at once are harmless, as one of them finds
 * the head moved and starts again. `refuse` may answer a workbook by name with a sentence saying why it is left alone; `misplaced` is
 * what is wrong with where the workbooks of an alliance stand, for its own to say.
 * @throws AdvisedError when the workbook or the store cannot be used; `not-a-workbook` when it is not one of ours.
 */
export async function syncWorkbook(
  place: string,
  ports: SyncPorts,
  moment: SyncMoment,
  refuse: (workbook: string) => string | null = () => null,
  misplaced: readonly PlaceFault[] = [],
): Promise<SyncOutcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(place, ports, moment, refuse, misplaced);
    if (outcome !== 'start-again') return outcome;
    if (tries === MOST_TRIES) {
      const advice = 'The workbook keeps changing while it is being checked. It is checked again when it rests.';
      throw new Refusal(advice, { code: 'changed-meanwhile', retryable: true });
    }
  }
}

async function attempt(
  place: string,
  { store, signer, secret, mailer, workbooks, checksPlace, refusesSecondHistory, catalogue = allDeclared }: SyncPorts,
  { at, asOf }: SyncMoment,
  refuse: (workbook: string) => string | null,
  misplaced: readonly PlaceFault[],
): Promise<SyncOutcome | 'start-again'> {
  // 1 read
  const read = await workbooks.read(place);
  const identity = identifyWorkbook(read.tabs, catalogue);
  if ('unknown' in identity) throw new Refusal(identity.unknown, { code: 'not-a-workbook' });
  const workbook = workbookKey(identity);
  const refusal = refuse(workbook);
  if (refusal !== null) throw new Refusal(refusal);
  const latest = await readLatest(store, workbook);
  if (latest === null && refusesSecondHistory && wasChecked(read.tabs)) throw secondHistory();
  const lost = lostTabs(identity.kind, read.tabs, latest?.manifest ?? null, catalogue);
  const reading = lost.length > 0 && workbooks.lookFor ? await workbooks.lookFor(place, lost) : read;
  const ofAlliance = allianceKey(identity.startYear);
  const alliance = readsAlliance(identity.kind) ? await latestRecords(store, ofAlliance) : null;
  if (readsAlliance(identity.kind) && alliance === null && latest !== null && refusesSecondHistory)
    if (await wasSeen(store, ofAlliance)) throw allianceLost();
  if (latest !== null) refuseOtherSecret(secret, { ...latest, hash: latest.head.hash });
  // A workbook that is new must not begin under another secret than those that are there.
  if (alliance !== null) refuseOtherSecret(secret, alliance);

  // 2 parse
  const all = parseWorkbook(identity, reading.tabs, alliance?.rows ?? null, catalogue);
  const isBeside = all.settings.held(checksBeside).value && checksPlace !== undefined;
  // A workbook with its Checks beside it is not written in.
  const added = isBeside
    ? NONE_ADDED
    : await addTabs(workbooks, place, identity, reading, all.settings, alliance, latest?.manifest ?? null, catalogue);
  if (added.readAgain) return 'start-again';
  const parsed = all.parsed.filter(({ tab, found }) => found || !added.notYet.includes(tab));
  const situation = situationAsRead({ ...all, parsed }, alliance, asOf, catalogue);
  const ownTabs: OwnTabs = isBeside
    ? await openChecksBeside(checksPlace(place), identity, reading, workbooks, catalogue)
    : { ...reading, place, lacking: null };

  // 3 check
  const { tabs } = reading;
  const keeper = keeperOf({ store, secret, latest, workbook, kind: identity.kind, parsed, tabs, catalogue });
  const gone = await keeper.goneSince(asOf);
  const refused = situation.isOwn(documentsTab) ? await refusedRequests(store, identity.startYear) : new Map();
  const checked = (day: string, goneSince: typeof gone, said: ByNewerRules | null) => {
    const sources = { parsed, gone: goneSince, refused, misplaced, byNewerRules: titled(said, catalogue) };
    return checkWorkbook({ ...situation, asOf: day }, sources, secret, catalogue);
  };
  const saidBefore = latest?.manifest.byNewerRules ?? null;
  const now = checked(asOf, gone, saidBefore);
  const saidNow = await differByNewerRules({
    store,
    keeper,
    latest,
    catalogue,
    now,
    asOf,
    asOfThen: async (day) => checked(day, await keeper.goneSince(day), null),
    alliance,
  });

  // 4 plan
  const issues = identity.kind.ownTabs.includes(ISSUED)
    ? await registerToSign(store, signer, identity.startYear, latest?.manifest ?? null)
    : null;
  const planned = async ({ findings, outcomes }: CheckedWorkbook, said: ByNewerRules | null) => {
    const carried = await keeper.carriedOver(outcomes);
    const checks = planChecks(findTab(ownTabs.tabs, CHECKS), {
      findings,
      notChecked: carried.isNotChecked,
      asOf,
      secret,
      coordinators: identity.kind.owner.decides,
      packs: catalogue.packs,
      exceptionTo: exceptionsFor(situation),
    });
    const plan = planSnapshot({
      previous: latest,
      secret,
      workbook,
      kept: carried.kept({
        findings,
        answers: checks.answers,
        figures: figuresKept(situation, checks.open, catalogue.packs),
        issues,
      }),
      leansOn: alliance?.hash ?? null,
      byNewerRules: said,
      at,
      asOf,
    });
    return { findings, outcomes, checks, plan };
  };
  const asSaid =
    saidNow === null ? await planned(now, saidBefore) : await planned(checked(asOf, gone, saidNow), saidNow);
  // What was said before stands until there is another snapshot.
  const isOver = asSaid.plan !== null && saidNow === null && saidBefore !== null;
  const { findings, outcomes, checks, plan } = isOver ? await planned(checked(asOf, gone, null), null) : asSaid;

  const lastChange = plan?.manifest.at ?? latest?.manifest.at ?? at;
  // Before anything is written, as it reads the histories of others, which may be a newer program's.
  const sheets = await writeBackPlan({
    store,
    identity,
    situation,
    tabs: ownTabs.tabs,
    parsed,
    checks,
    outcomes,
    alliance,
    issues,
    lastChange,
    catalogue,
  });

  // 5 commit
  if (plan !== null && (await commitSnapshot(store, signer, plan, latest?.version ?? null)) === 'someone-was-first')
    return 'start-again';

  // 6 write back
  const back = await writeBack(workbooks, ownTabs, sheets);
  if (back === 'start-again') return 'start-again';

  // 7 tell
  const missing = findTab(ownTabs.tabs, CHECKS) ? null : CHECKS_MISSING;
  const isNotSaid = back.later !== null && !back.passes && sheets.some(({ title }) => title === CHECKS);
  const why = isNotSaid ? back.later : ownTabs.lacking;
  const recipient = { workbook, ...recipientOf(identity, situation) };
  const notInChecks = why === null ? missing : `${CHECKS_NOT_WRITTEN} ${why}`;
  const open = keeper.told(checks.open);
  const undelivered = await tell(store, mailer, recipient, open, asOf, notInChecks);

  const count = parsed.reduce((total, tab) => total + tab.rows.length + tab.unusable.length, 0);
  return {
    identity,
    findings: keeper.told(findings),
    open,
    outcomes,
    rows: count,
    snapshot: plan?.manifestHash ?? latest?.head.hash ?? null,
    committed: plan !== null,
    written: back.written,
    postponed: back.later ?? added.why ?? ownTabs.lacking ?? missing,
    postponedPasses: back.passes || added.passes,
    undelivered,
  };
}

function secondHistory(): Refusal {
  const advice =
    'This workbook was checked before, and nothing of that is kept here. Put the history back from a backup. Where there is none, ' +
    '“concordat start --new-history” begins a new one.';
  return new Refusal(advice);
}

/** Without the alliance's rows a school would be told of breaches that were answered, and the history would keep them. */
function allianceLost(): Refusal {
  const advice =
    'Nothing is kept here any more of the alliance’s workbook, without which this one is not checked. Put the history back from a ' +
    'backup. Where there is none, “concordat start --new-history” begins a new one.';
  return new Refusal(advice);
}

/** What a snapshot would make signed truth: a register that was altered outside stops the check. @throws Refusal `store-damaged` */
async function registerToSign(store: Store, signer: Signer, startYear: number, newest: Manifest | null) {
  const entries = await registerOf(store, startYear);
  const fault = await faultInRegister(store, entries, newest, await keysNamedBy(entries, signer));
  if (fault !== null) throw registerAltered(fault);
  return entries;
}

/** At most one request, and none when nothing changed. An open workbook is left alone: what is new goes in after it is closed. */
async function writeBack(workbooks: Workbooks, ownTabs: OwnTabs, sheets: readonly OwnSheet[]) {
  if (sheets.length === 0) return { written: false, later: null, passes: false };
  try {
    await workbooks.replaceOwnSheets(ownTabs.place, ownTabs.version, withoutLinksAway(sheets, ownTabs));
    return { written: true, later: null, passes: false };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    if (error.code === 'changed-meanwhile') return 'start-again';
    return { written: false, later: error.advice, passes: error.retryable };
  }
}
