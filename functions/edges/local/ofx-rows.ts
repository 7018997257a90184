import { parseSync } from 'ofx-js';
import type { RawCell } from '../../../sheets-schema/sheet.ts';

type Json = string | { readonly [key: string]: Json } | readonly Json[];

const HEADINGS = ['Account', 'Date', 'Details', 'Amount', 'FITID'];

/** Whether a file's text is OFX, or its elder form QFX, whatever it is called. */
export function isOfx(text: string): boolean {
  return /<OFX>/.test(text.slice(0, 20_000));
}

/**
 * The transactions of an OFX file as rows under headings, in the file's order; empty where it has none. Two faults that banks make and the
 * parser refuses a file for are put right first: a leaf without a value, and a "<" in the words of a line.
 * @throws Error where it is no OFX all the same
 */
export function rowsOfOfx(text: string): RawCell[][] {
  const parsed = parseSync(mended(text)).OFX as Json;
  const rows: RawCell[][] = [HEADINGS];
  for (const statement of everyOne(parsed, ['STMTRS', 'CCSTMTRS'])) {
    const account = everyOne(statement, ['ACCTID'])[0] ?? '';
    for (const line of everyOne(statement, ['STMTTRN'])) {
      const of = (name: string) => (isBranch(line) && typeof line[name] === 'string' ? line[name].trim() : '');
      const words = ['NAME', 'MEMO', 'CHECKNUM', 'REFNUM'].map(of).filter((one) => one !== '');
      rows.push([String(account), dayOf(of('DTPOSTED')), words.join(' '), of('TRNAMT'), of('FITID') || null]);
    }
  }
  return rows;
}

function dayOf(stamp: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)/.exec(stamp);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : stamp;
}

const TAG = String.raw`\/?[A-Za-z][\w.]*`;
const LEAVES = ['NAME', 'MEMO', 'CHECKNUM', 'REFNUM', 'FITID', 'TRNAMT', 'SIC', 'PAYEEID', 'EXTDNAME'];
const LEAF_WITHOUT_VALUE = new RegExp(String.raw`<(${LEAVES.join('|')})>\s*(?:<\/\1>\s*)?(?=<)`, 'g');
const LOOSE = new RegExp(String.raw`<(?!${TAG}>|!--|\?)`, 'g');

function mended(text: string): string {
  return text.replace(LOOSE, '&lt;').replace(LEAF_WITHOUT_VALUE, '');
}

function isBranch(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Everything of these names, however deep: one alone is an object, several a list. */
function everyOne(json: Json, names: readonly string[]): Json[] {
  if (Array.isArray(json)) return json.flatMap((one: Json) => everyOne(one, names));
  if (!isBranch(json)) return [];
  return Object.entries(json).flatMap(([name, value]) => {
    if (!names.includes(name)) return everyOne(value, names);
    return Array.isArray(value) ? (value as Json[]) : [value];
  });
}
