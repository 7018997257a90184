import type { CellType, Reading } from './cell.ts';
import { dayAndMonth } from './day-and-month.ts';
import { refused } from './refused.ts';

const EARLIEST = '04-01';
const LATEST = '10-01';

/** The day on which a school year begins: one that is called 2025/26 has months of both. */
export const firstDayOfYear: CellType<string> = {
  ...dayAndMonth,
  name: 'first day of the year',
  hint: 'Type a day and a month from 1 April to 1 October, such as 1 September.',
  messages: {
    ...dayAndMonth.messages,
    'not-of-two-years': {
      severity: 'problem',
      says: '{cell} says {typed}, and a school year has months of two calendar years.',
      fix: 'Type a day from 1 April to 1 October.',
    },
  },
  read: (raw, context) => ofTwoYears(dayAndMonth.read(raw, context)),
  readerIn(context) {
    const read = dayAndMonth.readerIn(context);
    return (raw) => ofTwoYears(read(raw));
  },
};

function ofTwoYears(reading: Reading<string>): Reading<string> {
  if ('problem' in reading || (reading.value >= EARLIEST && reading.value <= LATEST)) return reading;
  return refused('not-of-two-years');
}
