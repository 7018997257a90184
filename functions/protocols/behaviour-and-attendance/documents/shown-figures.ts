import { rate } from '../../../figures/rates.ts';
import { sum } from '../../../figures/sums.ts';
import {
  FEW_SCHOOLS,
  isOfFewSchools,
  mayBeTold,
  type Shown,
  SUPPRESSED,
  toNearestFive,
  UNAVAILABLE,
} from '../../../figures/suppression.ts';
import { isAlike, termsIn } from '../../../figures/year-and-terms.ts';
import type { MadeFrom, StandsBehind } from '../../define-issue.ts';
import { type ExactFigure, type ExactLine, type ExactReport, measures } from './exact-figures.ts';
import { countsOf, figureInYear, isTippedByOwn, type MostIssued } from './lowered-counts.ts';
import { behindIn, termsBehind } from './report-held-back.ts';

/** What readers outside the alliance see of a figure, and of last year's where it is compared; null where it is not. */
export interface ShownLine {
  readonly current: Shown;
  readonly previous: Shown | null;
}

/** What issues of this document told before. */
export interface IssuedBefore extends Pick<MadeFrom, 'behindLast' | 'hiddenBefore'> {
  readonly most: MostIssued;
}

/** Each line of the report as it is shown. */
export type ShowLine = (line: ExactLine) => ShownLine;

/**
 * The figures of a report as readers outside may see them: counts to the nearest five and rates of the rounded counts, each hidden where
 * somebody could tell a small count from it. Figures that follow from one another are hidden together, and the same count is never
 * added up over two sets of schools: with the difference, one school's own would be told.
 */
export function shownFigures(
  exact: ExactReport,
  below: number,
  { behindLast, hiddenBefore, most }: IssuedBefore,
): ShowLine {
  const together = [
    [measures.overallAbsence, measures.authorised, measures.unauthorised].map((measure) => exact.line(measure)),
    [measures.onceOrMore, measures.twiceOrMore].map((measure) => exact.line(measure)),
    exact.suspensionsByTerm.map(({ line }) => line),
    // Nobody is in both of these groups, so that one and all pupils give the other away.
    ...[measures.overallAbsence, measures.persistentRate, measures.suspensionRate].map((measure) =>
      (['sen-support', 'ehc-plan'] as const).map((group) => exact.line(measure, group)),
    ),
  ];
  const sameCount: readonly (readonly [ExactLine, ExactLine])[] = [
    [exact.line(measures.persistentRate), exact.line(measures.persistentCount)],
    [exact.line(measures.suspensionRate), exact.line(measures.suspensions)],
    [exact.line(measures.permanentRate), exact.line(measures.permanent)],
    ...exact.suspensionsByTerm.map(({ line }) => [line, exact.line(measures.suspensions)] as const),
  ];
  const of = (line: ExactLine, year: 'current' | 'previous'): ExactFigure | null =>
    year === 'current' ? line.current : previousOf(line, behindLast);
  /** What was hidden once stays so: whoever corrects a row of their own would see on which side of the limit it came to lie. */
  const byItself = (figure: ExactFigure): Shown => {
    const alone = shownAlone(figure, below);
    const wasHidden = hiddenBefore === null || hiddenBefore.has(figureInYear(figure));
    if (alone.kind !== 'shown') return alone;
    return wasHidden || isTippedByOwn(figure, most, below) ? SUPPRESSED : alone;
  };
  function shown(line: ExactLine, year: 'current' | 'previous'): Shown | null {
    const figure = of(line, year);
    if (figure === null) return null;
    const first = sameCount.find(([other]) => other === line)?.[1];
    const alike = first === undefined ? null : of(first, year);
    if (first !== undefined && (alike === null || !isOfItsSchools(figure, alike))) return UNAVAILABLE;
    const alone = byItself(figure);
    const others = together.find((lines) => lines.includes(line)) ?? [];
    const isGivenAway = others.some((other) => {
      const beside = of(other, year);
      return beside !== null && beside.bySchool.size > 0 && byItself(beside).kind !== 'shown';
    });
    return alone.kind === 'shown' && isGivenAway ? SUPPRESSED : alone;
  }
  return (line) => ({ current: shown(line, 'current')!, previous: shown(line, 'previous') });
}

/** Figures of which this report hides any number, each with its year, for those that come after it. */
export function figuresHidden({ lines }: ExactReport, show: ShowLine): string[] {
  return lines.flatMap((line) => {
    const { current, previous } = show(line);
    return [
      ...(current.kind === 'suppressed' ? [figureInYear(line.current)] : []),
      ...(previous?.kind === 'suppressed' ? [figureInYear(line.previous!)] : []),
    ];
  });
}

/** Last year's figure over other schools or terms than those in last year's own report would, taken from it, give those away. */
export function previousOf({ previous }: ExactLine, behindLast: StandsBehind | null): ExactFigure | null {
  if (previous === null || behindLast === null) return previous;
  const then = behindIn(behindLast, previous);
  // Of what was not shown nothing can be taken.
  if (then.length === 0) return previous;
  const isAsThen = (urn: string) => {
    const share = previous.bySchool.get(urn);
    return share !== undefined && isAlike(share.terms, termsBehind(behindLast, urn));
  };
  return then.length === previous.bySchool.size && then.every(isAsThen) ? previous : null;
}

/** Whether a figure has the schools of another of the same count; of that of a term, those that were members for it. */
function isOfItsSchools({ bySchool, terms }: ExactFigure, other: ExactFigure): boolean {
  const schools = [...other.bySchool].filter(([, share]) => termsIn(terms, share.terms).length > 0);
  return bySchool.size === schools.length && schools.every(([urn]) => bySchool.has(urn));
}

function shownAlone(figure: ExactFigure, below: number): Shown {
  const { bySchool, measure } = figure;
  const shares = [...bySchool.values()];
  if (shares.length === 0) return UNAVAILABLE;
  if (isOfFewSchools(shares.length)) return FEW_SCHOOLS;
  const parts = shares.map(({ part }) => part);
  if (!mayBeTold(parts, below)) return SUPPRESSED;
  const total = toNearestFive(sum(parts, (part) => part));
  if (measure.of === null) return { kind: 'shown', value: total, isLow: false };
  // A share is about the pupils of the group, however many their sessions and suspensions are.
  const pupils = shares.map((share) => countsOf(figure, share).pupils);
  if (pupils.some((count) => count === null) || !mayBeTold(pupils.map(Number), below)) return SUPPRESSED;
  const whole = toNearestFive(sum(shares, (share) => share.of ?? 0));
  const share = rate(total, whole, measure.decimals === 1 ? 1 : 2);
  return share === null ? UNAVAILABLE : { kind: 'shown', value: share, isLow: share === 0 && total > 0 };
}
