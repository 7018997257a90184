import fc from 'fast-check';
import { seed, times } from './seed-for-all.ts';

/** What fast-check takes where a test does not say. */
const USUAL_RUNS = 100;

// Vitest loads this before each file of tests, so that none has a seed of its own.
fc.configureGlobal({ seed, ...runs(USUAL_RUNS) });

/** How many examples a property is tried on: so many, or so many times as many where the run asks for more. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * times };
}
