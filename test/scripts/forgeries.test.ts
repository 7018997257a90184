import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import type { Signer } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { commitSnapshot } from '../../functions/history/commit-snapshot.ts';
import { planSnapshot } from '../../functions/history/plan-snapshot.ts';
import { readContent, readLatest, readManifest } from '../../functions/history/read-history.ts';
import { signed } from '../../functions/history/signature.ts';
import { alterBlobs } from '../support/alter-blobs.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { placed } from '../support/placed.ts';
import { putTogether } from '../support/put-together.ts';
import type { Answered } from './many-commands.ts';
import { type as typeInto } from './run-concordat.ts';

/**
 * What somebody does who may write where the history is kept, or has the signing key too, and who finds it: each row of the table in
 * docs/what-holds-against-whom.md is tried, and the table is compared with what came of it.
 */
const GUIDE = new URL('../../docs/what-holds-against-whom.md', import.meta.url);
const PATIENCE_MILLISECONDS = 300_000;
const ASHGROVES = 'school-900201-2025';
const ASHGROVES_HEAD = `key = 'head/${ASHGROVES}'`;
const ASHGROVES_WORKBOOK = placed('Ashgrove School 2025-26.xlsx');

const place = mkdtempSync(join(tmpdir(), 'concordat-forged-'));
const program = join(place, 'program');
const made = join(place, 'made');
const earlier = join(place, 'earlier');
/** What the chairs keep: the newest checkpoint before anything is forged. */
let witness = '';

async function answersIn(cwd: string, typed: readonly (readonly string[])[]): Promise<Answered[]> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(place, 'compiled') };
  const args = [join(program, 'many-commands.mjs'), JSON.stringify(typed)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env, maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  await putTogether(fileURLToPath(new URL('many-commands.ts', import.meta.url)), program);
  mkdirSync(made);
  writeFileSync(join(made, 'schools.csv'), 'URN,School\n900201,Ashgrove School\n900202,Birch School\n');
  const al = join(made, 'al');
  const protocols = 'working-protocols,behaviour-and-attendance,statutory-policies';
  const fern = ['--name', 'Fern', '--schools', 'schools.csv', '--protocols', protocols, '--year', '2025/26'];
  await answersIn(made, [
    ['new', ...fern, '--folder', 'al'],
    ['start', 'al', '--once'],
    ['publish', 'agreement', '--school', 'Ashgrove', '--folder', 'al'],
  ]);
  cpSync(made, earlier, { recursive: true });
  for (const [column, typed] of ['Ms A Carter', '3/11/2025', 'Full day', 'Planning', 'Birch School'].entries())
    typeInto(join(al, ASHGROVES_WORKBOOK), 'Staff days', `${'ABCDE'[column]}2`, typed);
  await answersIn(made, [
    ['start', 'al', '--once'],
    ['publish', 'policy-review-report', '--school', 'Ashgrove', '--folder', 'al'],
  ]);
  const [verified] = await answersIn(made, [['verify', '--folder', 'al']]);
  witness = /newest ([0-9a-f]{64})/.exec(verified!.out)![1]!;
  expect(verified).toMatchObject({ status: 0 });
}, PATIENCE_MILLISECONDS);
afterAll(() => rmSync(place, { recursive: true, force: true }));

function inStore(al: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(al, '.concordat', 'history.sqlite'));
  work(database);
  database.close();
}

const run = (al: string, sql: string) => inStore(al, (database) => database.exec(sql));

/** The documents that were issued, as files. */
function issuedIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /2025-\d{4} .*\.pdf$/.test(path))
    .sort()
    .map((path) => join(folder, path));
}

/** Makes a school's whole history anew, with a day less in it than was typed. */
async function historyAnew(al: string, forger?: Signer): Promise<void> {
  const { store, secret, signer } = openAllianceFolder(al);
  const { manifest } = (await readLatest(store, ASHGROVES))!;
  const content = new Map(await readContent(store, manifest));
  content.set('staff-days', new Map());
  const kept = { keeps: 'rows', content, outcomes: manifest.outcomes, figures: manifest.figures } as const;
  const { at, asOf, leansOn } = manifest;
  const plan = planSnapshot({ previous: null, secret, workbook: ASHGROVES, kept, leansOn, at, asOf })!;
  run(al, `DELETE FROM documents WHERE ${ASHGROVES_HEAD}`);
  await commitSnapshot(store, forger ?? signer, plan, null);
  await store.close();
}

/** Puts the head back to the snapshot before the newest, with the signature that the newest says it had. */
async function headBack(al: string): Promise<void> {
  const store = openSqliteStore(join(al, '.concordat', 'history.sqlite'));
  const { head, version, manifest } = (await readLatest(store, ASHGROVES))!;
  const { hash, signature, keyId } = manifest.parent!;
  const { sequence, at, asOf } = await readManifest(store, hash);
  const older = { ...head, hash, signature, keyId, sequence, at, asOf, dayStart: null };
  await store.compareAndSet(`head/${ASHGROVES}`, version, canonicalText(older));
  await store.close();
}

/** Alters an entry of the register; with a signer it is signed anew. */
async function entryAltered(al: string, change: object, signer?: Signer): Promise<void> {
  const folder = openAllianceFolder(al);
  const { key, value, version } = (await folder.store.getDocument('issued/2025/2025-0001'))!;
  const { keyId, signature, ...entry } = { ...JSON.parse(value), ...change };
  const altered = signer ? signed('concordat-issue-v1', entry, signer) : { ...entry, keyId, signature };
  await folder.store.compareAndSet(key, version, canonicalText(altered));
  await folder.store.close();
}

