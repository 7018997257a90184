import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfFewSchools, mayBeTold, toNearestFive } from '../../functions/figures/suppression.ts';

const LIMIT = 6;

describe('counts of schools', () => {
  it('are told together where neither the total nor what is left of it without a school is small', () => {
    expect(mayBeTold([4, 4, 5], LIMIT)).toBe(true);
    expect(mayBeTold([4, 4, 4], LIMIT)).toBe(false);
    expect(mayBeTold([90, 3, 3], LIMIT)).toBe(true);
    expect(mayBeTold([90, 3, 2], LIMIT)).toBe(false);
    expect(mayBeTold([90, 0, 0], LIMIT)).toBe(false);
  });

  it('are told where nobody counted any', () => {
    expect(mayBeTold([0, 0, 0], LIMIT)).toBe(true);
    expect(mayBeTold([0, 0, 1], LIMIT)).toBe(false);
  });

  it('are hidden below the alliance’s own limit, and 1 to 5 below a lower one', () => {
    expect([mayBeTold([7, 7, 7], 10), mayBeTold([6, 7, 8], 10), mayBeTold([90, 5, 4], 10)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([mayBeTold([4, 4, 4], 0), mayBeTold([90, 3, 2], 0), mayBeTold([90, 3, 3], 0)]).toEqual([false, false, true]);
  });

  /** Whoever knows the rule, the total to the last pupil, and one school's own count, knows of no other small count what it is. */
  it('leave at least three values open for each small count where they are told, whatever their total', () => {
    const schools = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(schools, fc.nat(), (counts, which) => {
        if (!mayBeTold(counts, LIMIT)) return;
        const own = which % counts.length;
        for (const [school, count] of counts.entries()) {
          if (school === own || count === 0 || count >= LIMIT) continue;
          const others = [...counts.keys()].filter((at) => at !== school && at !== own);
          const free = count + others.reduce((all, at) => all + counts[at]!, 0);
          expect(openFor(school, others, free, counts)).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });

  /** How many values the school's count could have, were what it shares with some others shared out anew. */
  function openFor(school: number, others: readonly number[], free: number, counts: readonly number[]): number {
    let open = 0;
    for (let value = 0; value <= free; value += 1) {
      const isPossible = sharedOut(free - value, others.length).some((shares) => {
        const anew = counts.map((count, at) => (at === school ? value : (shares[others.indexOf(at)] ?? count)));
        return mayBeTold(anew, LIMIT);
      });
      if (isPossible) open += 1;
      if (open === 3) break;
    }
    return open;
  }

  function sharedOut(count: number, among: number): number[][] {
    if (among === 1) return [[count]];
    return Array.from({ length: count + 1 }, (_, first) =>
      sharedOut(count - first, among - 1).map((rest) => [first, ...rest]),
    ).flat();
  }
});

describe('a total', () => {
  it('is of three schools at the least', () => {
    expect([0, 1, 2, 3].map(isOfFewSchools)).toEqual([true, true, true, false]);
  });

  it('is rounded to the nearest five', () => {
    expect([0, 12, 13, 17, 18, 1_002].map(toNearestFive)).toEqual([0, 10, 15, 15, 20, 1_000]);
  });
});
