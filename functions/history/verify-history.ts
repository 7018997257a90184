import { AdvisedError, type Store } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';
import { contentsOf, followingErasures } from './erasures.ts';
import type { ChainedSnapshot } from './find-snapshot.ts';
import { endedBefore, isOutOfTurn, type TrustedKeys } from './public-keys.ts';
import { signatureHolds } from './signature.ts';
import {
  type Bucket,
  dayStartAfter,
  type Head,
  headKey,
  type Manifest,
  type ParentLink,
  textToSign,
} from './snapshot.ts';
import { bucketForm, manifestForm, readAs, type SaidByHead, saidByHead } from './stored-forms.ts';

/** The first snapshot, oldest first, that does not fit. `sequence`, `at` and `hash` are null where they cannot be told. */
export interface HistoryFault {
  readonly ok: false;
  readonly sequence: number | null;
  readonly at: string | null;
  readonly hash: string | null;
  /** A plain sentence, without anything that was typed. */
  readonly reason: string;
}

/** Its head says that a newer program wrote it, and nothing here speaks against that: neither whole nor at fault, as far as can be told. */
export interface NewerHistory {
  readonly ok: null;
  /** A plain sentence that says so, and what to do. */
  readonly reason: string;
}

export type HistoryCheck =
  | { readonly ok: true; readonly snapshots: number; readonly head: string }
  | HistoryFault
  | NewerHistory;

const NEWER: NewerHistory = {
  ok: null,
  reason:
    'The head of this history says that a newer Concordat than this one wrote it. So it cannot be verified here: install the newer one, then try again.',
};
const DAMAGED_HEAD = 'The record of which snapshot is the newest is damaged.';

interface InspectedBucket extends Pick<Bucket, 'section' | 'bits'> {
  readonly keys: readonly string[];
  /** How many records were erased from it. */
  readonly removed: number;
}

/** What is kept of a snapshot while the walk goes on: a long history has no room for all its manifests. */
type Walked = Pick<Manifest, 'format' | 'schema' | 'rules' | 'sequence' | 'at' | 'asOf'> & { readonly hash: string };

/**
 * Checks a workbook's whole history: that every text is what its name promises, every record there once, every count right, every
 * snapshot signed by a trusted key, which no other had taken over from by then, and following on the one before. It needs no secret, so
 * which bucket a record belongs into it cannot tell: only whoever writes can, and nothing that is read depends on it.
 *
 * Where something was erased, what a trusted key signed for stands in its place, with as many records fewer as it says.
 *
 * The chain is walked from the newest, so the fault met last is the oldest; each bucket is read once, however many share it.
 * `passed` hears of every snapshot on the way whose list of contents is what its hash promises, so that nobody need walk again.
 * Where the store itself is damaged this history is at fault, and others can still be checked.
 */
export async function verifyHistory(
  store: Store,
  workbook: string,
  trustedKeys: TrustedKeys,
  passed: (snapshot: ChainedSnapshot) => void = () => {},
): Promise<HistoryCheck> {
  try {
    return await walkedBack(
      followingErasures(store, async () => trustedKeys),
      workbook,
      trustedKeys,
      passed,
    );
  } catch (error) {
    if (error instanceof AdvisedError && error.code === 'store-damaged')
      return fault(null, 'The store that it is kept in is damaged.');
    throw error;
  }
}

