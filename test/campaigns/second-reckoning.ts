import { disagreementsOf } from '../second-reckoning/disagreements.ts';
import type { Campaign } from './rounds.ts';

const ALLIANCES_IN_A_ROUND = 20;

/** Every figure of the documents of drawn alliances, worked out again by a reckoning that shares no code with ours. */
export const secondReckoning: Campaign = {
  name: 'second-reckoning',
  async round(seed) {
    const failures = [];
    for (let at = 0; at < ALLIANCES_IN_A_ROUND; at += 1) {
      const { found } = await disagreementsOf((seed - 1) * ALLIANCES_IN_A_ROUND + at + 1);
      for (const { seed: alliance, document, school, figure, printed, reckoned, rests } of found) {
        failures.push({
          what: `alliance ${alliance}, ${document}${school === null ? '' : `, ${school}`}: ${figure}`,
          how: `printed: ${printed}\nreckoned: ${reckoned}\nfrom: ${rests.join('; ')}`,
        });
      }
    }
    return failures;
  },
};
