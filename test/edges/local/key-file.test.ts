import { generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isUnused,
  knownSecret,
  openKeyFile,
  openSecretFile,
  readPublicKeys,
  replaceLostKeyFile,
  rotateKeyFile,
} from '../../../functions/edges/local/key-file.ts';
import { newSigningKey } from '../../../functions/edges/signing-key.ts';
import { keyLines } from '../../../functions/history/public-keys.ts';
import { signatureHolds } from '../../../functions/history/signature.ts';
import { describeSecretContract } from '../../support/secret-contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pem = () => join(folder, 'signing-key.pem');
const list = () => join(folder, 'public-keys.json');
const next = () => `${pem()}.next`;
const open = () => openKeyFile(folder, '2025-09-01');
const listed = () => readPublicKeys(folder).map(({ keyId }) => keyId);

describe('openKeyFile', () => {
  it('makes a key on first use, which its owner alone can read', () => {
    open();
    expect(statSync(pem()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['history-secret', 'public-keys.json', 'signing-key.pem']);
  });

  it('uses the same key from then on, and lists it once', () => {
    const first = open();
    const second = openKeyFile(folder, '2025-10-01');
    expect(second.keyId).toBe(first.keyId);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual([
      { keyId: first.keyId, publicKey: first.publicKey, from: '2025-09-01', introduction: null },
    ]);
  });

  it('signs what its public key can check', () => {
    const signer = open();
    const signature = signer.sign('½ day');
    expect(signer.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(signatureHolds(readPublicKeys(folder)[0]!.publicKey, '½ day', signature)).toBe(true);
    expect(signatureHolds(signer.publicKey, '1 day', signature)).toBe(false);
  });

  it('never writes the private key into the list', () => {
    const { publicKey } = open();
    const secret = readFileSync(pem(), 'utf8').split('\n')[1]!;
    expect(readFileSync(list(), 'utf8')).toContain(publicKey);
    expect(readFileSync(list(), 'utf8')).not.toContain(secret);
  });

  it('goes on after being stopped while making the key or the list', () => {
    writeFileSync(pem(), '');
    const first = open();
    rmSync(list());
    writeFileSync(`${list()}.new`, '[{"keyId"');
    expect(open().keyId).toBe(first.keyId);
    expect(listed()).toEqual([first.keyId]);
  });

  it('never makes another key in place of one that is lost, as nobody would vouch for it', () => {
    const { keyId } = open();
    rmSync(pem());
    const lost = expect.objectContaining({
      code: 'not-found',
      advice: expect.stringMatching(/missing.*backup.*--lost/),
    });
    expect(open).toThrow(lost);
    expect(() => rotateKeyFile(folder, '2026-01-05')).toThrow(lost);
    expect(listed()).toEqual([keyId]);
    expect(existsSync(pem())).toBe(false);
  });

  it('takes no key that is not listed for its own', () => {
    open();
    writeFileSync(pem(), newSigningKey());
    expect(open).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(listed()).toHaveLength(1);
  });

  it.each([
    ['rubbish', 'not a key'],
    [
      'a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
    ],
  ])('never replaces a key file that holds %s', (_, text) => {
    writeFileSync(pem(), text);
    expect(open).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(readFileSync(pem(), 'utf8')).toBe(text);
  });

  it('says that the folder is not there', () => {
    const missing = expect.objectContaining({ code: 'not-found' });
    expect(() => openKeyFile(join(folder, 'nowhere'), '2025-09-01')).toThrow(missing);
  });
});

describeSecretContract('A secret in a folder', () => openSecretFile(mkdtempSync(join(folder, 'another-'))));

describe('openSecretFile', () => {
  const file = () => join(folder, 'history-secret');
  const saltNow = () => openSecretFile(folder).keyed('salt', 'once');

  it('makes a secret on first use, before the key or without it, which its owner alone can read', () => {
    const first = saltNow();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    open();
    expect(saltNow()).toBe(first);
    expect(readFileSync(list(), 'utf8')).not.toContain(readFileSync(file(), 'utf8').trim());
  });

  it('is there where only the key was asked for, and goes on after being stopped while making it', () => {
    writeFileSync(file(), '');
    open();
    const first = saltNow();
    expect(saltNow()).toBe(first);
  });

  it('stays when the key is replaced, and when it is lost', () => {
    open();
    const first = saltNow();
    rotateKeyFile(folder, '2026-01-05');
    expect(saltNow()).toBe(first);
    rmSync(pem());
    replaceLostKeyFile(folder, '2026-02-05');
    expect(saltNow()).toBe(first);
  });

  it('never makes another in place of one that is lost, whichever of its neighbours is still there', () => {
    open();
    rmSync(file());
    const lost = expect.objectContaining({
      code: 'not-found',
      advice: expect.stringMatching(/secret of the history is missing.*backup.*still be verified.*--new-history/),
    });
    expect(saltNow).toThrow(lost);
    rmSync(list());
    expect(saltNow).toThrow(lost);
    open();
    rmSync(pem());
    expect(saltNow).toThrow(lost);
    replaceLostKeyFile(folder, '2026-01-05');
    expect(saltNow).toThrow(lost);
    expect(existsSync(file())).toBe(false);
  });

  it('never replaces what is no secret', () => {
    writeFileSync(file(), 'not a secret');
    expect(saltNow).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(readFileSync(file(), 'utf8')).toBe('not a secret');
    expect(knownSecret(folder)).toBeNull();
  });

  it('is only looked at by whoever makes nothing', () => {
    expect(knownSecret(folder)).toBeNull();
    expect(knownSecret(join(folder, 'nowhere'))).toBeNull();
    expect(isUnused(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    const first = saltNow();
    expect(isUnused(folder)).toBe(false);
    expect(knownSecret(folder)!.keyed('salt', 'once')).toBe(first);
  });
});

describe('rotateKeyFile', () => {
  const rotate = () => rotateKeyFile(folder, '2026-01-05');

  it('makes a key that the one before introduces, and keeps of that one the public half alone', () => {
    const first = open();
    const before = readFileSync(pem(), 'utf8');
    const { older, newer } = rotate();
    expect(older.keyId).toBe(first.keyId);
    expect(newer.keyId).not.toBe(first.keyId);
    expect(open().keyId).toBe(newer.keyId);
    expect(readFileSync(pem(), 'utf8')).not.toBe(before);
    expect(statSync(pem()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['history-secret', 'public-keys.json', 'signing-key.pem']);
    expect(keyLines(readPublicKeys(folder)).map((line) => line.map(({ keyId, from }) => [keyId, from]))).toEqual([
      [
        [first.keyId, '2025-09-01'],
        [newer.keyId, '2026-01-05'],
      ],
    ]);
  });

  it('can be done again and again', () => {
    const keys = [open().keyId, rotate().newer.keyId, rotate().newer.keyId];
    expect(listed()).toEqual(keys);
    expect(keyLines(readPublicKeys(folder))).toHaveLength(1);
  });

  it.each(['made', 'listed'])('goes on after being stopped when the new key was %s', (when) => {
    const first = open();
    const pemBefore = readFileSync(pem());
    const listBefore = readFileSync(list());
    const { newer } = rotate();
    renameSync(pem(), next());
    writeFileSync(pem(), pemBefore);
    if (when === 'made') writeFileSync(list(), listBefore);

    expect(open().keyId).toBe(first.keyId);
    expect(rotate().newer.keyId).toBe(newer.keyId);
    expect(open().keyId).toBe(newer.keyId);
    expect(listed()).toEqual([first.keyId, newer.keyId]);
    expect(keyLines(readPublicKeys(folder))).toHaveLength(1);
    expect(existsSync(next())).toBe(false);
  });
});

describe('replaceLostKeyFile', () => {
  const replaceLost = () => replaceLostKeyFile(folder, '2026-01-05');

  it('makes a key that nobody vouches for', () => {
    const first = open();
    rmSync(pem());
    const newer = replaceLost();
    expect(open().keyId).toBe(newer.keyId);
    expect(keyLines(readPublicKeys(folder)).map((line) => line.map(({ keyId }) => keyId))).toEqual([
      [first.keyId],
      [newer.keyId],
    ]);
  });

  it('leaves a key alone that is not lost', () => {
    const refused = expect.objectContaining({ code: 'not-allowed' });
    expect(replaceLost).toThrow(refused);
    const first = open();
    expect(replaceLost).toThrow(refused);
    writeFileSync(pem(), 'damaged');
    expect(replaceLost).toThrow(refused);
    expect(listed()).toEqual([first.keyId]);
  });
});

describe('readPublicKeys', () => {
  it('is empty before the first use', () => {
    expect(readPublicKeys(folder)).toEqual([]);
  });

  it('refuses a list in which a key was exchanged under its name', () => {
    const { keyId } = open();
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    writeFileSync(list(), JSON.stringify([{ keyId, publicKey: other }]));
    expect(() => readPublicKeys(folder)).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });
});
