import { hash } from 'node:crypto';

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/**
 * JSON with one spelling for one value: names in order of their UTF-16 code units, no spaces, whole numbers only.
 * @throws TypeError for anything that would not come back as it was: undefined, fractions, dates, maps.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalText).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(
    `cannot be kept as JSON: ${typeof value === 'number' ? 'a number that is not whole' : typeof value}`,
  );
}

/** What a text is stored under: its SHA-256, 64 hex digits. */
export function contentName(text: string): string {
  return hash('sha256', text);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
