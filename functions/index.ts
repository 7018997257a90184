import { setTimeout as sleep } from 'node:timers/promises';
import { takeBodiesAsBytes } from './cloud/incoming.ts';
import { serveFunctions } from './cloud/serve-functions.ts';
import { surroundings } from './cloud/surroundings.ts';

takeBodiesAsBytes();
// One process runs one of these.
serveFunctions(
  surroundings({
    clockwork: { now: Date.now, sleep: (milliseconds) => sleep(milliseconds), chance: Math.random },
    write: (line) => void process.stdout.write(line),
  }),
);
