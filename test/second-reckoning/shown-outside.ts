import type { Line, Measure, Share } from './exact-figures.ts';
import type { NameOfTerm } from './school-days.ts';
import { sum } from './sound-totals.ts';

/** A cell of what leaves the alliance: a figure, in hundredths where it is a rate, or a sign in its place. */
export interface Shown {
  readonly text: string;
  readonly value: number | null;
}

const sign = (text: 'c' | 'few' | 'x'): Shown => ({ text, value: null });
const FEWEST_SCHOOLS = 3;
/** Whatever less an alliance asks for. */
const FEWEST = 6;

export type Year = 'current' | 'previous';

/** What else is printed that a figure is bound up with. */
export interface BoundUp {
  /** The figure whose schools it must have, as both add up the same count; null where there is none. */
  readonly sameCount: Line | null;
  /** Where it is of one term alone: of the others only those that were members for it. */
  readonly inTerm?: NameOfTerm;
  /** Figures that follow from one another: none is shown while another is not. */
  readonly together: readonly { readonly line: Line; readonly measure: Measure }[];
  /** Counts below this are small. */
  readonly below: number;
}

/** A figure as readers outside see it. */
export function shownIn(
  line: Line,
  measure: Measure,
  year: Year,
  { sameCount, inTerm, together, below }: BoundUp,
): Shown {
  const shares = line[year];
  if (shares === null) return sign('x');
  if (sameCount !== null) {
    const others = sameCount[year]?.filter(({ own }) => inTerm === undefined || own.includes(inTerm)) ?? null;
    const isAlike =
      others !== null &&
      others.length === shares.length &&
      shares.every(({ urn }) => others.some((one) => one.urn === urn));
    if (!isAlike) return sign('x');
  }
  const alone = shownAlone(shares, measure, below);
  const isGivenAway = together.some((one) => {
    const beside = one.line[year];
    return beside !== null && beside.length > 0 && isSign(shownAlone(beside, one.measure, below));
  });
  return !isSign(alone) && isGivenAway ? sign('c') : alone;
}

function isSign({ text }: Shown): boolean {
  return ['c', 'few', 'x'].includes(text);
}

function shownAlone(shares: readonly Share[], { of: share, decimals }: Measure, below: number): Shown {
  if (shares.length === 0) return sign('x');
  if (shares.length < FEWEST_SCHOOLS) return sign('few');
  const parts = shares.map(({ part }) => part);
  if (!mayBeTold(parts, below)) return sign('c');
  const total = toNearestFive(sum(parts));
  if (share === null) return { text: total.toLocaleString('en-GB'), value: total };
  const pupils = shares.map((one) => (share === 'Possible sessions' ? one.pupils : one.of));
  if (pupils.includes(null) || !mayBeTold(pupils.map(Number), below)) return sign('c');
  const whole = toNearestFive(sum(shares.map(({ of }) => of)));
  if (whole === 0) return sign('x');
  const value = roundHalfUp(total * 10 ** (2 + decimals), whole) * 10 ** (2 - decimals);
  // A change is between what both years round to.
  return { text: value === 0 && total > 0 ? 'low' : `${inDecimals(value, decimals)}%`, value };
}

/** Less any one school’s own count no small one is left; nor could two of three only just not be small. */
function mayBeTold(counts: readonly number[], below: number): boolean {
  const fewest = Math.max(FEWEST, below);
  const total = sum(counts);
  return total === 0 || (total > 2 * fewest && total - Math.max(...counts) >= fewest);
}

function toNearestFive(count: number): number {
  const over = count % 5;
  return over < 3 ? count - over : count + 5 - over;
}

/** Points between rates, per cent of last year’s count; a rise without its sign, which a spreadsheet would take for a formula. */
export function changeShown(before: Shown, now: Shown, decimals: Measure['decimals']): string {
  if (before.value === null || now.value === null)
    return ['c', 'few'].find((one) => [before.text, now.text].includes(one)) ?? 'x';
  const difference = now.value - before.value;
  const minus = difference < 0 ? '−' : '';
  if (decimals !== 0) return `${minus}${inDecimals(Math.abs(difference), decimals)} points`;
  if (before.value === 0) return 'z';
  const percent = roundHalfUp(Math.abs(difference) * 100, before.value);
  return `${percent === 0 ? '' : minus}${percent}%`;
}

function roundHalfUp(part: number, whole: number): number {
  return Math.floor((2 * part + whole) / (2 * whole));
}

/** Hundredths of a per cent. */
function inDecimals(hundredths: number, decimals: number): string {
  return (hundredths / 100).toFixed(decimals);
}
