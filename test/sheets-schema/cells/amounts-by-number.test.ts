import { describe, expect, it } from 'vitest';
import { amountsByNumber } from '../../../sheets-schema/cells/amounts-by-number.ts';
import { daysAndMonths } from '../../../sheets-schema/cells/days-and-months.ts';

const context = { academicYear: 2025, schools: null };

describe('amounts by number', () => {
  it.each([
    ['500: £2,000; 1,000: £3,000; more: £4,000', '500: £2,000; 1,000: £3,000; more: £4,000'],
    ['up to 500 pupils = 2000; more than 500: 3000.50', '500: £2,000; more: £3,000.50'],
    ['up to 1000: £2,000; above: £3,000', '1,000: £2,000; more: £3,000'],
  ])('are read from %j', (typed, shown) => {
    const reading = amountsByNumber.read(typed, context);
    expect('value' in reading && amountsByNumber.show(reading.value, context)).toBe(shown);
  });

  it.each([
    '£3,000',
    '500: £2,000',
    '1000: £2,000; 500: £3,000; more: £4,000',
    '500: lots; more: £4,000',
    'more: £1; more: £2',
  ])('are asked about where %j is typed', (typed) =>
    expect(amountsByNumber.read(typed, context)).toHaveProperty('problem'),
  );
});

describe('days and months', () => {
  it.each([
    ['30 November, 31 March', '31 March, 30 November'],
    ['30/11 and 31 March & 31 May', '31 March, 31 May, 30 November'],
    ['30 November', '30 November'],
  ])('are read from %j', (typed, shown) => {
    const reading = daysAndMonths.read(typed, context);
    expect('value' in reading && daysAndMonths.show(reading.value, context)).toBe(shown);
  });

  it.each(['soon', '30 November, monthly', '31 April'])('are asked about where %j is typed', (typed) =>
    expect(daysAndMonths.read(typed, context)).toHaveProperty('problem'),
  );
});
