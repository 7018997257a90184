import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfUp, rate, showRate } from '../../functions/figures/rates.ts';

describe('rates', () => {
  it.each([
    ['permanent exclusions', 7_720, '0.10'],
    ['fixed-period exclusions', 381_865, '4.76'],
    ['pupils with one or more', 183_475, '2.29'],
  ])('are those published for England in 2016/17: %s', (_, count, published) => {
    expect(showRate(rate(count, 8_025_075)!, 2)).toBe(published);
  });

  it('are rounded half up, once, to the decimals they are shown with', () => {
    expect(rate(1, 3)).toBe(3333);
    expect(rate(2, 3)).toBe(6667);
    expect(rate(1, 20_000)).toBe(1);
    expect(rate(1, 20_001)).toBe(0);
    expect(showRate(rate(9_446, 100_000)!, 2)).toBe('9.45');
    expect(showRate(rate(9_446, 100_000, 1)!, 1)).toBe('9.4');
    expect(showRate(rate(945, 10_000, 1)!, 1)).toBe('9.5');
  });

  it('may pass a hundred per cent, and are nothing where there is nobody', () => {
    expect(showRate(rate(21, 20)!, 2)).toBe('105.00');
    expect(rate(0, 0)).toBeNull();
    expect(rate(3, 0)).toBeNull();
    expect(showRate(rate(0, 40)!, 2)).toBe('0.00');
  });

  it('show differences with their sign', () => {
    expect(showRate(-5, 2)).toBe('−0.05');
    expect(showRate(-120, 1)).toBe('−1.2');
  });

  it('lie within half a unit of the share, never below a tie', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.constantFrom(1, 2),
        (part, whole, decimals) => {
          const unit = decimals === 2 ? 1 : 10;
          const units = BigInt(rate(part, whole, decimals)! / unit);
          // units − ½ ≤ 10 000 · part / (unit · whole) < units + ½, in whole numbers.
          const twice = 2n * 10_000n * BigInt(part);
          const step = BigInt(unit) * BigInt(whole);
          expect(twice >= (2n * units - 1n) * step && twice < (2n * units + 1n) * step).toBe(true);
        },
      ),
    );
  });

  it('divide halves away from nought', () => {
    expect([divideHalfUp(5, 2), divideHalfUp(-5, 2), divideHalfUp(4, 3), divideHalfUp(0, 7)]).toEqual([3, -3, 1, 0]);
  });
});
