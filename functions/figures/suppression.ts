import { sum } from './sums.ts';

/** A figure for readers outside a school: shown, hidden because few pupils stand behind it, or not to be had. */
export type Shown =
  | { readonly kind: 'shown'; readonly value: number }
  | { readonly kind: 'suppressed' }
  | { readonly kind: 'unavailable' };

export const SUPPRESSED: Shown = { kind: 'suppressed' };
export const UNAVAILABLE: Shown = { kind: 'unavailable' };

/** Rates about fewer pupils than this are hidden whatever their numerator. */
const SMALLEST_GROUP = 10;

/** Whether figures about so many pupils are hidden whatever they are; where nobody knows how many, they may be few. */
export function isSmallGroup(pupils: number | null): boolean {
  return pupils === null || pupils < SMALLEST_GROUP;
}

/** Hides a count from 1 to one below the limit. Nought may be shown. */
export function suppressCount(count: number | null, below: number): Shown {
  if (count === null) return UNAVAILABLE;
  return count > 0 && count < below ? SUPPRESSED : { kind: 'shown', value: count };
}

/** Hides a rate whose numerator is a hidden count, or which is about very few pupils. */
export function suppressRate(
  rate: number | null,
  numerator: number | null,
  denominator: number | null,
  below: number,
): Shown {
  if (rate === null || numerator === null || denominator === null) return UNAVAILABLE;
  const hidden = suppressCount(numerator, below).kind === 'suppressed' || isSmallGroup(denominator);
  return hidden ? SUPPRESSED : { kind: 'shown', value: rate };
}

/**
 * Complementary suppression: the total less the shown parts is what the hidden ones come to, which gives a single hidden part
 * away, and several when they come to the least or the most that they can. Then the smallest shown part that is not nought is
 * hidden too, with all that equal it, as choosing between them would give a hint: any of the hidden could be any other.
 * `parts` must add up to the total.
 */
export function suppressParts(parts: readonly (number | null)[], below: number): Shown[] {
  const shown = parts.map((part) => suppressCount(part, below));
  const hidden = parts.filter((_, at) => shown[at]!.kind === 'suppressed');
  const together = sum(hidden, (part) => part ?? 0);
  const givenAway = hidden.length === 1 || together === hidden.length || together === hidden.length * (below - 1);
  if (hidden.length === 0 || !givenAway) return shown;
  const smallest = Math.min(...shown.map((cell) => (cell.kind === 'shown' && cell.value > 0 ? cell.value : Infinity)));
  return shown.map((cell) => (cell.kind === 'shown' && cell.value === smallest ? SUPPRESSED : cell));
}