/** Everything made again from other workbooks, as whoever has the folder and the key can. */
async function everythingAnew(al: string, keepsKey: boolean): Promise<void> {
  const hidden = join(al, '.concordat');
  for (const name of readdirSync(hidden).filter((one) => !keepsKey || one.startsWith('history.sqlite')))
    rmSync(join(hidden, name), { recursive: true });
  for (const file of issuedIn(al)) rmSync(file);
  typeInto(join(al, ASHGROVES_WORKBOOK), 'Staff days', 'C2', 'Half day');
  await answersIn(join(al, '..'), [
    ['start', 'al', '--once', '--new-history'],
    ['publish', 'agreement', '--school', 'Ashgrove', '--folder', 'al'],
    ['publish', 'policy-review-report', '--school', 'Ashgrove', '--folder', 'al'],
  ]);
}

const anothersKey = makeSigner();
const forgedPdf = (al: string) => {
  writeFileSync(issuedIn(al)[0]!, '%PDF-1.7 forged');
  return '9d5ab8bb5b2a8f0d4bb8eb0c6e0a3ad1aef6f0cf2f0f0b8e5b1b1a0f7c6a5d4e';
};

/** How, what it takes, and what is done. */
const FORGERIES: readonly [how: string, takes: string, forge: (al: string) => unknown][] = [
  [
    'a cell altered in place',
    'the store',
    (al) => inStore(al, (database) => alterBlobs(database, 'Ms A Carter', 'Mr B Carter')),
  ],
  [
    'two heads swapped',
    'the store',
    (al) =>
      run(
        al,
        `UPDATE documents SET value = (SELECT value FROM documents WHERE key = 'head/school-900202-2025') WHERE ${ASHGROVES_HEAD}`,
      ),
  ],
  ['a head deleted', 'the store', (al) => run(al, `DELETE FROM documents WHERE ${ASHGROVES_HEAD}`)],
  ['the newest snapshot cut off, by the signature of the one before', 'the store', headBack],
  ['a school’s history made anew, signed by a key of the forger’s', 'the store', (al) => historyAnew(al, anothersKey)],
  ['a document’s entry in the register altered', 'the store', (al) => entryAltered(al, { school: 'Birch School' })],
  [
    'a document replaced, and its hash in the register',
    'the store',
    (al) => entryAltered(al, { sha256: forgedPdf(al) }),
  ],
  [
    'a document’s entry in the register deleted',
    'the store',
    (al) => run(al, "DELETE FROM documents WHERE key = 'issued/2025/2025-0001'"),
  ],
  [
    'the newest checkpoint cut off',
    'the store',
    (al) => run(al, "DELETE FROM documents WHERE key = 'head/checkpoints'"),
  ],
  [
    'a trigger that undoes what is written',
    'the store',
    (al) =>
      run(
        al,
        'CREATE TRIGGER back AFTER UPDATE ON documents BEGIN UPDATE documents SET value = old.value WHERE key = old.key; END',
      ),
  ],
  ['an issued file altered', 'the folder', (al) => appendFileSync(issuedIn(al)[0]!, ' ')],
  ['an issued file deleted', 'the folder', (al) => rmSync(issuedIn(al)[0]!)],
  [
    'the list of public keys emptied',
    'the folder',
    (al) => writeFileSync(join(al, '.concordat', 'public-keys.json'), '[]'),
  ],
  [
    'the whole store put back from an older copy',
    'the folder',
    (al) => cpSync(join(earlier, 'al', '.concordat', 'history.sqlite'), join(al, '.concordat', 'history.sqlite')),
  ],
  ['a school’s history made anew and signed with our key', 'the store and the key', (al) => historyAnew(al)],
  [
    'an entry of the register altered and signed with our key',
    'the store and the key',
    async (al) => entryAltered(al, { school: 'Birch School' }, openAllianceFolder(al).signer),
  ],
  ['everything made anew with our key, checkpoints too', 'the folder and the key', (al) => everythingAnew(al, true)],
  ['everything made anew with a key of the forger’s', 'the folder', (al) => everythingAnew(al, false)],
];

test(
  'the table of what is found out by what is as the guide has it',
  async () => {
    const rows: string[] = [];
    for (const [at, [how, takes, forge]] of FORGERIES.entries()) {
      const copy = join(place, `copy-${at}`);
      cpSync(made, copy, { recursive: true });
      // Copying gives others the right to look in.
      chmodSync(join(copy, 'al', '.concordat'), 0o700);
      const sent = issuedIn(copy).map((file, number) => {
        const name = `sent-${number}.pdf`;
        writeFileSync(join(copy, name), readFileSync(file));
        return name;
      });
      await forge(join(copy, 'al'));
      const answers = await answersIn(copy, [
        ['doctor', '--folder', 'al'],
        ['verify', '--folder', 'al'],
        ...sent.map((file) => ['verify', '--folder', 'al', file]),
        ['verify', '--folder', 'al', '--against', witness],
      ]);
      const found = answers.map(({ status }) => status !== 0);
      const columns = [found[0], found[1], found.slice(2, -1).some(Boolean), found.at(-1)];
      rows.push(`| ${[how, takes, ...columns.map((one) => (one ? 'found' : 'no'))].join(' | ')} |`);
    }
    const guide = readFileSync(GUIDE, 'utf8');
    expect(rows.filter((row) => !guide.includes(row)).join('\n')).toBe('');
    expect(guide.split('\n').filter((line) => /\| (?:found|no) \|$/.test(line))).toHaveLength(rows.length);
  },
  PATIENCE_MILLISECONDS,
);
