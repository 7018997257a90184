import type { Secret, Store } from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import { contentsOf } from './erasures.ts';
import { isKeptUnder } from './kept-blob.ts';
import { signatureHolds } from './signature.ts';
import {
  type Bucket,
  type Head,
  headKey,
  type Manifest,
  type RecordValue,
  textToSign,
  type WorkbookContent,
} from './snapshot.ts';
import { bucketForm, headIn, manifestForm, readAs } from './stored-forms.ts';

export interface Snapshot {
  readonly hash: string;
  readonly manifest: Manifest;
}

/** The newest snapshot, and the version its head was read at: what planning and committing the next one ask for. */
export interface LatestSnapshot {
  readonly head: Head;
  readonly version: string;
  readonly manifest: Manifest;
}

/** Null where the workbook has no history yet. @throws Refusal `store-damaged` or `newer`, as does everything below. */
export async function readHead(store: Store, workbook: string): Promise<{ head: Head; version: string } | null> {
  const document = await store.getDocument(headKey(workbook));
  if (document === null) return null;
  return { head: headIn(document.value) ?? damaged(), version: document.version };
}

/** Whether one of these public keys (SPKI, base64, by key id) signed a workbook's head. */
export function isHeadSigned(head: Head, workbook: string, keys: ReadonlyMap<string, string>): boolean {
  const key = keys.get(head.keyId);
  return key !== undefined && signatureHolds(key, textToSign({ ...head, workbook }, head.hash), head.signature);
}

export async function readManifest(store: Store, hash: string): Promise<Manifest> {
  const content = (await contentsOf(store, [hash])).get(hash);
  return (content && readAs(manifestForm, content.text)) ?? damaged();
}

export async function readLatest(store: Store, workbook: string): Promise<LatestSnapshot | null> {
  const found = await readHead(store, workbook);
  return found && { ...found, manifest: await readManifest(store, found.head.hash) };
}

/** The records of a snapshot, or of the sections named; a section it does not have is absent. One request, whatever the size. */
export async function readContent(
  store: Store,
  manifest: Manifest,
  sections: readonly string[] = Object.keys(manifest.sections),
): Promise<WorkbookContent> {
  const content = new Map<string, Map<string, RecordValue>>();
  const names: string[] = [];
  for (const section of sections) {
    const listed = manifest.sections[section];
    if (listed === undefined) continue;
    content.set(section, new Map());
    names.push(...Object.values(listed.buckets));
  }
  for (const bucket of await readBuckets(store, names)) {
    const records = content.get(bucket.section) ?? damaged();
    for (const [key, value] of bucket.records) records.set(key, value);
  }
  return content;
}

export async function readBuckets(
  store: Pick<Store, 'getBlobs' | 'erasureOf'>,
  names: readonly string[],
): Promise<Bucket[]> {
  const contents = await contentsOf(store, names);
  return names.map((name) => readAs(bucketForm, contents.get(name)?.text ?? '') ?? damaged());
}

/** Newest first, one request each: stop when you have seen enough. */
export async function* listSnapshots(store: Store, workbook: string): AsyncGenerator<Snapshot> {
  const found = await readHead(store, workbook);
  let hash = found?.head.hash;
  while (hash !== undefined) {
    const manifest: Manifest = await readManifest(store, hash);
    yield { hash, manifest };
    hash = manifest.parent?.hash;
  }
}

/** The newest snapshot whose checks were made for `date` or a day before it; null where the history begins later. */
export async function snapshotAsOf(store: Store, workbook: string, date: string): Promise<Snapshot | null> {
  for await (const snapshot of listSnapshots(store, workbook)) {
    if (snapshot.manifest.asOf <= date) return snapshot;
  }
  return null;
}

/** Before anything is written beside a history. @throws Refusal `newer` where a newer program wrote the newest of any workbook */
export async function refuseNewerHistory(store: Pick<Store, 'list'>): Promise<void> {
  for (const { value } of await store.list(headKey(''))) headIn(value);
}

/**
 * Under another secret every finding would be new, every acceptance lapse and every document be issued again.
 * @throws Refusal where a snapshot was not kept under this one
 */
export function refuseOtherSecret(secret: Secret, snapshot: Snapshot): void {
  if (isKeptUnder(secret, snapshot)) return;
  throw new Refusal(
    'The secret of the history is not the one that this history was kept under. Nothing was changed. Put the secret back from a ' +
      'backup; “concordat doctor” says where it belongs.',
  );
}

function damaged(): never {
  throw new Refusal(
    'Part of the kept history is missing or was altered. The workbooks are not affected. Run "concordat verify" to see which ' +
      'snapshot it concerns, then put back the store from a backup.',
    { code: 'store-damaged' },
  );
}
