import { readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { aYear } from './campaigns/a-year.ts';
import { attacker } from './campaigns/attacker.ts';
import { crashes, propertyTests } from './campaigns/property-tests.ts';
import { goThroughRounds } from './campaigns/rounds.ts';
import { secondReckoning } from './campaigns/second-reckoning.ts';

/** Every campaign, a file each in `campaigns/`. */
const campaigns = [propertyTests, crashes, secondReckoning, attacker, aYear];

const USUAL_MINUTES = 30;
/** Which seed comes next. It is no part of the project: without it, the next campaign begins with seed 1. */
const PROGRESS = fileURLToPath(new URL('../.campaign.json', import.meta.url));

const HELP = `Looks for faults with new seeds, round after round.

  npm run campaign                    goes on where the last one ended, for ${USUAL_MINUTES} minutes
  npm run campaign -- --minutes 10    for so long; --rounds 5: so many rounds
  npm run campaign -- --from 1        begins with that seed
  npm run campaign -- --seed 7        that seed alone, to see again what it found
  npm run campaign -- ${campaigns.map(({ name }) => name).join(' ')}  only the campaigns that are named`;

try {
  process.exitCode = await campaign();
} catch (error) {
  if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
  console.error(error instanceof RangeError ? error.message : HELP);
  process.exitCode = 2;
}

async function campaign(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string' },
      rounds: { type: 'string' },
      from: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.info(HELP);
    return 0;
  }
  const unknown = positionals.find((name) => !campaigns.some((one) => one.name === name));
  if (unknown !== undefined) throw new RangeError(`There is no campaign “${unknown}”.\n\n${HELP}`);
  const alone = wholeNumber(values.seed, '--seed');
  const plan = {
    firstSeed: alone ?? wholeNumber(values.from, '--from') ?? nextSeed(),
    mostRounds: alone === null ? (wholeNumber(values.rounds, '--rounds') ?? Number.POSITIVE_INFINITY) : 1,
    mostMilliseconds: (wholeNumber(values.minutes, '--minutes') ?? USUAL_MINUTES) * 60_000,
  };
  let stopped = false;
  // The programs of a round are stopped by the same key; what is over by then counts.
  process.on('SIGINT', () => {
    stopped = true;
  });
  // Whoever works here meanwhile comes first.
  setPriority(constants.priority.PRIORITY_LOW);
  const isWell = await goThroughRounds(
    campaigns.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
    plan,
    {
      say: (line) => console.info(line),
      now: () => performance.now(),
      isStopped: () => stopped,
      keepNext: (next) => {
        if (alone === null) writeFileSync(PROGRESS, `${JSON.stringify({ next })}\n`);
      },
    },
  );
  return isWell ? 0 : 1;
}

function wholeNumber(typed: string | undefined, option: string): number | null {
  if (typed === undefined) return null;
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed);
  throw new RangeError(`${option} takes a whole number, such as 10.`);
}

function nextSeed(): number {
  try {
    const { next } = JSON.parse(readFileSync(PROGRESS, 'utf8'));
    return Number.isSafeInteger(next) && next > 0 ? next : 1;
  } catch {
    return 1;
  }
}
