/** Draws that are the same again from the same seed. */
export interface Chance {
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** True so many times in a hundred. */
  happens(percent: number): boolean;
  oneOf<T>(items: readonly T[]): T;
}

export function chanceFrom(seed: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    happens: (percent) => next() * 100 < percent,
    oneOf: (items) => items[between(0, items.length - 1)]!,
  };
}
