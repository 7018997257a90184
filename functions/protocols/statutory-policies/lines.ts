import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { listed } from '../../../sheets-schema/wording.ts';
import { agreedOf } from '../exceptions.ts';
import type { Found } from '../rule.ts';
import type { Situation } from '../situation.ts';
import type { HeldPolicy, PolicyRow } from './review.ts';
import { PACK } from './settings.ts';

/** More documents than this, of which the same is to be said, are one line. */
const MOST_LINES = 3;
const MOST_NAMED = 8;

/** A document that has a row. */
export type TypedPolicy = HeldPolicy & { readonly row: PolicyRow };

export function withRow(held: readonly HeldPolicy[]): TypedPolicy[] {
  return held.filter((one): one is TypedPolicy => one.row !== null);
}

/** What findings of the register go by, besides their words. */
interface GoesBy<T> {
  readonly clause: string;
  /** The day that the register is judged on. */
  readonly on: string;
  /** The day that the clause goes by, by which an exception can be about it; none where there is none. */
  readonly about: (one: T) => readonly string[];
}

/** What a finding says of itself besides its words. */
type Answerable = Required<Pick<Found, 'about' | 'covers' | 'judgedOn' | 'uncertain'>>;

/**
 * Says something of each row at its cell, and of more than a few in one line. One with which the alliance agreed otherwise by its day
 * stays apart, as it is answered alone.
 */
export function inFewLines<T extends { readonly row: PolicyRow }>(
  all: readonly T[],
  situation: Situation,
  { clause, on: judgedOn, about }: GoesBy<T>,
  say: { each(one: T, by: Answerable): void; together(many: readonly T[], by: Answerable): void },
): void {
  const agreed = agreedOf(situation);
  const isAgreed = (days: readonly string[]) =>
    agreed({ promise: { pack: PACK, clause }, urn: situation.whose.urn, about: days, judgedOn }) !== null;
  const uncertain = situation.waiting(policiesTab) > 0;
  const isForAll = isAgreed([]);
  const alone = isForAll ? [] : all.filter((one) => isAgreed(about(one)));
  const rest = all.filter((one) => !alone.includes(one));
  const isMany = rest.length > MOST_LINES;
  for (const one of isMany ? alone : all) say.each(one, { about: about(one), covers: [], judgedOn, uncertain });
  if (!isMany) return;
  // Each with its day: one that was seen to, and came to it again, was never accepted.
  const covers = rest.map((one) => [one.row.policy, ...about(one)].join(' '));
  say.together(rest, { about: [], covers, judgedOn, uncertain });
}

/** The day that a clause goes by in what it asks of a document: that of the change, or of the last time it was looked through. */
export function dayOf(clause: string, { last, next }: Pick<HeldPolicy, 'last' | 'next'>): string[] {
  const day = clause === '5' ? (next?.changedOn ?? null) : last;
  return day === null ? [] : [day];
}

/** The documents by name, or the first of many and how many more. */
export function titlesOf(documents: readonly { readonly title: string }[]): string {
  const titles = documents.map(({ title }) => title);
  return listed(
    titles.length > MOST_NAMED + 1 ? [...titles.slice(0, MOST_NAMED), `${titles.length - MOST_NAMED} more`] : titles,
  );
}
