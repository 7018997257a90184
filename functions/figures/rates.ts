/**
 * A share in hundredths of a per cent, rounded half up in integers: 1 of 3 is 3333. A rate that is shown with one decimal is
 * rounded to it here, as rounding twice would not be half up. Null where there is nothing to divide by.
 */
export function rate(part: number, whole: number, decimals: 1 | 2 = 2): number | null {
  if (whole <= 0) return null;
  return decimals === 2 ? divideHalfUp(part * 10_000, whole) : 10 * divideHalfUp(part * 1000, whole);
}

/** The nearest integer, halves away from nought. */
export function divideHalfUp(dividend: number, divisor: number): number {
  const sign = dividend < 0 ? -1 : 1;
  const doubled = 2 * Math.abs(dividend) + divisor;
  return sign * Math.floor(doubled / (2 * divisor));
}

/** Hundredths of a per cent with one or two decimals, half up: `showRate(953, 1) -> "9.5"`. */
export function showRate(hundredths: number, decimals: 1 | 2): string {
  const scaled = decimals === 2 ? hundredths : divideHalfUp(hundredths, 10);
  const unit = 10 ** decimals;
  const sign = scaled < 0 ? '−' : '';
  return `${sign}${Math.floor(Math.abs(scaled) / unit)}.${String(Math.abs(scaled) % unit).padStart(decimals, '0')}`;
}
