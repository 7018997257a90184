import { describe, expect, it } from 'vitest';
import type { Term } from '../../functions/figures/school-calendar.ts';
import { eventsIn, type PartOfYear, partsOfYear, pupilsIn } from '../../functions/figures/year-and-terms.ts';

type Typed = Partial<Record<Term | 'year', number>>;
const said = (typed: Typed) => new Map(Object.entries(typed) as [Term | 'year', number][]);

describe('events and sessions', () => {
  const terms = { autumn: 12, spring: 8, summer: 0 };
  it.each<[string, Typed, PartOfYear, number | null]>([
    ['three terms are the year', terms, 'year', 20],
    ['which the row for the whole year does not change', { ...terms, year: 20 }, 'year', 20],
    ['that row stands in for a term that is missing', { autumn: 12, summer: 0, year: 20 }, 'year', 20],
    ['and for all', { year: 20 }, 'year', 20],
    ['two terms alone are no year', { autumn: 12, spring: 8 }, 'year', null],
    ['two terms are two terms', { autumn: 12, spring: 8 }, ['autumn', 'spring'], 20],
    ['no year stands in for a term', { year: 20 }, ['autumn'], null],
    ['nought is a figure', { autumn: 0 }, ['autumn'], 0],
  ])('%s', (_, typed, part, expected) => {
    expect(eventsIn(said(typed), part)).toBe(expected);
  });
});

describe('pupils', () => {
  it('are counted over the whole year alone, as one may stand in several terms', () => {
    expect(pupilsIn(said({ autumn: 10, spring: 7, summer: 3, year: 14 }))).toBe(14);
    expect(pupilsIn(said({ autumn: 10, spring: 7, summer: 3 }))).toBeNull();
  });
});

it('the year so far is its first terms, and once it is over all of it', () => {
  expect(partsOfYear(false)).toEqual(['year', ['autumn', 'spring'], ['autumn']]);
  expect(partsOfYear(true)).toEqual(['year']);
});
