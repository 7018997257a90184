import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { date } from '../../../sheets-schema/cells/date.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

const day = date({ within: 'any' });

describe('dates', () => {
  itReads(day, [
    ['3/9/2026', '2026-09-03'],
    ['3/9/26', '2026-09-03'],
    ['03/09/2026', '2026-09-03'],
    ['3.9.26', '2026-09-03'],
    ['3.9.2026.', '2026-09-03'],
    ['03-09-2026', '2026-09-03'],
    ['3–9–2026', '2026-09-03'],
    ['3\\9\\2026', '2026-09-03'],
    ['3 9 26', '2026-09-03'],
    ['3 / 9 / 2026', '2026-09-03'],
    ['  3/9/2026 ', '2026-09-03'],
    ['３/９/２０２６', '2026-09-03'],
    ['2026-09-03', '2026-09-03'],
    ['2026/9/3', '2026-09-03'],
    ['2026-09-03T00:00:00', '2026-09-03'],
    ['3/9/2026 14:30', '2026-09-03'],
    ['3 Sept 2026', '2026-09-03'],
    ['3 Sep 26', '2026-09-03'],
    ['3-Sep-26', '2026-09-03'],
    ['3/Sept/2026', '2026-09-03'],
    ['3sept2026', '2026-09-03'],
    ['3 SEPTEMBER 2026', '2026-09-03'],
    ['3rd September 26', '2026-09-03'],
    ['3rd of September, 2026', '2026-09-03'],
    ['the 3rd of September 2026', '2026-09-03'],
    ["3 Sept '26", '2026-09-03'],
    ['3 Sept ’26', '2026-09-03'],
    ['Thursday 3 September 2026', '2026-09-03'],
    ['Thurs. 3rd Sept. 2026', '2026-09-03'],
    ['Thu, 3 Sep 2026', '2026-09-03'],
    ['Thursday 3/9/2026', '2026-09-03'],
    ['September 3, 2026', '2026-09-03'],
    ['Sept 3rd 2026', '2026-09-03'],
    ['2026 Sept 3', '2026-09-03'],
    ['1st May 2026', '2026-05-01'],
    ['2nd Aug 2026', '2026-08-02'],
    ['22/12/26', '2026-12-22'],
    ['29/2/2028', '2028-02-29'],
    ['29/2/2000', '2000-02-29'],
    ['1/1/1990', '1990-01-01'],
    ['31/12/2100', '2100-12-31'],
    ['12/11/10', '2010-11-12'],
    [46268, '2026-09-03'],
    [46268.6, '2026-09-03'],
    [32874, '1990-01-01'],
    [73415, '2100-12-31'],
    [{ date: 46268 }, '2026-09-03'],
    [{ date: 46268.99 }, '2026-09-03'],
  ]);

  itRefuses(day, [
    ['tomorrow', 'says-when'],
    ['n/a', 'not-known'],
    ['?', 'not-known'],
    ['3/9/26?', 'other-words', '3/9/2026'],
    ['3', 'not-a-date'],
    ['3 Foo 2026', 'not-a-date'],
    ['3/9/26 - 5/9/26', 'several-days'],
    ['003/9/2026', 'not-a-date'],
    ['31/02/2026', 'no-such-day'],
    ['29/2/2025', 'no-such-day'],
    ['29/2/2100', 'no-such-day'],
    ['31 September 2026', 'no-such-day'],
    ['0/9/2026', 'no-such-day'],
    ['13/13/2026', 'no-such-day'],
    ['32/1/2026', 'no-such-day'],
    ['12/25/2026', 'month-first', '25/12/2026'],
    ['2/29/2028', 'month-first', '29/2/2028'],
    ['5/13', 'month-first', '13/5/2026'],
    ['September 2026', 'no-day'],
    ['Sept', 'no-day'],
    ['9/2026', 'no-day'],
    ['2026-09', 'no-day'],
    ['Sept 45', 'no-day'],
    ['Sept 26', 'day-or-year', '26/9/2025'],
    ['March 12', 'day-or-year', '12/3/2026'],
    ['03092026', 'run-together', '3/9/2026'],
    ['030926', 'run-together', '3/9/2026'],
    ['20260903', 'run-together', '3/9/2026'],
    ['99999999', 'run-together'],
    ['3 Febuary 2026', 'misspelt', '3/2/2026'],
    ['3 Setpember 2026', 'misspelt', '3/9/2026'],
    ['Friday 3 September 2026', 'weekday-differs'],
    ['3/9/206', 'unlikely-year'],
    ['3/9/0206', 'unlikely-year'],
    ['3/9/1926', 'unlikely-year'],
    ['1/1/2101', 'unlikely-year'],
    [3092026, 'run-together', '3/9/2026'],
    [20260903, 'run-together', '3/9/2026'],
    [3.9, 'not-a-date', '3/9/2025'],
    [3.1, 'not-a-date'],
    [2026, 'not-a-date'],
    [-46268, 'not-a-date'],
    [1e300, 'not-a-date'],
    [{ date: 9 }, 'unlikely-year'],
    [{ date: 90_000 }, 'unlikely-year'],
    [{ date: -1 }, 'not-a-date'],
    [true, 'not-a-date'],
  ]);

  it.each([
    ['3 Sept', '2025-09-03', '3/9/2025'],
    ['31/8', '2026-08-31', '31/8/2026'],
    ['1.9', '2025-09-01', '1/9/2025'],
    ['Sept 3', '2025-09-03', '3/9/2025'],
    ['Wednesday 3 September', '2025-09-03', '3/9/2025'],
    ['12 March', '2026-03-12', '12/3/2026'],
  ])('reads %s as the one in the academic year and says so', (typed, value, shown) => {
    expect(day.read(typed, CONTEXT)).toEqual({ value, note: { message: 'year-added', data: { day: shown } } });
  });

  it('reads a day without a year in whichever academic year is asked about', () => {
    for (const academicYear of [2025, 2026, 2025, 2027]) {
      expect(day.read('3 Sept', { academicYear, schools: null })).toHaveProperty('value', `${academicYear}-09-03`);
    }
    expect(day.read('29/2', { academicYear: 2025, schools: null })).toHaveProperty('problem.message', 'no-such-day');
    expect(day.read('29/2', { academicYear: 2027, schools: null })).toHaveProperty('value', '2028-02-29');
  });

  it('names the weekday that does not fit', () => {
    expect(day.read('Fri 3/9/2026', CONTEXT)).toHaveProperty('problem.data', { day: '3/9/2026', weekday: 'Thursday' });
  });

  itShows(day, [
    ['2026-09-03', '3/9/2026'],
    ['2026-12-25', '25/12/2026'],
  ]);

  it('keeps which days the column is for', () => {
    expect(date({ within: 'ten-years' }).within).toBe('ten-years');
    expect(date({ within: 'year' }).within).toBe('year');
  });

  it('gives only real days, whatever the figures', () => {
    const figures = fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 3000 }),
    );
    fc.assert(
      fc.property(figures, fc.constantFrom('/', '.', '-', ' '), ([date, month, year], stroke) => {
        const reading = day.read([date, month, year].join(stroke), CONTEXT);
        if ('problem' in reading) return;
        expect(new Date(`${reading.value}T00:00:00Z`).toISOString().slice(0, 10)).toBe(reading.value);
        expect(Number(reading.value.slice(8))).toBe(date);
        expect(Number(reading.value.slice(5, 7))).toBe(month);
      }),
    );
  });

  it('never takes a month for a day: swapping them changes the value or is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (one, other) => {
        expect(day.read(`${one}/${other}/2026`, CONTEXT)).toHaveProperty(
          'value',
          `2026-${String(other).padStart(2, '0')}-${String(one).padStart(2, '0')}`,
        );
      }),
    );
  });
});

describe('a date without a year', () => {
  const inAugust = { ...CONTEXT, yearBegins: '08-01' };

  it('is the one in the alliance’s own year', () => {
    expect(day.read('15 August', CONTEXT)).toMatchObject({ value: '2026-08-15' });
    expect(day.read('15 August', inAugust)).toMatchObject({ value: '2025-08-15' });
    expect(day.read('31 July', inAugust)).toMatchObject({ value: '2026-07-31' });
  });
});
