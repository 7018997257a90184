import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { Secret } from './ports.ts';

/** What a secret looks like as text: 32 bytes in hex. */
export const SECRET_FORM = /^[0-9a-f]{64}$/;

/** A new secret as text. */
export function newHistorySecret(): string {
  return randomBytes(32).toString('hex');
}

/** The secret of that text, wherever that is kept; null for what is no such text. */
export function secretOf(text: string): Secret | null {
  // What comes from a file ends with the file's last line break.
  const digits = text.trim();
  if (!SECRET_FORM.test(digits)) return null;
  // Made ready once: a check keys thousands of findings.
  const key = createSecretKey(digits, 'hex');
  return { keyed: (use, text) => createHmac('sha256', key).update(`${use}\n${text}`).digest('hex') };
}
