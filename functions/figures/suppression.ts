import { sum } from './sums.ts';

/** A figure for readers outside an alliance: shown, hidden, of too few schools, or not to be had. */
export type Shown =
  | {
      readonly kind: 'shown';
      readonly value: number;
      /** More than nought, and rounded to it. */
      readonly isLow: boolean;
    }
  | { readonly kind: 'suppressed' }
  | { readonly kind: 'few schools' }
  | { readonly kind: 'unavailable' };

export const SUPPRESSED: Shown = { kind: 'suppressed' };
export const FEW_SCHOOLS: Shown = { kind: 'few schools' };
export const UNAVAILABLE: Shown = { kind: 'unavailable' };

/** One school takes its own share off, and of two the other's is left. */
const FEWEST_SCHOOLS = 3;
/** Counts of 1 to 5 are hidden, whatever less an alliance asks for. */
const FEWEST = 6;
const STEP = 5;

/** Below which a count is small, whatever less an alliance asks for. */
export function leastTold(below: number): number {
  return Math.max(below, FEWEST);
}

export function isOfFewSchools(schools: number): boolean {
  return schools < FEWEST_SCHOOLS;
}

/**
 * Whether what schools counted may be added up for others to read. Whoever takes one school's count off the total finds the rest, so
 * that none of them may be small, unless nobody counted any. The total is more than twice the limit besides: of three
 * schools, two could otherwise only just not be small, and whoever knows this rule would know them.
 * docs/decisions, 20, says what else was tried.
 */
export function mayBeTold(counts: readonly number[], below: number): boolean {
  const limit = leastTold(below);
  const total = sum(counts, (count) => count);
  return total === 0 || (total > 2 * limit && total - Math.max(...counts) >= limit);
}

/** Halves do not come up: counts are whole. */
export function toNearestFive(count: number): number {
  return STEP * Math.round(count / STEP);
}
