import { randomUUID } from 'node:crypto';
import type { DocumentSnapshot, Firestore, Settings, Timestamp } from '@google-cloud/firestore';
import { packed, unpacked } from '../packed.ts';
import { EdgeError, type Store, type StoredDocument } from '../ports.ts';
import { ALREADY_EXISTS, faultOfFirestore, isPreconditionFault, statusOf, withinPatience } from './firestore-errors.ts';

const MIB = 1024 * 1024;
/** What a document costs besides its text: a path with two ids, its key, and what wraps them. */
const DOCUMENT_ROOM = 8 * 1024;
/** Firestore takes documents of 1 MiB, names and all. */
const TEXT_BYTES = MIB - DOCUMENT_ROOM;
/** Firestore takes requests of 10 MiB, its emulator of 4. */
const COMMIT_BYTES = 3.5 * MIB;
/** As many documents as make an answer of 10 MiB at most. */
const READ_AT_ONCE = 10;
const REMOVED_AT_ONCE = 400;
const ID_BYTES = 1500;
const PATIENCE_MS = 60_000;
const LAST_CHARACTER = '\u{10FFFF}';

type FirestoreStoreOptions = ({ readonly firestore: Firestore } | { readonly settings: Settings }) & {
  /** Whose store it is: any number of alliances share a database and do not see one another. */
  readonly root: string;
  /** How long one request may take, in milliseconds. */
  readonly patience?: number;
};

/**
 * The store as documents below `alliances/<root>`. A client that is handed in stays open when the store is closed. The client is
 * loaded here and not before, as loading it takes longer than most functions run. @throws EdgeError, as do all its methods
 */
export async function openFirestoreStore({
  root,
  patience = PATIENCE_MS,
  ...given
}: FirestoreStoreOptions): Promise<Store> {
  // By its default, which is there however the program was bundled.
  const { Firestore, Timestamp } = (await import('@google-cloud/firestore')).default;
  const firestore = 'firestore' in given ? given.firestore : new Firestore(given.settings);
  const ours = firestore.collection('alliances').doc(idOf(root));
  const blobs = ours.collection('blobs');
  const documents = ours.collection('documents');

  async function asked<T>(work: Promise<T>): Promise<T> {
    try {
      return await withinPatience(patience, work);
    } catch (error) {
      throw faultOfFirestore(error);
    }
  }

  /** All at once, but for those that are there already: these never change. */
  async function create(added: readonly PackedBlob[]): Promise<void> {
    if (added.length === 0) return;
    const batch = firestore.batch();
    for (const [name, packed] of added) batch.create(blobs.doc(idOf(name)), { packed });
    try {
      await withinPatience(patience, batch.commit());
    } catch (error) {
      if (statusOf(error) !== ALREADY_EXISTS) throw faultOfFirestore(error);
      const refs = added.map(([name]) => blobs.doc(idOf(name)));
      const there = await asked(firestore.getAll(...refs, { fieldMask: [] }));
      await create(added.filter((_, i) => !there[i]!.exists));
    }
  }

  return {
    async putBlobs(added) {
      for (const commit of inCommits(added)) await create(commit);
    },

    async getBlobs(names) {
      const found = new Map<string, string>();
      const wanted = [...new Set(names)];
      for (let from = 0; from < wanted.length; from += READ_AT_ONCE) {
        const group = wanted.slice(from, from + READ_AT_ONCE);
        const snapshots = await asked(firestore.getAll(...group.map((name) => blobs.doc(idOf(name)))));
        for (const [i, snapshot] of snapshots.entries()) {
          const text = snapshot.exists ? unpacked(bytesIn(snapshot)) : null;
          if (text !== null) found.set(group[i]!, text);
        }
      }
      return found;
    },

    async blobNames() {
      const { docs } = await asked(blobs.select().get());
      return docs.map(({ id }) => keyOf(id));
    },

    async removeBlobs(names) {
      for (let from = 0; from < names.length; from += REMOVED_AT_ONCE) {
        const batch = firestore.batch();
        for (const name of names.slice(from, from + REMOVED_AT_ONCE)) batch.delete(blobs.doc(idOf(name)));
        await asked(batch.commit());
      }
    },

    /** Nothing of ours is left: what Google keeps besides is its backups, and they lapse. */
    async compact() {},

    async getDocument(key) {
      const snapshot = await asked(documents.doc(idOf(key)).get());
      return snapshot.exists ? storedDocument(snapshot) : null;
    },

    /**
     * Each write carries a mark of its own. When an answer is lost, the client asks again and is told that the document has moved
     * on, by its own first try; so before anyone else is said to have been first, the document is read back, and the mark tells
     * whose write it holds. The mark also makes a write of the same value a change, which Firestore otherwise would not count.
     */
    async compareAndSet(key, expected, value) {
      const document = documents.doc(idOf(key));
      // Ids cannot be listed backwards; a field can.
      const fields = { key, value: fitting(value), write: randomUUID() };
      try {
        const write =
          expected === null
            ? document.create(fields)
            : document.update(fields, { lastUpdateTime: new Timestamp(...timeIn(expected)) });
        return versionOf((await withinPatience(patience, write)).writeTime);
      } catch (error) {
        const found = await withinPatience(patience, document.get()).catch(() => {
          throw faultOfFirestore(error);
        });
        if (found.get('write') === fields.write) return versionOf(found.updateTime!);
        if (isPreconditionFault(error)) return null;
        throw faultOfFirestore(error);
      }
    },

    async list(prefix, { limit, newestFirst = false } = {}) {
      const query = documents
        .where('key', '>=', prefix)
        .where('key', '<=', prefix + LAST_CHARACTER)
        .orderBy('key', newestFirst ? 'desc' : 'asc');
      const { docs } = await asked((limit === undefined ? query : query.limit(limit)).get());
      return docs.map(storedDocument);
    },

    async close() {
      if ('settings' in given) await asked(firestore.terminate());
    },
  };
}

