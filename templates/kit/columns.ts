/** What a column of a table asks for, in points but for its share. */
export interface ColumnNeeds {
  /** Its part of the width, in relation to the others, as long as nobody lacks room. */
  readonly share: number;
  /** Narrower than this, a word or a sum would be broken, and misread. */
  readonly least: number;
  /** With this, every cell stands on one line. */
  readonly cells: number;
  /** With this, the heading does as well. */
  readonly whole: number;
}

/** Widths by share; columns with room to spare then give to those that lack it: for unbroken words and sums, for cells, for headings. */
export function columnWidths(columns: readonly ColumnNeeds[], width: number): number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const byShare = columns.map(({ share }) => (share / shares) * width);
  const rounds = (['least', 'cells', 'whole'] as const).map((need) => columns.map((column) => column[need]));
  return rounds.reduce(handRound, byShare);
}

/** Who lacks little is served first, so that as few columns as can be go without. */
function handRound(widths: number[], needs: readonly number[]): number[] {
  const more = widths.map((width, at) => width - (needs[at] ?? 0));
  const toGive = more.reduce((sum, points) => sum + Math.max(0, points), 0);
  let left = toGive;
  const result = [...widths];
  const lacking = [...more.keys()].filter((at) => more[at]! < 0).sort((one, other) => more[other]! - more[one]!);
  for (const at of lacking) {
    const given = Math.min(left, -more[at]!);
    result[at]! += given;
    left -= given;
  }
  if (toGive === 0) return result;
  const givenAway = (toGive - left) / toGive;
  return result.map((width, at) => width - Math.max(0, more[at]!) * givenAway);
}
