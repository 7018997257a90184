import { createPublicKey, verify } from 'node:crypto';

/** Whether an Ed25519 signature (base64) over a text stands under a public key (SPKI, base64). Anything malformed does not. */
export function signatureHolds(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const bytes = Buffer.from(signature, 'base64');
    // Base64 has several spellings for the same bytes; only the usual one counts, so that no altered letter goes unseen.
    return bytes.toString('base64') === signature && verify(null, Buffer.from(text), key, bytes);
  } catch {
    return false;
  }
}
