import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  academicYear,
  academicYearOf,
  dayInYear,
  daysBetween,
  isWithin,
  plusDays,
} from '../../functions/figures/academic-year.ts';

const anyDay = fc
  .date({ min: new Date('1995-01-01'), max: new Date('2095-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const anyBeginning = fc.constantFrom('09-01', '08-15', '01-01', '04-01');

describe('the academic year', () => {
  it('runs from 1 September to 31 August unless the alliance says otherwise', () => {
    expect(academicYear(2025)).toEqual({ startYear: 2025, label: '2025/26', from: '2025-09-01', to: '2026-08-31' });
    expect(academicYear(1999, '04-01')).toEqual({
      startYear: 1999,
      label: '1999/00',
      from: '1999-04-01',
      to: '2000-03-31',
    });
    expect(academicYear(2023, '03-01').to).toBe('2024-02-29');
  });

  it('changes on the day it begins', () => {
    expect(academicYearOf('2026-08-31').label).toBe('2025/26');
    expect(academicYearOf('2026-09-01').label).toBe('2026/27');
    expect(academicYearOf('2026-08-15', '08-15').label).toBe('2026/27');
  });

  it('holds every day in exactly one year', () => {
    fc.assert(
      fc.property(anyDay, anyBeginning, (day, begins) => {
        const year = academicYearOf(day, begins);
        expect(isWithin(day, year)).toBe(true);
        expect(isWithin(day, academicYear(year.startYear - 1, begins))).toBe(false);
        expect(plusDays(year.to, 1)).toBe(academicYear(year.startYear + 1, begins).from);
      }),
    );
  });

  it('puts a day and month into the calendar year in which it falls', () => {
    const year = academicYear(2025);
    expect(dayInYear(year, '11-30')).toBe('2025-11-30');
    expect(dayInYear(year, '09-01')).toBe('2025-09-01');
    expect(dayInYear(year, '08-31')).toBe('2026-08-31');
  });
});

describe('days', () => {
  it('are counted over leap days and the changes of the clock', () => {
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(plusDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2025-12-01', '2025-11-30')).toBe(-1);
  });

  it('added are the days between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        expect(daysBetween(day, plusDays(day, count))).toBe(count);
      }),
    );
  });
});
