import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { refusedRequests } from '../documents/refused-requests.ts';
import {
  AdvisedError,
  type Secret,
  type SheetsByTab,
  type Signer,
  type Store,
  type TaskQueue,
  type Workbooks,
} from '../edges/ports.ts';
import { dayInLondon } from '../figures/london-day.ts';
import { canonicalText } from '../history/canonical.ts';
import { Refusal } from '../refusal.ts';
import { type SyncOutcome, syncWorkbook } from '../sync/sync-workbook.ts';
import type { WhoseWorkbook, WorkbookKind } from '../workbooks/define-workbook.ts';
import { allDeclared, type Declared, isSchools, leansOnWorkbook } from '../workbooks/kinds.ts';
import { besideIt } from '../workbooks/other-years.ts';
import { ownerOfKey, workbookKey } from '../workbooks/workbook-key.ts';
import {
  type KnownWorkbook,
  mayBeginAnew,
  NOT_WRITTEN,
  noteCheck,
  placeOf,
  workbookAt,
  workbooksOfYear,
} from './registry.ts';
import { checkTask, publishTask } from './tasks.ts';

export interface SyncOnePorts {
  readonly registry: Store;
  /** Where an alliance's history is kept. */
  readonly storeOf: (alliance: string) => Promise<Store>;
  /** Spreadsheets of a kind. Which tabs each place has is taken from `tabs` and put there. */
  readonly workbooksOf: (kind: WorkbookKind, tabs: Map<string, SheetsByTab>) => Workbooks;
  readonly signer: Signer;
  readonly secret: Secret;
  readonly queue: TaskQueue;
  /** What may be promised at all and in which kinds of workbook: all that is declared, unless told. */
  readonly catalogue?: Declared;
}

export type SyncRound =
  | {
      readonly workbook: string;
      readonly rows: number;
      readonly open: number;
      readonly committed: boolean;
      readonly written: boolean;
      readonly enqueued: number;
      /** The check is done and what leans on it asked for, but our own tabs do not show it. */
      readonly trouble?: typeof NOT_WRITTEN;
    }
  /** Ended early for a reason that does not pass by itself: an error's code, or `unknown-workbook`. */
  | { readonly workbook: string | null; readonly trouble: string };

/**
 * The job for one workbook; then whatever leans on it is enqueued where its snapshot is one they were not told of, also when it was
 * taken by a run that was stopped.
 * @throws AdvisedError that is retryable: the same task may succeed later.
 */
export async function syncOne(place: string, ports: SyncOnePorts, now: Date): Promise<SyncRound> {
  const { registry, queue } = ports;
  const known = await workbookAt(registry, place);
  if (known === null) return { workbook: null, trouble: 'unknown-workbook' };
  const { workbook } = known;
  const tabs = new Map(known.tabs === null ? [] : [[place, known.tabs]]);
  let outcome: SyncOutcome;
  try {
    outcome = await job(known, tabs, ports, now);
  } catch (error) {
    if (!(error instanceof AdvisedError) || error.retryable) throw error;
    const trouble = troubleNow(known, error.code, now);
    // Where *Start here* is not found, the next check looks for it.
    const areTabsNew = error.code === 'not-a-workbook' && known.tabs !== null;
    if (trouble !== known.trouble || areTabsNew)
      await noteCheck(registry, place, { trouble, ...(areTabsNew && { tabs: null }) });
    return { workbook, trouble: error.code };
  }
  if (outcome.postponedPasses) throw new Refusal(outcome.postponed ?? '', { code: 'busy', retryable: true });

  const { rows, open, committed, written, snapshot, postponed, notInChecks } = outcome;
  const tasks = snapshot === known.followed ? tryingAgain(known, outcome, now) : await following(known, ports, now);
  for (const task of tasks) await queue.enqueue(task);
  const trouble = troubleNow(known, postponed === null ? null : NOT_WRITTEN, now, notInChecks);
  const found = tabs.get(place) ?? null;
  const areTabsNew = canonicalText(found) !== canonicalText(known.tabs);
  if (snapshot !== known.followed || trouble !== known.trouble || areTabsNew)
    await noteCheck(registry, place, { followed: snapshot, trouble, ...(areTabsNew && { tabs: found }) });
  const done = { workbook, rows, open: open.length, committed, written, enqueued: tasks.length };
  return postponed === null ? done : { ...done, trouble: NOT_WRITTEN };
}

