/** How long to keep trying. Times are in milliseconds. */
export interface Patience {
  readonly attempts: number;
  /** The first pause is at most this; each further one at most twice the one before. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** Nothing is begun, and nothing goes on, later than this after the first attempt began. */
  readonly deadline: number;
  readonly attempt: number;
}

/** Google's quotas fill up again every minute, so a minute's waiting must fit in; tasks are given ten. */
export const USUAL_PATIENCE: Patience = {
  attempts: 7,
  firstPause: 1000,
  longestPause: 64_000,
  deadline: 150_000,
  attempt: 60_000,
};

/** What waiting needs of the world outside. */
export interface Clockwork {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** At least 0 and below 1. */
  chance(): number;
}

/**
 * How long to pause after so many failed attempts, or null where no further attempt could begin before the deadline. Full jitter,
 * so that many who failed together do not come back together, and never sooner than the other side asked for.
 */
export function pauseBefore(
  patience: Patience,
  failed: number,
  elapsed: number,
  askedFor: number,
  chance: number,
): number | null {
  if (failed >= patience.attempts) return null;
  const most = Math.min(patience.longestPause, patience.firstPause * 2 ** (failed - 1));
  const pause = askedFor + Math.floor(chance * most);
  return elapsed + pause < patience.deadline ? pause : null;
}

/** What a Retry-After header asks for in milliseconds: seconds or a date (RFC 9110, 10.2.3); 0 where it asks for nothing. */
export function askedPause(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]+, .*GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/**
 * Does the work until it succeeds or waiting is no use. `worthAnother` says of an error how many milliseconds the other side asked
 * to wait, or null where another attempt would be wrong or in vain; then the error is thrown as it is.
 */
export async function withPatience<T>(
  work: (timeout: number) => Promise<T>,
  worthAnother: (error: unknown) => number | null,
  patience: Patience,
  { now, sleep, chance }: Clockwork,
): Promise<T> {
  const begun = now();
  for (let failed = 1; ; failed += 1) {
    try {
      return await work(Math.max(1, Math.min(patience.attempt, patience.deadline - (now() - begun))));
    } catch (error) {
      const askedFor = worthAnother(error);
      const pause = askedFor === null ? null : pauseBefore(patience, failed, now() - begun, askedFor, chance());
      if (pause === null) throw error;
      await sleep(pause);
    }
  }
}
