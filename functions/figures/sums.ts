export function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

/** The sum, or null when any item is missing or has no figure. */
export function sumIfAll<T>(items: readonly (T | null)[], figure: (item: T) => number | null): number | null {
  let total = 0;
  for (const item of items) {
    const value = item === null ? null : figure(item);
    if (value === null) return null;
    total += value;
  }
  return total;
}
