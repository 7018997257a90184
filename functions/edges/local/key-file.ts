import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EdgeError, type Signer } from '../ports.ts';

const publicKeysForm = z.array(
  z
    .strictObject({ keyId: z.string(), publicKey: z.base64(), from: z.iso.date().optional() })
    .refine(({ keyId, publicKey }) => keyId === keyIdOf(publicKey)),
);
type PublicKeys = z.infer<typeof publicKeysForm>;

/**
 * The key that signs this folder's history: `signing-key.pem`, made on first use and readable by its owner only. Its public half
 * is added to `public-keys.json`, with the day it was first used where `from` says so.
 * @throws EdgeError `not-found` for a folder that is not there, `unreadable` for files that are not what they should be.
 */
export function openKeyFile(folder: string, options: { readonly from?: string } = {}): Signer {
  const privateKey = readPrivateKey(join(folder, 'signing-key.pem'));
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  const keyId = keyIdOf(publicKey);

  const known = readList(folder);
  if (!known.some((entry) => entry.keyId === keyId)) {
    writeList(folder, [...known, { keyId, publicKey, ...options }]);
  }
  return { keyId, publicKey, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64') };
}

/** Public keys (SPKI, base64) by key id; none where the list was not made yet. @throws EdgeError `unreadable` */
export function readPublicKeys(folder: string): Map<string, string> {
  return new Map(readList(folder).map((entry) => [entry.keyId, entry.publicKey]));
}

function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
}

/** Always uses what stands in the file, so that two programs starting at once end with the same key. */
function readPrivateKey(file: string): KeyObject {
  // An empty file is left by a program stopped while making the key; nothing can have been signed with it.
  if (readText(file) === '') rmSync(file);
  if (readText(file) === null) makePrivateKey(file);
  try {
    const key = createPrivateKey(readText(file) ?? '');
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, for this and for a key of another kind.
  }
  throw new EdgeError('unreadable', `The signing key cannot be read. Put ${file} back from a backup.`);
}

function makePrivateKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' });
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw asEdgeError(error, file);
  }
}

function readList(folder: string): PublicKeys {
  const file = join(folder, 'public-keys.json');
  const text = readText(file);
  if (text === null) return [];
  try {
    return publicKeysForm.parse(JSON.parse(text));
  } catch (cause) {
    throw new EdgeError('unreadable', `The list of public keys cannot be read. Put ${file} back from a backup.`, {
      cause,
    });
  }
}

function writeList(folder: string, list: PublicKeys): void {
  const file = join(folder, 'public-keys.json');
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(list, null, 2)}\n`, { flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw asEdgeError(error, file);
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw asEdgeError(error, file);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function asEdgeError(error: unknown, file: string): unknown {
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
    default:
      return error;
  }
}
