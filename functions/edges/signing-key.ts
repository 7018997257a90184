import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { keyIdOf, type PublicKey } from '../history/public-keys.ts';
import { EdgeError, type Signer } from './ports.ts';

/** A new private key as text (PKCS #8, PEM). */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/**
 * The signer of a private key as text, wherever that is kept; null for what is no such key. `list` reads the public keys that are
 * listed beside it; without, it knows its own alone.
 */
export function signerOf(
  pem: string,
  list: () => Promise<readonly Pick<PublicKey, 'keyId' | 'publicKey'>[]> = async () => [],
): Signer | null {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== 'ed25519') return null;
    const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
    const keyId = keyIdOf(publicKey);
    return {
      keyId,
      publicKey,
      sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
      listedKeys: async () =>
        new Map([{ keyId, publicKey }, ...(await list())].map((key) => [key.keyId, key.publicKey])),
      async refuseIfEnded() {
        const listed = (await list()).map((key) => key.keyId);
        const newest = listed.at(-1);
        if (newest === keyId || !listed.includes(keyId)) return;
        const advice = `Key ${newest} has taken over from ${keyId}, with which nothing is signed any more. Start Concordat anew; on Google, deploy it again.`;
        throw new EdgeError('not-allowed', advice, { retryable: true });
      },
    };
  } catch {
    return null;
  }
}
