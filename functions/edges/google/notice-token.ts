import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a notice carries the secret its channel was given. How long it takes says nothing about how much of it was right. */
export function isNoticeToken(given: string | undefined, secret: string): boolean {
  if (secret === '' || given === undefined) return false;
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
