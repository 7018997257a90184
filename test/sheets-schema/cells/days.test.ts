import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days } from '../../../sheets-schema/cells/days.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

describe('days', () => {
  itReads(days, [
    ['1', 2],
    ['½', 1],
    ['0.5', 1],
    ['.5', 1],
    ['0.50', 1],
    ['1.0', 2],
    ['1½', 3],
    ['1 ½', 3],
    ['1 1/2', 3],
    ['1-1/2', 3],
    ['1/2', 1],
    ['1⁄2', 1],
    ['1 and a half', 3],
    ['1 and a half days', 3],
    ['one and a half days', 3],
    ['half', 1],
    ['Half day', 1],
    ['half a day', 1],
    ['a half day', 1],
    ['½ day', 1],
    ['am', 1],
    ['PM', 1],
    ['morning', 1],
    ['1 day', 2],
    ['1d', 2],
    ['2 days', 4],
    ['2.5 days', 5],
    ['two days', 4],
    ['Ten', 20],
    ['all day', 2],
    ['full day', 2],
    ['366', 732],
    [1, 2],
    [0.5, 1],
    [1.5, 3],
    [9, 18],
  ]);

  itRefuses(days, [
    ['lots', 'not-days'],
    ['a', 'not-days'],
    ['3 hours', 'hours'],
    ['1,5', 'decimal-comma', '1½'],
    ['11/2', 'not-days'],
    ['days', 'not-days'],
    ['-', 'not-days'],
    ['0.25', 'halves-only'],
    ['1.75', 'halves-only'],
    ['¼', 'halves-only'],
    ['1¾', 'halves-only'],
    ['0', 'none-or-less'],
    ['0.0', 'none-or-less'],
    ['-1', 'none-or-less'],
    ['−0.5', 'none-or-less'],
    ['367', 'too-many'],
    ['999999½', 'too-many'],
    [0.25, 'halves-only'],
    [0.0001, 'halves-only'],
    [0, 'none-or-less'],
    [-1, 'none-or-less'],
    [46268, 'too-many'],
    [Number.MAX_VALUE, 'too-many'],
    [{ date: 46054 }, 'is-a-date', '½'],
    [{ date: 46268 }, 'is-a-date'],
    [true, 'not-days'],
  ]);

  itShows(days, [
    [1, '½'],
    [2, '1'],
    [3, '1½'],
    [19, '9½'],
  ]);

  it('gives whole half-days, at least one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.stringMatching(/^[\d.½]{1,4} ?(days?)?$/)), (raw) => {
        const reading = days.read(raw, CONTEXT);
        if ('value' in reading) expect(Number.isInteger(reading.value) && reading.value >= 1).toBe(true);
      }),
    );
  });
});
