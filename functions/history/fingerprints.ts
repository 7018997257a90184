import { contentName } from './canonical.ts';

type Parts = readonly (string | null | undefined)[];

/** Sixteen characters are enough to tell the findings of one workbook apart. */
export function fingerprintOf(parts: Parts): string {
  return contentName(JSON.stringify(parts.map((part) => part ?? null))).slice(0, 16);
}

/** Fingerprints for the findings of one workbook, one after another: those that would share one are told apart by their turn. */
export function fingerprintsInTurn(): (parts: Parts) => string {
  const taken = new Map<string, number>();
  return (parts) => {
    const base = fingerprintOf(parts);
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    return times === 1 ? base : fingerprintOf([base, String(times)]);
  };
}
