import { describe, expect, it } from 'vitest';
import { DailyChecks, daysOfTheYear, spans } from './checked-daily.ts';
import { orderlyYear } from './orderly-year.ts';

/** What the rules of these still say too much of. */
const TO_BE_MENDED = /BLA-(?:28|31) unrecorded|BLA-25b referenceTwice|GEN-09 missing|BLA-21 behind|BLA-2[56] dueSoon/;

/** What stands from which day to which, in one workbook each: everything there is. */
const REMINDERS = [
  "2025-09-05 to 2025-10-19  St Aldhelm's School 2025/26: reminder NLD-02 dueSoonMany",
  "2025-09-05 to 2025-10-19  St Aldhelm's School 2025/26: reminder NLD-03 dueSoon",
  '2025-10-03 to 2025-11-23  Thornfield School 2025/26: reminder NLD-02 dueSoonMany',
  '2025-10-03 to 2025-11-23  Thornfield School 2025/26: reminder NLD-03 dueSoon',
  '2026-01-05 to 2026-01-11  Harrow Mount School 2025/26: reminder NLD-01 blankYetMany',
  '2026-01-09 to 2026-03-01  Elm Park High School 2025/26: reminder NLD-02 dueSoonMany',
  '2026-01-09 to 2026-03-01  Elm Park High School 2025/26: reminder NLD-03 dueSoon',
  '2026-01-23 to 2026-08-31  Alliance 2025/26: reminder BLA-32 usedUp, Elm Park High School',
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
  '2026-09-11 to 2026-10-11  Brook Lane School 2026/27: reminder NLD-02 dueSoonMany',
  '2026-09-11 to 2026-10-11  Brook Lane School 2026/27: reminder NLD-03 dueSoon',
];

describe('an alliance in which everybody does each thing on its day', () => {
  it('hears of nothing in sixteen months but these reminders', () => {
    const checks = new DailyChecks();
    const days = daysOfTheYear().map((day) => ({ day, found: checks.on(orderlyYear, day) }));
    expect(spans(days).filter((line) => !TO_BE_MENDED.test(line))).toEqual(REMINDERS);
  }, 300_000);
});
