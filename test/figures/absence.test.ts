import { describe, expect, it } from 'vitest';
import {
  absenceRates,
  absenceTotals,
  isPersistentlyAbsent,
  persistentAbsenceIn,
} from '../../functions/figures/absence.ts';
import { rate } from '../../functions/figures/rates.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { rowsDrawn } from '../support/drawn-rows.ts';

const headings =
  '| Term | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence | Persistently absent | Severely absent |';
const drawn = (rows: string) => rowsDrawn(absenceByTermTab, headings + rows);

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

describe('absence totals', () => {
  it('take sessions from the terms and pupils from the whole year', () => {
    const school = drawn(`
      | Autumn     | All pupils | 100 | 10000 | 400 | 100 |    |   |
      | Spring     | All pupils | 102 | 9000  | 300 | 200 |    |   |
      | Whole year | All pupils | 104 | 19000 | 700 | 300 | 12 | 2 |
      | Autumn     | FSM        | 20  | 2000  | 200 | 100 |    |   |`);
    expect(absenceTotals([school], 'all')).toEqual({
      possible: 19_000,
      authorised: 700,
      unauthorised: 300,
      enrolments: 104,
      persistent: 12,
      severe: 2,
      pupils: 100,
      schools: 1,
    });
    expect(absenceTotals([school], 'fsm')).toMatchObject({ possible: 2000, enrolments: null, persistent: null });
    expect(absenceTotals([school], 'looked-after')).toBeNull();
  });

  it('take sessions from the whole year where no term was sent', () => {
    const school = drawn('\n| Whole year | All pupils | 104 | 19000 | 700 | 300 | | |');
    expect(absenceTotals([school, []], 'all')).toMatchObject({ possible: 19_000, persistent: null, schools: 1 });
  });

  it('have no count of pupils unless every school gave one', () => {
    const one = drawn('\n| Whole year | All pupils | 104 | 19000 | 700 | 300 | 12 | 2 |');
    const other = drawn('\n| Autumn | All pupils | 50 | 5000 | 70 | 30 | | |');
    expect(absenceTotals([one, other], 'all')).toMatchObject({
      possible: 24_000,
      enrolments: null,
      persistent: null,
      schools: 2,
    });
  });

  it('give rates of sums, not means of rates', () => {
    const large = drawn('\n| Whole year | All pupils | 1000 | 300000 | 12000 | 3000 | 100 | 10 |');
    const small = drawn('\n| Whole year | All pupils | 10   | 3000   | 450   | 150  | 5   | 1  |');
    const rates = absenceRates(absenceTotals([large, small], 'all')!);
    expect(rates).toEqual({ overall: 510, authorised: 410, unauthorised: 100, persistent: 1040, severe: 110 });
    const meanOfRates = (rate(15_000, 300_000)! + rate(600, 3000)!) / 2;
    expect(rates.overall).not.toBe(meanOfRates);
  });

  it('give no rate where nothing was possible', () => {
    const nobody = drawn('\n| Whole year | All pupils | 0 | 0 | 0 | 0 | 0 | 0 |');
    expect(absenceRates(absenceTotals([nobody], 'all')!)).toEqual({
      overall: null,
      authorised: null,
      unauthorised: null,
      persistent: null,
      severe: null,
    });
  });
});
