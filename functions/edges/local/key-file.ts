import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { firstKey, introducedKey, type PublicKey, readKeyList } from '../../history/public-keys.ts';
import { newHistorySecret, secretOf } from '../history-secret.ts';
import { EdgeError, type Secret, type Signer } from '../ports.ts';
import { newSigningKey, signerOf } from '../signing-key.ts';
import { lookAt } from './look-at.ts';
import type { KeyTexts } from './sealed-keys.ts';

/** Where the keys of a history may lie. */
export interface KeyFolders {
  /** The folder of the history, in which the list of public keys stands. */
  readonly history: string;
  /** The person's own configuration folder: in it lie key and secret of each history, in a folder named by the first key's id. */
  readonly own: string;
  /** Whether new ones are made in the folder of the history and stay there, as those of the sample. */
  readonly stayWithin: boolean;
}

/** Readable by its owner only, and never in the store. */
export const KEY_FILE = 'signing-key.pem';
/** The key that is about to take over: it takes its place once it is listed. */
const NEXT_KEY_FILE = 'signing-key.pem.next';
/** In the folder of the history; as it was last, beside the key too. */
const LIST_FILE = 'public-keys.json';
/** Readable by its owner only, never in the store, and never replaced: what is kept under it is found under no other. */
export const SECRET_FILE = 'history-secret';
/** Says in the folder of the history where the key lay last, for whoever looks for it from another computer. */
const PLACE_FILE = 'key-place.txt';
/** Says beside the key of which key a copy was made here last, and when. */
const COPY_FILE = 'copied.txt';

/** The folder in which key and secret lie, wherever the history was moved to; null where neither is on this computer. */
export function placeOfKeys({ history, own }: KeyFolders): string | null {
  const places = [...readPublicKeys(history).map(({ keyId }) => join(own, keyId)), history];
  const holding = (name: string) => places.find((place) => !isMissing(join(place, name)));
  return holding(KEY_FILE) ?? holding(SECRET_FILE) ?? null;
}

/**
 * The key that signs a history, made on first use. `today` is the day it is listed under then.
 * @throws EdgeError `not-found` for a folder that is not there and for a key that was lost or is elsewhere, `unreadable` for files that
 * are not what they should be.
 */
export function openKeyFile(folders: KeyFolders, today: string): Signer {
  const place = readyPlace(folders, today);
  const next = join(place, NEXT_KEY_FILE);
  const known = keysListed(place, folders);
  if (known.length > readPublicKeys(folders.history).length) writeList(folders.history, known);
  if (isListed(next, known)) moveOver(next, join(place, KEY_FILE));
  return signerIn(place, folders);
}

/** The same where keys are listed, for whoever only looks: nothing is made or moved. @throws EdgeError as `openKeyFile` does */
export function knownSigner(folders: KeyFolders): Signer {
  return signerIn(knownPlace(folders), folders);
}

function signerIn(place: string, folders: KeyFolders): Signer {
  const next = join(place, NEXT_KEY_FILE);
  const known = keysListed(place, folders);
  const file = isListed(next, known) ? next : join(place, KEY_FILE);
  const signer = readKey(file, async () => readPublicKeys(folders.history));
  if (!known.some(({ keyId }) => keyId === signer.keyId)) {
    const list = join(folders.history, LIST_FILE);
    const advice = `The signing key is none of those listed for this history. Put ${file} and ${list} back from the same backup.`;
    throw new EdgeError('unreadable', advice);
  }
  const newest = known.at(-1)!.keyId;
  if (signer.keyId === newest) return signer;
  const advice = `The signing key in ${file} is ${signer.keyId}, which ${newest} replaced. Put ${newest} back, from a backup or with “concordat key import FILE”.`;
  throw new EdgeError('unreadable', advice);
}

/**
 * The secret of a history, made with its key on first use.
 * @throws EdgeError `not-found` for a folder that is not there and for a secret that was lost, `unreadable` for what is none.
 */
export function openSecretFile(folders: KeyFolders, today: string): Secret {
  const place = placeOfKeys(folders) ?? readyPlace(folders, today);
  const file = join(place, SECRET_FILE);
  if (isMissing(file)) throw lostSecret(file, folders);
  const secret = secretOf(readText(file) ?? '');
  if (secret !== null) return secret;
  throw new EdgeError('unreadable', `The secret of the history cannot be read. Put ${file} back from a backup.`);
}

