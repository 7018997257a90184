import fc from 'fast-check';
import { EVERY_MOMENT } from '../campaigns/property-tests.ts';

/** Half of what takes long to try, by the seed of the run. The campaign of crashes goes through all. */
export function halfBySeed<T>(all: readonly T[]): T[] {
  if (process.env[EVERY_MOMENT] !== undefined) return [...all];
  const half = Math.ceil(all.length / 2);
  return fc.sample(fc.shuffledSubarray([...all], { minLength: half, maxLength: half }), 1)[0]!;
}
