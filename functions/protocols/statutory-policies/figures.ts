import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { agreedOf } from '../exceptions.ts';
import type { KeptFigure } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { daysIn } from './lines.ts';
import { type HeldPolicy, schoolRegister } from './review.ts';
import { PACK } from './settings.ts';

/** How many of a school's documents something is true of; null while nothing is known of its register. */
function documents(id: string, isSo: (one: HeldPolicy, situation: Situation) => boolean): KeptFigure {
  return {
    id: `statutory-policies/${id}`,
    reads: [policiesTab],
    of: (situation) => schoolRegister(situation)?.held.filter((one) => isSo(one, situation)).length ?? null,
  };
}

/** Late for review, and not by what is only recommended. */
export function isOverdue({ review, next }: HeldPolicy): boolean {
  return review === 'late' && next?.chosenBy !== 'us';
}

export function isAgreed(clause: string, { row }: HeldPolicy, situation: Situation): boolean {
  const promise = { pack: PACK, clause };
  const about = row === null ? [] : daysIn(row);
  return agreedOf(situation)({ promise, urn: situation.whose.urn, about }) !== null;
}

export const reviewFigures = {
  all: documents('documents', () => true),
  inTime: documents('documents-reviewed-in-time', ({ review }) => review === 'in time'),
  notTyped: documents('documents-not-yet-typed', ({ review }) => review === 'no row' || review === 'blank'),
  unreadable: documents('documents-that-cannot-be-read', ({ review }) => review === 'cannot be read'),
  overdue: documents(
    'documents-overdue',
    (one, situation) => isOverdue(one) && !isAgreed(one.next!.clause, one, situation),
  ),
  lateByOne: documents('documents-late-by-one-reading', ({ review }) => review === 'late by one reading'),
  onlyAdvised: documents('documents-late-by-advice', (one) => one.review === 'late' && !isOverdue(one)),
  agreed: documents(
    'documents-agreed-otherwise',
    (one, situation) => isOverdue(one) && isAgreed(one.next!.clause, one, situation),
  ),
} as const;

export const pageFigures = {
  all: documents('documents-to-publish', ({ page }) => page !== 'not asked'),
  there: documents('documents-published', ({ page }) => page === 'there'),
  notTyped: documents('addresses-not-yet-typed', ({ page }) => page === 'not begun'),
  unreadable: documents('addresses-that-cannot-be-read', ({ page }) => page === 'cannot be read'),
  overdue: documents(
    'documents-not-published',
    (one, situation) => one.page === 'missing' && !isSettlingIn(situation) && !isAgreed('7', one, situation),
  ),
  agreed: documents(
    'documents-agreed-not-published',
    (one, situation) => one.page === 'missing' && !isSettlingIn(situation) && isAgreed('7', one, situation),
  ),
} as const;

function isSettlingIn(situation: Situation): boolean {
  return schoolRegister(situation)?.isSettlingIn ?? false;
}

export const figures: readonly KeptFigure[] = [...Object.values(reviewFigures), ...Object.values(pageFigures)];
