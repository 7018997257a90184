import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { describeSignerContract } from '../support/signer-contract.ts';

describeSignerContract('A key held as text', () => signerOf(newSigningKey())!);

describe('signerOf', () => {
  it('gives the same signer for the same text', () => {
    const pem = newSigningKey();
    expect(signerOf(pem)!.keyId).toBe(signerOf(`\n${pem}`)!.keyId);
    expect(signerOf(pem)!.sign('once')).toBe(signerOf(pem)!.sign('once'));
  });

  it.each([
    ['nothing', ''],
    ['rubbish', 'not a key'],
    ['a public key', generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString()],
    [
      'a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    ],
  ])('knows %s from a key', (_, text) => expect(signerOf(text)).toBeNull());
});
