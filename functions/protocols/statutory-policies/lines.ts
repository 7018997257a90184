import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { listed } from '../../../sheets-schema/wording.ts';
import { agreedOf } from '../exceptions.ts';
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

/**
 * Says something of each row at its cell, and of more than a few in one line. One with which the alliance agreed otherwise by the days in it
 * stays apart, as it is answered alone.
 */
export function inFewLines<T extends { readonly row: PolicyRow }>(
  all: readonly T[],
  situation: Situation,
  clause: string,
  say: { each(one: T): void; together(many: readonly T[]): void },
): void {
  const agreed = agreedOf(situation);
  const isAgreed = (about: readonly string[]) =>
    agreed({ promise: { pack: PACK, clause }, urn: situation.whose.urn, about }) !== null;
  const isForAll = isAgreed([]);
  const alone = isForAll ? [] : all.filter(({ row }) => isAgreed(daysIn(row)));
  const rest = all.filter((one) => !alone.includes(one));
  const isMany = rest.length > MOST_LINES;
  for (const one of isMany ? alone : all) say.each(one);
  if (isMany) say.together(rest);
}

/** The days typed in a row, by which an exception can be about it. */
export function daysIn(row: PolicyRow): string[] {
  return Object.entries(policiesTab.columns).flatMap(([column, { cell }]) => {
    const value = row[column as keyof typeof policiesTab.columns];
    return cell.format === 'date' && typeof value === 'string' ? [value] : [];
  });
}

/** The documents by name, or the first of many and how many more. */
export function titlesOf(documents: readonly { readonly title: string }[]): string {
  const titles = documents.map(({ title }) => title);
  return listed(
    titles.length > MOST_NAMED + 1 ? [...titles.slice(0, MOST_NAMED), `${titles.length - MOST_NAMED} more`] : titles,
  );
}
