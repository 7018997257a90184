import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyFile, readPublicKeys } from '../../../functions/edges/local/key-file.ts';
import { signatureHolds } from '../../../functions/history/signature.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pem = () => join(folder, 'signing-key.pem');
const list = () => join(folder, 'public-keys.json');

describe('openKeyFile', () => {
  it('makes a key on first use, which its owner alone can read', () => {
    openKeyFile(folder, { from: '2025-09-01' });
    expect(statSync(pem()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['public-keys.json', 'signing-key.pem']);
  });

  it('uses the same key from then on, and lists it once', () => {
    const first = openKeyFile(folder, { from: '2025-09-01' });
    const second = openKeyFile(folder, { from: '2025-10-01' });
    expect(second.keyId).toBe(first.keyId);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual([
      { keyId: first.keyId, publicKey: first.publicKey, from: '2025-09-01' },
    ]);
  });

  it('signs what its public key can check', () => {
    const signer = openKeyFile(folder);
    const signature = signer.sign('½ day');
    expect(signer.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(signatureHolds(readPublicKeys(folder).get(signer.keyId)!, '½ day', signature)).toBe(true);
    expect(signatureHolds(signer.publicKey, '1 day', signature)).toBe(false);
  });

  it('never writes the private key into the list', () => {
    const { publicKey } = openKeyFile(folder);
    const secret = readFileSync(pem(), 'utf8').split('\n')[1]!;
    expect(readFileSync(list(), 'utf8')).toContain(publicKey);
    expect(readFileSync(list(), 'utf8')).not.toContain(secret);
  });

  it('goes on after being stopped while making the key or the list', () => {
    writeFileSync(pem(), '');
    const first = openKeyFile(folder);
    rmSync(list());
    writeFileSync(`${list()}.new`, '[{"keyId"');
    expect(openKeyFile(folder).keyId).toBe(first.keyId);
    expect([...readPublicKeys(folder).keys()]).toEqual([first.keyId]);
  });

  it('keeps earlier public keys when the key is another one', () => {
    const first = openKeyFile(folder);
    rmSync(pem());
    const second = openKeyFile(folder);
    expect([...readPublicKeys(folder).keys()]).toEqual([first.keyId, second.keyId]);
  });

  it.each([
    ['rubbish', 'not a key'],
    [
      'a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
    ],
  ])('never replaces a key file that holds %s', (_, text) => {
    writeFileSync(pem(), text);
    expect(() => openKeyFile(folder)).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(readFileSync(pem(), 'utf8')).toBe(text);
  });

  it('says that the folder is not there', () => {
    const missing = expect.objectContaining({ code: 'not-found' });
    expect(() => openKeyFile(join(folder, 'nowhere'))).toThrow(missing);
  });
});

describe('readPublicKeys', () => {
  it('is empty before the first use', () => {
    expect(readPublicKeys(folder)).toEqual(new Map());
  });

  it('refuses a list in which a key was exchanged under its name', () => {
    const { keyId } = openKeyFile(folder);
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    writeFileSync(list(), JSON.stringify([{ keyId, publicKey: other }]));
    expect(() => readPublicKeys(folder)).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });
});
