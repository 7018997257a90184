import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Secret } from '../../functions/edges/ports.ts';

/** What every secret does. `open` gives one that is no other's. */
export function describeSecretContract(name: string, open: () => Secret): void {
  describe(`${name} as a secret`, () => {
    it('gives the same text the same hash each time, and another text another', () => {
      const { keyed } = open();
      expect(keyed('salt', '½ a day 🏫')).toMatch(/^[0-9a-f]{64}$/);
      expect(keyed('salt', '½ a day 🏫')).toBe(keyed('salt', '½ a day 🏫'));
      expect(keyed('salt', '½ a day')).not.toBe(keyed('salt', '½ a day 🏫'));
      expect(keyed('salt', '')).toMatch(/^[0-9a-f]{64}$/);
    });

    it('keeps apart what it is used for', () => {
      const { keyed } = open();
      const uses = ['salt', 'bucket', 'finding', 'acceptance', 'document', 'request'] as const;
      expect(new Set(uses.map((use) => keyed(use, 'once'))).size).toBe(uses.length);
    });

    it('gives what no other secret does, nor a plain hash', () => {
      const hashes = [open().keyed('salt', 'once'), open().keyed('salt', 'once')];
      const plain = ['once', 'salt\nonce'].map((text) => createHash('sha256').update(text).digest('hex'));
      expect(new Set([...hashes, ...plain]).size).toBe(4);
    });
  });
}
