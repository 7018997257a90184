import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Signer } from '../../functions/edges/ports.ts';
import { signatureHolds } from '../../functions/history/signature.ts';

/** What every signer does. `open` gives one with a key of its own. */
export function describeSignerContract(name: string, open: () => Signer): void {
  describe(`${name} as a signer`, () => {
    it('signs what its public key can check, and nothing else', () => {
      const { publicKey, sign } = open();
      const signature = sign('9 days, ½ of them given 🏫');
      expect(signatureHolds(publicKey, '9 days, ½ of them given 🏫', signature)).toBe(true);
      expect(signatureHolds(publicKey, '9 days, ½ of them given', signature)).toBe(false);
      expect(signatureHolds(open().publicKey, '9 days, ½ of them given 🏫', signature)).toBe(false);
    });

    it('signs the same text the same way each time', () => {
      const { sign } = open();
      expect(sign('once')).toBe(sign('once'));
      expect(sign('once')).not.toBe(sign('twice'));
      expect(sign('')).toMatch(/^[A-Za-z0-9+/]{86}==$/);
    });

    it('is named by its public key', () => {
      const { keyId, publicKey } = open();
      expect(keyId).toBe(createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16));
    });
  });
}
