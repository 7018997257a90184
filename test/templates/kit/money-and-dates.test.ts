import { expect, it } from 'vitest';
import { longDate, pounds, shortDate } from '../../../templates/kit/money-and-dates.ts';

it.each([
  [0, '£0.00'],
  [5, '£0.05'],
  [99, '£0.99'],
  [150000, '£1,500.00'],
  [123456789, '£1,234,567.89'],
  [-50000, '−£500.00'],
  [-7, '−£0.07'],
])('%i pence is %s', (pence, text) => {
  expect(pounds(pence)).toBe(text);
});

it.each([
  ['2025-11-30', '30\u00a0November 2025', '30\u00a0Nov 2025'],
  ['2026-05-01', '1\u00a0May 2026', '1\u00a0May 2026'],
  ['2026-13-01', '2026-13-01', '2026-13-01'],
  ['soon', 'soon', 'soon'],
  ['', '', ''],
])('%j is %s', (day, long, short) => {
  expect(longDate(day)).toBe(long);
  expect(shortDate(day)).toBe(short);
});
