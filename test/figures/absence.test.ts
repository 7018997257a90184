import { describe, expect, it } from 'vitest';
import { isPersistentlyAbsent, persistentAbsenceIn } from '../../functions/figures/absence.ts';

describe('persistent absence, by each year’s own measure', () => {
  it.each([
    ['2009/10, by 64 sessions', 2009, 63, 320, false],
    ['2009/10, by 64 sessions', 2009, 64, 320, true],
    ['2009/10, whatever was possible', 2009, 64, 100, true],
    ['2010/11, by 46 sessions', 2010, 46, 310, true],
    ['2014/15, by 46 sessions', 2014, 45, 46, false],
    ['2014/15, by 46 sessions', 2014, 46, 310, true],
    ['2015/16, at exactly a tenth', 2015, 31, 310, true],
    ['2015/16, just under a tenth', 2015, 31, 311, false],
    ['2025/26, one session of ten', 2025, 1, 10, true],
    ['2025/26, no session possible', 2025, 0, 0, false],
    ['2009/10, no session possible', 2009, 64, 0, false],
    ['2025/26, never absent', 2025, 0, 310, false],
  ])('%s: %i %i of %i is %s', (_, startYear, absent, possible, persistent) => {
    expect(isPersistentlyAbsent(absent, possible, startYear)).toBe(persistent);
  });

  it('was 20, then 15, then 10 per cent', () => {
    expect([2009, 2010, 2014, 2015].map((year) => persistentAbsenceIn(year).percent)).toEqual([20, 15, 15, 10]);
  });
});