async function walkedBack(
  store: Store,
  workbook: string,
  trustedKeys: TrustedKeys,
  passed: (snapshot: ChainedSnapshot) => void,
): Promise<HistoryCheck> {
  const document = await store.getDocument(headKey(workbook));
  if (document === null) return fault(null, 'This workbook has no history.');
  const said = saidByHead(document.value);
  if (said.isNewer) return newerOrAltered(said, workbook, trustedKeys);
  const { head } = said;
  if (head === null) return fault(null, DAMAGED_HEAD);

  const inspected = new Map<string, InspectedBucket | null>();
  const present = keysPresent();
  const walked: Walked[] = [];
  let oldest: HistoryFault | null = null;
  let signedNext: string | null = null;
  for (let link: ParentLink | null = head; link !== null; ) {
    const { hash, keyId }: ParentLink = link;
    const manifest: Manifest | null = readAs(manifestForm, (await contentsOf(store, [hash])).get(hash)?.text ?? '');
    const newer = walked.at(-1);
    if (manifest === null) {
      const sequence = newer === undefined ? head.sequence : newer.sequence - 1;
      return { ...fault(null, 'Its list of contents is missing or was altered.'), sequence, hash };
    }
    const { format, schema, rules, sequence, at, asOf } = manifest;
    const snapshot = { format, schema, rules, hash, sequence, at, asOf };
    passed({ workbook, hash, sequence, at, asOf });
    const misfit = newer === undefined ? null : misfitBetween(snapshot, newer);
    if (newer !== undefined && misfit !== null) oldest = fault(newer, misfit);
    if (newer !== undefined && signedNext !== null && isOutOfTurn(keyId, signedNext, trustedKeys))
      oldest = fault(
        newer,
        `It is signed with key ${signedNext}, and the snapshot before it with one that took over from that.`,
      );
    signedNext = keyId;

    await inspectBuckets(store, manifest, inspected);
    const reason =
      faultInLinks(manifest, workbook) ??
      faultInSignature(manifest, link, trustedKeys) ??
      faultInDay(asOf, keyId, trustedKeys) ??
      faultInSections(manifest, inspected, present);
    if (reason !== null) oldest = fault(snapshot, reason);
    walked.push(snapshot);
    link = manifest.parent;
  }
  if (oldest !== null) return oldest;

  const newest = walked[0]!;
  if (document.value !== canonicalText(headAsItShouldBe(head, walked, trustedKeys))) {
    return fault(newest, 'The record of which snapshot is the newest does not agree with that snapshot.');
  }
  return { ok: true, snapshots: walked.length, head: newest.hash };
}

function fault(snapshot: Walked | null, reason: string): HistoryFault {
  const { sequence, at, hash } = snapshot ?? { sequence: null, at: null, hash: null };
  return { ok: false, sequence, at, hash, reason };
}

/**
 * The numbers that say so are signed. Where the format is ours, whoever put them there without the key is found out; and so is a head
 * of ours in which the number of the format alone was changed.
 */
function newerOrAltered(
  { isOtherFormat, head }: SaidByHead,
  workbook: string,
  trustedKeys: TrustedKeys,
): HistoryFault | NewerHistory {
  if (head === null) return isOtherFormat ? NEWER : fault(null, DAMAGED_HEAD);
  const isSignedInOurs = faultInSignature({ ...head, workbook }, head, trustedKeys) === null;
  if (isSignedInOurs !== isOtherFormat) return NEWER;
  return fault(
    null,
    'The record of which snapshot is the newest says that a newer Concordat wrote it, and no trusted key signed that: it was altered.',
  );
}

function misfitBetween(older: Walked, newer: Walked): string | null {
  if (newer.sequence !== older.sequence + 1) return 'Its number does not follow the number of the snapshot before it.';
  return newer.at < older.at ? 'It says it was taken earlier than the snapshot before it.' : null;
}

function faultInLinks(manifest: Manifest, workbook: string): string | null {
  if (manifest.workbook !== workbook) return 'It is a snapshot of another workbook.';
  const isFirst = manifest.sequence === 1;
  return isFirst === (manifest.parent === null)
    ? null
    : 'Its number does not agree with where it stands in the history.';
}

function faultInSignature(
  manifest: Parameters<typeof textToSign>[0],
  link: ParentLink,
  trustedKeys: TrustedKeys,
): string | null {
  const publicKey = trustedKeys.get(link.keyId);
  if (publicKey === undefined) return 'It is signed with a key that is not trusted here.';
  const holds = signatureHolds(publicKey, textToSign(manifest, link.hash), link.signature);
  return holds ? null : 'Its signature does not hold.';
}

