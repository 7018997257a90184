import { describe, expect, it } from 'vitest';
import { signatureHolds } from '../../functions/history/signature.ts';
import { makeSigner } from '../support/made-up-signer.ts';

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
