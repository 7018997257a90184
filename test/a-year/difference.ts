import { plusDays } from '../../functions/figures/academic-year.ts';
import { DailyChecks, daysOfTheYear, FIRST_DAY, LAST_DAY } from './checked-daily.ts';
import type { Deed, Stands } from './deeds.ts';
import { orderlyYear } from './orderly-year.ts';
import type { Year } from './year.ts';

/** What a deed changes, against what it says: a line for each finding too much or too little, with the days on which it is. */
export function unexpected(
  deed: Deed,
  days: readonly string[],
  usual: DailyChecks,
  orderly: Year = orderlyYear,
): string[] {
  const changed = deed.change(orderly);
  const checks = new DailyChecks(usual);
  const wrong = new Map<string, string[]>();
  for (const day of days) {
    const expected = new Map(usual.on(orderly, day));
    for (const [all, by] of [
      [deed.finds, 1],
      [deed.spares ?? [], -1],
    ] as const)
      for (const one of all) if (isThere(one, day)) expected.set(one.finding, (expected.get(one.finding) ?? 0) + by);
    const found = checks.on(changed, day);
    for (const finding of new Set([...expected.keys(), ...found.keys()])) {
      const [should, is] = [expected.get(finding) ?? 0, found.get(finding) ?? 0];
      if (should === is) continue;
      const what = `${is > should ? 'unexpected' : 'not there'}: ${finding}`;
      wrong.set(what, [...(wrong.get(what) ?? []), day]);
    }
  }
  return [...wrong].map(([what, on]) => `${what} (${on[0]} to ${on.at(-1)}, ${on.length} of ${days.length} days)`);
}

function isThere({ from, gone }: Stands, day: string): boolean {
  return from <= day && (gone === null || day < gone);
}

/** The days about which a deed says something or on which something is typed for it, and a few more through the year. */
export function daysOf({ change, finds, spares = [] }: Deed, orderly: Year = orderlyYear): string[] {
  const edges = [...finds, ...spares].flatMap(({ from, gone }) => [from, ...(gone === null ? [] : [gone])]);
  const asUsual = new Set(orderly.rows);
  const otherwise = change(orderly).rows.filter((one) => !asUsual.has(one));
  const typedOn = otherwise.flatMap(({ typed }) => typed.map(({ on }) => on));
  const days = [...edges, ...edges.map((day) => plusDays(day, -1)), ...typedOn, ...daysOfTheYear(122), LAST_DAY];
  return [...new Set(days)].filter((day) => FIRST_DAY <= day && day <= LAST_DAY).sort();
}