/** The same for whoever only looks: null where there is none, or none that may be read. */
export function knownSecret(folders: KeyFolders): Secret | null {
  try {
    const place = placeOfKeys(folders);
    return place === null ? null : secretOf(readText(join(place, SECRET_FILE)) ?? '');
  } catch (error) {
    if (error instanceof EdgeError) return null;
    throw error;
  }
}

/** Whether neither a key nor a secret was ever made here: opening one would make it. */
export function isUnused(folders: KeyFolders): boolean {
  return readPublicKeys(folders.history).length === 0 && placeOfKeys(folders) === null;
}

/** The folder of key and secret, in which both are made on first use. */
function readyPlace(folders: KeyFolders, today: string): string {
  const { history, stayWithin } = folders;
  if (readPublicKeys(history).length > 0) return knownPlace(folders);
  const place = placeOfKeys(folders);
  if (place === null && !stayWithin) return makeOwn(folders, today);
  const file = join(history, KEY_FILE);
  // The secret before the key, so that a secret that is missing beside a key was lost.
  if (isMissing(file)) makeFile(join(history, SECRET_FILE), `${newHistorySecret()}\n`);
  makeFile(file, newSigningKey());
  listFirst(history, readKey(file), today);
  return history;
}

/** The folder of a key that is listed. */
function knownPlace(folders: KeyFolders): string {
  const place = placeOfKeys(folders);
  if (place === null) throw keysElsewhere(folders);
  if (isMissing(join(place, KEY_FILE))) throw lostKey(join(place, KEY_FILE));
  return place;
}

/** Stopped before the key is listed, it leaves a folder that belongs to no history, and the next attempt makes another. */
function makeOwn(folders: KeyFolders, today: string): string {
  const { history, own } = folders;
  const list = join(history, LIST_FILE);
  if (lookAt(history) === null) throw noFolder(list);
  if (readText(join(history, PLACE_FILE)) !== null) {
    const advice = `The list of public keys is missing. Put ${list} back from a backup. ${withoutCopy(folders)}`;
    throw new EdgeError('not-found', advice);
  }
  const pem = newSigningKey();
  const signer = signerOf(pem)!;
  const place = join(own, signer.keyId);
  makePrivateFolder(place);
  makeFile(join(place, SECRET_FILE), `${newHistorySecret()}\n`);
  makeFile(join(place, KEY_FILE), pem);
  if (listFirst(history, signer, today)) {
    writeList(place, readPublicKeys(history));
    notePlace(history, place);
    return place;
  }
  // Another program that began at the same moment was first.
  rmSync(place, { recursive: true });
  return readyPlace(folders, today);
}

/**
 * Moves key and secret out of the folder of the history, where they lay before, into the person's own: there whole before they are gone
 * here, so that whoever is stopped in between ends the same the next time. Gives where they lie now; null where nothing was moved.
 */
export function moveKeysOut(folders: KeyFolders, today: string): string | null {
  const { history, own, stayWithin } = folders;
  const here = [SECRET_FILE, NEXT_KEY_FILE, KEY_FILE].filter((name) => !isMissing(join(history, name)));
  if (stayWithin || here.length === 0) return null;
  // A first check that was stopped before it listed its key.
  if (readPublicKeys(history).length === 0) openKeyFile(folders, today);
  const places = readPublicKeys(history).map(({ keyId }) => join(own, keyId));
  const place = places.find((one) => lookAt(one) !== null) ?? places[0]!;
  const isOther = (name: string) =>
    !isMissing(join(place, name)) && readText(join(place, name)) !== readText(join(history, name));
  // Which of two is right only a person can tell: `doctor` asks.
  if (here.some(isOther)) return null;
  makePrivateFolder(place);
  for (const name of here) copyFile(join(history, name), join(place, name));
  writeList(place, readPublicKeys(history));
  notePlace(history, place);
  // The key first: one that was left behind would differ from the one there once that is replaced.
  for (const name of here.toReversed()) orSay(join(history, name), () => rmSync(join(history, name)));
  // Earlier ones made it for everybody to read.
  orSay(history, () => chmodSync(history, 0o700));
  return place;
}

/** Key and secret as they are, for a copy. @throws EdgeError as `openKeyFile` and `openSecretFile` do */
export function keyTexts(folders: KeyFolders, today: string): KeyTexts & { readonly keyId: string } {
  const { keyId } = openKeyFile(folders, today);
  openSecretFile(folders, today);
  const place = placeOfKeys(folders)!;
  const text = (file: string) => readText(file) ?? '';
  return {
    keyId,
    signingKey: text(join(place, KEY_FILE)),
    historySecret: text(join(place, SECRET_FILE)),
    publicKeys: text(join(folders.history, LIST_FILE)),
  };
}

