/** Time as the test tells it, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  advance(milliseconds: number): void;
}

export function startClock(at: string): Clock {
  let now = Date.parse(at);
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const timestamp = (milliseconds: number) => new Date(milliseconds).toISOString();
