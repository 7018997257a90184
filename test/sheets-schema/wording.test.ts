import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  counted,
  daysFigure,
  fill,
  listed,
  longDate,
  pounds,
  shortDate,
  yearLabel,
} from '../../sheets-schema/wording.ts';

it('shows money in pounds, with pence where there are any', () => {
  expect([300_000, 150_050, 5, 0, 123_456_789].map(pounds)).toEqual([
    '£3,000',
    '£1,500.50',
    '£0.05',
    '£0',
    '£1,234,567.89',
  ]);
  expect(pounds(-25_005)).toBe('−£250.05');
});

it('shows half-days as days', () => {
  expect([0, 1, 2, 13, 18].map(daysFigure)).toEqual(['0', '½', '1', '6½', '9']);
});

it('shows dates in full and in short, whatever the time zone', () => {
  expect(longDate('2025-11-30')).toBe('30 November 2025');
  expect(shortDate('2026-03-01')).toBe('1 Mar');
  expect(longDate('2026-03-29')).toBe('29 March 2026');
});

it('shows academic years over the turn of the century', () => {
  expect([2025, 1999, 2008].map(yearLabel)).toEqual(['2025/26', '1999/00', '2008/09']);
});

it('counts and lists', () => {
  expect([0, 1, 2, 1200].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows', '1,200 rows']);
  expect(counted(2, 'person', 'people')).toBe('2 people');
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed([1, 2, 3]), listed(['a', 'b'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    '1, 2 and 3',
    'a or b',
  ]);
});

it('fills gaps once, and leaves a gap that has no value', () => {
  expect(fill('{school} gave {days}; {school} owes {more}', { school: 'Elm {days}', days: 3 })).toBe(
    'Elm {days} gave 3; Elm {days} owes {more}',
  );
});

it('puts any value in as it is', () => {
  fc.assert(fc.property(fc.string(), (value) => fill('a {value} b', { value }) === `a ${value} b`));
});
