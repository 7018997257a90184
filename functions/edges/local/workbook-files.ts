import { createHash, randomUUID } from 'node:crypto';
import { linkSync, renameSync, type Stats } from 'node:fs';
import { lstat, mkdir, link as nameAlso, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NewSheet } from '../../../sheets-schema/sheet.ts';
import { EdgeError, type WorkbookReading, type Workbooks } from '../ports.ts';
import { BANK_FOLDER, statementsBeside } from './bank-files.ts';
import { replaceUnlessSaved, type Steps } from './replace-file.ts';
import { giveRightsOf, isAnothers, refuseReadOnly } from './rights-of-file.ts';
import { addSheets } from './xlsx/add-sheets.ts';
import { createXlsx } from './xlsx/create-workbook.ts';
import { notAWorkbook, tooLarge } from './xlsx/faults.ts';
import { LIMITS } from './xlsx/limits.ts';
import { readXlsx } from './xlsx/read-workbook.ts';
import { replaceOwnSheets } from './xlsx/replace-own-sheets.ts';

/** LibreOffice takes its lock away for a moment in each save. */
const SAVE_GAP_MILLISECONDS = 50;
const RENAME_TRIES = 5;
/** What Node says of a path with a null character in it. */
const IMPOSSIBLE_PATH = 'ERR_INVALID_ARG_VALUE';

/** Where files are written before they take their place; a watcher of the folder may pass over names that begin so. */
const UNFINISHED_PREFIX = '.concordat-';

/** What a write that was stopped half-way left behind. The history's folder begins otherwise. */
export function isUnfinished(name: string): boolean {
  return name.startsWith(UNFINISHED_PREFIX) && name.endsWith('.tmp');
}

/** Workbooks as `.xlsx` files; a place is a path, a version the SHA-256 of the file's bytes. */
export function workbookFiles(steps: Steps = { renameSync, linkSync }): Workbooks {
  return {
    read: (place) => withPlainFaults(place, () => read(place)),
    create: (place, sheets) => withPlainFaults(place, () => create(place, sheets)),
    addSheets: (place, version, sheets) =>
      withPlainFaults(place, () => rewrite(place, version, (bytes) => addSheets(bytes, sheets), steps)),
    replaceOwnSheets: (place, version, sheets) =>
      withPlainFaults(place, () => rewrite(place, version, (bytes) => replaceOwnSheets(bytes, sheets), steps)),
  };
}

async function read(place: string): Promise<WorkbookReading> {
  const bytes = await readBytes(place);
  const tabs = readXlsx(bytes);
  const takesStatements = tabs.some(({ title }) => title.trim() === BANK_FOLDER);
  return { version: versionOf(bytes), tabs: takesStatements ? [...tabs, ...statementsBeside(place)] : tabs };
}

async function create(place: string, sheets: readonly NewSheet[]): Promise<string> {
  const bytes = createXlsx(sheets);
  const unfinished = await writeBeside(place, bytes, 0o666);
  try {
    if ((await isThere(place)) || !(await moveNew(unfinished, place)))
      throw new EdgeError('not-allowed', `"${basename(place)}" is there already and was left as it is.`);
    return place;
  } catch (cause) {
    await unlink(unfinished).catch(() => undefined);
    throw cause;
  }
}

/** @param change gives the very bytes it was given when there is nothing to do. */
async function rewrite(
  link: string,
  version: string,
  change: (bytes: Uint8Array) => Uint8Array,
  steps: Steps,
): Promise<string> {
  const place = await realpath(link);
  await refuseWhileOpen(link, place);
  const before = await readBytes(place);
  if (versionOf(before) !== version) throw changedMeanwhile(place);
  const rights = await stat(place);
  await refuseReadOnly(place, rights);
  const after = change(before);
  if (after === before && !isAnothers(rights)) return version;
  const unfinished = await writeBeside(place, after, rights.mode);
  try {
    await giveRightsOf(place, unfinished).catch(async (cause: unknown) => {
      // Rights cannot be taken from a file in whose place somebody puts another at that moment.
      throw (await stat(place)).ino === rights.ino ? cause : changedMeanwhile(place);
    });
    if (after === before) return version;
    await refuseWhileOpen(link, place);
    if (versionOf(await readBytes(place)) !== version) throw changedMeanwhile(place);
    const versions = { was: version, becomes: versionOf(after) };
    if (!(await onceFree(place, () => replaceUnlessSaved(unfinished, place, versions, steps))))
      throw changedMeanwhile(place);
    await flushFolderOf(place);
    return versions.becomes;
  } finally {
    await unlink(unfinished).catch(() => undefined);
  }
}

function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readBytes(place: string): Promise<Uint8Array> {
  const found: Stats = await stat(place);
  if (found.isDirectory())
    throw new EdgeError(
      'not-found',
      `"${basename(place)}" is a folder, not a workbook. Put the workbook itself in its place.`,
    );
  if (!found.isFile()) throw notAWorkbook();
  const file = await open(place, 'r');
  try {
    const { size } = await file.stat();
    if (size > LIMITS.fileBytes.most) throw tooLarge(LIMITS.fileBytes);
    const bytes = await file.readFile();
    if (bytes.length !== size) throw changedMeanwhile(place);
    return bytes;
  } finally {
    await file.close();
  }
}

