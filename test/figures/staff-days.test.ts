import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { halfDaysGiven } from '../../functions/figures/staff-days.ts';
import { aStaffDayIs } from '../../functions/protocols/working-protocols/settings.ts';
import { halfDaysOwed } from '../../functions/protocols/working-protocols/terms.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { rowsDrawn, settingsDrawn } from '../support/drawn-rows.ts';

const year = academicYear(2025);
const calendarDays = settingsDrawn('\n| A staff day is | Calendar days |');

function given(rows: string, asOf = '2026-08-31', settings = settingsDrawn()): number {
  const drawn = rowsDrawn(staffDaysTab, `| Member of staff | Date | Days |${rows}`);
  return halfDaysGiven(drawn, year, settings.held(aStaffDayIs).value, asOf);
}

describe('staff days', () => {
  const sameDay = '\n| Ms Okafor | 10/9/2025 | 1 |\n| Mr Ashby | 10/9/2025 | ½ |\n| Ms Okafor | 11/9/2025 | am |';

  it('are the days of people: two people for one day are two days', () => {
    expect(given(sameDay)).toBe(4);
  });

  it('are calendar days where the alliance so decided: the longest of each date', () => {
    expect(given(sameDay, '2026-08-31', calendarDays)).toBe(3);
  });

  it('count once they have come', () => {
    const planned = '\n| Ms Okafor | 10/9/2025 | 1 |\n| Ms Okafor | 11/9/2025 | 1 |';
    expect(given(planned, '2025-09-09')).toBe(0);
    expect(given(planned, '2025-09-10')).toBe(2);
    expect(given(planned, '2025-09-11')).toBe(4);
  });

  it('count in their own year, first and last day included', () => {
    expect(given('\n| Ms Okafor | 31/8/2025 | 1 |\n| Ms Okafor | 1/9/2025 | ½ |', '2027-01-01')).toBe(1);
    expect(given('\n| Ms Okafor | 31/8/2026 | ½ |\n| Ms Okafor | 1/9/2026 | 1 |', '2027-01-01')).toBe(1);
  });

  it('of more than a day in one row do not count until they are mended', () => {
    expect(given('\n| Ms Okafor | 10/9/2025 | 1½ |\n| Mr Ashby | 10/9/2025 | 1 |')).toBe(2);
  });

  it('of people are never fewer than calendar days, and no planned day is ever taken off', () => {
    const anyRow = fc.record({
      person: fc.constantFrom('Ms Okafor', 'Mr Ashby'),
      day: fc.integer({ min: 1, max: 30 }),
      days: fc.constantFrom('½', '1'),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), fc.integer({ min: 1, max: 29 }), (rows, today) => {
        const drawn = rows.map(({ person, day, days }) => `\n| ${person} | ${day}/9/2025 | ${days} |`).join('');
        const on = (day: number) => `2025-09-${String(day).padStart(2, '0')}`;
        expect(given(drawn)).toBeGreaterThanOrEqual(given(drawn, '2026-08-31', calendarDays));
        expect(given(drawn, on(today + 1))).toBeGreaterThanOrEqual(given(drawn, on(today)));
      }),
    );
  });

  it('are owed by the source’s number until the alliance writes its own', () => {
    expect(halfDaysOwed(settingsDrawn())).toBe(18);
    expect(halfDaysOwed(settingsDrawn('\n| Staff days minimum | 6 |'))).toBe(12);
    expect(halfDaysOwed(settingsDrawn('\n| Staff days minimum | 0 |'))).toBe(0);
  });
});
