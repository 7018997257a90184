import { describe, expect, it } from 'vitest';
import { isSigned, keysNamedBy, signatureHolds, signed } from '../../functions/history/signature.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';

const { publicKey, sign } = makeSigner();
const signature = sign('Nine days, ½ of them given');

describe('signatureHolds', () => {
  it('holds for the text that was signed, under the key that signed it, and for nothing else', () => {
    expect(signatureHolds(publicKey, 'Nine days, ½ of them given', signature)).toBe(true);
    expect(signatureHolds(publicKey, 'Nine days, ½ of them givem', signature)).toBe(false);
    expect(signatureHolds(makeSigner().publicKey, 'Nine days, ½ of them given', signature)).toBe(false);
  });

  it('takes no second spelling of the same signature', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = alphabet.indexOf(signature.charAt(85));
    const respelt = `${signature.slice(0, 85)}${alphabet[last + 1]}==`;
    expect(Buffer.from(respelt, 'base64')).toEqual(Buffer.from(signature, 'base64'));
    for (const other of [respelt, ` ${signature}`, signature.replace('==', '')]) {
      expect(signatureHolds(publicKey, 'Nine days, ½ of them given', other)).toBe(false);
    }
  });

  it.each(['', 'not a key', 'AAAA'])('does not hold for malformed keys and signatures: "%s"', (malformed) => {
    expect(signatureHolds(malformed, 'text', sign('text'))).toBe(false);
    expect(signatureHolds(publicKey, 'text', malformed)).toBe(false);
  });
});

describe('a signed record', () => {
  const signer = makeSigner();
  const entry = signed('concordat-issue-v1', { number: '2025-0001', replaces: null }, signer);

  it('holds as what it was signed as, for all that it says, under a key that is trusted', () => {
    expect(isSigned('concordat-issue-v1', entry, trusting(signer))).toBe(true);
    expect(isSigned('concordat-issue-v1', { ...entry }, trusting(makeSigner(), signer))).toBe(true);
    expect(isSigned('concordat-number-v1', entry, trusting(signer))).toBe(false);
    expect(isSigned('concordat-issue-v1', entry, trusting(makeSigner()))).toBe(false);
    const others = [
      { number: '2025-0002' },
      { replaces: '2025-0001' },
      { more: 1 },
      { keyId: '0'.repeat(16) },
      { signature: '' },
    ];
    for (const other of others)
      expect(isSigned('concordat-issue-v1', { ...entry, ...other }, trusting(signer)), JSON.stringify(other)).toBe(
        false,
      );
  });

  it('has the list of keys looked up only where another key signed', async () => {
    const newer = makeSigner(signer);
    const asked = { ...newer, listedKeys: () => Promise.reject(new Error('asked')) };
    const own = signed('concordat-issue-v1', { number: '2025-0002' }, newer);
    expect(await keysNamedBy([own], asked)).toEqual(trusting(newer));
    await expect(keysNamedBy([own, entry], asked)).rejects.toThrow('asked');
    expect(await keysNamedBy([own, entry], newer)).toEqual(trusting(newer, signer));
  });
});
