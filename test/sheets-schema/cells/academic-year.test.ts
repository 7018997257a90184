import { describe } from 'vitest';
import { academicYear } from '../../../sheets-schema/cells/academic-year.ts';
import { itReads, itRefuses, itShows } from './reading.ts';

describe('academic years', () => {
  itReads(academicYear, [
    ['2025/26', 2025],
    ['2025-26', 2025],
    ['2025–26', 2025],
    ['2025/2026', 2025],
    ['2025-2026', 2025],
    ['2025 / 26', 2025],
    ['2025 to 2026', 2025],
    ['2025 26', 2025],
    ['202526', 2025],
    ['25/26', 2025],
    ['25-26', 2025],
    ['1999/00', 1999],
    ['1999/2000', 1999],
    ['2009/10', 2009],
    [202526, 2025],
  ]);

  itRefuses(academicYear, [
    ['this year', 'which-year'],
    ['2025/7', 'not-next'],
    ['2526', 'not-an-academic-year', '2025/26'],
    ['1234', 'not-an-academic-year'],
    ['2025/27', 'not-next'],
    ['2025/25', 'not-next'],
    ['2026/25', 'not-next'],
    ['2025/2027', 'not-next'],
    ['202527', 'not-next'],
    ['25/27', 'not-next'],
    ['2025', 'one-year', '2025/26'],
    ['2021', 'one-year', '2021/22'],
    [2025, 'one-year', '2025/26'],
    ['1899/1900', 'unlikely-year'],
    [46268, 'not-an-academic-year'],
    [{ date: 40878 }, 'is-a-date', '2011/12'],
    [{ date: 46268 }, 'is-a-date'],
    [{ date: -8 }, 'is-a-date'],
    [false, 'not-an-academic-year'],
  ]);

  itShows(academicYear, [
    [2025, '2025/26'],
    [1999, '1999/00'],
    [2008, '2008/09'],
  ]);
});
