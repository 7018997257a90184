import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Signer } from '../../functions/edges/ports.ts';
import { firstKey, introducedKey, keyLines } from '../../functions/history/public-keys.ts';
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

    it('introduces the key that takes over, and no other, on no other day', () => {
      const [first, second, other] = [open(), open(), open()];
      const list = [firstKey(first, '2025-09-01'), introducedKey(first, second, '2026-01-05')] as const;
      expect(keyLines(list)).toHaveLength(1);
      expect(keyLines([firstKey(other, '2025-09-01'), list[1]])).toHaveLength(2);
      expect(keyLines([list[0], { ...list[1], publicKey: other.publicKey }])).toHaveLength(2);
      expect(keyLines([list[0], { ...list[1], from: '2026-01-06' }])).toHaveLength(2);
    });
  });
}
