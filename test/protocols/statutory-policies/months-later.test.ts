import { addMonths } from 'date-fns/addMonths';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { monthsLater } from '../../../functions/protocols/statutory-policies/review.ts';
import { runs } from '../../support/property-runs.ts';

it.each([
  ['2025-09-01', 12, '2026-09-01'],
  ['2025-12-31', 2, '2026-02-28'],
  ['2023-12-31', 2, '2024-02-29'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2025-10-31', 1, '2025-11-30'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(monthsLater(day, months)).toBe(expected);
});

it('is the same day so many months later as date-fns says', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.nat(60), (date, months) => {
      const day = date.toISOString().slice(0, 10);
      const expected = formatISO(addMonths(parseISO(day), months), { representation: 'date' });
      expect(monthsLater(day, months)).toBe(expected);
    }),
    runs(300),
  );
});
