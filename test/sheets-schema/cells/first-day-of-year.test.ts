import { describe } from 'vitest';
import { firstDayOfYear } from '../../../sheets-schema/cells/first-day-of-year.ts';
import { itReads, itRefuses, itShows } from './reading.ts';

describe('the first day of the year', () => {
  itReads(firstDayOfYear, [
    ['1 September', '09-01'],
    ['1/8', '08-01'],
    ['1 April', '04-01'],
    ['1 October', '10-01'],
  ]);
  itRefuses(firstDayOfYear, [
    ['1 January', 'not-of-two-years'],
    ['31 March', 'not-of-two-years'],
    ['2 October', 'not-of-two-years'],
    ['29 February', 'leap-day', '28 February'],
    ['autumn', 'not-a-day-and-month'],
  ]);
  itShows(firstDayOfYear, [['09-01', '1 September']]);
});
