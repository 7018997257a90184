/** Keys what is kept of a finding, so that nobody can guess what it is about: as the history's secret does. */
export interface Keys {
  keyed(use: 'finding' | 'acceptance', text: string): string;
}

type Parts = readonly (string | null | undefined)[];

/** Sixteen characters are enough to tell the findings of one workbook apart. Keyed, as a row's key is part of it. */
export function fingerprintOf(parts: Parts, keys: Keys): string {
  return keys.keyed('finding', JSON.stringify(parts.map((part) => part ?? null))).slice(0, 16);
}

/** Fingerprints for the findings of one workbook, one after another: those that would share one are told apart by their turn. */
export function fingerprintsInTurn(keys: Keys): (parts: Parts) => string {
  const taken = new Map<string, number>();
  return (parts) => {
    const base = fingerprintOf(parts, keys);
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    return times === 1 ? base : fingerprintOf([base, String(times)], keys);
  };
}