/**
 * Puts key and secret from another computer where they belong here. A key that another took over from is left out, as what it signs
 * counts no more. @throws EdgeError `not-allowed` where the key is none of this history's, or another one or another secret is there
 */
export function takeInKeys(
  { history, own }: KeyFolders,
  { signingKey, historySecret, publicKeys }: KeyTexts,
): { readonly place: string; readonly keyId: string; readonly replacedBy: string | null } {
  const known = goingOn(readPublicKeys(history), readKeyList(publicKeys) ?? []);
  const keyId = signerOf(signingKey)?.keyId ?? '';
  if (!known.some((one) => one.keyId === keyId)) {
    const advice = 'The key in that file is none of this history’s. Name the folder that it belongs to with --folder.';
    throw new EdgeError('not-allowed', advice);
  }
  const newest = known.at(-1)!.keyId;
  const places = known.map((one) => join(own, one.keyId));
  const place = places.find((one) => lookAt(one) !== null) ?? places[0]!;
  const files: [name: string, text: string][] = [[SECRET_FILE, historySecret]];
  if (keyId === newest) files.push([KEY_FILE, signingKey]);
  for (const [name, text] of files) {
    const there = (readText(join(place, name)) ?? '').trim();
    if (there === '' || there === text.trim()) continue;
    const advice = `Another ${name} stands in ${place}. Move that elsewhere where the one in the file is the right one.`;
    throw new EdgeError('not-allowed', advice);
  }
  makePrivateFolder(place);
  for (const [name, text] of files) makeFile(join(place, name), text);
  writeList(place, goingOn(known, readListBeside(place)));
  notePlace(history, place);
  return { place, keyId, replacedBy: keyId === newest ? null : newest };
}

/** Notes that a copy was made of the key as it is now, for whoever asks whether there is one. */
export function noteCopy(folders: KeyFolders, keyId: string, today: string): void {
  const place = placeOfKeys(folders);
  if (place !== null) writeText(join(place, COPY_FILE), `${keyId} ${today}\n`);
}

/** The day on which a copy was made here of this key; null where none is known of. */
export function lastCopy(folders: KeyFolders, keyId: string): string | null {
  const place = placeOfKeys(folders);
  const [copied, day] = place === null ? [] : (readText(join(place, COPY_FILE)) ?? '').trim().split(' ');
  return copied === keyId ? (day ?? null) : null;
}

/** What lies in the folder of a history although key and secret are kept in the person's own. */
export function leftWithin(folders: KeyFolders): string[] {
  const place = placeOfKeys(folders);
  if (place === null || place === folders.history) return [];
  return [KEY_FILE, NEXT_KEY_FILE, SECRET_FILE]
    .map((name) => join(folders.history, name))
    .filter((file) => !isMissing(file));
}

/**
 * Gives the history a new key, introduced by the present one. Stopped anywhere between, a second attempt ends as the first would have.
 * @throws EdgeError as `openKeyFile` does.
 */
export function rotateKeyFile(folders: KeyFolders, today: string): { readonly older: Signer; readonly newer: Signer } {
  const place = readyPlace(folders, today);
  const isBegun = isListed(join(place, NEXT_KEY_FILE), keysListed(place, folders));
  const older = isBegun ? readKey(join(place, KEY_FILE)) : signerIn(place, folders);
  return { older, newer: takeOver(place, folders, (newer) => introducedKey(older, newer, today)) };
}

/** Gives the history a new key where the one before is lost: nothing vouches for it. @throws EdgeError `not-allowed` where none is lost. */
export function replaceLostKeyFile(folders: KeyFolders, today: string): Signer {
  const known = readPublicKeys(folders.history);
  const place = placeOfKeys(folders);
  // A key without the secret could add nothing.
  if (place === null && known.length > 0) throw keysElsewhere(folders);
  if (place === null || known.length === 0 || !isMissing(join(place, KEY_FILE)))
    throw new EdgeError('not-allowed', 'The signing key is not lost. Use “concordat key --rotate” for a new one.');
  return takeOver(place, folders, (newer) => firstKey(newer, today));
}

function takeOver(place: string, folders: KeyFolders, listed: (newer: Signer) => PublicKey): Signer {
  const next = join(place, NEXT_KEY_FILE);
  if (isMissing(next)) makeFile(next, newSigningKey());
  const newer = readKey(next);
  const known = keysListed(place, folders);
  const list = isListed(next, known) ? known : [...known, listed(newer)];
  for (const folder of new Set([place, folders.history])) writeList(folder, list);
  moveOver(next, join(place, KEY_FILE));
  return newer;
}

