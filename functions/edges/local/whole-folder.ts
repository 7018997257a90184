import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EdgeError } from '../ports.ts';
import { isFolder } from './alliance-folder.ts';
import { lookAt } from './look-at.ts';

/** The hidden folder in which everything is made first. */
const UNFINISHED = '.concordat-new-';

/** Why nothing can be made at `folder` and what to do, or null where it can: it is not there yet, or empty. */
export function folderFault(folder: string): string | null {
  const place = resolve(folder);
  const there = nearestThere(place);
  try {
    lookAt(place);
  } catch (error) {
    if (error instanceof EdgeError) return error.advice;
    throw error;
  }
  if (!isFolder(there)) return `${folder} cannot be a folder: there is a file of that name. Name another folder.`;
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
    return there === place && !isEmpty(place) ? filesThere(folder) : null;
  } catch {
    return notMade(folder);
  }
}

/**
 * Makes a folder with everything that `fill` writes into the place it is given, or nothing at all: what `fill` throws is thrown on
 * once everything is taken away again. @throws EdgeError `not-allowed` with what to do, where nothing can be made.
 */
export async function makeWholeFolder(folder: string, fill: (place: string) => Promise<void>): Promise<void> {
  const fault = folderFault(folder);
  if (fault !== null) throw new EdgeError('not-allowed', fault);
  const place = resolve(folder);
  const holder = isFolder(place) ? place : dirname(place);
  const kept = nearestThere(holder);
  const unfinished = join(holder, `${UNFINISHED}${randomUUID()}`);
  orSay(folder, () => mkdirSync(unfinished, { recursive: true }));
  try {
    await fill(unfinished);
    if (isFolder(place) && !isEmpty(place)) throw new EdgeError('not-allowed', filesThere(folder));
    orSay(folder, () => moveInto(place, unfinished));
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    for (let made = holder; made !== kept && readdirSync(made).length === 0; made = dirname(made)) rmdirSync(made);
    throw cause;
  }
}

/** In one step where the folder is not there yet; else what was moved is taken away again when something cannot be. */
function moveInto(place: string, unfinished: string): void {
  if (!isFolder(place)) {
    renameSync(unfinished, place);
    return;
  }
  const names = readdirSync(unfinished);
  try {
    for (const name of names) renameSync(join(unfinished, name), join(place, name));
    rmdirSync(unfinished);
  } catch (cause) {
    for (const name of names) rmSync(join(place, name), { recursive: true, force: true });
    throw cause;
  }
}

function orSay(folder: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new EdgeError('not-allowed', notMade(folder), { cause });
  }
}

function filesThere(folder: string): string {
  return `There are files in ${folder} already. Name another folder.`;
}

function notMade(folder: string): string {
  return `The folder ${folder} cannot be made. Choose a place that you may write in.`;
}

function nearestThere(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestThere(dirname(path));
}

/** What a system puts into every folder it shows does not count, nor what is being made there or was once left half-made. */
function isEmpty(folder: string): boolean {
  return readdirSync(folder).every(
    (name) => name === '.DS_Store' || name === 'desktop.ini' || name.startsWith(UNFINISHED),
  );
}
