import { z } from 'zod';
import type { Secret, Signer, Store, StoredDocument } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';
import { OF_CHECKPOINTS } from './checkpoint.ts';
import { type ErasedKind, type Erasure, erasureIn, erasureKey, erasuresIn } from './erasures.ts';
import { contentOf, keptBlob } from './kept-blob.ts';
import { listSnapshots } from './read-history.ts';
import { ISSUES } from './records.ts';
import { isSigned, signed } from './signature.ts';
import { type Bucket, headKey, type Manifest, type RecordValue } from './snapshot.ts';
import { bucketForm, readAs } from './stored-forms.ts';

export type KeptRecord = readonly [key: string, value: RecordValue];

/** What is to go, as it is asked of all that was kept. */
export interface ToErase {
  readonly kind: ErasedKind;
  /** A record without it; null where the whole record goes, and the very same where it does not hold it. `workbooks`: whose histories have it. */
  without(section: string, record: KeptRecord, workbooks: ReadonlySet<string>): KeptRecord | null;
  /** A text without it. */
  ofText(text: string): string;
  /** The same of what a thing is known by: two that differ still do. */
  ofKey(key: string): string;
}

export interface ErasurePorts {
  readonly store: Store;
  readonly signer: Signer;
  readonly secret: Secret;
  /** Those that are listed, by key id: only what one of them signed is followed. */
  readonly keys: ReadonlyMap<string, string>;
  /** A message of ours without what is to go, signed anew where it was signed; the very same where it does not hold it. */
  messageWithout(document: StoredDocument, ofText: (text: string) => string): string;
}

/** Records that hold it in the newest snapshot of a workbook: there it still stands. */
interface Standing {
  readonly workbook: string;
  readonly section: string;
  readonly record: KeptRecord;
}

/** A snapshot that held it. */
interface HeldIn {
  readonly workbook: string;
  readonly hash: string;
}

interface NextBlob {
  readonly old: string;
  readonly kept: { readonly name: string; readonly text: string };
  readonly removed: number;
  readonly workbooks: readonly string[];
}

/** What erasing would do. Nothing is written yet. */
export interface ErasurePlan {
  readonly kind: ErasedKind;
  readonly blobs: readonly NextBlob[];
  /** Documents of the store that hold it and are written anew without it. */
  readonly documents: readonly StoredDocument[];
  /** Keys of those that hold it and stay, as they are signed or say which file is which. */
  readonly staying: readonly string[];
  readonly standing: readonly Standing[];
  readonly snapshots: readonly HeldIn[];
  /** How many records hold it, by section. */
  readonly records: ReadonlyMap<string, number>;
}

const READ_AT_ONCE = 100;
/** Messages, and sentences by the keys of rows. What else stands in the store names workbooks, files and documents, or is signed. */
const MESSAGES = ['outbox/', 'chairs/'];
const SENTENCES = ['refused/', 'left-out/'];
const sentencesForm = z.record(z.string(), z.string());
/** Nothing that was typed stands in them: hashes, numbers and days. */
const NEVER_TYPED = ['head/', 'erased/', 'begun-anew/', 'answered/', 'awaited/'];
const NOT_TYPED = ['keyId', 'signature', 'digest', 'sha256', 'checkpoint', 'snapshots', 'hidden', 'schools', 'number', 'document', 'urn', 'asOf', 'issuedOn', 'replaces']; // biome-ignore format: one line

/**
 * Looks for what is to go in every blob and every document of the store, whether a history leads to it or not. Lists of contents hold
 * nothing that was typed: names, counts and sums. `since`: from when on an erasure of this kind counts as this one, begun before and
 * stopped, so that which snapshots held it is not forgotten.
 */
