import { createHmac, randomBytes } from 'node:crypto';
import type { Secret } from '../../functions/edges/ports.ts';

/** A secret that is kept nowhere, and no other's. */
export function makeSecret(): Secret {
  const bytes = randomBytes(32);
  return { keyed: (use, text) => createHmac('sha256', bytes).update(`${use}\n${text}`).digest('hex') };
}
