import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { afterAll, beforeAll } from 'vitest';
import { configurationFolder } from '../../functions/edges/config.ts';
import { keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import type { KeyFolders } from '../../functions/edges/local/key-file.ts';
import { settingsOf } from '../support/own-configuration.ts';
import { placed } from '../support/placed.ts';
import { quickProgram } from '../support/program-for-all.ts';
import { realPart } from '../support/real-parts.ts';

export const PROGRAM = fileURLToPath(new URL('../../scripts/concordat.mjs', import.meta.url));
/** The sample alliance's year has ended, and what was due in it is overdue. */
export const AS_OF = '2026-11-22';
export const ALLIANCE = 'Alliance 2025-26.xlsx';
export const DUNSHOLT = placed('Dunsholt Academy 2025-26.xlsx');

export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Root may read and write everything; without these two rights, what a file or folder lets its owner do counts for root too. */
const WITHOUT_RIGHTS = '--bounding-set=-dac_override,-dac_read_search';
const isRoot = process.getuid?.() === 0;
const setpriv = isRoot ? realPart('setpriv') : null;
/** Where tests run as root and cannot give up its rights, those about what one may not do are skipped. */
export const mayDoAnything = isRoot && setpriv === null;
/** What a program is started by so that it has no special rights; nothing where there are none to give up. */
export const withoutSpecialRights = setpriv === null ? [] : [setpriv, WITHOUT_RIGHTS];

/** Runs the program in a folder of a person's own, as it was put together for all tests. */
export function concordat(cwd: string, ...typed: string[]): Promise<Answer> {
  return run(cwd, typed, {});
}

/** The same with nothing but these settings in its environment. */
export async function concordatWith(environment: NodeJS.ProcessEnv, cwd: string, ...typed: string[]): Promise<Answer> {
  return run(cwd, typed, { env: environment });
}

/** The same from its sources, as a person starts it. */
export function concordatFromSources(cwd: string, ...typed: string[]): Promise<Answer> {
  return run(cwd, typed, {}, '', PROGRAM);
}

/** The same without special rights. It stays the same user, who may enter the folder of the project wherever that stands. */
export function concordatUnprivileged(cwd: string, ...typed: string[]): Promise<Answer> {
  return run(cwd, typed, { before: withoutSpecialRights });
}

/** The same with what a person types in answer; it ends there, as with Ctrl+D. */
export function concordatAnswered(cwd: string, answers: readonly string[], ...typed: string[]): Promise<Answer> {
  return run(cwd, typed, {}, answers.map((line) => `${line}\n`).join(''));
}

/** The same with such an environment. */
export function concordatAnsweredWith(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  answers: readonly string[],
  ...typed: string[]
): Promise<Answer> {
  return run(cwd, typed, { env: environment }, answers.map((line) => `${line}\n`).join(''));
}

async function run(
  cwd: string,
  typed: readonly string[],
  { env = process.env, before = [] }: { before?: readonly string[]; env?: NodeJS.ProcessEnv },
  answers = '',
  sources?: string,
): Promise<Answer> {
  const { file, compiled } = await quickProgram();
  const own = { ...env, ...settingsOf(join(cwd, CONFIGURATION)) };
  const environment = sources === undefined ? { ...own, NODE_COMPILE_CACHE: compiled } : own;
  const [program, ...args] = [...before, process.execPath, sources ?? file, ...typed];
  return new Promise((done, fail) => {
    const child = execFile(program!, args, { cwd, maxBuffer: 1e8, env: environment }, (error, out, err) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') done({ status, out, err });
      else fail(error);
    });
    // Who has heard enough does not listen to the rest.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(answers);
  });
}

/** Each place is a person's, whose keys go with it: a copy has its own. */
export const CONFIGURATION = '.configuration';

/** Where a person in a place keeps the keys of a folder there. */
export function keyFoldersIn(place: string, folder: string): KeyFolders {
  return keyFoldersOf(join(place, folder), configurationFolder(settingsOf(join(place, CONFIGURATION))));
}

/** A place for the tests of a file. `ready` fills it once; each test takes a copy of what it made. */
export function journeys(ready: (place: string) => Promise<unknown> = async () => {}): () => string {
  const place = mkdtempSync(join(tmpdir(), 'concordat-'));
  let copies = 0;
  beforeAll(() => ready(join(place, 'made')).then(() => undefined));
  afterAll(() => rmSync(place, { recursive: true }));
  return () => {
    copies += 1;
    const copy = join(place, `copy ${copies}`);
    const made = join(place, 'made');
    cpSync(made, copy, { recursive: true });
    // Node copies folders without their rights.
    for (const entry of readdirSync(made, { recursive: true, withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const folder = join(entry.parentPath, entry.name);
      chmodSync(join(copy, relative(made, folder)), statSync(folder).mode & 0o777);
    }
    return copy;
  };
}

/** Changes a workbook as another spreadsheet program would: the whole file is written anew and takes the old one's place. */
export function edit(file: string, change: (workbook: WorkBook) => void): void {
  const workbook = read(readFileSync(file), { cellNF: true });
  change(workbook);
  writeFileSync(`${file}.saving`, write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }));
  renameSync(`${file}.saving`, file);
}

/** Types something into a cell of a tab. */
export function type(file: string, tab: string, cell: string, typed: string | number): void {
  edit(file, ({ Sheets }) => {
    utils.sheet_add_aoa(Sheets[tab]!, [[typed]], { origin: cell });
  });
}

/** What stands in a tab, as text, row by row. */
export function textOf(file: string, tab: string): string[][] {
  const sheet: WorkSheet | undefined = read(readFileSync(file)).Sheets[tab];
  return sheet ? utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' }) : [];
}
