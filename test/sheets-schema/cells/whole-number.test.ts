import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../../sheets-schema/cells/whole-number.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

const roll = wholeNumber();
const level = wholeNumber({ least: 1, most: 4 });
const change = wholeNumber({ least: -100, most: 100 });

describe('whole numbers', () => {
  itReads(roll, [
    ['12', 12],
    ['1,234', 1234],
    ['1 234', 1234],
    ['1,000,000', 1_000_000],
    ['12.0', 12],
    ['12.', 12],
    ['007', 7],
    ['+5', 5],
    ['0', 0],
    ['-0', 0],
    [12, 12],
    [12.0, 12],
    [-0, 0],
  ]);
  itReads(change, [
    ['-3', -3],
    ['−3', -3],
    [-100, -100],
  ]);

  itRefuses(roll, [
    ['twelve', 'not-a-number'],
    ['12%', 'not-a-number'],
    ['1,23', 'not-a-number'],
    ['1-2', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['9'.repeat(40), 'not-a-number'],
    ['12.5', 'not-whole'],
    ['-1', 'too-small'],
    ['1000001', 'too-large'],
    [12.5, 'not-whole'],
    [1e300, 'too-large'],
    [false, 'not-a-number'],
    [{ date: 12 }, 'is-a-date'],
  ]);
  itRefuses(level, [
    ['0', 'too-small'],
    [5, 'too-large'],
  ]);

  it('says between which numbers', () => {
    expect(level.read('5', CONTEXT)).toHaveProperty('problem.data', { least: '1', most: '4' });
    expect(roll.hint).toBe('Type a whole number from 0 to 1,000,000.');
  });

  itShows(roll, [
    [7, '7'],
    [1234, '1,234'],
  ]);
});
