import { z } from 'zod';
import type { Secret, Signer, Store, StoredDocument } from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import { isBegunAnew } from './begun-anew.ts';
import { contentName } from './canonical.ts';
import { commitSnapshot } from './commit-snapshot.ts';
import { planSnapshot } from './plan-snapshot.ts';
import { isHeadSigned, readContent, readHead, readLatest, readManifest, refuseOtherSecret } from './read-history.ts';
import { isSigned, keysNamedBy, type Signed } from './signature.ts';
import { headKey, type Manifest, type RecordValue, type WorkbookContent } from './snapshot.ts';
import { headIn, readAs } from './stored-forms.ts';

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
    const { now, misfits } = await lookedOver(store, before, (heads) => keysNamedBy(heads, signer));
    refuseMisfit(misfits);
    const kept = { keeps: 'rows', content: contentOf(now), outcomes: {}, figures: {} } as const;
    const plan = planSnapshot({ previous: latest, secret, workbook: CHECKPOINTS, kept, at, asOf });
    if (plan === null) return before!;
    if ((await commitSnapshot(store, signer, plan, latest?.version ?? null)) === 'committed')
      return { ...now, hash: plan.manifestHash, manifest: plan.manifest };
  }
}

/**
 * The newest checkpoint, for whoever makes documents: everything is looked over before the first. Null before there is one.
 * @throws Refusal as `takeCheckpoint` does
 */
export async function checkpointThatStands({ store, signer }: CheckpointPorts): Promise<Checkpoint | null> {
  const newest = await newestCheckpoint(store);
  const { misfits } = await lookedOver(store, newest, (heads) => keysNamedBy(heads, signer));
  refuseMisfit(misfits);
  return newest;
}

function refuseMisfit([misfit]: readonly Misfit[]): void {
  if (misfit !== undefined) throw new Refusal(`${misfit.says} ${PUT_BACK}`, { code: 'store-damaged' });
}

/** What follows where something does not stand as it was kept. */
export const PUT_BACK =
  'No checkpoint is signed over that, and no document is made. Put the history back from a backup.';

/**
 * The same before the day's first work, over what moved since without a document being made: so that nothing is built on a history that
 * does not go on from the checkpoint before. Nothing where one was taken on that day, and where nothing is kept yet.
 * @throws Refusal as `takeCheckpoint` does
 */
export async function takeDailyCheckpoint(ports: CheckpointPorts, moment: Moment): Promise<void> {
  const newest = await readHead(ports.store, CHECKPOINTS);
  // A clock that was ahead once left a checkpoint of a day to come.
  if (newest?.head.asOf === moment.asOf) return;
  const isAnythingKept = (await ports.store.list(headKey(''), { limit: 1 })).length > 0;
  if (isAnythingKept) await takeCheckpoint(ports, moment);
}

/** What does not stand as it was kept, in a sentence; of which workbook, or of the register where that is null. */
export interface Misfit {
  readonly workbook: string | null;
  readonly says: string;
  /** Nothing at all is left of it. */
  readonly isGone?: true;
}

type KeysOf = (heads: readonly Signed[]) => Promise<ReadonlyMap<string, string>>;

/**
 * What should not be built on, as far as can be told without walking it all: heads that no listed key signed, and what the newest
 * checkpoint covers and does not stand any more. `keysOf`: public keys (SPKI, base64) by key id.
 * @throws Refusal `newer`
 */
export async function misfitsSinceCheckpoint(store: Store, keysOf: KeysOf): Promise<Misfit[]> {
  let newest: Checkpoint | null;
  try {
    newest = await newestCheckpoint(store);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return [
      ...(await standing(store, keysOf)).misfits,
      { workbook: CHECKPOINTS, says: 'The newest checkpoint is missing or was altered.' },
    ];
  }
  return (await lookedOver(store, newest, keysOf)).misfits;
}

function isDamaged(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'store-damaged';
}

async function lookedOver(store: Store, before: Covered | null, keysOf: KeysOf) {
  const { now, register, misfits } = await standing(store, keysOf);
  const altered = new Set(misfits.map(({ workbook }) => workbook));
  const since = before === null ? [] : await misfitsSince(store, before, now, keysOf);
  const entries = await unsignedEntries(register, before, keysOf);
  return {
    now,
    misfits: [...misfits, ...entries, ...since.filter(({ workbook }) => workbook === null || !altered.has(workbook))],
  };
}

const signedForm = z.looseObject({ keyId: z.string(), signature: z.string() });