/** What a key signs ends with the one that took over: whoever keeps a copy of the older may sign on with it. */
function faultInDay(asOf: string, keyId: string, trustedKeys: TrustedKeys): string | null {
  const end = endedBefore(asOf, keyId, trustedKeys);
  return end && `It is signed with key ${keyId}, which ${end.by} had taken over from by then.`;
}

function faultInSections(
  manifest: Manifest,
  inspected: ReadonlyMap<string, InspectedBucket | null>,
  present: ReturnType<typeof keysPresent>,
): string | null {
  for (const [section, { count, buckets }] of Object.entries(manifest.sections)) {
    const inside: InspectedBucket[] = [];
    for (const [bits, name] of Object.entries(buckets)) {
      const bucket = inspected.get(name);
      if (bucket?.section !== section || bucket.bits !== bits) return `Part of "${section}" is missing or was altered.`;
      inside.push(bucket);
    }
    const found = inside.reduce((sum, { keys, removed }) => sum + keys.length + removed, 0);
    if (found !== count) return `It lists ${count} records of "${section}" and holds ${found}.`;
    if (present.repeatsIn(section, inside)) return `It holds a record of "${section}" twice.`;
  }
  return null;
}

/**
 * Whether a key stands in two buckets of a section. From one snapshot to the next few buckets differ, and only the keys of those are
 * looked at.
 */
function keysPresent() {
  const sections = new Map<
    string,
    { buckets: ReadonlySet<InspectedBucket>; times: Map<string, number>; twice: number }
  >();
  return {
    repeatsIn(section: string, inside: readonly InspectedBucket[]): boolean {
      const {
        buckets: before,
        times,
        twice,
      } = sections.get(section) ?? { buckets: new Set(), times: new Map(), twice: 0 };
      const now = new Set(inside);
      let repeated = twice;
      for (const bucket of before.difference(now)) {
        for (const key of bucket.keys) {
          const left = times.get(key)! - 1;
          if (left === 0) times.delete(key);
          else times.set(key, left);
          if (left === 1) repeated -= 1;
        }
      }
      for (const bucket of now.difference(before)) {
        for (const key of bucket.keys) {
          const more = (times.get(key) ?? 0) + 1;
          times.set(key, more);
          if (more === 2) repeated += 1;
        }
      }
      sections.set(section, { buckets: now, times, twice: repeated });
      return repeated > 0;
    },
  };
}

async function inspectBuckets(
  store: Store,
  manifest: Manifest,
  inspected: Map<string, InspectedBucket | null>,
): Promise<void> {
  const names = Object.values(manifest.sections).flatMap((section) => Object.values(section.buckets));
  const unseen = names.filter((name) => !inspected.has(name));
  if (unseen.length === 0) return;
  const contents = await contentsOf(store, unseen);
  for (const name of unseen) {
    const { text, removed } = contents.get(name) ?? { text: '', removed: 0 };
    inspected.set(name, inspect(readAs(bucketForm, text), removed));
  }
}

/** Null for a bucket that is damaged, or whose records do not stand in it each once, in order of their keys. */
function inspect(bucket: Bucket | null, removed: number): InspectedBucket | null {
  if (bucket === null) return null;
  const keys = bucket.records.map(([key]) => key);
  const inOrder = keys.every((key, i) => i === 0 || keys[i - 1]! < key);
  return inOrder ? { section: bucket.section, bits: bucket.bits, keys, removed } : null;
}

function headAsItShouldBe(head: Head, walked: readonly Walked[], trustedKeys: TrustedKeys) {
  const dayStart = walked.reduceRight<string | null>((before, snapshot, i) => {
    const parent = walked[i + 1];
    return parent === undefined ? null : dayStartAfter({ ...parent, dayStart: before }, snapshot.asOf);
  }, null);
  return {
    ...walked[0]!,
    signature: head.signature,
    keyId: head.keyId,
    publicKey: trustedKeys.get(head.keyId)!,
    dayStart,
  };
}
