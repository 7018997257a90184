import { attack, type Exposed } from './attack.ts';
import { drawSeries } from './drawn-series.ts';
import { issueSeries } from './issued-series.ts';
import { readingOfTheRule } from './what-cells-say.ts';

export interface AttackOnReports {
  /** Small counts that it tried to find, by each of the attackers. */
  readonly tried: number;
  readonly shown: number;
  readonly hidden: number;
  readonly exposed: readonly Exposed[];
}

/** What can be put together from the reports of one drawn alliance, by anybody, by its first member and by its last. */
export async function attackOnReports(seed: number): Promise<AttackOnReports> {
  const series = drawSeries(seed);
  const issued = await issueSeries(series);
  const attackers = [null, series.schools[0]!.urn, series.schools.at(-1)!.urn];
  const shown = issued.cells.filter(({ text }) => /\d/.test(text)).length;
  const hidden = issued.cells.filter(({ text }) => text === 'c').length;
  return { ...(await attack(issued, attackers, readingOfTheRule)), shown, hidden };
}