/** Entries of the register that no checkpoint covers yet, and no listed key signed. */
async function unsignedEntries(
  register: readonly StoredDocument[],
  before: Covered | null,
  keysOf: KeysOf,
): Promise<Misfit[]> {
  const news = register
    .map(({ key, value }) => ({ number: numberIn(key), entry: readAs(signedForm, value) }))
    .filter(({ number }) => before?.issued.has(number) !== true);
  const keys = await keysOf(news.flatMap(({ entry }) => entry ?? []));
  return news.flatMap(({ number, entry }) => {
    if (entry !== null && isSigned('concordat-issue-v1', entry, keys)) return [];
    const says = `Document ${number} stands in the register of documents without this alliance’s signature.`;
    return { workbook: null, says };
  });
}

/** The heads and the register as they stand, and which heads are not ours. @throws Refusal `newer` */
async function standing(store: Store, keysOf: KeysOf) {
  const documents = await store.list(headKey(''));
  const read = documents.map(({ key, value }) => ({ workbook: key.slice(headKey('').length), head: headIn(value) }));
  const keys = await keysOf(read.flatMap(({ head }) => head ?? []));
  const misfits: Misfit[] = [];
  const heads = new Map<string, CoveredHead>();
  for (const { workbook, head } of read) {
    if (head !== null && workbook !== CHECKPOINTS) heads.set(workbook, { hash: head.hash, sequence: head.sequence });
    if (head !== null && isHeadSigned(head, workbook, keys)) continue;
    const of = workbook === CHECKPOINTS ? 'checkpoint' : `snapshot of ${workbook}`;
    misfits.push({ workbook, says: `The record of which ${of} is the newest was altered.` });
  }
  const register = await store.list(ISSUED_KEYS);
  return { now: { heads, issued: hashesOf(register) }, register, misfits };
}

/** The register of all years as it stands: by document number, the SHA-256 of the entry. */
export async function issuedIn(store: Store): Promise<Map<string, string>> {
  return hashesOf(await store.list(ISSUED_KEYS));
}

function hashesOf(register: readonly StoredDocument[]): Map<string, string> {
  return new Map(register.map(({ key, value }) => [numberIn(key), contentName(value)]));
}

function numberIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function contentOf({ heads, issued }: Covered): WorkbookContent {
  return new Map<string, ReadonlyMap<string, RecordValue>>([
    [HEADS, new Map([...heads].map(([workbook, { hash, sequence }]) => [workbook, { hash, sequence }]))],
    [ISSUED, new Map([...issued].map(([number, sha256]) => [number, { sha256 }]))],
  ]);
}

/** What stands now and does not go on from a checkpoint. Walks no further back than that. */
async function misfitsSince(store: Store, before: Covered, now: Covered, keysOf: KeysOf): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const [workbook, head] of before.heads) {
    const newest = now.heads.get(workbook);
    if (newest?.hash === head.hash) continue;
    if (newest === undefined)
      misfits.push({
        workbook,
        says: `The history of ${workbook} is gone, which the last checkpoint covers.`,
        isGone: true,
      });
    else if ((await hashAt(store, newest, head.sequence)) !== head.hash) {
      const first = await hashAt(store, newest, 1);
      if (first !== null && (await isBegunAnew(store, workbook, first, keysOf))) continue;
      const says = `The history of ${workbook} does not lead to the snapshot that the last checkpoint covers.`;
      misfits.push({ workbook, says });
    }
  }
  const ofRegister = faultsInIssued(before, now.issued, 'the last checkpoint').values();
  return [...misfits, ...[...ofRegister].map((says) => ({ workbook: null, says }))];
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

/** The hash of a workbook's snapshot of that number, on the way back from a newer one; null where none is found. */
async function hashAt(store: Store, from: CoveredHead, sequence: number): Promise<string | null> {
  let [hash, at] = [from.hash, from.sequence];
  while (at > sequence) {
    const manifest = await manifestOrNone(store, hash);
    if (manifest === null || manifest.parent === null || manifest.sequence !== at) return null;
    [hash, at] = [manifest.parent.hash, at - 1];
  }
  return at === sequence ? hash : null;
}

async function manifestOrNone(store: Store, hash: string): Promise<Manifest | null> {
  try {
    return await readManifest(store, hash);
  } catch (error) {
    if (isDamaged(error)) return null;
    throw error;
  }
}

/** Whether a checkpoint covers a snapshot of a workbook: it is the head there, or the head leads to it. */
export async function covers(store: Store, { heads }: Covered, workbook: string, hash: string): Promise<boolean> {
  const head = heads.get(workbook);
  if (head === undefined) return false;
  if (head.hash === hash) return true;
  return (await hashAt(store, head, (await readManifest(store, hash)).sequence)) === hash;
}
