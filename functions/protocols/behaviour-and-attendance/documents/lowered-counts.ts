import { isOfFewSchools, leastTold, mayBeTold } from '../../../figures/suppression.ts';
import type { ExactFigure, ExactReport, Share } from './exact-figures.ts';

/** The most that each school counted of a figure in any issue, by the figure and its year. */
export type MostIssued = ReadonlyMap<string, ReadonlyMap<string, Counts>>;

interface Counts {
  readonly part: number;
  /** The pupils that a share is about; null for a count. */
  readonly pupils: number | null;
}

/** The two counts on which it hangs whether a figure is shown. */
export function countsOf({ measure }: ExactFigure, share: Share): Counts {
  return { part: share.part, pupils: measure.of === 'possible' ? share.pupils : share.of };
}

export function mostIssued(
  issues: readonly { readonly report: ExactReport; numberNow(urn: string): string }[],
): MostIssued {
  const most = new Map<string, Map<string, Counts>>();
  for (const { report, numberNow } of issues) {
    for (const figure of report.lines.flatMap(({ current, previous }) => [current, ...(previous ? [previous] : [])])) {
      // Of so few nothing was told.
      if (isOfFewSchools(figure.bySchool.size)) continue;
      const bySchool = most.get(figureInYear(figure)) ?? new Map<string, Counts>();
      most.set(figureInYear(figure), bySchool);
      for (const [urn, share] of figure.bySchool) {
        const [now, before] = [countsOf(figure, share), bySchool.get(numberNow(urn))];
        const pupils = now.pupils === null ? null : Math.max(now.pupils, before?.pupils ?? 0);
        bySchool.set(numberNow(urn), { part: Math.max(now.part, before?.part ?? 0), pupils });
      }
    }
  }
  return most;
}

/**
 * Whether somebody who lowered a count of their own could tell from the figure’s being hidden or shown how many the others have. Where it
 * hung on all the counts, it would tip at a number that follows from their own. So once one is lowered it hangs on the other schools’
 * alone, which must be twice as many as could be told of all.
 */
export function isTippedByOwn(figure: ExactFigure, most: MostIssued, below: number): boolean {
  const before = most.get(figureInYear(figure));
  const others = [...figure.bySchool].flatMap(([urn, share]) => {
    const counts = countsOf(figure, share);
    return isLower(counts, before?.get(urn)) ? [] : [counts];
  });
  if (others.length === figure.bySchool.size) return false;
  const isEnough = (counts: readonly number[]) =>
    counts.some((count) => count > 0) && mayBeTold(counts, 2 * leastTold(below));
  const ofPupils = others.flatMap(({ pupils }) => pupils ?? []);
  return !isEnough(others.map(({ part }) => part)) || (figure.measure.of !== null && !isEnough(ofPupils));
}

function isLower(now: Counts, before: Counts | undefined): boolean {
  return before !== undefined && (now.part < before.part || (now.pupils ?? 0) < (before.pupils ?? 0));
}

export function figureInYear({ id, startYear }: ExactFigure): string {
  return `${startYear}/${id}`;
}
