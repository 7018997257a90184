import type { Secret, Signer, Store } from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import { contentName } from './canonical.ts';
import { commitSnapshot } from './commit-snapshot.ts';
import { planSnapshot } from './plan-snapshot.ts';
import { readContent, readHead, readLatest, readManifest, refuseOtherSecret } from './read-history.ts';
import { keysNamedBy, type Signed, signatureHolds } from './signature.ts';
import { headKey, type Manifest, type RecordValue, textToSign, type WorkbookContent } from './snapshot.ts';
import { headIn } from './stored-forms.ts';

/**
 * The history of the histories: each of its snapshots is a checkpoint, one signed record of every workbook's head and every entry of
 * the register. No workbook has this key.
 */
export const CHECKPOINTS = 'checkpoints';
/** Sections of a checkpoint: heads by workbook, and entries of the register of all years by number. */
const HEADS = 'heads';
const ISSUED = 'issued';
export const OF_CHECKPOINTS: readonly string[] = [HEADS, ISSUED];
/** Where the register stands: a document of the store for each entry. */
export const ISSUED_KEYS = 'issued/';

/** The newest snapshot of a workbook when a checkpoint was taken: at least that, as heads are read one after another. */
export interface CoveredHead {
  readonly hash: string;
  readonly sequence: number;
}

/** All that a checkpoint vouches for. */
export interface Covered {
  readonly heads: ReadonlyMap<string, CoveredHead>;
  /** By document number, the SHA-256 of its entry in the register, whole as it is stored. */
  readonly issued: ReadonlyMap<string, string>;
}

export interface Checkpoint extends Covered {
  readonly hash: string;
  readonly manifest: Manifest;
}

export interface CheckpointPorts {
  readonly store: Store;
  readonly signer: Signer;
  readonly secret: Secret;
}

/** When a checkpoint is taken: the instant in UTC with milliseconds, and the day in London. */
interface Moment {
  readonly at: string;
  readonly asOf: string;
}

/** The newest checkpoint; null before the first. @throws Refusal `store-damaged` or `newer` */
export async function newestCheckpoint(store: Store): Promise<Checkpoint | null> {
  const latest = await readLatest(store, CHECKPOINTS);
  return latest && readCheckpoint(store, latest.head.hash, latest.manifest);
}

/** What a checkpoint covers. @throws Refusal `store-damaged` */
export async function readCheckpoint(store: Store, hash: string, manifest: Manifest): Promise<Checkpoint> {
  const content = await readContent(store, manifest);
  const heads = [...(content.get(HEADS) ?? [])].map(([workbook, head]): [string, CoveredHead] => [
    workbook,
    { hash: String(head['hash']), sequence: Number(head['sequence']) },
  ]);
  const issued = [...(content.get(ISSUED) ?? [])].map(([number, entry]): [string, string] => [
    number,
    String(entry['sha256']),
  ]);
  return { hash, manifest, heads: new Map(heads), issued: new Map(issued) };
}

/**
 * Signs one record of all that is kept now, following on the checkpoint before; where nothing has moved since, that one stands and
 * nothing is written. What has gone from the history since, or stands there unsigned, is not signed anew.
 * @throws Refusal `store-damaged` where the histories or the register do not go on from the checkpoint before
 */
export async function takeCheckpoint(ports: CheckpointPorts, { at, asOf }: Moment): Promise<Checkpoint> {
  const { store, signer, secret } = ports;
  for (;;) {
    const latest = await readLatest(store, CHECKPOINTS);
    const before = latest && (await readCheckpoint(store, latest.head.hash, latest.manifest));
    if (before !== null) refuseOtherSecret(secret, before);
    const { now, faults } = await standing(store, (heads) => keysNamedBy(heads, signer));
    const fault = faults[0] ?? (before && (await faultsSince(store, before, now))[0]);
    if (fault) throw new Refusal(`${fault} ${PUT_BACK}`, { code: 'store-damaged' });
    const kept = { keeps: 'rows', content: contentOf(now), outcomes: {}, figures: {} } as const;
    const plan = planSnapshot({ previous: latest, secret, workbook: CHECKPOINTS, kept, at, asOf });
    if (plan === null) return before!;
    if ((await commitSnapshot(store, signer, plan, latest?.version ?? null)) === 'committed')
      return { ...now, hash: plan.manifestHash, manifest: plan.manifest };
  }
}

const PUT_BACK = 'No checkpoint is signed over that, and no document is made. Put the history back from a backup.';

/**
 * The same before the day's first work, over what moved since without a document being made: so that nothing is built on a history that
 * does not go on from the checkpoint before. Nothing where one was taken on that day, and where nothing is kept yet.
 * @throws Refusal as `takeCheckpoint` does
 */
