import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed, unpacked } from '../../functions/edges/packed.ts';

describe('a packed text', () => {
  it('comes back to the letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unpacked(packed(text))).toBe(text);
      }),
    );
    expect(unpacked(packed('é'.repeat(450_000)))).toBe('é'.repeat(450_000));
  });

  it('is small where much in it is alike', () => {
    const rows = Array.from({ length: 300 }, (_, i) => `["name ${i}",{"date":"2025-11-03","halfDays":${i % 2}}]`);
    expect(packed(rows.join()).length).toBeLessThan(rows.join().length / 5);
  });

  it('is nothing where it is no packed text, or was cut off or would never end', () => {
    for (const bytes of [Buffer.from('plain text'), packed('x'.repeat(1000)).subarray(0, 5), Buffer.alloc(0)])
      expect(unpacked(bytes)).toBeNull();
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(256 * 1024);
    expect(unpacked(bomb)).toBeNull();
  });
});