export async function planErasure(ports: ErasurePorts, erase: ToErase, since: string): Promise<ErasurePlan> {
  const { store, secret, keys } = ports;
  const names = await store.blobNames();
  const { erasures } = await erasuresIn(store, keys);
  const histories = await everySnapshot(store);
  const { usedBy, newest } = usesOf(histories, new Set(names), erasures);
  const blobs: NextBlob[] = [];
  const standing: Standing[] = [];
  const records = new Map<string, number>();
  for (let from = 0; from < names.length; from += READ_AT_ONCE) {
    const group = names.slice(from, from + READ_AT_ONCE);
    const texts = await store.getBlobs(group);
    for (const name of group) {
      const bucket = readAs(bucketForm, contentOf({ name, text: texts.get(name) }) ?? '');
      if (bucket === null || bucket.section === ISSUES || OF_CHECKPOINTS.includes(bucket.section)) continue;
      const workbooks = usedBy.get(name) ?? new Set<string>();
      const { next, removed, held } = withoutIt(bucket, erase, workbooks);
      if (held.length === 0) continue;
      records.set(bucket.section, (records.get(bucket.section) ?? 0) + held.length);
      blobs.push({ old: name, kept: keptBlob(canonicalText(next), secret), removed, workbooks: [...workbooks].sort() });
      for (const workbook of newest.get(name) ?? [])
        for (const record of held) standing.push({ workbook, section: bucket.section, record });
    }
  }
  const before = erasures.filter(({ kind, at }) => kind === erase.kind && at >= since).map(({ old }) => old);
  const gone = new Set([...blobs.map(({ old }) => old), ...before]);
  // What an erasure put there goes by the name of what was there before.
  for (let size = -1; size < gone.size; ) {
    size = gone.size;
    for (const { old, new: next } of erasures) if (gone.has(next)) gone.add(old);
  }
  const documents = (await store.list('')).filter((one) => !isOneOf(NEVER_TYPED, one));
  const written = (one: StoredDocument) => isOneOf([...MESSAGES, ...SENTENCES], one);
  return {
    kind: erase.kind,
    blobs,
    documents: documents.filter((one) => written(one) && documentWithout(ports, one, erase) !== one.value),
    staying: documents.filter((one) => !written(one) && holdsIt(one, erase)).map(({ key }) => key),
    standing,
    snapshots: [...histories.values()].flat().filter(({ buckets }) => buckets.some((name) => gone.has(name))),
    records,
  };
}

/**
 * Puts what is planned in the place of what held it: first what takes its place, then the signed word that it does, then the old goes.
 * Stopped between any two, the history reads and verifies, and doing it again ends as the first time would have.
 */
export async function carryOutErasure(
  ports: ErasurePorts,
  erase: ToErase,
  { blobs, documents }: ErasurePlan,
  by: { readonly by: string; readonly at: string },
): Promise<void> {
  const { store, signer, keys } = ports;
  for (const { old, kept, removed, workbooks } of blobs) {
    await store.putBlobs(new Map([[kept.name, kept.text]]));
    const says = { old, new: kept.name, kind: erase.kind, removed, workbooks: [...workbooks], ...by };
    await sayErased(store, keys, signed('concordat-erasure-v1', says, signer));
    await store.removeBlobs([old]);
  }
  for (const { key } of documents) {
    for (let isWritten = false; !isWritten; ) {
      const now = await store.getDocument(key);
      const value = now && documentWithout(ports, now, erase);
      if (now === null || value === now.value) break;
      isWritten = (await store.compareAndSet(key, now.version, value!)) !== null;
    }
  }
  await store.compact();
}

/** One that says the same already stands: it tells who was first. */
async function sayErased(store: Store, keys: ReadonlyMap<string, string>, erasure: Erasure): Promise<void> {
  for (;;) {
    const before = await store.getDocument(erasureKey(erasure.old));
    const stands = before && erasureIn(before.value, erasure.old);
    const isSame = stands?.new === erasure.new && stands.removed === erasure.removed;
    if (stands && isSame && isSigned('concordat-erasure-v1', stands, keys)) return;
    const key = erasureKey(erasure.old);
    if ((await store.compareAndSet(key, before?.version ?? null, canonicalText(erasure))) !== null) return;
  }
}

