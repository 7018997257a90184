import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../sheets-schema/cells/money.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

describe('money', () => {
  itReads(money, [
    ['£3,000', 300_000],
    ['£3000', 300_000],
    ['3000', 300_000],
    ['3000.00', 300_000],
    ['3,000', 300_000],
    ['3,000.50', 300_050],
    ['£ 1 500.50', 150_050],
    ['1\u00a0500', 150_000],
    ['£1,234,567.89', 123_456_789],
    ['3000.5', 300_050],
    ['1029.990', 102_999],
    ['.50', 50],
    ['0', 0],
    ['£0.00', 0],
    ['1500p', 1500],
    ['50 pence', 50],
    ['GBP 3000', 300_000],
    ['3,000 GBP', 300_000],
    ['20 pounds', 2000],
    ['1 pound', 100],
    ['３０００', 300_000],
    ['100,000,000', 10_000_000_000],
    [3000, 300_000],
    [0, 0],
    [29.99, 2999],
    [1.005e3, 100_500],
    [0.1 + 0.2, 30],
    [1.1 * 3, 330],
    [4.35, 435],
  ]);

  itRefuses(money, [
    ['nothing yet', 'not-an-amount'],
    ['£', 'not-an-amount'],
    ['$300', 'other-currency'],
    ['£15p', 'more-than-an-amount', '£15.00'],
    ['(50', 'not-an-amount'],
    ['3000 paid', 'more-than-an-amount', '£3,000.00'],
    ['-50', 'negative'],
    ['−50', 'negative'],
    ['-£50', 'negative'],
    ['£-50.00', 'negative'],
    ['£50-', 'negative'],
    ['(50.00)', 'negative'],
    ['29.990', 'unclear-commas'],
    ['29.999', 'part-of-a-penny'],
    ['1.5p', 'part-of-a-penny'],
    ['3,00', 'unclear-commas'],
    ['1.500,50', 'unclear-commas'],
    ['1,500,50', 'unclear-commas'],
    ['1,500 500', 'unclear-commas'],
    ['3..5', 'unclear-commas'],
    ['.', 'unclear-commas'],
    ['3k', 'thousands', '£3,000.00'],
    ['£3.5k', 'thousands', '£3,500.00'],
    ['99999999k', 'thousands'],
    ['100,000,000.01', 'too-much'],
    ['9'.repeat(15), 'too-much'],
    ['9'.repeat(100), 'unclear-commas'],
    [29.999, 'part-of-a-penny'],
    [-0.01, 'negative'],
    [1e9, 'too-much'],
    [Number.MAX_VALUE, 'too-much'],
    [true, 'not-an-amount'],
    [{ date: 3000 }, 'is-a-date'],
  ]);

  itShows(money, [
    [300_000, '£3,000.00'],
    [5, '£0.05'],
    [123_456_789, '£1,234,567.89'],
  ]);

  it('reads every whole number of pence that a number cell can hold, sums included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 1_000_000_000 }),
        (one, other) => {
          expect(money.read(one / 100 + other / 100, CONTEXT)).toEqual({ value: one + other });
        },
      ),
    );
  });

  it('never gives a fraction of a penny', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.double({ min: 0, max: 1e6 }), fc.stringMatching(/^[£-]? ?[\d.,]{1,9}[pk]?$/)),
        (raw) => {
          const reading = money.read(raw, CONTEXT);
          if ('value' in reading) expect(Number.isSafeInteger(reading.value) && reading.value >= 0).toBe(true);
        },
      ),
    );
  });
});
