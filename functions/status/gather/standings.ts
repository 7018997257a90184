import type { Store } from '../../edges/ports.ts';
import type { School } from '../../figures/members.ts';
import { latestRecords } from '../../history/records.ts';
import { type StandingsOfPack, standingsByPack } from '../../protocols/by-pack.ts';
import type { KnownFigures } from '../../protocols/kept-figure.ts';
import type { Situation } from '../../protocols/situation.ts';
import { answersStanding } from '../../protocols/statement-answers.ts';
import { allianceKind, type Declared } from '../../workbooks/kinds.ts';
import { situationAsKept } from '../../workbooks/situation-of.ts';
import { allianceKey } from '../../workbooks/workbook-key.ts';

/** The alliance as its newest snapshot of a year has it; null where there is none. */
export async function allianceAsKept(
  store: Store,
  startYear: number,
  asOf: string,
  catalogue: Declared,
): Promise<Situation | null> {
  const records = await latestRecords(store, allianceKey(startYear));
  return records && situationAsKept({ kind: allianceKind, urn: null, startYear }, records, null, asOf, catalogue);
}

/** How schools stand by each pack, their yearly statements among it. */
export function standingsOf(
  alliance: Situation,
  about: readonly { readonly school: School; readonly known: KnownFigures }[],
  { packs }: Declared,
): StandingsOfPack[] {
  return standingsByPack(alliance, packs, about, (pack, school, known) => [
    ...pack.standing(alliance, school, known),
    ...answersStanding(pack, alliance, school, known),
  ]);
}