type PackedBlob = readonly [name: string, packed: Buffer];

/** Blobs in their order, in commits that each fit a request. */
function inCommits(blobs: ReadonlyMap<string, string>): PackedBlob[][] {
  const commits: PackedBlob[][] = [];
  let room = 0;
  for (const [name, text] of blobs) {
    const blob = packed(fitting(text));
    const bytes = blob.length + DOCUMENT_ROOM;
    if (bytes > room) {
      commits.push([]);
      room = COMMIT_BYTES;
    }
    room -= bytes;
    commits.at(-1)!.push([name, blob]);
  }
  return commits;
}

/** @throws EdgeError `too-large` */
function fitting(text: string): string {
  if (Buffer.byteLength(text) <= TEXT_BYTES) return text;
  throw new EdgeError('too-large', 'Something is too large for the store to keep: it takes just under 1 MiB at once.');
}

/** A key as an id, which may hold no slash, be dots alone, begin with two underscores or be empty. No two keys share one. */
function idOf(key: string): string {
  const id = `k${key.replace(/[%/]/g, encodeURIComponent)}`;
  if (Buffer.byteLength(id) <= ID_BYTES) return id;
  throw new EdgeError('too-large', 'A name is too long for the store to keep something under it.');
}

function keyOf(id: string): string {
  return decodeURIComponent(id.slice(1));
}

function storedDocument(snapshot: DocumentSnapshot): StoredDocument {
  return { key: textIn(snapshot, 'key'), value: textIn(snapshot, 'value'), version: versionOf(snapshot.updateTime!) };
}

function textIn(snapshot: DocumentSnapshot, field: string): string {
  const text: unknown = snapshot.get(field);
  return typeof text === 'string' ? text : altered();
}

function bytesIn(snapshot: DocumentSnapshot): Uint8Array {
  const bytes: unknown = snapshot.get('packed');
  if (bytes instanceof Uint8Array) return bytes;
  if (typeof snapshot.get('text') !== 'string') return altered();
  throw new EdgeError(
    'not-allowed',
    'This history was begun by an earlier version of Concordat, which this one cannot go on with. Nothing was changed. Begin a new ' +
      'one in another project.',
  );
}

function altered(): never {
  throw new EdgeError(
    'store-damaged',
    'Something in the store was altered by another program. The workbooks are not affected. Put it back from a backup.',
  );
}

/** When a document was last written, to the microsecond, as `seconds.nanoseconds`. */
function versionOf({ seconds, nanoseconds }: Timestamp): string {
  return `${seconds}.${nanoseconds}`;
}

function timeIn(version: string): [seconds: number, nanoseconds: number] {
  const [seconds, nanoseconds] = version.split('.');
  return [Number(seconds), Number(nanoseconds)];
}
