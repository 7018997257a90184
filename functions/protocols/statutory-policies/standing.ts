import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { counted as countedIn } from '../../../sheets-schema/wording.ts';
import type { School } from '../../figures/members.ts';
import type { KeptFigure, KnownFigures } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { type CountedStanding, NOT_KNOWN, PIECES, type State } from '../standing.ts';
import { pageFigures, reviewFigures, rowsWaiting } from './figures.ts';

const REVIEWED = 'Policies reviewed in time';
const PUBLISHED = 'Published';

/** How many of its documents a school has reviewed in time and published: by the figures that its workbook keeps, as the rules count. */
export function standing({ isKept }: Situation, school: School, known: KnownFigures): CountedStanding[] {
  if (!isKept(policiesTab)) return [];
  // The list is one for schools: a college has only what it says itself that it holds.
  if (school.kind === 'fe' && (known(reviewFigures.all) ?? 0) === 0)
    return [REVIEWED, PUBLISHED].map((what) => ({ what, unit: PIECES, ...NOT_KNOWN, figure: 'not asked', of: 0 }));
  return [
    counted(REVIEWED, reviewFigures.inTime, reviewFigures, known, [
      [reviewFigures.lateByOne, 'late by one reading'],
      [reviewFigures.onlyAdvised, 'later than advised'],
    ]),
    counted(PUBLISHED, pageFigures.there, pageFigures, known, []),
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
  const [overdue, agreed, waiting] = [count(figures.overdue), count(figures.agreed), count(rowsWaiting)];
  const said = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  const words = [
    `${done} of ${of}`,
    ...said(overdue, waiting === 0 ? 'overdue' : 'perhaps overdue'),
    ...said(agreed, 'agreed otherwise'),
    ...others.flatMap(([figure, words]) => said(count(figure), words)),
    ...said(notTyped, 'not yet typed'),
    ...said(unreadable, 'to be mended'),
    ...(waiting === 0 || done === of ? [] : [`${countedIn(waiting, 'row')} to be mended`]),
  ];
  const stateOf = (): State => {
    if (overdue > 0) return waiting === 0 ? 'overdue' : 'open';
    if (done === of) return of === 0 ? 'open' : 'kept';
    return done + agreed === of ? 'agreed' : 'open';
  };
  return {
    ...promise,
    figure: words.join(', '),
    state: stateOf(),
    dueOn: null,
    done,
    of,
    overdue: waiting === 0 ? overdue : 0,
  };
}
