import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay, calendarDayOfSerial, monthLength, weekdayOf } from '../../../sheets-schema/cells/calendar-day.ts';

describe('calendar days', () => {
  it.each([
    [2024, 29],
    [2025, 28],
    [2000, 29],
    [1900, 28],
    [2100, 28],
  ])('gives February %i %i days', (year, length) => {
    expect(monthLength(year, 2)).toBe(length);
  });

  it('knows no day outside its month', () => {
    expect(calendarDay(2026, 2, 29)).toBeNull();
    expect(calendarDay(2026, 4, 31)).toBeNull();
    expect(calendarDay(2026, 13, 1)).toBeNull();
    expect(calendarDay(2026, 0, 1)).toBeNull();
    expect(calendarDay(2026, 1, 0)).toBeNull();
  });

  it.each([
    [2, '1900-01-01'],
    [61, '1900-03-01'],
    [25569, '1970-01-01'],
    [46268, '2026-09-03'],
    [46268.75, '2026-09-03'],
    [2958465.9, '9999-12-31'],
  ])('reads the serial number %d as %s', (serial, day) => {
    expect(calendarDayOfSerial(serial)).toBe(day);
  });

  it.each([[1], [-5], [2958466], [Number.NaN], [1e300]])('knows no day for the serial number %d', (serial) => {
    expect(calendarDayOfSerial(serial)).toBeNull();
  });

  it('knows Thursday 3 September 2026', () => {
    expect(weekdayOf('2026-09-03')).toBe(4);
  });

  it('counts serial numbers as a calendar does, one real day after another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2_958_464 }), (serial) => {
        const [year, month, day] = calendarDayOfSerial(serial)!.split('-').map(Number) as [number, number, number];
        const next =
          calendarDay(year, month, day + 1) ?? calendarDay(year, month + 1, 1) ?? calendarDay(year + 1, 1, 1);
        expect(calendarDayOfSerial(serial + 1)).toBe(next);
      }),
    );
  });
});
