import type { Tab } from '../../sheets-schema/tab.ts';
import type { Situation } from './situation.ts';

/** A figure of a workbook that is kept with its snapshots, for whoever wants it without reading the rows. */
export interface KeptFigure {
  /** Begins with the pack's and says the unit: "working-protocols/half-days-given". Never changed, nor used for anything else. */
  readonly id: string;
  /** The tabs whose rows it adds up, all of them of one workbook. */
  readonly reads: readonly Tab[];
  /** By the situation of that workbook; null while it is not known. */
  of(situation: Situation): number | null;
}

/** What a year of the alliance's leaves to the next, school by school: kept with the snapshots of its workbook, as other figures are. */
export interface CarriedFigure<Amount = unknown> {
  /** As that of a kept figure. */
  readonly id: string;
  readonly reads: readonly Tab[];
  /** By URN, as JSON can hold it, of those that have any. */
  of(situation: Situation): Readonly<Record<string, Amount>>;
}

/** What is known of one school's figures: null for one that is not known yet. */
export type KnownFigures = (figure: KeptFigure) => number | null;

/** The figures as the workbook itself has them, at hand row by row; those of another workbook are not known. */
export function figuresOfItsOwn(situation: Situation): KnownFigures {
  return (figure) => (figure.reads.every(situation.isOwn) ? figure.of(situation) : null);
}