interface Walked extends HeldIn {
  /** The names of its buckets. */
  readonly buckets: readonly string[];
}

/** Every snapshot that a head leads to, those of a workbook newest first. A long history names the same buckets over and over. */
async function everySnapshot(store: Store): Promise<Map<string, Walked[]>> {
  const walked = new Map<string, Walked[]>();
  const known = new Map<string, string>();
  for (const { key } of await store.list(headKey(''))) {
    const workbook = key.slice(headKey('').length);
    const snapshots: Walked[] = [];
    for await (const { hash, manifest } of listSnapshots(store, workbook)) {
      const names = bucketsOf(manifest);
      for (const name of names) if (!known.has(name)) known.set(name, name);
      snapshots.push({ workbook, hash, buckets: names.map((name) => known.get(name)!) });
    }
    walked.set(workbook, snapshots);
  }
  return walked;
}

/** By the name of a blob that is there, the workbooks whose histories lead to it, and those whose newest snapshot does. */
function usesOf(
  histories: ReadonlyMap<string, readonly Walked[]>,
  there: ReadonlySet<string>,
  erasures: readonly Erasure[],
) {
  const usedBy = new Map<string, Set<string>>();
  const newest = new Map<string, Set<string>>();
  const add = (uses: Map<string, Set<string>>, name: string, workbook: string) =>
    void uses.set(name, (uses.get(name) ?? new Set()).add(workbook));
  const inPlaceOf = new Map(erasures.map((erasure) => [erasure.old, erasure.new]));
  for (const [workbook, snapshots] of histories) {
    const seen = new Set<string>();
    for (const [at, { buckets }] of snapshots.entries()) {
      for (const listed of buckets) {
        let isRead = at > 0;
        for (let name: string | undefined = listed; name !== undefined && !seen.has(name); name = inPlaceOf.get(name)) {
          seen.add(name);
          add(usedBy, name, workbook);
          if (!isRead && there.has(name)) add(newest, name, workbook);
          isRead ||= there.has(name);
        }
      }
    }
  }
  return { usedBy, newest };
}

function bucketsOf({ sections }: Manifest): string[] {
  return Object.values(sections).flatMap(({ buckets }) => Object.values(buckets));
}

function withoutIt(bucket: Bucket, erase: ToErase, workbooks: ReadonlySet<string>) {
  const held: KeptRecord[] = [];
  const records: KeptRecord[] = [];
  let removed = 0;
  for (const record of bucket.records) {
    const next = erase.without(bucket.section, record, workbooks);
    if (next !== record) held.push(record);
    if (next === null) removed += 1;
    else records.push(next);
  }
  records.sort(([one], [other]) => (one < other ? -1 : 1));
  return { next: { ...bucket, records }, removed, held };
}

/** The very same where it does not hold it. */
function documentWithout(ports: ErasurePorts, document: StoredDocument, erase: ToErase): string {
  if (isOneOf(MESSAGES, document)) return ports.messageWithout(document, erase.ofText);
  if (!isOneOf(SENTENCES, document)) return document.value;
  const sentences = readAs(sentencesForm, document.value);
  if (sentences === null) return erase.ofText(document.value);
  const without = Object.entries(sentences).map(([key, sentence]) => [erase.ofKey(key), erase.ofText(sentence)]);
  const text = canonicalText(Object.fromEntries(without));
  return text === canonicalText(sentences) ? document.value : text;
}

/** Whether it stands in one that is left as it is, in what may have been typed. */
function holdsIt({ value }: StoredDocument, { ofText }: ToErase): boolean {
  const isIn = (said: unknown, name = ''): boolean => {
    if (typeof said === 'string') return !NOT_TYPED.includes(name) && ofText(said) !== said;
    if (typeof said !== 'object' || said === null) return false;
    return Object.entries(said).some(([inside, one]) => !NOT_TYPED.includes(inside) && isIn(one, inside));
  };
  return isIn(readAs(z.unknown(), value));
}

function isOneOf(prefixes: readonly string[], { key }: StoredDocument): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix));
}
