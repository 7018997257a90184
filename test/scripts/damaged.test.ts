import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeOfKeys } from '../../functions/edges/local/key-file.ts';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { halfBySeed } from '../support/half-by-seed.ts';
import { settingsOf } from '../support/own-configuration.ts';
import { placed } from '../support/placed.ts';
import { putTogether } from '../support/put-together.ts';
import type { Answered } from './many-commands.ts';
import { ALLIANCE, CONFIGURATION, keyFoldersIn, mayDoAnything, withoutSpecialRights } from './run-concordat.ts';

const ASHGROVE = placed('Ashgrove School 2025-26.xlsx');
const ASHGROVE_DOCUMENTS = join(dirname(ASHGROVE), 'Documents');
const BIRCH = placed('Birch School 2025-26.xlsx');

const place = mkdtempSync(join(tmpdir(), 'concordat-damaged-'));
const program = join(place, 'program');
const made = join(place, 'made');
let copies = 0;

beforeAll(async () => {
  await putTogether(fileURLToPath(new URL('many-commands.ts', import.meta.url)), program);
  mkdirSync(made);
  writeFileSync(join(made, 'schools.csv'), 'URN,School\n900201,Ashgrove School\n900202,Birch School\n');
  const fern = [
    '--name',
    'Fern',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols,behaviour-and-attendance',
    '--year',
    '2025/26',
    '--folder',
    'al',
  ];
  const usual = [
    ['new', ...fern],
    ['start', 'al', '--once'],
    ['publish', 'agreement', '--folder', 'al'],
  ];
  const answers = await answersIn(made, usual);
  if (answers.some(({ status }) => status !== 0 && status !== 1)) throw new Error(JSON.stringify(answers));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** What one of the commands asks for. */
const TO_ERASE = 'Words that stand nowhere';

/** Types commands one after another in a folder. */
async function answersIn(
  cwd: string,
  typed: readonly (readonly string[])[],
  environment = process.env,
): Promise<Answered[]> {
  const args = [...withoutSpecialRights, process.execPath, join(program, 'many-commands.mjs'), JSON.stringify(typed)];
  const own = settingsOf(join(cwd, CONFIGURATION));
  const env = { ...environment, ...own, NODE_COMPILE_CACHE: join(place, 'compiled') };
  const running = promisify(execFile)(args[0]!, args.slice(1), { cwd, env, maxBuffer: 1e8 });
  running.child.stdin?.end(`${TO_ERASE}\n`);
  const { stdout } = await running;
  return JSON.parse(stdout);
}

/** Every command that looks at a folder. The last ones change what is there. */
function commandsOn(folder: string): string[][] {
  return [
    ['check', folder],
    ['check', `${folder}/${ALLIANCE}`],
    ['history', '--folder', folder],
    ['diff', '--folder', folder],
    ['verify', '--folder', folder],
    ['verify', '--folder', folder, `${folder}/Documents/agreement.pdf`],
    ['verify', '--folder', folder, '--against', `${folder}/hashes.txt`],
    ['restore', 'Alliance', '--folder', folder],
    ['doctor', '--folder', folder],
    ['key', '--folder', folder],
    ['explain', '--folder', folder, 'BLA-21'],
    ['erase', 'text', '--by', 'the coordinator', '--yes', '--folder', folder],
    ['provision', '--alliance', 'fern', '--name', 'Fern', '--dry-run', '--schools', `${folder}/schools.csv`],
    ['new', '--name', 'Fern', '--schools', `${folder}/schools.csv`, '--folder', 'elsewhere'],
    [
      'new',
      '--name',
      'Fern',
      '--schools',
      'schools.csv',
      '--protocols',
      'working-protocols,behaviour-and-attendance',
      '--folder',
      folder,
    ],
    ['publish', '--folder', folder],
    ['publish', '--all', '--folder', folder],
    ['key', '--rotate', '--folder', folder],
    ['start', folder, '--once'],
  ];
}

function chmodSafely(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === false) chmodSync(path, 0o755);
}

function copy(): string {
  copies += 1;
  const where = join(place, `copy-${copies}`);
  cpSync(made, where, { recursive: true });
  return where;
}

const SAYS_WHAT_TO_DO = /\b(?:Ask|Check|Choose|Free|Give|Keep|Leave|Make|Mend|Name|Put|Run|Say|Save|See|Type|Use)\b/;

/** What is wrong with an answer: a trace, a word of a fault of ours, or nothing that says what to do. */
function faultsIn({ typed, status, out, err }: Answered): string[] {
  const said = out + err;
  const faults = [
    typeof status === 'number' && status <= 2 ? '' : `status ${status}`,
    /^ {4}at /m.test(said) ? 'a trace' : '',
    /\bfault\b/i.test(said) ? 'a fault of its own' : '',
    status === 2 && !SAYS_WHAT_TO_DO.test(said) ? 'nothing of what to do' : '',
  ].filter((fault) => fault !== '');
  return faults.map((fault) => `${shown(typed.join(' '))}: ${fault}: ${shown(said)}`);
}

/** Long names cut short. */
function shown(text: string): string {
  return text.replace(/x{60,}/g, 'xx').slice(0, 500);
}

/** Folders that cannot be used, or not all of them. */
const folders: Readonly<Record<string, (cwd: string) => string>> = {
  'beneath one that may not be entered': (cwd) => {
    mkdirSync(join(cwd, 'shut'));
    renameSync(join(cwd, 'al'), join(cwd, 'shut/al'));
    return shut(cwd, 'shut', 'shut/al', 0);
  },
  'that may not be entered': (cwd) => shut(cwd, 'al', 'al', 0),
  'whose names may be listed, and no more': (cwd) => shut(cwd, 'al', 'al', 0o444),
  'with a name too long': () => 'x'.repeat(300),
  'with a path too long': () => `${'x'.repeat(200)}/`.repeat(30),
  'beneath a file': () => 'schools.csv/al',
  'that is a file': () => 'schools.csv',
  'that is a link round in a circle': (cwd) => link(cwd, 'loop', 'loop'),
  'that is a link round in a circle, in the usual place': (cwd) => link(cwd, 'my-alliance', 'my-alliance'),
  'that is a link to nowhere': (cwd) => link(cwd, 'dangling', 'nowhere'),
  'that is not there': () => 'nowhere',
};

function shut(cwd: string, folder: string, named: string, mode: number): string {
  chmodSync(join(cwd, folder), mode);
  return named;
}

function link(cwd: string, from: string, to: string): string {
  symlinkSync(to, join(cwd, from));
  return from;
}

describe.skipIf(mayDoAnything)('every command, on a folder', () => {
  test.each(Object.keys(folders))('%s, answers in a sentence', async (name) => {
    const cwd = copy();
    const folder = folders[name]!(cwd);
    const answers = await answersIn(cwd, commandsOn(folder));
    for (const one of ['shut', 'al']) if (readdirSync(cwd).includes(one)) chmodSync(join(cwd, one), 0o755);
    expect(answers.flatMap((answer) => faultsIn(answer))).toEqual([]);
    // All that need no folder, or have one of their own.
    const well = answers.filter(({ status }) => status === 0).map(({ typed }) => typed[0]);
    expect(well.filter((command) => !['explain', 'new', 'start', 'check'].includes(command!))).toEqual([]);
  });
});

/** What stands in an alliance's folder and is not as it should be. */
const parts: Readonly<Record<string, (al: string) => void>> = {
  'a history that may not be entered': (al) => chmodSync(join(al, '.concordat'), 0),
  'a file in place of the history': (al) => replaced(join(al, '.concordat'), 'file'),
  'a link round in a circle in place of the history': (al) => replaced(join(al, '.concordat'), 'loop'),
  'a folder in place of the store': (al) => replaced(join(al, '.concordat/history.sqlite'), 'folder'),
  'a link round in a circle in place of the store': (al) => replaced(join(al, '.concordat/history.sqlite'), 'loop'),
  'a store that may not be read': (al) => chmodSync(join(al, '.concordat/history.sqlite'), 0),
  'the store of another program': (al) => {
    replaced(join(al, '.concordat/history.sqlite'), 'nothing');
    inStore(al, 'CREATE TABLE documents (id INTEGER PRIMARY KEY, value TEXT)');
  },
  'a store with other values': (al) => {
    replaced(join(al, '.concordat/history.sqlite'), 'nothing');
    inStore(al, 'CREATE TABLE documents (key TEXT PRIMARY KEY, value, version)');
    inStore(al, "INSERT INTO documents VALUES ('head/alliance-2025', x'00', 'one')");
  },
  'a folder in place of the key': (al) => replaced(keyOf(al), 'folder'),
  'a link round in a circle in place of the key': (al) => replaced(keyOf(al), 'loop'),
  'a key that may not be read': (al) => chmodSync(keyOf(al), 0),
  'a configuration folder that may not be entered': (al) => chmodSync(join(al, '..', CONFIGURATION), 0),
  'a file in place of the configuration folder': (al) => replaced(join(al, '..', CONFIGURATION), 'file'),
  'a folder in place of the list of keys': (al) => replaced(join(al, '.concordat/public-keys.json'), 'folder'),
  'a list of keys that is none': (al) => writeFileSync(join(al, '.concordat/public-keys.json'), '{"keys"'),
  'a folder in place of a workbook': (al) => replaced(join(al, ALLIANCE), 'folder'),
  'a link round in a circle in place of a workbook': (al) => replaced(join(al, ALLIANCE), 'loop'),
  'a workbook that may not be read': (al) => chmodSync(join(al, ALLIANCE), 0),
  'a file in place of Documents': (al) => replaced(join(al, 'Documents'), 'file'),
  'a link round in a circle in place of Documents': (al) => replaced(join(al, 'Documents'), 'loop'),
  'Documents that may not be entered': (al) => {
    mkdirSync(join(al, 'Documents'), { recursive: true });
    chmodSync(join(al, 'Documents'), 0);
  },
  'a file in place of a school’s Documents': (al) => replaced(join(al, ASHGROVE_DOCUMENTS), 'file'),
  'a link round in a circle in place of a school’s Documents': (al) => replaced(join(al, ASHGROVE_DOCUMENTS), 'loop'),
  'a school’s Documents that may not be entered': (al) => chmodSync(join(al, ASHGROVE_DOCUMENTS), 0),
  'a file in place of Restored': (al) => replaced(join(al, 'Restored'), 'file'),
  'a link round in a circle in place of Restored': (al) => replaced(join(al, 'Restored'), 'loop'),
};

function keyOf(al: string): string {
  return join(placeOfKeys(keyFoldersIn(dirname(al), basename(al)))!, 'signing-key.pem');
}

function replaced(path: string, by: 'file' | 'folder' | 'loop' | 'nothing'): void {
  rmSync(path, { recursive: true, force: true });
  if (by === 'file') writeFileSync(path, 'Not what belongs here.');
  if (by === 'folder') mkdirSync(path);
  if (by === 'loop') symlinkSync(path, path);
}

function inStore(al: string, statement: string, ...values: string[]): void {
  const database = new DatabaseSync(join(al, '.concordat/history.sqlite'));
  database.prepare(statement).run(...values);
  database.close();
}

describe.skipIf(mayDoAnything)('every command, on an alliance with', () => {
  test.each(halfBySeed(Object.keys(parts)))('%s, answers in a sentence', async (name) => {
    const cwd = copy();
    parts[name]!(join(cwd, 'al'));
    const answers = await answersIn(cwd, commandsOn('al'));
    for (const path of ['al/.concordat', 'al/Documents', join('al', ASHGROVE_DOCUMENTS), CONFIGURATION])
      chmodSafely(join(cwd, path));
    expect(answers.flatMap((answer) => faultsIn(answer))).toEqual([]);
    expect(answers.filter(({ status }) => status !== 0 && status !== 1)).not.toHaveLength(0);
  });
});

/**
 * Every kind of document that the store holds, by a key that the commands come upon, and what the next check says of it: of the
 * workbook it concerns, and of no other. Null where what it holds is worked out anew.
 */
const DOCUMENTS: Readonly<Record<string, readonly [workbooks: readonly string[], said: RegExp] | null>> = {
  'head/alliance-2025': [[ALLIANCE, ASHGROVE, BIRCH], /does not stand as it was kept.*put the history back/],
  'head/school-900201-2025': [
    [ALLIANCE, ASHGROVE],
    /(?:kept history is missing or was altered|does not stand as it was kept).*put (?:back the store|the history back)/,
  ],
  'head/something-else': null,
  'issued/2025/2025-0001': [[ALLIANCE], /does not stand as it was kept.*put the history back/],
  'number/2025/2025-0009': null,
  'answered/2025/0000': null,
  'refused/2025': null,
  'next-year/2025': null,
  // As they were kept when there was a message for each workbook: what cannot be read of them is told again.
  'outbox/alliance-2025/2020-01-01': null,
  'outbox/alliance-2025/2999-01-01': null,
  'outbox/school-900201-2025/2020-01-01': null,
  'outbox/person-0123456789abcdef/2020-01-01': null,
};
const DAMAGES = { 'is no JSON': '{"number', 'is something else': '{"other":[1]}' };

describe('every command, on a store in which', () => {
  const all = Object.keys(DOCUMENTS).flatMap((key) =>
    Object.entries(DAMAGES).map(([damage, value]) => [key, damage, value] as const),
  );
  test.each(halfBySeed(all))('%s %s, answers in a sentence, and so do the pages', async (key, _, value) => {
    const al = join(copy(), 'al');
    inStore(al, "INSERT OR REPLACE INTO documents VALUES (?, ?, '1')", key, value);
    expect(await faultsOfPages(al)).toEqual([]);
    const answers = await answersIn(dirname(al), commandsOn('al'));
    expect(answers.flatMap((answer) => faultsIn(answer))).toEqual([]);

    const checked = answers.at(-1)!.err;
    const [workbooks, said] = DOCUMENTS[key] ?? [[], /^/];
    for (const name of workbooks) expect(lineOf(name, checked)).toMatch(said);
    for (const name of [ALLIANCE, ASHGROVE, BIRCH].filter((one) => !workbooks.includes(one)))
      expect(lineOf(name, checked)).toMatch(
        /: \d+ rows, \d+ open findings; (?:nothing new|snapshot taken|Checks brought)/,
      );
    const verified = answers.find(({ typed }) => typed.join(' ') === 'verify --folder al')!;
    if (key.startsWith('head/')) expect(verified.out).toMatch(/(?:does not fit|no workbook’s)\./);
  });
});

function lineOf(workbook: string, progress: string): string {
  return progress.split('\n').find((line) => line.startsWith(`  ${basename(workbook)}: `)) ?? '';
}

/** What the status pages show that is neither the page nor a sentence. */
async function faultsOfPages(al: string): Promise<string[]> {
  const faults: string[] = [];
  const store = openSqliteStore(join(al, '.concordat/history.sqlite'));
  const site = statusSite({
    store,
    checks: latestChecks(),
    now: () => ({ at: '2026-03-27T10:00:00.000Z', asOf: '2026-03-27' }),
    openDocument: async () => null,
    files: { style: '', script: '' },
    fault: (name) => faults.push(name),
  });
  for (const path of ['/', '/history', '/history/alliance-2025', '/documents', '/documents/2025-0001'])
    await site.request(path, { headers: { host: '127.0.0.1' } });
  await store.close();
  return faults;
}
