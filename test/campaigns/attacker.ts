import { attackOnReports } from '../attacker/attack-on-reports.ts';
import type { Campaign } from './rounds.ts';

const ALLIANCES_IN_A_ROUND = 10;

/** Small counts of drawn alliances, looked for in all that their reports say together. */
export const attacker: Campaign = {
  name: 'attacker',
  async round(seed) {
    const failures = [];
    for (let at = 0; at < ALLIANCES_IN_A_ROUND; at += 1) {
      const alliance = (seed - 1) * ALLIANCES_IN_A_ROUND + at + 1;
      const { exposed } = await attackOnReports(alliance);
      for (const { attacker: who, what, open } of exposed)
        failures.push({
          what: `alliance ${alliance}, ${what}`,
          how: `${who ?? 'anybody'} knows: ${open.join(' or ')}`,
        });
    }
    return failures;
  },
};
