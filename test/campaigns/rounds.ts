import { counted } from '../../sheets-schema/wording.ts';

/** A way of looking for faults that can go on for as long as one likes: a round a seed, and the same seed does the same again. */
export interface Campaign {
  readonly name: string;
  round(seed: number): Promise<readonly Failure[]>;
}

/** What failed in a round, and how it showed. */
export interface Failure {
  readonly what: string;
  readonly how: string;
}

export interface Plan {
  readonly firstSeed: number;
  readonly mostRounds: number;
  readonly mostMilliseconds: number;
}

interface Around {
  say(line: string): void;
  now(): number;
  isStopped(): boolean;
  /** Keeps which seed comes next, so that a campaign that was stopped goes on there. */
  keepNext(seed: number): void;
}

/**
 * Runs every campaign with one seed after another until rounds or time are used up: no round is begun that would not be over in time,
 * going by the longest so far. Says each round as it ends; true where none failed.
 */
export async function goThroughRounds(campaigns: readonly Campaign[], plan: Plan, around: Around): Promise<boolean> {
  const began = around.now();
  let [rounds, failures, longest] = [0, 0, 0];
  while (rounds < plan.mostRounds && (rounds === 0 || around.now() - began + longest <= plan.mostMilliseconds)) {
    const seed = plan.firstSeed + rounds;
    const roundBegan = around.now();
    const failed = (await oneRound(campaigns, seed, around)).length;
    if (around.isStopped()) break;
    rounds += 1;
    failures += failed;
    longest = Math.max(longest, around.now() - roundBegan);
    around.keepNext(seed + 1);
  }
  const last = plan.firstSeed + rounds - 1;
  const seeds = rounds === 0 ? 'no seed' : rounds === 1 ? `seed ${last}` : `seeds ${plan.firstSeed} to ${last}`;
  around.say(`campaign: ${counted(rounds, 'round')}, ${counted(failures, 'failure')}, ${seeds}`);
  return failures === 0;
}

async function oneRound(campaigns: readonly Campaign[], seed: number, around: Around): Promise<readonly Failure[]> {
  const all: Failure[] = [];
  for (const { name, round } of campaigns) {
    const began = around.now();
    const failed = await round(seed);
    if (around.isStopped()) break;
    all.push(...failed);
    const took = Math.round((around.now() - began) / 1000);
    const outcome = failed.length === 0 ? 'nothing failed' : counted(failed.length, 'failure');
    around.say(`${name}, seed ${seed}: ${outcome}, ${counted(took, 'second')}`);
    for (const { what, how } of failed) around.say(`\n  ${what}\n${indented(how)}`);
    if (failed.length > 0) around.say(`\n  To see it again: npm run campaign -- ${name} --seed ${seed}\n`);
  }
  return all;
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
