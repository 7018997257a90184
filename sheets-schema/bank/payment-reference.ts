/** As identifiers of English pupils have it: no letter that looks like another, or like a figure. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const REFERENCE = /(?<![0-9A-Z])(\d{6}) ?(\d\d) ?([A-Z])(?![0-9A-Z])/g;

/**
 * What a school quotes when it pays: its URN, the year its contribution is for ("27" for 2026/27) and a letter that shows a slip. Twenty-three
 * being prime, no slip of one figure and no two figures changed over give the same letter.
 */
export function paymentReference(urn: string, startYear: number): string {
  const figures = `${urn}${String((startYear + 1) % 100).padStart(2, '0')}`;
  return `${figures}${letterOf(figures)}`;
}

/** The references of ours in a text, as banks cut and join it; one with a slip is none. `around` is a year near the one meant. */
export function referencesIn(
  text: string,
  around: number,
): { readonly reference: string; readonly urn: string; readonly startYear: number }[] {
  return [...text.toUpperCase().matchAll(REFERENCE)].flatMap(([, urn = '', year = '', letter]) => {
    if (letterOf(`${urn}${year}`) !== letter) return [];
    const century = around - (around % 100);
    const ends = [century - 100, century, century + 100].map((base) => base + Number(year));
    const end = ends.reduce((best, one) => (Math.abs(one - around) < Math.abs(best - around) ? one : best));
    return [{ reference: `${urn}${year}${letter}`, urn, startYear: end - 1 }];
  });
}

function letterOf(figures: string): string {
  const sum = [...figures].reduce((total, figure, at) => total + Number(figure) * (at + 2), 0);
  return LETTERS[sum % LETTERS.length]!;
}
