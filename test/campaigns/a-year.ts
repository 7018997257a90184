import fc from 'fast-check';
import { asOrderly } from '../a-year/as-orderly.ts';
import { DailyChecks, daysOfTheYear, spans } from '../a-year/checked-daily.ts';
import { deeds } from '../a-year/deeds.ts';
import { unexpected } from '../a-year/difference.ts';
import type { Campaign, Failure } from './rounds.ts';

/** So many rounds go through all deeds. */
const PARTS = 12;

/** Another orderly year, in which nobody is accused of anything; and a part of the deeds. Both on every day. */
export const aYear: Campaign = {
  name: 'a-year',
  async round(seed) {
    return [...anotherYear(seed), ...partOfTheDeeds(seed % PARTS)];
  },
};

function anotherYear(seed: number): Failure[] {
  const [year] = fc.sample(asOrderly, { seed, numRuns: 1 }) as [Parameters<DailyChecks['on']>[0]];
  const checks = new DailyChecks();
  const found = spans(daysOfTheYear().map((day) => ({ day, found: checks.on(year, day) })));
  const accused = found.filter((line) => !line.includes(': reminder '));
  return accused.length === 0 ? [] : [{ what: 'an orderly year', how: accused.join('\n') }];
}

function partOfTheDeeds(part: number): Failure[] {
  const usual = new DailyChecks();
  return deeds
    .filter((_, at) => at % PARTS === part)
    .flatMap((deed) => {
      const wrong = unexpected(deed, daysOfTheYear(), usual);
      return wrong.length === 0 ? [] : [{ what: deed.what, how: wrong.join('\n') }];
    });
}