/** The keys of a history. Where an older copy of it was put back, those that took over since are listed beside the key. */
function keysListed(place: string, { history }: KeyFolders): readonly PublicKey[] {
  return goingOn(readPublicKeys(history), readListBeside(place));
}

function readListBeside(place: string): readonly PublicKey[] {
  return readKeyList(readText(join(place, LIST_FILE)) ?? '') ?? [];
}

/** The other list where it begins with all of this one and has more. */
function goingOn(known: readonly PublicKey[], other: readonly PublicKey[]): readonly PublicKey[] {
  const isLonger = known.length > 0 && other.length > known.length;
  return isLonger && known.every(({ keyId }, at) => other[at]!.keyId === keyId) ? other : known;
}

function isListed(file: string, known: readonly PublicKey[]): boolean {
  if (isMissing(file)) return false;
  const { keyId } = readKey(file);
  return known.some((one) => one.keyId === keyId);
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
    `The signing key is missing. Put ${file} back from a backup, or use “concordat key import FILE”. Where there is no copy, ` +
    '“concordat key --lost” makes a new key, and you tell the chairs which it is.';
  return new EdgeError('not-found', advice);
}

function lostSecret(file: string, folders: KeyFolders): EdgeError {
  const advice = `The secret of the history is missing. Put ${file} back from a backup, or use “concordat key import FILE”. ${withoutCopy(folders)}`;
  return new EdgeError('not-found', advice);
}

function keysElsewhere(folders: KeyFolders): EdgeError {
  const lay = readText(join(folders.history, PLACE_FILE))?.trim() ?? '';
  const advice =
    `The key that signs this history is not on this computer${lay === '' ? '' : `; where it was made it lies in ${lay}`}. Write it ` +
    `into a file there with “concordat key export FILE”, and take it in here with “concordat key import FILE”. ${withoutCopy(folders)}`;
  return new EdgeError('not-found', advice);
}

function withoutCopy({ history }: KeyFolders): string {
  return (
    'Where there is no copy, the history can still be verified, but nothing can be added to it: move the folder ' +
    `${basename(history)} elsewhere, and “concordat start --new-history” begins a new one.`
  );
}

/** Lists a history's first key; false where another one's is listed by now. */
function listFirst(folder: string, signer: Signer, today: string): boolean {
  const file = join(folder, LIST_FILE);
  const written = `${file}.${signer.keyId}`;
  try {
    writeFileSync(written, listText([firstKey(signer, today)]), { flush: true });
    try {
      linkSync(written, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST' || !isMissing(file)) return readPublicKeys(folder)[0]!.keyId === signer.keyId;
      // Some disks have no second names for a file.
      renameSync(written, file);
    }
    return true;
  } catch (error) {
    throw faultOfFile(error, file);
  } finally {
    rmSync(written, { force: true });
  }
}

function listText(list: readonly PublicKey[]): string {
  return `${JSON.stringify(list, null, 2)}\n`;
}

function notePlace(history: string, place: string): void {
  writeText(join(history, PLACE_FILE), `${place}\n`);
}

/** What cannot be noted is not said later: nothing else depends on it. */
function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {}
}

/** Only its owner may enter it. */
function makePrivateFolder(place: string): void {
  orSay(place, () => mkdirSync(place, { recursive: true, mode: 0o700 }));
}

/** The copy is on the disk, and reads as what it was made from. @throws EdgeError */
function copyFile(from: string, to: string): void {
  const text = readText(from) ?? '';
  orSay(to, () => writeFileSync(`${to}.new`, text, { mode: 0o600, flush: true }));
  moveOver(`${to}.new`, to);
  if (readText(to) !== text)
    throw new EdgeError('unreadable', `${to} does not hold what was written. Check that disk.`);
}

function orSay(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw faultOfFile(error, file);
  }
}

function writeList(folder: string, list: readonly PublicKey[]): void {
  const file = join(folder, LIST_FILE);
  orSay(file, () => writeFileSync(`${file}.new`, listText(list), { flush: true }));
  moveOver(`${file}.new`, file);
}

function moveOver(from: string, to: string): void {
  orSay(to, () => renameSync(from, to));
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
      return noFolder(file, options);
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

function noFolder(file: string, options: ErrorOptions = {}): EdgeError {
  return new EdgeError('not-found', `The folder for ${file} is not there. Make it, or check its name.`, options);
}
