import type { RawCell } from '../sheet.ts';

const ANYTHING_TO_TIDY = /[^!-~ ]| {2}|^ | $/;
const NOT_ASCII = /[^\0-\x7f]/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const SINGLE_QUOTES = /[\u2018-\u201b\u02bc\u2032\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters do arrive in pasted cells.
const WHITE_SPACE = /[\s\x00-\x1f\x7f-\x9f]+/g;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
const ACCENTS = /\p{M}/gu;

/** Text without what nobody meant to type: outer and doubled spaces, invisible characters, curly quotes, full-width signs. */
export function tidy(text: string): string {
  if (!ANYTHING_TO_TIDY.test(text)) return text;
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\uffe1', '£')
    .replace(WHITE_SPACE, ' ')
    .trim();
}

export function isBlank(raw: RawCell): boolean {
  if (typeof raw !== 'string') return raw === null;
  const first = raw.charCodeAt(0);
  const beginsPlainly = first > 32 && first < 127;
  return !beginsPlainly && tidy(raw) === '';
}

/** Says nothing by itself: a tick box that is not ticked is FALSE, and a column of boxes has one in every row. */
export function isBlankOrUnticked(raw: RawCell): boolean {
  return raw === false || isBlank(raw);
}

/** Tidied text with every kind of dash and minus as "-". */
export function plainDashes(text: string): string {
  return NOT_ASCII.test(text) ? text.replace(DASHES, '-') : text;
}

const PLAIN_FIGURES = /^[ #-&(-~£½]*$/;
const DIGITS = /\p{Nd}/gu;
const SURROUNDING_QUOTES = /^['"]+|"+$/g;

/** Tidied text that should be figures: digits of any script as 0 to 9, dashes plain, without the quotes that an export leaves round it. */
export function plainFigures(text: string): string {
  if (PLAIN_FIGURES.test(text)) return text;
  const ascii = NOT_ASCII.test(text) ? plainDashes(text).replace(DIGITS, (digit) => String(digitValue(digit))) : text;
  return /^'|"/.test(ascii) ? ascii.replace(SURROUNDING_QUOTES, '') : ascii;
}

/** Digits stand in tens, nought first, in every script. */
function digitValue(digit: string): number {
  const plain = digit.normalize('NFKD');
  if (!NOT_ASCII.test(plain)) return Number(plain);
  let first = digit.codePointAt(0)!;
  const value = first;
  while (value - first < 9 && IS_DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return value - first;
}
const IS_DIGIT = /^\p{Nd}$/u;

/** For comparing: lower case, without accents, "&" as "and". */
export function folded(text: string): string {
  const ascii = NOT_ASCII.test(text) ? text.normalize('NFKD').replace(ACCENTS, '') : text;
  return ascii.toLowerCase().replaceAll('&', ' and ');
}

/** A number as its spreadsheet shows it: no grouping, no exponent, no noise in the last places. */
export function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const short = String(rounded);
  if (!short.includes('e')) return short;
  return Math.abs(rounded) < 1 ? rounded.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : BigInt(rounded).toString();
}