/** The trouble as it is kept: one that lasts keeps the moment it began. */
function troubleNow(
  { trouble }: KnownWorkbook,
  code: string | null,
  now: Date,
  says: string | null = null,
): KnownWorkbook['trouble'] {
  if (code === null) return null;
  if (trouble?.code === code && (trouble.says ?? null) === says) return trouble;
  return { code, at: trouble?.code === code ? trouble.at : now.toISOString(), ...(says !== null && { says }) };
}

async function job(
  { place, alliance, workbook }: KnownWorkbook,
  tabs: Map<string, SheetsByTab>,
  ports: SyncOnePorts,
  now: Date,
): Promise<SyncOutcome> {
  const { storeOf, workbooksOf, signer, secret, catalogue = allDeclared } = ports;
  const workbooks = workbooksOf(ownerOfKey(workbook, catalogue.kinds)!.kind, tabs);
  const store = await storeOf(alliance);
  const moment = { at: now.toISOString(), asOf: dayInLondon(now) };
  const refusesSecondHistory = async () => !(await mayBeginAnew(ports.registry, alliance, now));
  const syncPorts = { workbooks, store, signer, secret, catalogue, refusesSecondHistory };
  return syncWorkbook(place, syncPorts, moment, (key) =>
    key === workbook
      ? null
      : 'Start here says that this is another workbook. Put the tab back from an earlier version.',
  );
}

/**
 * A workbook leads to those that lean on it; one in which documents are asked for, to those; any other to the documents that were
 * refused: what held one back may be mended now.
 */
async function following(
  { alliance, workbook }: KnownWorkbook,
  { registry, storeOf, catalogue: { kinds } = allDeclared }: SyncOnePorts,
  now: Date,
) {
  const whose = ownerOfKey(workbook, kinds)!;
  const checks = (await placesLeaningOn(whose, alliance, registry, kinds)).map((place) => checkTask(place, now));
  const publish = publishTask(alliance, whose.startYear, now);
  if (whose.kind.tabs.includes(documentsTab)) return [publish, ...checks];
  const refused = await refusedRequests(await storeOf(alliance), whose.startYear);
  return [...checks, ...(refused.size > 0 ? [publish] : [])];
}

/** What is in the way of a workbook may be gone though nothing changed in the alliance's. */
function tryingAgain({ alliance }: KnownWorkbook, { identity, areWorkbooksWaiting }: SyncOutcome, now: Date) {
  return areWorkbooksWaiting ? [publishTask(alliance, identity.startYear, now)] : [];
}

async function placesLeaningOn(
  changed: WhoseWorkbook,
  alliance: string,
  registry: Store,
  kinds: readonly WorkbookKind[],
): Promise<string[]> {
  const { kind, startYear } = changed;
  const leaning = kinds.filter(({ leansOn }) => leansOn.includes(kind.id));
  const beside = besideIt(changed).filter((other) => leansOnWorkbook(other, changed));
  const ofOtherYears = await placesOf(beside.map(workbookKey), alliance, registry);
  // Only what schools have needs the list of the year.
  if (leaning.some(isSchools)) {
    const all = await workbooksOfYear(registry, startYear, alliance);
    const ofYear = all.flatMap(({ place, workbook }) =>
      leaning.includes(ownerOfKey(workbook, kinds)!.kind) ? [place] : [],
    );
    return [...ofYear, ...ofOtherYears];
  }
  const keys = leaning.map((one) => workbookKey({ kind: one, urn: null, startYear }));
  return [...(await placesOf(keys, alliance, registry)), ...ofOtherYears];
}

async function placesOf(keys: readonly string[], alliance: string, registry: Store): Promise<string[]> {
  const places = await Promise.all(keys.map((key) => placeOf(registry, alliance, key)));
  return places.filter((place) => place !== null);
}
