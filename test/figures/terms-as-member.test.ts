import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear, plusDays } from '../../functions/figures/academic-year.ts';
import type { Membership } from '../../functions/figures/members.ts';
import { TERMS, type Term } from '../../functions/figures/school-calendar.ts';
import { namedTerms, termsAsMember } from '../../functions/figures/terms-as-member.ts';
import { runs } from '../support/property-runs.ts';

const YEAR = academicYear(2025);
/** 108, 82 and 100 days. */
const DAYS = {
  autumn: { from: '2025-09-03', to: '2025-12-19' },
  spring: { from: '2026-01-05', to: '2026-03-27' },
  summer: { from: '2026-04-13', to: '2026-07-21' },
};
const calendar = { term: (name: Term) => DAYS[name] };
const member = (joinedOn: string | null, leftOn: string | null = null): Membership => ({ joinedOn, leftOn });

describe('the terms of a member', () => {
  it.each<[string, Membership, readonly Term[]]>([
    ['all of them', member(null), TERMS],
    ['of one that joined years ago and leaves after the year', member('2018-09-01', '2026-08-31'), TERMS],
    ['with one joined on its second day', member('2025-09-04'), TERMS],
    ['with 55 of its 108 days', member('2025-10-26'), TERMS],
    ['without one of which it has half', member('2025-10-27'), ['spring', 'summer']],
    ['with the summer, left four days before it ends', member(null, '2026-07-17'), TERMS],
    ['without the term begun a week before it left', member(null, '2026-01-11'), ['autumn']],
    ['between joining and leaving', member('2026-01-05', '2026-03-27'), ['spring']],
    ['none, of one that came and went within a term', member('2025-11-01', '2025-12-01'), []],
    ['none of a year in which it was no member', member('2026-09-01'), []],
  ])('are %s', (_, school, expected) => {
    expect(termsAsMember(school, YEAR, calendar)).toEqual(expected);
  });

  it.each<[string, Membership, readonly Term[]]>([
    ['10-01', member('2026-01-05'), ['spring', 'summer']],
    ['07-01', member(null, '2026-03-27'), ['autumn', 'spring']],
  ])(
    'are of the year that has their middle, where it begins in the course of a term, on %s',
    (begins, school, expected) => {
      expect(termsAsMember(school, academicYear(2025, begins), calendar)).toEqual(expected);
    },
  );

  it('are all, where nobody can tell from when on it is one, or on which days a term is', () => {
    expect(termsAsMember({ ...member(null, '2025-10-01'), unread: ['joinedOn'] }, YEAR, calendar)).toEqual(TERMS);
    expect(termsAsMember(member('2026-04-13'), YEAR, { term: () => null })).toEqual(TERMS);
    // Easter was in the spring holidays of one year, and is in the summer term of another.
    expect(termsAsMember(member('2025-01-06'), academicYear(2024), calendar)).toEqual(TERMS);
  });

  it('are every school’s alike of two of which one leaves the day before the other joins', () => {
    const day = fc.integer({ min: 0, max: 364 }).map((days) => plusDays('2025-09-01', days));
    fc.assert(
      fc.property(day, (joined) => {
        const [before, after] = [member(null, plusDays(joined, -1)), member(joined)].map((one) =>
          termsAsMember(one, YEAR, calendar),
        );
        for (const term of TERMS) expect(before!.includes(term) && after!.includes(term)).toBe(false);
      }),
      runs(100),
    );
  });

  it('are named', () => {
    expect(namedTerms(['spring'])).toBe('the spring term');
    expect(namedTerms(['spring', 'summer'])).toBe('the spring and summer terms');
  });
});
