import { DAY_UNIT, dayCell, moneyCell, pounds } from './money-and-dates.ts';
import type { Table } from './table.ts';

/** An entry named one by one, with a word on why. Money is whole pence; a refund is below zero. */
export interface NamedEntry {
  /** The school, or nobody. */
  readonly who: string;
  /** 'YYYY-MM-DD'. */
  readonly date: string;
  readonly amount: number;
  readonly reference: string;
  readonly because: string;
}

/** One that cannot be read, as it was typed. */
export interface UnreadEntry {
  readonly who: string;
  readonly date: string;
  readonly amount: string;
  readonly reference: string;
  readonly because: string;
}

const WHO = { heading: 'School', share: 2.7 };
const DATE = { heading: 'Date', unit: DAY_UNIT, share: 1.9 };
const REFERENCE = { heading: 'Reference', share: 1.9 };
const AMOUNT = { heading: 'Sum', unit: '£', share: 1.8, align: 'right' } as const;

/** A table of entries with their sum. */
export function entriesTable(caption: string, why: string, entries: readonly NamedEntry[], who = WHO.heading): Table {
  const sum = entries.reduce((total, { amount }) => total + amount, 0);
  return {
    caption,
    columns: [{ ...WHO, heading: who }, DATE, REFERENCE, { heading: why, share: 3.6 }, AMOUNT],
    rows: entries.map(({ who, date, reference, because, amount }) => [
      who || '–',
      dayCell(date),
      reference,
      because,
      moneyCell(amount),
    ]),
    totals: ['Sum', '', '', '', pounds(sum)],
    whenEmpty: 'there are none.',
  };
}

/** A table of what cannot be read, which has no sum. */
export function unreadTable(caption: string, entries: readonly UnreadEntry[]): Table {
  return {
    caption,
    columns: [
      WHO,
      { heading: DATE.heading, share: DATE.share },
      REFERENCE,
      { heading: 'Why not', share: 3.4 },
      { heading: 'Sum as typed', share: 2, align: 'right' },
    ],
    rows: entries.map(({ who, date, reference, because, amount }) => [who || '–', date, reference, because, amount]),
    whenEmpty: 'there are none.',
  };
}