export async function takeDailyCheckpoint(ports: CheckpointPorts, moment: Moment): Promise<void> {
  const newest = await readHead(ports.store, CHECKPOINTS);
  if (newest !== null && newest.head.asOf >= moment.asOf) return;
  const isAnythingKept = (await ports.store.list(headKey(''), { limit: 1 })).length > 0;
  if (isAnythingKept) await takeCheckpoint(ports, moment);
}

/**
 * Why nothing should be built on what is kept, as far as can be told without walking it all: heads that no listed key signed, and what the
 * newest checkpoint covers and does not stand any more. `keys`: public keys (SPKI, base64) by key id.
 * @throws Refusal `newer`
 */
export async function faultsSinceCheckpoint(store: Store, keys: ReadonlyMap<string, string>): Promise<string[]> {
  const before = await newestCheckpoint(store);
  const { now, faults } = await standing(store, async () => keys);
  return before === null || faults.length > 0 ? faults : faultsSince(store, before, now);
}

/** The heads and the register as they stand, and which heads are not ours. @throws Refusal `newer` */
async function standing(store: Store, keysOf: (heads: readonly Signed[]) => Promise<ReadonlyMap<string, string>>) {
  const documents = (await store.list(headKey(''))).filter(({ key }) => key !== headKey(CHECKPOINTS));
  const read = documents.map(({ key, value }) => ({ workbook: key.slice(headKey('').length), head: headIn(value) }));
  const keys = await keysOf(read.flatMap(({ head }) => head ?? []));
  const faults: string[] = [];
  const heads = new Map<string, CoveredHead>();
  for (const { workbook, head } of read) {
    const key = head === null ? undefined : keys.get(head.keyId);
    const isOurs =
      key !== undefined && signatureHolds(key, textToSign({ ...head!, workbook }, head!.hash), head!.signature);
    if (head !== null) heads.set(workbook, { hash: head.hash, sequence: head.sequence });
    if (!isOurs) faults.push(`The record of which snapshot of ${workbook} is the newest was altered.`);
  }
  return { now: { heads, issued: await issuedIn(store) }, faults };
}

/** The register of all years as it stands: by document number, the SHA-256 of the entry. */
export async function issuedIn(store: Store): Promise<Map<string, string>> {
  const entries = await store.list(ISSUED_KEYS);
  return new Map(entries.map(({ key, value }) => [key.slice(key.lastIndexOf('/') + 1), contentName(value)]));
}

function contentOf({ heads, issued }: Covered): WorkbookContent {
  return new Map<string, ReadonlyMap<string, RecordValue>>([
    [HEADS, new Map([...heads].map(([workbook, { hash, sequence }]) => [workbook, { hash, sequence }]))],
    [ISSUED, new Map([...issued].map(([number, sha256]) => [number, { sha256 }]))],
  ]);
}

/** Why what stands now does not go on from a checkpoint, a sentence each; none where it does. Walks no further back than that. */
async function faultsSince(store: Store, before: Covered, now: Covered): Promise<string[]> {
  const faults: string[] = [];
  for (const [workbook, head] of before.heads) {
    const newest = now.heads.get(workbook);
    if (newest?.hash === head.hash) continue;
    if (newest === undefined) faults.push(`The history of ${workbook} is gone, which the last checkpoint covers.`);
    else if ((await hashAt(store, newest, head.sequence)) !== head.hash)
      faults.push(`The history of ${workbook} does not lead to the snapshot that the last checkpoint covers.`);
  }
  return [...faults, ...faultsInIssued(before, now.issued, 'the last checkpoint').values()];
}

/** What a checkpoint covers of the register and does not stand there unchanged: a sentence for each document, by its number. */
export function faultsInIssued(
  { issued }: Pick<Covered, 'issued'>,
  now: ReadonlyMap<string, string>,
  checkpoint: string,
): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  for (const [number, sha256] of issued) {
    const entry = now.get(number);
    if (entry === sha256) continue;
    const became = entry === undefined ? 'is gone from' : 'was altered in';
    faults.set(number, `Document ${number} ${became} the register of documents: ${checkpoint} covers it.`);
  }
  return faults;
}

/** The hash of a workbook's snapshot of that number, on the way back from a newer one; null where there is none. */
async function hashAt(store: Store, from: CoveredHead, sequence: number): Promise<string | null> {
  let [hash, at] = [from.hash, from.sequence];
  while (at > sequence) {
    const { parent, sequence: own }: Manifest = await readManifest(store, hash);
    if (parent === null || own !== at) return null;
    [hash, at] = [parent.hash, at - 1];
  }
  return at === sequence ? hash : null;
}

/** Whether a checkpoint covers a snapshot of a workbook: it is the head there, or the head leads to it. */
export async function covers(store: Store, { heads }: Covered, workbook: string, hash: string): Promise<boolean> {
  const head = heads.get(workbook);
  if (head === undefined) return false;
  if (head.hash === hash) return true;
  return (await hashAt(store, head, (await readManifest(store, hash)).sequence)) === hash;
}
