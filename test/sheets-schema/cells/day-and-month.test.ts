import { describe, expect, it } from 'vitest';
import { dayAndMonth } from '../../../sheets-schema/cells/day-and-month.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

describe('a day and a month', () => {
  itReads(dayAndMonth, [
    ['30 November', '11-30'],
    ['30 Nov', '11-30'],
    ['30th of November', '11-30'],
    ['Nov 3', '11-03'],
    ['30/11', '11-30'],
    ['30.11.', '11-30'],
    ['1-9', '09-01'],
    [{ date: 46356 }, '11-30'],
  ]);

  itRefuses(dayAndMonth, [
    ['end of November', 'not-a-day-and-month'],
    ['November', 'not-a-day-and-month'],
    ['Nov 30', 'not-a-day-and-month', '30 November'],
    ['30 Novembre', 'not-a-day-and-month', '30 November'],
    ['31/11', 'no-such-day'],
    ['11/30', 'no-such-day'],
    ['29 February', 'leap-day', '28 February'],
    [30.11, 'not-a-day-and-month'],
    [46356, 'not-a-day-and-month'],
    [{ date: -4 }, 'not-a-day-and-month'],
  ]);

  it('leaves out a year and says so', () => {
    expect(dayAndMonth.read('30/11/2026', CONTEXT)).toEqual({
      value: '11-30',
      note: { message: 'year-left-out', data: { day: '30 November' } },
    });
  });

  itShows(dayAndMonth, [
    ['11-30', '30 November'],
    ['09-01', '1 September'],
  ]);
});
