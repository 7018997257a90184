import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfSqlite } from '../../../functions/edges/local/sqlite-errors.ts';
import { openSqliteStore } from '../../../functions/edges/local/sqlite-store.ts';
import { packed } from '../../../functions/edges/packed.ts';
import { describeStoreContract } from '../../support/store-contract.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-'));
  file = join(folder, 'history.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

describeStoreContract('SQLite', async () => openSqliteStore(file));

describe('openSqliteStore', () => {
  it('keeps everything when closed and opened again', async () => {
    const first = openSqliteStore(file);
    await first.putBlobs(new Map([['a', 'blob']]));
    const version = await first.compareAndSet('head/a', null, 'value');
    await first.close();
    await first.close();

    const second = openSqliteStore(file);
    expect((await second.getBlobs(['a'])).get('a')).toBe('blob');
    expect(await second.getDocument('head/a')).toEqual({ key: 'head/a', value: 'value', version });
    await second.close();
  });

  it('packs what it keeps, and leaves out a blob that was altered until it unpacks no more', async () => {
    const store = openSqliteStore(file);
    const text = Array.from({ length: 5000 }, (_, i) => `["name ${i}",{"date":"2025-11-03"}]`).join();
    await store.putBlobs(new Map([['a', text], ['b', 'text']])); // biome-ignore format: reads better in one line
    expect((await store.getBlobs(['a'])).get('a')).toBe(text);
    await store.close();
    expect(readFileSync(file).length).toBeLessThan(text.length / 3);
    const database = new DatabaseSync(file);
    database.exec(`UPDATE blobs SET packed = x'ff00ff' WHERE name = 'a'`);
    database.close();
    const again = openSqliteStore(file);
    expect(await again.getBlobs(['a', 'b'])).toEqual(new Map([['b', 'text']]));
    await again.close();
  });

  it('goes on with no store of the form before, in which blobs had no salts', async () => {
    const database = new DatabaseSync(file);
    database.exec(`
      CREATE TABLE blobs (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
      CREATE TABLE documents (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
    `);
    database.close();
    const refusal = {
      code: 'not-allowed',
      advice: expect.stringMatching(/begun by an earlier version .* --new-history/),
    };
    expect(() => openSqliteStore(file)).toThrow(expect.objectContaining(refusal));
  });

  it('is shared by two programs: one wins, the other sees what was written', async () => {
    const one = openSqliteStore(file);
    const other = openSqliteStore(file);
    const version = await one.compareAndSet('a', null, 'one');
    expect(await other.compareAndSet('a', null, 'other')).toBeNull();
    expect(await other.getDocument('a')).toEqual({ key: 'a', value: 'one', version });
    await Promise.all([one.close(), other.close()]);
  });

  it.each(['another store', 'nothing'])('keeps nothing more once %s stands in its place', async (what) => {
    const store = openSqliteStore(file);
    await store.putBlobs(new Map([['a', 'blob']]));
    renameSync(file, join(folder, 'moved'));
    if (what === 'another store') await openSqliteStore(file).close();
    const replaced = expect.objectContaining({ code: 'changed-meanwhile' });
    await expect(store.putBlobs(new Map([['b', 'blob']]))).rejects.toThrow(replaced);
    await expect(store.compareAndSet('head/a', null, 'value')).rejects.toThrow(replaced);
    await expect(store.getDocument('head/a')).rejects.toThrow(replaced);
    await expect(store.list('head/')).rejects.toThrow(replaced);
    await expect(store.getBlobs(['a'])).rejects.toThrow(replaced);
    await store.close();
    const there = openSqliteStore(file);
    expect(await there.getBlobs(['a', 'b'])).toEqual(new Map());
    await there.close();
  });

  it('leaves no byte of what was taken out or replaced, in its file and in those beside it', async () => {
    const store = openSqliteStore(file);
    const other = openSqliteStore(file);
    const words = (n: number) => Array.from({ length: 300 }, (_, i) => `a secret ${i * n}`).join(' ');
    const names = Array.from({ length: 40 }, (_, i) => `blob-${i}`);
    await store.putBlobs(new Map(names.map((name, i) => [name, words(i + 1)])));
    const version = await store.compareAndSet('document', null, words(7));
    await store.compareAndSet('document', version, 'nothing');
    await store.removeBlobs(names.slice(1));
    const marks = [...names.slice(1).map((_, i) => packed(words(i + 2)).subarray(100, 130)), Buffer.from(words(7))];
    const left = () => {
      const bytes = Buffer.concat(['', '-wal', '-shm'].map((end) => readFileSync(`${file}${end}`)));
      return marks.filter((mark) => bytes.includes(mark)).length;
    };
    expect(left()).toBeGreaterThan(0);
    await store.compact();
    expect(left()).toBe(0);
    expect((await other.getBlobs(names)).get('blob-0')).toBe(words(1));
    await Promise.all([store.close(), other.close()]);
  });

  it('says that traces may be left while another program reads', async () => {
    const store = openSqliteStore(file);
    await store.putBlobs(new Map([['a', 'text']]));
    const reader = new DatabaseSync(file);
    reader.exec('BEGIN; SELECT * FROM blobs');
    await store.removeBlobs(['a']);
    await expect(store.compact()).rejects.toMatchObject({ code: 'open-elsewhere', retryable: true });
    reader.close();
    await store.compact();
    await store.close();
  });

  it('puts all blobs or none', async () => {
    const store = openSqliteStore(file);
    const halfGood = new Map<string, string>([['a', 'good']]).set('b', null as unknown as string);
    await expect(store.putBlobs(halfGood)).rejects.toThrow();
    expect(await store.getBlobs(['a'])).toEqual(new Map());
    await store.putBlobs(new Map([['a', 'again']]));
    await store.close();
  });

  it('has lost nothing it reported as done when its process is killed', async () => {
    const source = new URL('../../../functions/edges/local/sqlite-store.ts', import.meta.url).href;
    const script = `
      import { openSqliteStore } from ${JSON.stringify(source)};
      const store = openSqliteStore(${JSON.stringify(file)});
      let version = null;
      for (let i = 1; ; i++) {
        await store.putBlobs(new Map([['blob-' + i, 'x'.repeat(20000)]]));
        version = await store.compareAndSet('counter', version, String(i));
        process.stdout.write(i + '\\n');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    let reported = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      reported = Math.max(reported, ...text.split('\n').map(Number));
      if (reported > 20) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.on('close', resolve));

    const store = openSqliteStore(file);
    const counted = Number((await store.getDocument('counter'))?.value);
    expect(counted).toBeGreaterThanOrEqual(reported);
    expect(counted).toBeGreaterThan(20);
    const names = Array.from({ length: counted }, (_, i) => `blob-${i + 1}`);
    expect((await store.getBlobs(names)).size).toBe(counted);
    await store.close();
  });
});

describe('what SQLite reports', () => {
  function edgeError(work: () => unknown): unknown {
    try {
      work();
    } catch (error) {
      return faultOfSqlite(error);
    }
    throw new Error('nothing was reported');
  }

  it('says that a file is not a store', () => {
    writeFileSync(file, 'Member of staff,Date,Days\n'.repeat(100));
    expect(() => openSqliteStore(file)).toThrow(expect.objectContaining({ code: 'store-damaged', retryable: false }));
  });

  it('says that a file is damaged, when opening it or when reading it', async () => {
    const store = openSqliteStore(file);
    await store.putBlobs(new Map(Array.from({ length: 200 }, (_, i) => [`blob-${i}`, 'x'.repeat(3000)])));
    await store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 4096));
    const damage = expect.objectContaining({ code: 'store-damaged' });
    await expect(async () => openSqliteStore(file).getBlobs(['blob-7'])).rejects.toThrow(damage);
  });

  it('says that the folder is not there', () => {
    const lost = join(folder, 'no', 'such', 'folder', 'history.sqlite');
    expect(() => openSqliteStore(lost)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('says that the disk is full, and takes the next write when there is room', () => {
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 10');
    const fill = () => database.prepare('INSERT INTO t VALUES (zeroblob(100000))').run();
    expect(edgeError(fill)).toMatchObject({ code: 'no-space', retryable: true });
    database.exec('PRAGMA max_page_count = 1000');
    expect(fill().changes).toBe(1);
    database.close();
  });

  it('says that the store may only be read', () => {
    new DatabaseSync(file).close();
    const database = new DatabaseSync(file, { readOnly: true });
    expect(edgeError(() => database.exec('CREATE TABLE t (x)'))).toMatchObject({ code: 'not-allowed' });
    database.close();
  });

  it('says that another program is writing, and that it may be tried again', () => {
    const one = new DatabaseSync(file);
    const other = new DatabaseSync(file, { timeout: 0 });
    one.exec('CREATE TABLE t (x); BEGIN IMMEDIATE');
    expect(edgeError(() => other.exec('BEGIN IMMEDIATE'))).toMatchObject({ code: 'open-elsewhere', retryable: true });
    one.close();
    other.close();
  });

  it('lets a mistake of our own through as it is', () => {
    const database = new DatabaseSync(':memory:');
    expect(edgeError(() => database.exec('SELEKT'))).not.toHaveProperty('advice');
    database.close();
  });
});
