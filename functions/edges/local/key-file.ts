import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { firstKey, introducedKey, type PublicKey, readKeyList } from '../../history/public-keys.ts';
import { newHistorySecret, secretOf } from '../history-secret.ts';
import { EdgeError, type Secret, type Signer } from '../ports.ts';
import { newSigningKey, signerOf } from '../signing-key.ts';

/** Readable by its owner only, and never in the store. */
const KEY_FILE = 'signing-key.pem';
/** The key that is about to take over: it takes its place once it is listed. */
const NEXT_KEY_FILE = 'signing-key.pem.next';
const LIST_FILE = 'public-keys.json';
/** Readable by its owner only, never in the store, and never replaced: what is kept under it is found under no other. */
const SECRET_FILE = 'history-secret';

/**
 * The key that signs this folder's history, made on first use. `today` is the day it is listed under then.
 * @throws EdgeError `not-found` for a folder that is not there and for a key that was lost, `unreadable` for files that are not what
 * they should be.
 */
export function openKeyFile(folder: string, today: string): Signer {
  const file = join(folder, KEY_FILE);
  const known = readPublicKeys(folder);
  if (isMissing(file)) {
    if (known.length > 0) throw lostKey(file);
    // Before the key, so that a secret that is missing beside a key was lost.
    makeSecret(folder);
    makeFile(file, newSigningKey());
  }
  const signer = readKey(file, async () => readPublicKeys(folder));
  if (known.length === 0) writeList(folder, [firstKey(signer, today)]);
  else if (!known.some(({ keyId }) => keyId === signer.keyId)) {
    const advice = `The signing key is none of those listed beside it. Put ${file} and ${LIST_FILE} back from the same backup.`;
    throw new EdgeError('unreadable', advice);
  }
  return signer;
}

/**
 * The secret of this folder's history, made on first use.
 * @throws EdgeError `not-found` for a folder that is not there and for a secret that was lost, `unreadable` for what is none.
 */
export function openSecretFile(folder: string): Secret {
  const file = join(folder, SECRET_FILE);
  if (isMissing(file)) {
    if (!isMissing(join(folder, KEY_FILE)) || readPublicKeys(folder).length > 0) throw lostSecret(file);
    makeSecret(folder);
  }
  const secret = secretOf(readText(file) ?? '');
  if (secret !== null) return secret;
  throw new EdgeError('unreadable', `The secret of the history cannot be read. Put ${file} back from a backup.`);
}

/** The same for whoever only looks: null where there is none, or none that may be read. */
export function knownSecret(folder: string): Secret | null {
  try {
    return secretOf(readText(join(folder, SECRET_FILE)) ?? '');
  } catch (error) {
    if (error instanceof EdgeError) return null;
    throw error;
  }
}

/** Whether neither a key nor a secret was ever made here: opening one would make it. */
export function isUnused(folder: string): boolean {
  return [KEY_FILE, LIST_FILE, SECRET_FILE].every((name) => isMissing(join(folder, name)));
}

function makeSecret(folder: string): void {
  const file = join(folder, SECRET_FILE);
  if (isMissing(file)) makeFile(file, `${newHistorySecret()}\n`);
}

/**
 * Gives the history a new key, introduced by the present one. Stopped anywhere between, the present key stays, and a second attempt
 * ends as the first would have.
 * @throws EdgeError as `openKeyFile` does.
 */
export function rotateKeyFile(folder: string, today: string): { readonly older: Signer; readonly newer: Signer } {
  const older = openKeyFile(folder, today);
  return { older, newer: takeOver(folder, (newer) => introducedKey(older, newer, today)) };
}

/** Gives the history a new key where the one before is lost: nothing vouches for it. @throws EdgeError `not-allowed` where none is lost. */
export function replaceLostKeyFile(folder: string, today: string): Signer {
  if (!isMissing(join(folder, KEY_FILE)) || readPublicKeys(folder).length === 0)
    throw new EdgeError('not-allowed', 'The signing key is not lost. Use “concordat key --rotate” for a new one.');
  return takeOver(folder, (newer) => firstKey(newer, today));
}

function takeOver(folder: string, listed: (newer: Signer) => PublicKey): Signer {
  const next = join(folder, NEXT_KEY_FILE);
  if (isMissing(next)) makeFile(next, newSigningKey());
  const newer = readKey(next);
  const known = readPublicKeys(folder);
  if (!known.some(({ keyId }) => keyId === newer.keyId)) writeList(folder, [...known, listed(newer)]);
  moveOver(next, join(folder, KEY_FILE));
  return newer;
}

/** The keys that sign or signed this folder's history, the oldest first; none before the first use. @throws EdgeError `unreadable` */
export function readPublicKeys(folder: string): readonly PublicKey[] {
  const file = join(folder, LIST_FILE);
  const text = readText(file);
  const list = text === null ? [] : readKeyList(text);
  if (list !== null) return list;
  throw new EdgeError('unreadable', `The list of public keys cannot be read. Put ${file} back from a backup.`);
}

/** An empty file is left by a program stopped while making it; nothing can have been signed or kept with it. */
function isMissing(file: string): boolean {
  return (readText(file) ?? '') === '';
}

/** What stands in the file already stays, so that two programs starting at once end with the same key and secret. */
function makeFile(file: string, text: string): void {
  try {
    if (readText(file) === '') rmSync(file);
    writeFileSync(file, text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw faultOfFile(error, file);
  }
}

function readKey(file: string, list?: () => Promise<readonly PublicKey[]>): Signer {
  const signer = signerOf(readText(file) ?? '', list);
  if (signer !== null) return signer;
  throw new EdgeError('unreadable', `The signing key cannot be read. Put ${file} back from a backup.`);
}

function lostKey(file: string): EdgeError {
  const advice =
    `The signing key is missing. Put ${file} back from a backup. Where there is none, “concordat key --lost” makes a new key, ` +
    'and you tell the chairs which it is.';
  return new EdgeError('not-found', advice);
}

function lostSecret(file: string): EdgeError {
  const advice =
    `The secret of the history is missing. Put ${file} back from a backup. Where there is none, the history can still be verified, ` +
    `but nothing can be added to it: move the folder ${basename(dirname(file))} elsewhere, and “concordat start --new-history” ` +
    'begins a new one.';
  return new EdgeError('not-found', advice);
}

function writeList(folder: string, list: readonly PublicKey[]): void {
  const file = join(folder, LIST_FILE);
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(list, null, 2)}\n`, { flush: true });
  } catch (error) {
    throw faultOfFile(error, file);
  }
  moveOver(`${file}.new`, file);
}

function moveOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    throw faultOfFile(error, to);
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw faultOfFile(error, file);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function faultOfFile(error: unknown, file: string): unknown {
  const options = { cause: error };
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new EdgeError('not-found', `The folder for ${file} is not there. Make it, or check its name.`, options);
    case 'ENOSPC':
      return new EdgeError('no-space', 'The disk is full. Free some space and try again.', options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new EdgeError('not-allowed', `Concordat may not use ${file}. Check who may read and write it.`, options);
    case null:
      return error;
    default: {
      const advice = `${file} is not a file that can be read and written. Put it back from a backup.`;
      return new EdgeError('unreadable', advice, options);
    }
  }
}
