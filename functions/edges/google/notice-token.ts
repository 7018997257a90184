import { hash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that does not depend on how much of the token is right, nor on its length. */
export function isNoticeToken(given: string | undefined, secret: string): boolean {
  return given !== undefined && timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', secret, 'buffer'));
}
