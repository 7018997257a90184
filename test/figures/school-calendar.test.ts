import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../functions/figures/academic-year.ts';
import { schoolCalendar } from '../../functions/figures/school-calendar.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { ELM_PARK, MEADOWS, rowsDrawn } from '../support/drawn-rows.ts';

const rows = rowsDrawn(
  calendarTab,
  `
  | What        | From       | To         | School      |
  | Autumn term | 3/9/2025   | 19/12/2025 |             |
  | INSET day   | 4/9/2025   |            |             |
  | Holiday     | 27/10/2025 | 31/10/2025 |             |
  | Closure     | 14/11/2025 |            | The Meadows |
  | Spring term | 5/1/2026   | 27/3/2026  |             |
  | Spring term | 6/1/2026   | 20/3/2026  | The Meadows |
  | Holiday     | 16/2/2026  | 20/2/2026  |             |
  | Summer term | 13/4/2026  | 21/7/2026  |             |
  | Holiday     | 4/5/2026   |            |             |
  | Holiday     | 25/5/2026  | 29/5/2026  |             |`,
);
const common = schoolCalendar(rows, null);
const elmPark = schoolCalendar(rows, ELM_PARK);
const meadows = schoolCalendar(rows, MEADOWS);

describe('a school day', () => {
  it('is a weekday in a term, neither holiday nor INSET day nor closure', () => {
    expect(common.closedBecause('2025-09-02')).toBe('outside the school terms');
    expect(common.closedBecause('2025-09-03')).toBeNull();
    expect(common.closedBecause('2025-09-04')).toBe('on an INSET day');
    expect(common.closedBecause('2025-09-06')).toBe('at the weekend');
    expect(common.closedBecause('2025-10-27')).toBe('in the holidays');
    expect(common.closedBecause('2025-12-19')).toBeNull();
    expect(common.closedBecause('2025-12-22')).toBe('outside the school terms');
    expect(common.isSchoolDay('2025-09-04')).toBe(false);
    expect(common.isSchoolDay('2025-09-05')).toBe(true);
  });

  it('is a school’s own where it has rows of its own', () => {
    expect(meadows.closedBecause('2025-11-14')).toBe('on a day the school is closed');
    expect(elmPark.isSchoolDay('2025-11-14')).toBe(true);
    expect(common.isSchoolDay('2025-11-14')).toBe(true);
  });
});

describe('a term of a school’s own', () => {
  it('takes the place of the one for every school', () => {
    expect(meadows.term('spring')).toEqual({ from: '2026-01-06', to: '2026-03-20' });
    expect(meadows.isSchoolDay('2026-01-05')).toBe(false);
    expect(meadows.isSchoolDay('2026-03-23')).toBe(false);
    expect(meadows.term('summer')).toEqual({ from: '2026-04-13', to: '2026-07-21' });
    expect(elmPark.term('spring')).toEqual({ from: '2026-01-05', to: '2026-03-27' });
  });

  it('keeps the holidays of every school', () => {
    expect(meadows.isSchoolDay('2026-02-16')).toBe(false);
  });
});

describe('school days after a date', () => {
  it('leave out weekends, INSET days and half terms', () => {
    expect(common.schoolDaysAfter('2025-09-03', 1)).toBe('2025-09-05');
    expect(common.schoolDaysAfter('2025-09-05', 1)).toBe('2025-09-08');
    expect(common.schoolDaysAfter('2025-10-24', 1)).toBe('2025-11-03');
    expect(common.schoolDaysAfter('2025-11-05', 20)).toBe('2025-12-03');
    expect(common.schoolDaysAfter('2025-12-19', 1)).toBe('2026-01-05');
    expect(meadows.schoolDaysAfter('2025-11-13', 1)).toBe('2025-11-17');
  });

  it('are not known beyond the calendar', () => {
    expect(common.schoolDaysAfter('2026-07-20', 1)).toBe('2026-07-21');
    expect(common.schoolDaysAfter('2026-07-20', 2)).toBeNull();
    expect(common.schoolDaysAfter('2026-07-21', 1)).toBeNull();
  });

  it('number as many as there are between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 320 }), fc.integer({ min: 1, max: 60 }), (from, count) => {
        const day = plusDays('2025-08-25', from);
        const after = common.schoolDaysAfter(day, count);
        if (after === null) {
          expect(common.progress(day).gone + count).toBeGreaterThan(common.progress(day).all);
          return;
        }
        expect(common.isSchoolDay(after)).toBe(true);
        expect(common.progress(after).gone - common.progress(day).gone).toBe(count);
      }),
    );
  });
});

describe('progress', () => {
  it('goes from nothing to all', () => {
    const { all } = common.progress('2026-07-21');
    // 78, 60 and 72 weekdays in the three terms, less 1 INSET day, 5, 5 and 6 of holiday.
    expect(all).toBe(78 + 60 + 72 - 1 - 5 - 5 - 6);
    expect(common.progress('2025-09-02')).toEqual({ gone: 0, all });
    expect(common.progress('2025-09-03')).toEqual({ gone: 1, all });
    expect(common.progress('2025-09-04')).toEqual({ gone: 1, all });
    expect(common.progress('2026-08-31')).toEqual({ gone: all, all });
  });
});

describe('a calendar', () => {
  it('without a term knows no school day', () => {
    const holidays = schoolCalendar(
      rowsDrawn(calendarTab, '| What | From | To |\n| Holiday | 27/10/2025 | 31/10/2025 |'),
      null,
    );
    expect(holidays.known).toBe(false);
    expect(holidays.schoolDaysAfter('2025-09-03', 1)).toBeNull();
    expect(holidays.progress('2026-03-27')).toEqual({ gone: 0, all: 0 });
    expect(holidays.term('autumn')).toBeNull();
    expect(common.known).toBe(true);
  });

  it('copes with a span that ends before it begins, or lasts for ages', () => {
    const odd = rowsDrawn(
      calendarTab,
      '| What | From | To |\n| Autumn term | 19/12/2025 | 3/9/2025 |\n| Spring term | 5/1/1990 | 27/3/2099 |',
    );
    expect(schoolCalendar(odd, null).progress('2099-12-31').all).toBeLessThanOrEqual(5000);
  });
});

describe('the second half of a term', () => {
  const secondHalf = (rows: string) =>
    schoolCalendar(
      rowsDrawn(calendarTab, `| What | From | To |\n| Autumn term | 3/9/2025 | 19/12/2025 |${rows}`),
      null,
    ).secondHalf('autumn');

  it('begins after the half-term holiday, of one week or two, whatever else is closed', () => {
    expect(secondHalf('\n| Holiday | 27/10/2025 | 31/10/2025 |')).toBe('2025-11-03');
    expect(secondHalf('\n| Holiday | 20/10/2025 | 31/10/2025 |\n| INSET day | 3/11/2025 | |')).toBe('2025-11-04');
    expect(secondHalf('\n| INSET day | 5/9/2025 | |\n| Holiday | 27/10/2025 | 31/10/2025 |')).toBe('2025-11-03');
  });

  it('begins after half its school days where no holiday is typed', () => {
    expect(secondHalf('')).toBe('2025-10-28');
  });

  it('is none of a term that nobody typed', () => {
    expect(schoolCalendar([], null).secondHalf('autumn')).toBeNull();
  });
});
