import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import type { School } from '../../figures/members.ts';
import type { KeptFigure, KnownFigures } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { type CountedStanding, NOT_KNOWN, PIECES, type State } from '../standing.ts';
import { pageFigures, reviewFigures } from './figures.ts';

/** How many of its documents a school has reviewed in time and published: by the figures that its workbook keeps, as the rules count. */
export function standing({ isKept }: Situation, school: School, known: KnownFigures): CountedStanding[] {
  const isAsked = school.kind !== 'fe' || (known(reviewFigures.all) ?? 0) > 0;
  if (!isKept(policiesTab) || !isAsked) return [];
  return [
    counted('Policies reviewed in time', reviewFigures.inTime, reviewFigures, known, [
      [reviewFigures.lateByOne, 'late by one reading'],
      [reviewFigures.onlyAdvised, 'later than advised'],
    ]),
    counted('Published', pageFigures.there, pageFigures, known, []),
  ];
}

type Counted = Readonly<Record<'all' | 'notTyped' | 'unreadable' | 'overdue' | 'agreed', KeptFigure>>;

function counted(
  what: string,
  kept: KeptFigure,
  figures: Counted,
  known: KnownFigures,
  others: readonly (readonly [figure: KeptFigure, words: string])[],
): CountedStanding {
  const promise = { what, unit: PIECES } as const;
  const [done, of] = [known(kept), known(figures.all)];
  if (done === null || of === null) return { ...promise, ...NOT_KNOWN, of: 0 };
  const count = (figure: KeptFigure) => known(figure) ?? 0;
  const notTyped = count(figures.notTyped);
  const unreadable = count(figures.unreadable);
  const words = [
    `${done} of ${of}`,
    ...others.flatMap(([figure, words]) => (count(figure) === 0 ? [] : [`${count(figure)} ${words}`])),
    ...(notTyped === 0 ? [] : [`${notTyped} not yet typed`]),
    ...(unreadable === 0 ? [] : [`${unreadable} to be mended`]),
  ];
  const stateOf = (): State => {
    if (count(figures.overdue) > 0) return 'overdue';
    if (done === of) return of === 0 ? 'open' : 'kept';
    return done + count(figures.agreed) === of ? 'agreed' : 'open';
  };
  return {
    ...promise,
    figure: words.join(', '),
    state: stateOf(),
    dueOn: null,
    done,
    of,
    overdue: count(figures.overdue),
  };
}
