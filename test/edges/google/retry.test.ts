import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedPause,
  type Patience,
  pauseBefore,
  USUAL_PATIENCE,
  withPatience,
} from '../../../functions/edges/google/retry.ts';

const patience = fc.record<Patience>({
  attempts: fc.integer({ min: 1, max: 12 }),
  firstPause: fc.integer({ min: 0, max: 5000 }),
  longestPause: fc.integer({ min: 0, max: 100_000 }),
  deadline: fc.integer({ min: 1, max: 600_000 }),
  attempt: fc.integer({ min: 1, max: 100_000 }),
});
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Time that passes only when somebody waits or works. */
function madeUpTime(chances: readonly number[] = []) {
  let time = 1_700_000_000_000;
  let drawn = 0;
  const pauses: number[] = [];
  return {
    pauses,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    now: () => time,
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
      time += milliseconds;
    },
    chance: () => (chances.length === 0 ? 0.5 : chances[drawn++ % chances.length]!),
  };
}

describe('a pause', () => {
  it('is never shorter than asked for, never longer than the policy and never ends after the deadline', () => {
    fc.assert(
      fc.property(
        patience,
        fc.integer({ min: 1, max: 20 }),
        fc.nat(600_000),
        fc.nat(100_000),
        chance,
        (policy, failed, elapsed, asked, drawn) => {
          const pause = pauseBefore(policy, failed, elapsed, asked, drawn);
          if (pause === null) return;
          expect(pause).toBeGreaterThanOrEqual(asked);
          expect(pause).toBeLessThanOrEqual(
            asked + Math.min(policy.longestPause, policy.firstPause * 2 ** (failed - 1)),
          );
          expect(elapsed + pause).toBeLessThan(policy.deadline);
          expect(failed).toBeLessThan(policy.attempts);
        },
      ),
    );
  });

  it('may be twice as long each time, up to the longest', () => {
    const most = [1, 2, 3, 4, 5, 6].map((failed) =>
      pauseBefore({ ...USUAL_PATIENCE, longestPause: 10_000 }, failed, 0, 0, 0.999999),
    );
    expect(most).toEqual([999, 1999, 3999, 7999, 9999, 9999]);
    expect(pauseBefore(USUAL_PATIENCE, 3, 0, 0, 0)).toBe(0);
  });

  it('is not begun where the other side asks for more than is left', () => {
    expect(pauseBefore(USUAL_PATIENCE, 1, 0, USUAL_PATIENCE.deadline, 0)).toBeNull();
    expect(pauseBefore(USUAL_PATIENCE, 1, 0, USUAL_PATIENCE.deadline - 1, 0)).toBe(USUAL_PATIENCE.deadline - 1);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-03-27T10:00:00Z');
  it.each([
    ['30', 30_000],
    [' 0 ', 0],
    ['Fri, 27 Mar 2026 10:01:00 GMT', 60_000],
    ['Friday, 27-Mar-26 10:00:05 GMT', 5000],
    ['Fri, 27 Mar 2026 09:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
    ['1e9', 0],
    ['99999999999999', 0],
    ['2026', 2_026_000],
    ['', 0],
    [null, 0],
  ])('%j asks for %d milliseconds', (header, milliseconds) => {
    expect(askedPause(header, now)).toBe(milliseconds);
  });
});

describe('trying again', () => {
  it('gives what came at last, after the pauses asked for', async () => {
    const time = madeUpTime();
    let attempt = 0;
    const work = async () => {
      attempt += 1;
      if (attempt < 3) throw new Error('not yet');
      return 'done';
    };
    expect(await withPatience(work, () => 4000, USUAL_PATIENCE, time)).toBe('done');
    expect(time.pauses).toEqual([4500, 5000]);
  });

  it('throws at once what is no use trying again, and the last error as it is', async () => {
    const time = madeUpTime();
    const error = new Error('final');
    await expect(
      withPatience(
        () => Promise.reject(error),
        () => null,
        USUAL_PATIENCE,
        time,
      ),
    ).rejects.toBe(error);
    expect(time.pauses).toEqual([]);
    await expect(
      withPatience(
        () => Promise.reject(error),
        () => 0,
        USUAL_PATIENCE,
        time,
      ),
    ).rejects.toBe(error);
    expect(time.pauses).toHaveLength(USUAL_PATIENCE.attempts - 1);
  });

  it('never works nor waits beyond the deadline, whatever each attempt takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        patience,
        fc.array(chance, { minLength: 1 }),
        fc.array(fc.nat(200_000), { minLength: 1 }),
        fc.nat(50_000),
        async (policy, chances, lengths, asked) => {
          const time = madeUpTime(chances);
          const begun = time.now();
          let attempts = 0;
          const work = async (timeout: number) => {
            expect(timeout).toBeGreaterThan(0);
            expect(timeout).toBeLessThanOrEqual(policy.attempt);
            time.pass(Math.min(timeout, lengths[attempts++ % lengths.length]!));
            throw new Error('never');
          };
          await expect(withPatience(work, () => asked, policy, time)).rejects.toThrow('never');
          expect(attempts).toBeLessThanOrEqual(policy.attempts);
          expect(time.now() - begun).toBeLessThanOrEqual(policy.deadline);
          for (const pause of time.pauses) expect(pause).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });
});