/** Written in full and flushed to the disk, in the same folder so that it can take its place in one step. */
export async function writeBeside(place: string, bytes: string | Uint8Array, mode: number): Promise<string> {
  const unfinished = join(dirname(place), `${UNFINISHED_PREFIX}${randomUUID()}.tmp`);
  const file = await open(unfinished, 'wx', mode);
  try {
    await file.writeFile(bytes);
    if (mode !== 0o666) await file.chmod(mode & 0o7777);
    await file.sync();
  } catch (cause) {
    await unlink(unfinished).catch(() => undefined);
    throw cause;
  } finally {
    await file.close();
  }
  return unfinished;
}

export async function moveOver(from: string, to: string): Promise<void> {
  await onceFree(to, () => rename(from, to));
  await flushFolderOf(to);
}

// On Windows a file that a program or a virus scanner holds cannot be replaced for a moment.
async function onceFree<T>(place: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 1, wait = 100; ; tries++, wait *= 2) {
    try {
      return await work();
    } catch (cause) {
      const held = process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(cause));
      if (!held) throw cause;
      if (tries === RENAME_TRIES) throw openElsewhere(place, null);
      await pause(wait);
    }
  }
}

/** Moves a file to where nothing stands: false where something does, and then it is gone. */
export async function moveNew(from: string, to: string): Promise<boolean> {
  try {
    await nameAlso(from, to);
  } catch (cause) {
    const there = codeOf(cause) === 'EEXIST' || (await isThere(to));
    // Some disks have no second names for a file.
    if (!there) await moveOver(from, to);
    else await unlink(from);
    return !there;
  }
  await unlink(from);
  await flushFolderOf(to);
  return true;
}

/**
 * Moves a file to where nothing stands: false where something does, and it stays. Stopped between the two steps it has both names, and is
 * moved for good when that is tried again.
 * @throws EdgeError `open-elsewhere`, and where it may not be moved: then it is where it was
 */
export async function moveFile(from: string, to: string): Promise<boolean> {
  return withPlainFaults(from, async () => {
    await refuseWhileOpen(from, from);
    await mkdir(dirname(to), { recursive: true });
    if (!(await isSameFile(from, to))) {
      if (await isThere(to)) return false;
      try {
        await nameAlso(from, to);
      } catch (cause) {
        if (codeOf(cause) === 'EEXIST') return false;
        // Some disks have no second names for a file.
        await moveOver(from, to);
        return true;
      }
    }
    try {
      await unlink(from);
    } catch (cause) {
      // Another Concordat that moved it at the same time was done first.
      if (codeOf(cause) === 'ENOENT') return true;
      // Windows lets nobody take away what a program holds.
      if (await isSameFile(from, to)) await unlink(to).catch(() => undefined);
      throw cause;
    }
    await flushFolderOf(to);
    return true;
  });
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => lstat(path).catch(() => null)));
  return first !== null && second !== null && first!.ino === second!.ino && first!.dev === second!.dev;
}

async function flushFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function refuseWhileOpen(link: string, place: string): Promise<void> {
  await refuseLocked(link, place);
  await pause(SAVE_GAP_MILLISECONDS);
  await refuseLocked(link, place);
}

async function refuseLocked(link: string, place: string): Promise<void> {
  for (const path of new Set([link, place])) {
    for (const lock of [`.~lock.${basename(path)}#`, `~$${basename(path)}`]) {
      if (await isThere(join(dirname(path), lock))) throw openElsewhere(path, lock);
    }
  }
}

/** Links count, wherever they lead. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function openElsewhere(place: string, lock: string | null): EdgeError {
  const nobody = lock === null ? '' : ` If nobody has it open, delete the file "${lock}" beside it.`;
  return new EdgeError(
    'open-elsewhere',
    `"${basename(place)}" is open. Close it, and it will be brought up to date.${nobody}`,
    {
      retryable: true,
    },
  );
}

function changedMeanwhile(place: string): EdgeError {
  return new EdgeError('changed-meanwhile', `"${basename(place)}" was changed meanwhile. It will be read again.`, {
    retryable: true,
  });
}

async function withPlainFaults<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    try {
      return await work();
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT') throw cause;
      // Whoever saves may take the old file away just before the new one comes.
      await pause(SAVE_GAP_MILLISECONDS);
      return await work();
    }
  } catch (cause) {
    throw codeOf(cause) === '' ? cause : plainFault(place, cause);
  }
}

function plainFault(place: string, cause: unknown): EdgeError {
  const name = `"${basename(place)}"`;
  switch (codeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case IMPOSSIBLE_PATH:
      return new EdgeError(
        'not-found',
        `${name} is not in the folder "${dirname(place)}". Check the name and the folder.`,
        { cause },
      );
    case 'ELOOP':
      return new EdgeError('not-found', `${name} is a link that leads nowhere. Put the workbook itself in its place.`, {
        cause,
      });
    case 'EISDIR':
      return new EdgeError('not-found', `${name} is a folder, not a workbook. Put the workbook itself in its place.`, {
        cause,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EdgeError(
        'not-allowed',
        `This computer may not read or change ${name}. Ask for access to its folder.`,
        { cause },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new EdgeError(
        'no-space',
        `There is no room left on the disk for ${name}. Free some space; it will be tried again.`,
        {
          cause,
          retryable: true,
        },
      );
    case 'EBUSY':
    case 'ETXTBSY':
      return openElsewhere(place, null);
    default:
      return new EdgeError('unreadable', `${name} could not be read or written just now. It will be tried again.`, {
        cause,
        retryable: true,
      });
  }
}

/** The system's own code for what went wrong; empty for any other error, which is a fault of ours and must show. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return '';
  return 'syscall' in cause || cause.code === IMPOSSIBLE_PATH ? cause.code : '';
}
