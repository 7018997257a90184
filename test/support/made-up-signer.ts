import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Signer } from '../../functions/edges/ports.ts';

/** A signer with a key of its own that is kept nowhere. `before`: signers that signed before it. */
export function makeSigner(...before: readonly Signer[]): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const signer: Signer = {
    keyId: createHash('sha256').update(spki).digest('hex').slice(0, 16),
    publicKey: spki.toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
    listedKeys: async () => trusting(signer, ...before),
    refuseIfEnded: async () => undefined,
  };
  return signer;
}

export function trusting(...signers: readonly Signer[]): Map<string, string> {
  return new Map(signers.map((signer) => [signer.keyId, signer.publicKey]));
}
