import { describe, expect, it } from 'vitest';
import { exclusionRates, exclusionTotals } from '../../functions/figures/exclusions.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { rowsDrawn } from '../support/drawn-rows.ts';

const headings =
  '| Term | Group | Pupils on roll | Suspensions | Suspended at all | Suspended twice or more | Permanent exclusions |';
const drawn = (rows: string) => rowsDrawn(exclusionsByTermTab, headings + rows);

describe('exclusion totals', () => {
  const school = drawn(`
    | Autumn     | All pupils | 900 | 12 | 10 | 2 | 0 |
    | Spring     | All pupils | 905 | 8  | 7  | 1 | 1 |
    | Summer     | All pupils | 899 | 0  | 0  | 0 | 0 |
    | Whole year | All pupils | 905 | 20 | 14 | 5 | 1 |`);

  it('take events from the terms, and pupils, who may stand in several, from the whole year', () => {
    expect(exclusionTotals([school], 'all')).toEqual({
      suspensions: 20,
      permanent: 1,
      byTerm: [12, 8, 0],
      headcount: 905,
      onceOrMore: 14,
      twiceOrMore: 5,
      schools: 1,
    });
  });

  it('say which terms not every school sent, and have no count of pupils unless all gave one', () => {
    const other = drawn('\n| Autumn | All pupils | 400 | 3 | 3 | 0 | 0 |');
    expect(exclusionTotals([school, other], 'all')).toMatchObject({
      suspensions: 23,
      byTerm: [15, null, null],
      headcount: null,
      onceOrMore: null,
      schools: 2,
    });
  });

  it('are none where no school sent any', () => {
    expect(exclusionTotals([school, []], 'fsm')).toBeNull();
  });

  it('give rates per hundred on roll: sums over sums, and over a hundred if it must be', () => {
    const large = drawn('\n| Whole year | All pupils | 990 | 10 | 9 | 1 | 0 |');
    const small = drawn('\n| Whole year | All pupils | 10  | 21 | 9 | 8 | 1 |');
    expect(exclusionRates(exclusionTotals([large, small], 'all')!)).toEqual({
      suspensions: 310,
      permanent: 10,
      onceOrMore: 180,
      twiceOrMore: 90,
    });
    expect(exclusionRates(exclusionTotals([small], 'all')!).suspensions).toBe(21_000);
    const nobody = drawn('\n| Whole year | All pupils | 0 | 0 | | | 0 |');
    expect(exclusionRates(exclusionTotals([nobody], 'all')!)).toMatchObject({ suspensions: null, onceOrMore: null });
  });
});
