import { describe, expect, it } from 'vitest';
import { type Campaign, goThroughRounds, type Plan } from './rounds.ts';

const MINUTE = 60_000;

/** Campaigns whose rounds take a minute each, gone through; what was said, which seed comes next, and whether all was well. */
async function gone(plan: Partial<Plan>, badSeeds: readonly number[] = [], stoppedAt = Number.POSITIVE_INFINITY) {
  let [now, next] = [0, 0];
  const said: string[] = [];
  const campaign: Campaign = {
    name: 'made-up',
    async round(seed) {
      now += MINUTE;
      return badSeeds.includes(seed) ? [{ what: 'a test', how: `with ${seed}` }] : [];
    },
  };
  const usual = { firstSeed: 1, mostRounds: 3, mostMilliseconds: 60 * MINUTE };
  const isWell = await goThroughRounds(
    [campaign],
    { ...usual, ...plan },
    {
      say: (line) => said.push(line),
      now: () => now,
      isStopped: () => now >= stoppedAt,
      keepNext: (seed) => {
        next = seed;
      },
    },
  );
  return { said, next, isWell };
}

describe('a campaign', () => {
  it('says each round and what came of all', async () => {
    expect(await gone({})).toEqual({
      said: [
        'made-up, seed 1: nothing failed, 60 seconds',
        'made-up, seed 2: nothing failed, 60 seconds',
        'made-up, seed 3: nothing failed, 60 seconds',
        'campaign: 3 rounds, 0 failures, seeds 1 to 3',
      ],
      next: 4,
      isWell: true,
    });
  });

  it('goes on after a failure, and says how to see it again', async () => {
    const { said, next, isWell } = await gone({ firstSeed: 11, mostRounds: 2 }, [11]);
    expect([next, isWell]).toEqual([13, false]);
    expect(said.join('\n')).toContain('To see it again: npm run campaign -- made-up --seed 11');
    expect(said.at(-1)).toBe('campaign: 2 rounds, 1 failure, seeds 11 to 12');
  });

  it.each([
    [5, 'campaign: 5 rounds, 0 failures, seeds 1 to 5'],
    [0.5, 'campaign: 1 round, 0 failures, seed 1'],
  ])('begins no round that would not be over within %d minutes, but for the first', async (minutes, closing) => {
    const { said } = await gone({ mostRounds: 100, mostMilliseconds: minutes * MINUTE });
    expect(said.at(-1)).toBe(closing);
  });

  it('does not count the round it was stopped in', async () => {
    const { said, next } = await gone({ mostRounds: 100 }, [], 3 * MINUTE);
    expect([said.at(-1), next]).toEqual(['campaign: 2 rounds, 0 failures, seeds 1 to 2', 3]);
  });
});
