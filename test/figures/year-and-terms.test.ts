import { describe, expect, it } from 'vitest';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { TERMS, type Term } from '../../functions/figures/school-calendar.ts';
import {
  eventsIn,
  type PartOfYear,
  partsOfYear,
  pupilsIn,
  termsInTurn,
  type YearOf,
} from '../../functions/figures/year-and-terms.ts';

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

describe('a school that was a member for some of the terms', () => {
  const two: YearOf = { terms: ['spring', 'summer'], ofYearRow: ['spring', 'summer'] };
  it.each<[string, Typed, PartOfYear, number | null]>([
    ['its terms are its year', { spring: 8, summer: 1 }, 'year', 9],
    ['and what came before is no part of it', { autumn: 12, spring: 8, summer: 1, year: 21 }, 'year', 9],
    ['its row for the year stands in for one of them', { spring: 8, year: 9 }, 'year', 9],
    ['so far they are those that lie in the part', { spring: 8, year: 9 }, ['autumn', 'spring'], 8],
    ['of other terms it says nothing', { autumn: 12, year: 9 }, ['autumn'], null],
  ])('%s', (_, typed, part, expected) => {
    expect(eventsIn(said(typed), part, two)).toBe(expected);
  });

  it('is compared by terms alone, where its row for that year is of others', () => {
    const unlike = { ...two, ofYearRow: TERMS };
    expect(eventsIn(said({ year: 21 }), 'year', unlike)).toBeNull();
    expect(eventsIn(said({ spring: 8, summer: 1, year: 21 }), 'year', unlike)).toBe(9);
    expect(pupilsIn(said({ year: 14 }), unlike)).toBeNull();
    expect(pupilsIn(said({ spring: 8, year: 14 }), two)).toBe(14);
  });

  it('counts its pupils by its only term', () => {
    const one: YearOf = { terms: ['autumn'], ofYearRow: ['autumn'] };
    expect(pupilsIn(said({ autumn: 10 }), one)).toBe(10);
    expect(pupilsIn(said({ autumn: 10, year: 11 }), one)).toBe(11);
    expect(pupilsIn(said({ autumn: 10 }), two)).toBeNull();
  });
});

describe('pupils', () => {
  it('are counted over the whole year alone, as one may stand in several terms', () => {
    expect(pupilsIn(said({ autumn: 10, spring: 7, summer: 3, year: 14 }))).toBe(14);
    expect(pupilsIn(said({ autumn: 10, spring: 7, summer: 3 }))).toBeNull();
  });
});

it('the year so far is its first terms, and once it is over all of it', () => {
  expect(partsOfYear(TERMS, false)).toEqual(['year', ['autumn', 'spring'], ['autumn']]);
  expect(partsOfYear(TERMS, true)).toEqual(['year']);
});

it('a year that begins before the middle of the summer term has that one first', () => {
  const inTurn = (begins: string) => termsInTurn(academicYear(2025, begins));
  expect([inTurn('09-01'), inTurn('10-01'), inTurn('06-10')]).toEqual([TERMS, TERMS, TERMS]);
  expect(partsOfYear(inTurn('04-01'), false)).toEqual(['year', ['summer', 'autumn'], ['summer']]);
});
