import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFirestoreStore } from '../../functions/edges/google/firestore-store.ts';
import { openKeyFile, openSecretFile } from '../../functions/edges/local/key-file.ts';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { packed } from '../../functions/edges/packed.ts';
import type { Secret, Signer, Store } from '../../functions/edges/ports.ts';
import { diffSnapshots } from '../../functions/history/diff-snapshots.ts';
import { listSnapshots, type Snapshot } from '../../functions/history/read-history.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { syncWorkbook } from '../../functions/sync/sync-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { emulatorSettings, readyEmulator, startFirestoreEmulator } from '../../test/support/firestore-emulator.ts';
import { openMemoryMailer } from '../../test/support/memory-mailer.ts';
import { openMemoryWorkbooks } from '../../test/support/memory-workbooks.ts';
import { makeSampleAlliance } from '../sample-alliance/make-sample-alliance.ts';
import { print } from './figure.ts';

const SMALL = 500;
const LARGE = 50_000;
const BEHIND = [1, 100, 1000];
const AS_OF = '2026-08-31';
const SCHOOL = 'school';

/** What the history costs on both stores. `staffDayRows`: the cells of a tab of so many rows, headings first. */
export async function historyFigures(staffDayRows: (count: number) => RawCell[][]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-bench-'));
  const places = { history: folder, own: folder, stayWithin: true };
  const keys = { signer: openKeyFile(places, '2026-08-31'), secret: openSecretFile(places, '2026-08-31') };
  for (const size of [SMALL, LARGE]) {
    const store = openSqliteStore(join(folder, `${size}.sqlite`));
    await figuresOn('SQLite', store, keys, size, staffDayRows);
    await store.close();
  }
  const emulator = await startFirestoreEmulator();
  if (emulator === null) {
    print('the history on Firestore', null, 'none', 'there is no Firestore emulator here, or no Java to run it');
  } else {
    await readyEmulator(emulator.host);
    for (const size of [SMALL, LARGE]) {
      const settings = emulatorSettings(emulator.host, 'bench');
      const store = await openFirestoreStore({ settings, root: `${size} rows` });
      await figuresOn('Firestore emulator', store, keys, size, staffDayRows);
      await store.close();
    }
    await emulator.stop();
  }
  rmSync(folder, { recursive: true });
}

/** The whole job is done for each edit; between the edits that are measured the workbook is small, so that this ends in good time. */
async function figuresOn(
  name: string,
  store: Store,
  { signer, secret }: { readonly signer: Signer; readonly secret: Secret },
  size: number,
  staffDayRows: (count: number) => RawCell[][],
): Promise<void> {
  const { counted, counts } = counting(store);
  const workbooks = openMemoryWorkbooks();
  let reads = 0;
  let writes = 0;
  const ports = {
    store: counted,
    signer,
    secret,
    mailer: openMemoryMailer(),
    workbooks: {
      ...workbooks,
      read: (place: string) => {
        reads += 1;
        return workbooks.read(place);
      },
      replaceOwnSheets: (...wanted: Parameters<typeof workbooks.replaceOwnSheets>) => {
        writes += 1;
        return workbooks.replaceOwnSheets(...wanted);
      },
    },
  };
  const [alliance, school] = makeSampleAlliance({ mistakes: false }).workbooks;
  await workbooks.create('alliance', alliance!.sheets);
  await workbooks.create(SCHOOL, school!.sheets);
  let edits = 0;
  let bytes = 0;
  /** A minute passes with each edit, as *Start here* says to the minute when something changed last. */
  const check = (place: string) =>
    syncWorkbook(place, ports, { at: new Date(Date.parse(AS_OF) + edits * 60_000).toISOString(), asOf: AS_OF });
  await check('alliance');
  const editOneCell = async (count: number) => {
    edits += 1;
    workbooks.edit(SCHOOL, staffDaysTab.title, (rows) => {
      if (rows.length !== count + 1) rows.splice(0, rows.length, ...staffDayRows(count));
      rows[8]![4] = `Moderation of English, edit ${edits}`;
    });
    Object.assign(counts, NONE);
    [reads, writes] = [0, 0];
    await check(SCHOOL);
    if (edits > 1) bytes += counts.bytes;
  };
  for (const behind of BEHIND) {
    while (edits < behind - 1) await editOneCell(SMALL);
    await editOneCell(size);
    await editOneCell(size);
    const edit = `one-cell edit, ${size} rows, ${behind} ${behind === 1 ? 'snapshot' : 'snapshots'} behind it`;
    print(`${edit}: documents read`, counts.documentsRead, 'documents', name);
    print(`${edit}: documents written`, counts.documentsWritten, 'documents', name);
    print(`${edit}: calls of the store`, counts.calls, 'calls', name);
    print(
      `${edit}: requests to the workbook`,
      reads + writes,
      'requests',
      `${name}; ${reads} to read, ${writes} to write`,
    );
    print(`${edit}: kept`, counts.bytes, 'bytes', `${name}; bucket, findings, manifest and head`);
  }
  Object.assign(counts, NONE);
  const { identity } = await check(SCHOOL);
  const workbook = workbookKey(identity);
  print(`no edit, ${size} rows: documents written`, counts.documentsWritten, 'documents', name);
  if (size !== SMALL) return;

  const snapshots = edits;
  print(
    `bytes kept for a one-cell edit of ${SMALL} rows`,
    bytes / (snapshots - 1),
    'bytes',
    `${name}; mean of ${snapshots - 1}, as the stores pack it`,
  );
  const between = await timed(async () => {
    const walked: Snapshot[] = [];
    for await (const snapshot of listSnapshots(store, workbook)) walked.push(snapshot);
    return diffSnapshots(store, walked.at(-1)!.manifest, walked[0]!.manifest);
  });
  print(
    'diff of the oldest and the newest',
    between,
    'ms',
    `${name}; ${snapshots} snapshots, ${size} rows, the way back to the oldest with it`,
  );
  const keys = new Map([[signer.keyId, signer.publicKey]]);
  const checked = await timed(async () => {
    const { ok } = await verifyHistory(store, workbook, keys);
    if (!ok) throw new Error('the history that was measured does not fit');
  });
  print('verify', checked, 'ms', `${name}; ${snapshots} snapshots, ${size} rows`);
}

const NONE = { calls: 0, documentsRead: 0, documentsWritten: 0, bytes: 0 };

/** The store with its operations counted as Firestore bills them: a document each, and one for a list that finds nothing. */
function counting(store: Store) {
  const counts = { ...NONE };
  const counted: Store = {
    ...store,
    putBlobs(blobs) {
      counts.calls += blobs.size > 0 ? 1 : 0;
      counts.documentsWritten += blobs.size;
      for (const text of blobs.values()) counts.bytes += packed(text).length;
      return store.putBlobs(blobs);
    },
    getBlobs(names) {
      counts.calls += 1;
      counts.documentsRead += new Set(names).size;
      return store.getBlobs(names);
    },
    getDocument(key) {
      counts.calls += 1;
      counts.documentsRead += 1;
      return store.getDocument(key);
    },
    compareAndSet(key, expected, value) {
      counts.calls += 1;
      counts.documentsWritten += 1;
      counts.bytes += Buffer.byteLength(value);
      return store.compareAndSet(key, expected, value);
    },
    async list(...wanted) {
      const found = await store.list(...wanted);
      counts.calls += 1;
      counts.documentsRead += Math.max(1, found.length);
      return found;
    },
  };
  return { counted, counts };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
