import { describe, expect, it } from 'vitest';
import { isSealed, sealKeys, unsealKeys } from '../../../functions/edges/local/sealed-keys.ts';

const KEYS = {
  signingKey: '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n',
  historySecret: 'ab'.repeat(32),
  publicKeys: '[]',
};
const PASSPHRASE = 'a blue door in Harrowdale';
const sealed = sealKeys(KEYS, PASSPHRASE);

describe('a sealed file', () => {
  it('gives key and secret to whoever has the passphrase, however accents are written', () => {
    expect(unsealKeys(sealed, PASSPHRASE)).toEqual(KEYS);
    expect(isSealed(sealed)).toBe(true);
    expect(unsealKeys(sealKeys(KEYS, 'caf\u00e9 in Harrowdale'), 'cafe\u0301 in Harrowdale')).toEqual(KEYS);
  });

  it('holds neither in the clear, and is another each time', () => {
    for (const plain of [
      'MC4CAQ',
      'PRIVATE',
      KEYS.historySecret,
      Buffer.from(KEYS.signingKey).toString('base64').slice(0, 40),
    ])
      expect(sealed).not.toContain(plain);
    expect(sealKeys(KEYS, PASSPHRASE)).not.toBe(sealed);
    expect(JSON.parse(sealed).scrypt).toMatchObject({ N: 131072, r: 8, p: 1 });
  });

  it('opens under no other passphrase, and not where anything in it was altered', () => {
    expect(unsealKeys(sealed, `${PASSPHRASE} `)).toBe('another passphrase');
    const file = JSON.parse(sealed);
    const other = (text: string) => {
      const bytes = Buffer.from(text, 'base64');
      bytes[3]! ^= 1;
      return bytes.toString('base64');
    };
    for (const altered of [
      { ...file, sealed: other(file.sealed) },
      { ...file, cipher: { ...file.cipher, nonce: other(file.cipher.nonce) } },
      { ...file, cipher: { ...file.cipher, tag: other(file.cipher.tag) } },
      {
        ...file,
        cipher: { ...file.cipher, tag: Buffer.from(file.cipher.tag, 'base64').subarray(0, 4).toString('base64') },
      },
      { ...file, scrypt: { ...file.scrypt, salt: other(file.scrypt.salt) } },
      { ...file, scrypt: { ...file.scrypt, N: 2 ** 16 } },
    ])
      expect(unsealKeys(JSON.stringify(altered), PASSPHRASE)).toBe('another passphrase');
  });

  it.each([
    ['nothing', ''],
    ['half of one', sealed.slice(0, 200)],
    ['something else', '{"keys":[]}'],
    ['one of a later version', sealed.replace('"version": 1', '"version": 2')],
    ['one that asks for all the memory there is', sealed.replace('131072', '1073741824')],
    ['one that asks for next to no work', sealed.replace('131072', '2')],
  ])('is none that holds %s', (_, text) => {
    expect(isSealed(text)).toBe(false);
    expect(unsealKeys(text, PASSPHRASE)).toBe('no such file');
  });
});
