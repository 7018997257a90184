import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestWord, slipsBetween } from '../../../sheets-schema/cells/spelling.ts';

it.each([
  ['head', 'head', 0],
  ['hed', 'head', 1],
  ['heead', 'head', 1],
  ['hezd', 'head', 1],
  ['hdea', 'head', 2],
  ['haed', 'head', 1],
  ['', 'ab', 2],
  ['kitten', 'sitting', 3],
  ['abc', 'xyz', 3],
])('counts the slips between %s and %s as %i', (one, other, slips) => {
  expect(slipsBetween(one, other, 5)).toBe(slips);
});

it('stops counting when there are too many', () => {
  expect(slipsBetween('kitten', 'sitting', 2)).toBe(3);
  expect(slipsBetween('a', 'abcdefgh', 2)).toBe(3);
});

it('counts the same in both directions, none only for the same word, and never more than the limit and one', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 8 }), (one, other, most) => {
      const slips = slipsBetween(one, other, most);
      expect(slips).toBe(slipsBetween(other, one, most));
      expect(slips === 0).toBe(one === other);
      expect(slips).toBe(Math.min(slipsBetween(one, other, 20), most + 1));
    }),
  );
});

it('names the nearest word, and none when two are as near or all are far', () => {
  expect(nearestWord('febuary', ['january', 'february'])).toBe('february');
  expect(nearestWord('mat', ['mar', 'may'])).toBeNull();
  expect(nearestWord('caretaker', ['head', 'deputy'])).toBeNull();
});
