import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { packed, unpacked } from '../../functions/edges/packed.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { listSnapshots } from '../../functions/history/read-history.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { takeFourSnapshots, workbook } from '../support/take-snapshot.ts';

const signer = makeSigner();
const trusted = trusting(signer);

describe('verifyHistory on a store that was tampered with', () => {
  let folder: string;
  let file: string;
  let database: DatabaseSync;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-'));
    file = join(folder, 'history.sqlite');
    const store = openSqliteStore(file);
    await takeFourSnapshots(store, signer);
    await store.close();
    database = new DatabaseSync(file);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  async function verified() {
    const store = openSqliteStore(file);
    const check = await verifyHistory(store, workbook, trusted);
    await store.close();
    return check;
  }

  const changeBlob = (name: string, text: string) =>
    database.prepare('UPDATE blobs SET packed = ? WHERE name = ?').run(packed(text), name);

  it('finds one changed byte in every blob, and names the oldest snapshot it belongs to', async () => {
    const store = openSqliteStore(file);
    const uses = await oldestUse(store);
    await store.close();
    const blobs = database.prepare('SELECT name, packed FROM blobs').all() as { name: string; packed: Uint8Array }[];
    expect(blobs).toHaveLength(uses.size);
    expect(new Set(uses.values())).toEqual(new Set([1, 2, 3, 4]));

    for (const { name, packed: kept } of blobs) {
      const text = unpacked(kept)!;
      for (const position of [0, Math.floor(text.length / 2), text.length - 1]) {
        changeBlob(name, withByteFlipped(text, position));
        expect(await verified()).toMatchObject({ ok: false, sequence: uses.get(name) });
      }
      for (const position of [0, Math.floor(kept.length / 2), kept.length - 1]) {
        database.prepare('UPDATE blobs SET packed = ? WHERE name = ?').run(withBitFlipped(kept, position), name);
        // What was altered as it is kept may still unpack to the same: then nothing is lost.
        if (unpacked(withBitFlipped(kept, position)) !== text)
          expect(await verified()).toMatchObject({ ok: false, sequence: uses.get(name) });
      }
      database.prepare('DELETE FROM blobs WHERE name = ?').run(name);
      expect(await verified()).toMatchObject({ ok: false, sequence: uses.get(name) });
      database.prepare('INSERT INTO blobs VALUES (?, ?)').run(name, kept);
    }
    expect(await verified()).toMatchObject({ ok: true, snapshots: 4 });
  });

  it('finds every single changed byte of the head', async () => {
    const { value } = database.prepare('SELECT value FROM documents').get() as { value: string };
    const setHead = database.prepare('UPDATE documents SET value = ?');
    for (let position = 0; position < value.length; position++) {
      setHead.run(withByteFlipped(value, position));
      const found = await verified();
      expect(found, `byte ${position}`).toMatchObject({ ok: false });
    }
    setHead.run(value);
    expect(await verified()).toMatchObject({ ok: true });
  }, 120_000);

  it('names the newest snapshot when the head points at nothing', async () => {
    const { value } = database.prepare('SELECT value FROM documents').get() as { value: string };
    const elsewhere = value.replace(/(?<="hash":")./, (digit) => (digit === '0' ? '1' : '0'));
    database.prepare('UPDATE documents SET value = ?').run(elsewhere);
    expect(await verified()).toMatchObject({ ok: false, sequence: 4, at: null });
  });
});

async function oldestUse(store: Store): Promise<Map<string, number>> {
  const uses = new Map<string, number>();
  for await (const { hash, manifest } of listSnapshots(store, workbook)) {
    const names = Object.values(manifest.sections).flatMap(({ buckets }) => Object.values(buckets));
    for (const name of [hash, ...names]) uses.set(name, manifest.sequence);
  }
  return uses;
}

/** Flips the lowest bit of an ASCII letter, which keeps the text valid UTF-8. */
function withByteFlipped(text: string, position: number): string {
  return text.slice(0, position) + String.fromCharCode(text.charCodeAt(position) ^ 1) + text.slice(position + 1);
}

function withBitFlipped(bytes: Uint8Array, position: number): Uint8Array {
  return bytes.with(position, bytes[position]! ^ 1);
}
