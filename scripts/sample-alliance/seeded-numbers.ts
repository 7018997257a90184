/** Numbers that look like chance and are the same each time. */
export interface SeededNumbers {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(items: readonly T[]): T;
  /** About so many per cent of the whole, give or take a tenth of that. A part of one is one as often as it says. */
  about(percent: number, whole: number): number;
}

/** The generator known as mulberry32; `seed` is any whole number. */
export function seededNumbers(seed: number): SeededNumbers {
  let state = seed;
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1));
  return {
    between,
    pick: (items) => items[between(0, items.length - 1)]!,
    about: (percent, whole) => Math.floor((whole * percent * (0.9 + 0.2 * fraction())) / 100 + fraction()),
  };
}
