import { describe, expect, it } from 'vitest';
import { DailyChecks, daysOfTheYear, spans } from './checked-daily.ts';
import { deeds } from './deeds.ts';
import { daysOf, unexpected } from './difference.ts';
import { orderlyYear } from './orderly-year.ts';

/** What stands from which day to which, in one workbook each: everything there is. */
const REMINDERS = [
  "2025-09-05 to 2025-10-19  St Aldhelm's School 2025/26: reminder NLD-02 dueSoonMany",
  "2025-09-05 to 2025-10-19  St Aldhelm's School 2025/26: reminder NLD-03 dueSoon",
  '2025-10-03 to 2025-11-23  Thornfield School 2025/26: reminder NLD-02 dueSoonMany',
  '2025-10-03 to 2025-11-23  Thornfield School 2025/26: reminder NLD-03 dueSoon',
  "2025-10-31 to 2025-11-13  Alliance 2025/26: reminder BLA-25 dueSoon, St Aldhelm's School",
  '2025-10-31 to 2025-11-19  Alliance 2025/26: reminder BLA-25 dueSoon, The Meadows',
  '2026-01-05 to 2026-01-11  Harrow Mount School 2025/26: reminder NLD-01 blankYetMany',
  "2026-01-09 to 2026-01-15  St Aldhelm's School 2025/26: reminder BLA-26 dueSoon",
  '2026-01-09 to 2026-03-01  Elm Park High School 2025/26: reminder NLD-02 dueSoonMany',
  '2026-01-09 to 2026-03-01  Elm Park High School 2025/26: reminder NLD-03 dueSoon',
  '2026-01-23 to 2026-08-31  Alliance 2025/26: reminder BLA-32 usedUp, Elm Park High School',
  '2026-01-24 to 2026-02-10  Alliance 2025/26: reminder BLA-25 dueSoon, Harrow Mount School',
  '2026-03-02 to 2026-03-08  Brook Lane School 2025/26: reminder NLD-01 blankYetMany',
  '2026-04-03 to 2026-05-17  The Meadows 2025/26: reminder NLD-02 dueSoonMany',
  '2026-04-03 to 2026-05-17  The Meadows 2025/26: reminder NLD-03 dueSoon',
  '2026-05-16 to 2026-06-28  Brook Lane School 2025/26: reminder BLA-00 open',
  '2026-05-16 to 2026-06-28  Elm Park High School 2025/26: reminder BLA-00 open',
  '2026-05-16 to 2026-06-28  Harrow Mount School 2025/26: reminder BLA-00 open',
  "2026-05-16 to 2026-06-28  St Aldhelm's School 2025/26: reminder BLA-00 open",
  '2026-05-16 to 2026-06-28  The Meadows 2025/26: reminder BLA-00 open',
  "2026-08-21 to 2026-08-31  St Aldhelm's School 2025/26: reminder NLD-02 dueSoonMany",
  "2026-08-21 to 2026-08-31  St Aldhelm's School 2025/26: reminder NLD-03 dueSoon",
  "2026-09-01 to 2026-10-11  St Aldhelm's School 2026/27: reminder NLD-02 dueSoonMany",
  "2026-09-01 to 2026-10-11  St Aldhelm's School 2026/27: reminder NLD-03 dueSoon",
  '2026-09-07 to 2026-09-08  Brook Lane School 2025/26: reminder BLA-26 dueSoon',
  '2026-09-11 to 2026-10-11  Brook Lane School 2026/27: reminder NLD-02 dueSoonMany',
  '2026-09-11 to 2026-10-11  Brook Lane School 2026/27: reminder NLD-03 dueSoon',
  '2026-10-31 to 2026-11-04  Alliance 2026/27: reminder BLA-25 dueSoon, Brook Lane School',
  '2026-10-31 to 2026-11-11  Alliance 2026/27: reminder BLA-25 dueSoon, Harrow Mount School',
  '2026-10-31 to 2026-11-18  Alliance 2026/27: reminder BLA-25 dueSoon, The Meadows',
];

/** What is found of the orderly year is found once, for all that is held against it. */
const usual = new DailyChecks();

describe('an alliance in which everybody does each thing on its day', () => {
  it('hears of nothing in sixteen months but these reminders', () => {
    const days = daysOfTheYear().map((day) => ({ day, found: usual.on(orderlyYear, day) }));
    expect(spans(days)).toEqual(REMINDERS);
  }, 300_000);
});

describe('one thing that goes otherwise there is found on its day, and nothing beside it', () => {
  it.each(deeds.map((deed) => [deed.what, deed] as const))(
    '%s',
    (_, deed) => {
      expect(unexpected(deed, daysOf(deed), usual)).toEqual([]);
    },
    60_000,
  );

  it('and each says what ends it, if anything does', () => {
    expect(deeds.length).toBeGreaterThanOrEqual(80);
    expect(new Set(deeds.map(({ what }) => what)).size).toBe(deeds.length);
    for (const { finds, spares = [] } of deeds)
      for (const { from, gone, endedBy } of [...finds, ...spares]) {
        expect(gone === null).toBe(endedBy === null);
        expect(gone === null || from < gone).toBe(true);
      }
  });
});
