import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { counted } from '../../../sheets-schema/wording.ts';
import type { Situation } from '../situation.ts';
import type { Due } from '../standing.ts';
import { titlesOf } from './lines.ts';
import { schoolRegister } from './review.ts';

/** The reviews that a school has before it, one line for those of a day, and what is not typed yet. */
export function due(situation: Situation): Due[] {
  const own = schoolRegister(situation);
  if (own === null || own.on < situation.asOf) return [];
  const tab = policiesTab.title;
  const isOwed = (day: string) => own.school.leftOn === null || day < own.school.leftOn;
  const byDay = Map.groupBy(own.held, ({ next }) => next?.dueOn ?? null);
  const blank = own.held.filter(({ review }) => review === 'no row' || review === 'blank').length;
  const waiting = situation.waiting(policiesTab);
  const orWaits = waiting === 0 ? '' : `; ${counted(waiting, 'row')} to be mended may be among them`;
  return [
    ...[...byDay].flatMap(([by, held]) =>
      by === null || !isOwed(by) ? [] : [{ tab, by, what: `To be reviewed: ${titlesOf(held)}.` }],
    ),
    ...(blank === 0
      ? []
      : [{ tab, by: null, what: `${counted(blank, 'document is', 'documents are')} not yet typed${orWaits}.` }]),
  ];
}
