/** How many slips a word of this length may hold and still be recognised. */
export function slipsAllowed(length: number): number {
  if (length < 3) return 0;
  return length < 6 ? 1 : 2;
}

/** Letters added, lost, changed or swapped with their neighbour between two words; `most + 1` as soon as it is more than `most`. */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);

  for (let i = 1; i <= one.length; i++) {
    const current = [i];
    let fewest = i;
    for (let j = 1; j <= other.length; j++) {
      const changed = one[i - 1] === other[j - 1] ? 0 : 1;
      let slips = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + changed);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) slips = Math.min(slips, beforeLast[j - 2]! + 1);
      current.push(slips);
      fewest = Math.min(fewest, slips);
    }
    if (fewest > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[other.length]!, most + 1);
}

/** The one word that was most likely meant; null where none is near or two are equally near. */
export function nearestWord(typed: string, words: Iterable<string>): string | null {
  const most = slipsAllowed(typed.length);
  let nearest: string | null = null;
  let fewest = most + 1;
  for (const word of words) {
    const slips = slipsBetween(typed, word, most);
    if (slips < fewest) {
      nearest = word;
      fewest = slips;
    } else if (slips === fewest) {
      nearest = null;
    }
  }
  return nearest;
}
