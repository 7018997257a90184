/** A figure for readers outside a school: shown, hidden because few pupils stand behind it, or not to be had. */
export type Shown =
  | { readonly kind: 'shown'; readonly value: number }
  | { readonly kind: 'suppressed' }
  | { readonly kind: 'unavailable' };

export const SUPPRESSED: Shown = { kind: 'suppressed' };
export const UNAVAILABLE: Shown = { kind: 'unavailable' };

/** Rates about fewer pupils than this are hidden whatever their numerator. */
const SMALLEST_GROUP = 10;

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
  const hidden = suppressCount(numerator, below).kind === 'suppressed' || denominator < SMALLEST_GROUP;
  return hidden ? SUPPRESSED : { kind: 'shown', value: rate };
}

/**
 * Complementary suppression: where exactly one part of a shown total is hidden, the total less the rest would give it away,
 * so the smallest shown part that is not nought is hidden too. `parts` must add up to the total.
 */
export function suppressParts(parts: readonly (number | null)[], below: number): Shown[] {
  const shown = parts.map((part) => suppressCount(part, below));
  const hidden = shown.filter(({ kind }) => kind === 'suppressed').length;
  if (hidden !== 1) return shown;
  let smallest = -1;
  for (const [at, cell] of shown.entries()) {
    if (cell.kind !== 'shown' || cell.value === 0) continue;
    const best = shown[smallest];
    if (best?.kind !== 'shown' || cell.value < best.value) smallest = at;
  }
  if (smallest >= 0) shown[smallest] = SUPPRESSED;
  return shown;
}
