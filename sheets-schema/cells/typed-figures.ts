const PLAIN = /^(\d*)(?:\.(\d*))?$/;
const IN_THREES = /^\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+)(?:\.\d*)?$/;

/** Figures as typed, in two parts, so that nothing is lost to floating point. */
export interface TypedFigures {
  readonly whole: number;
  /** What stands after the point, without trailing zeros: "5" for "1.50", "" for "2.0". */
  readonly decimals: string;
}

/** `1,234.50`, `1 234.50`, `1'234`, `.5` or `12`; null where it is no number, its commas are misplaced or it is too long to hold exactly. */
export function typedFigures(text: string): TypedFigures | null {
  const figures = IN_THREES.test(text) ? text.replace(/[, ']/g, '') : text;
  const match = PLAIN.exec(figures);
  if (!match || figures === '.' || figures === '') return null;
  const whole = Number(match[1]);
  return Number.isSafeInteger(whole) ? { whole, decimals: (match[2] ?? '').replace(/0+$/, '') } : null;
}

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1234 -> 1,234`. */
export function groupedFigures(whole: number): string {
  return grouped.format(whole);
}
