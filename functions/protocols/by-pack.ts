import type { Carried } from '../../sheets-schema/rows-by-tab.ts';
import type { School } from '../figures/members.ts';
import { adoptedPacks, type Catalogue } from './catalogue.ts';
import type { KeptFigure, KnownFigures } from './kept-figure.ts';
import type { Pack } from './pack.ts';
import type { Situation } from './situation.ts';
import type { CountedStanding } from './standing.ts';
import { answersGiven, answersStanding } from './statement-answers.ts';

/** How schools stand by the promises of one pack. */
export interface StandingsOfPack {
  /** How the pack is cited, where others have standings too; null where it is the only one, and need not be named. */
  readonly named: string | null;
  /** A line a school, in the order they were asked for; the same promises in each. */
  readonly lines: readonly (readonly CountedStanding[])[];
}

/** Counts how far one school keeps the promises of a pack. */
type Counting = (pack: Pack, school: School, known: KnownFigures) => readonly CountedStanding[];

/** How schools stand, by each pack that the alliance adopted and that counts anything; nothing while nothing can be said of promises. */
export function standingsByPack(
  { settings, whyUnsettled }: Situation,
  packs: readonly Pack[],
  schools: readonly { readonly school: School; readonly known: KnownFigures }[],
  count: Counting,
): StandingsOfPack[] {
  if (whyUnsettled !== null) return [];
  const counted = adoptedPacks(packs, settings)
    .map((pack) => ({ pack, lines: schools.map(({ school, known }) => count(pack, school, known)) }))
    .filter(({ lines }) => lines.some((line) => line.length > 0));
  return counted.map(({ pack, lines }) => ({ named: counted.length > 1 ? pack.citedAs : null, lines }));
}

/** How schools stand by each pack, their yearly statements among it. */
export function standingsOf(
  alliance: Situation,
  about: readonly { readonly school: School; readonly known: KnownFigures }[],
  { packs }: Pick<Catalogue, 'packs'>,
): StandingsOfPack[] {
  return standingsByPack(alliance, packs, about, (pack, school, known) => [
    ...pack.standing(alliance, school, known),
    ...answersStanding(pack, alliance, school, known),
  ]);
}

/** All figures that are kept for a pack: its own, and what was answered of its yearly statement. */
export function keptFigures(pack: Pack): readonly KeptFigure[] {
  return [...pack.figures, answersGiven(pack) ?? []].flat();
}

/** The figures of a workbook that its snapshot keeps, by their ids; one that is not known is left out. */
export function figuresToKeep(
  situation: Situation,
  known: KnownFigures,
  packs: readonly Pack[],
): Record<string, number> {
  if (situation.whyUnsettled !== null) return {};
  const figures = adoptedPacks(packs, situation.settings).flatMap(keptFigures);
  return Object.fromEntries(
    figures.flatMap((figure) => {
      const amount = known(figure);
      return amount === null ? [] : [[figure.id, amount]];
    }),
  );
}

/** What the year of a workbook leaves to the next, by the ids of the figures; none where there is nothing of it. */
export function carriedToKeep(situation: Situation, packs: readonly Pack[]): Carried {
  if (situation.whyUnsettled !== null) return {};
  const figures = adoptedPacks(packs, situation.settings)
    .flatMap(({ carries = [] }) => carries)
    .filter(({ reads }) => reads.every((tab) => situation.isOwn(tab) && situation.look(tab).is === 'here'));
  return Object.fromEntries(
    figures.map((figure) => [figure.id, figure.of(situation)] as const).filter(([, of]) => Object.keys(of).length > 0),
  );
}
