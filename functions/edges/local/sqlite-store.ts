import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { packed, unpacked } from '../packed.ts';
import { EdgeError, type Store, type StoredDocument } from '../ports.ts';
import { whichStandsAt } from './look-at.ts';
import { asErrorOfTables, damagedStore, faultOfSqlite, notOurs, olderStore, replacedStore } from './sqlite-errors.ts';

/**
 * WAL with FULL: a commit is on the disk before it is reported, so neither a killed process nor a power cut loses or halves it,
 * and reading never waits for writing. The two files beside the store are folded back in when it is closed, or next opened.
 */
const setUp = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS blobs (name TEXT PRIMARY KEY, packed BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
  SELECT name, packed FROM blobs LIMIT 0;
  SELECT key, value, version FROM documents LIMIT 0;
`;
/** A trigger or a view, of which we make none: it could change what was just written, or show something else in its place. */
const actsByItself = "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')";
const WAIT_MS = 5000;
const LAST_CHARACTER = '\u{10FFFF}';

const blobRow = z.object({ packed: z.instanceof(Uint8Array) }).optional();
const nameRow = z.object({ name: z.string() }).transform(({ name }) => name);
const checkpointRow = z.object({ busy: z.number() });
const documentRow = z
  .object({ key: z.string(), value: z.string(), version: z.number() })
  .transform((row): StoredDocument => ({ ...row, version: String(row.version) }));

/** Reads the whole file, about a second for 500 MB. @throws EdgeError `store-damaged` where a page of the store is not what it should be */
export function refuseDamagedStore(path: string): void {
  translated(() => {
    const database = new DatabaseSync(path, { timeout: WAIT_MS });
    try {
      const found = database.prepare('PRAGMA quick_check(1)').get();
      if (found?.['quick_check'] !== 'ok') throw damagedStore();
    } finally {
      database.close();
    }
  });
}

/**
 * A copy of a store as one file where none stands yet, whole though others are writing; looked through page by page.
 * @throws EdgeError `store-damaged` for one that is not whole
 */
export function copySqliteStore(from: string, to: string): void {
  translated(() => {
    const database = new DatabaseSync(from, { timeout: WAIT_MS, readOnly: true });
    try {
      database.prepare('VACUUM INTO ?').run(to);
    } finally {
      database.close();
    }
  });
  refuseDamagedStore(to);
}

/**
 * The store as one file, made if it is not there; its folder must be. Whatever is done is done in the file that was opened, and only
 * while that is the one in its place. @throws EdgeError, as do all its methods
 */
export function openSqliteStore(path: string): Store {
  const database = translated(() => opened(path));
  const file = whichStandsAt(path);
  const inPlace = <T>(work: () => T): T => {
    const refuseReplaced = () => {
      if (whichStandsAt(path) !== file) throw replacedStore();
    };
    refuseReplaced();
    const done = translated(work);
    refuseReplaced();
    return done;
  };
  const insertBlob = database.prepare('INSERT INTO blobs VALUES (?, ?) ON CONFLICT (name) DO NOTHING');
  const selectBlob = database.prepare('SELECT packed FROM blobs WHERE name = ?');
  const selectNames = database.prepare('SELECT name FROM blobs');
  const deleteBlob = database.prepare('DELETE FROM blobs WHERE name = ?');
  const selectDocument = database.prepare('SELECT key, value, version FROM documents WHERE key = ?');
  const insertDocument = database.prepare(
    'INSERT INTO documents VALUES (?, ?, 1) ON CONFLICT (key) DO NOTHING RETURNING version',
  );
  const updateDocument = database.prepare(
    'UPDATE documents SET value = ?, version = version + 1 WHERE key = ? AND version = ? RETURNING version',
  );
  const between = 'SELECT key, value, version FROM documents WHERE key BETWEEN ? AND ? ORDER BY key';
  const listUp = database.prepare(`${between} LIMIT ?`);
  const listDown = database.prepare(`${between} DESC LIMIT ?`);

  return {
    putBlobs: async (blobs) =>
      inPlace(() =>
        inTransaction(database, () => {
          for (const [name, text] of blobs) insertBlob.run(name, packed(text));
        }),
      ),

    getBlobs: async (names) =>
      inPlace(() => {
        const found = new Map<string, string>();
        for (const name of names) {
          const row = blobRow.parse(selectBlob.get(name));
          const text = row === undefined ? null : unpacked(row.packed);
          if (text !== null) found.set(name, text);
        }
        return found;
      }),

    blobNames: async () => inPlace(() => z.array(nameRow).parse(selectNames.all())),

    removeBlobs: async (names) =>
      inPlace(() =>
        inTransaction(database, () => {
          for (const name of names) deleteBlob.run(name);
        }),
      ),

    compact: async () => inPlace(() => compacted(database)),

    getDocument: async (key) => inPlace(() => documentRow.optional().parse(selectDocument.get(key)) ?? null),

    compareAndSet: async (key, expected, value) =>
      inPlace(() => {
        const row =
          expected === null ? insertDocument.get(key, value) : updateDocument.get(value, key, Number(expected));
        return row === undefined ? null : String(row.version);
      }),

    list: async (prefix, { limit = -1, newestFirst = false } = {}) =>
      inPlace(() => {
        const rows = (newestFirst ? listDown : listUp).all(prefix, prefix + LAST_CHARACTER, limit);
        return z.array(documentRow).parse(rows);
      }),

    close: async () =>
      translated(() => {
        if (database.isOpen) database.close();
      }),
  };
}

function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: WAIT_MS });
  try {
    if (database.prepare(actsByItself).get() !== undefined) throw notOurs();
    database.exec(setUp);
  } catch (error) {
    const isOlder = keepsTexts(database);
    database.close();
    throw isOlder ? olderStore(error) : asErrorOfTables(error);
  }
  return database;
}

/**
 * The file is written anew from what is in it, and the WAL folded in and cut to nothing: no page that was given up is left in either. What
 * is written meanwhile stays in memory and goes into no file of the system's.
 */
function compacted(database: DatabaseSync): void {
  database.exec('PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; VACUUM');
  const { busy } = checkpointRow.parse(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get());
  if (busy === 0) return;
  const advice =
    'Another program is using the history, so that traces may be left in it. Stop it, then run the same command again.';
  throw new EdgeError('open-elsewhere', advice, { retryable: true });
}

/** As the first form of the store kept its blobs. */
function keepsTexts(database: DatabaseSync): boolean {
  try {
    database.exec('SELECT name, text FROM blobs LIMIT 0; SELECT key, value, version FROM documents LIMIT 0');
    return true;
  } catch {
    return false;
  }
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // A full disk rolls back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faultOfSqlite(error);
  }
}
