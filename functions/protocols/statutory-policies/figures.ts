import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { agreedOf } from '../exceptions.ts';
import type { KeptFigure } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { dayOf } from './lines.ts';
import { type HeldPolicy, type SchoolRegister, schoolRegister } from './review.ts';
import { PACK } from './settings.ts';

/** How many of a school's documents something is true of; null while nothing is known of its register. */
function documents(
  id: string,
  isSo: (one: HeldPolicy, own: SchoolRegister, situation: Situation) => boolean,
): KeptFigure {
  return {
    id: `statutory-policies/${id}`,
    reads: [policiesTab],
    of: (situation) => {
      const own = schoolRegister(situation);
      return own === null ? null : own.held.filter((one) => isSo(one, own, situation)).length;
    },
  };
}

/** Late for review, and not by what is only recommended. */
export function isOverdue({ review, next }: HeldPolicy): boolean {
  return review === 'late' && next?.chosenBy !== 'us';
}

/** Whether the alliance agreed otherwise about a document, of a register judged `on` a day. */
export function isAgreed(
  clause: string,
  one: HeldPolicy,
  { on: judgedOn }: Pick<SchoolRegister, 'on'>,
  situation: Situation,
): boolean {
  const promise = { pack: PACK, clause };
  return agreedOf(situation)({ promise, urn: situation.whose.urn, about: dayOf(clause, one), judgedOn }) !== null;
}

/** Rows of which nobody can tell which document they are about: any of them may be what is missing. Not kept where there are none. */
export const rowsWaiting: KeptFigure = {
  id: 'statutory-policies/rows-waiting',
  reads: [policiesTab],
  of: ({ waiting }) => waiting(policiesTab) || null,
};

export const reviewFigures = {
  all: documents('documents', () => true),
  inTime: documents('documents-reviewed-in-time', ({ review }) => review === 'in time'),
  notTyped: documents('documents-not-yet-typed', ({ review }) => review === 'no row' || review === 'blank'),
  unreadable: documents('documents-that-cannot-be-read', ({ review }) => review === 'cannot be read'),
  overdue: documents(
    'documents-overdue',
    (one, own, situation) => isOverdue(one) && !isAgreed(one.next!.clause, one, own, situation),
  ),
  lateByOne: documents('documents-late-by-one-reading', ({ review }) => review === 'late by one reading'),
  onlyAdvised: documents('documents-late-by-advice', (one) => one.review === 'late' && !isOverdue(one)),
  agreed: documents(
    'documents-agreed-otherwise',
    (one, own, situation) => isOverdue(one) && isAgreed(one.next!.clause, one, own, situation),
  ),
} as const;

export const pageFigures = {
  all: documents('documents-to-publish', ({ page }) => page !== 'not asked'),
  there: documents('documents-published', ({ page }) => page === 'there'),
  notTyped: documents('addresses-not-yet-typed', ({ page }) => page === 'not begun'),
  unreadable: documents('addresses-that-cannot-be-read', ({ page }) => page === 'cannot be read'),
  overdue: documents(
    'documents-not-published',
    (one, own, situation) =>
      one.page === 'missing' && !own.isSettlingIn && !own.hasLeft && !isAgreed('7', one, own, situation),
  ),
  agreed: documents(
    'documents-agreed-not-published',
    (one, own, situation) =>
      one.page === 'missing' && !own.isSettlingIn && !own.hasLeft && isAgreed('7', one, own, situation),
  ),
} as const;

export const figures: readonly KeptFigure[] = [
  ...Object.values(reviewFigures),
  ...Object.values(pageFigures),
  rowsWaiting,
];
