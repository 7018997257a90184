import { TERMS, type Term } from './school-calendar.ts';
import { sumIfAll } from './sums.ts';

/** What part of a year a figure is of: all of it, or its first terms. */
export type PartOfYear = 'year' | readonly Term[];

/** What a school says of one quantity by its sound rows: of a term, and of the whole year. */
export type Said = ReadonlyMap<Term | 'year', number>;

/** Sessions and events: three terms are a year; where one of them is not known, the row for the whole year stands in for all. */
export function eventsIn(said: Said, part: PartOfYear): number | null {
  const terms = sumIfAll([...(part === 'year' ? TERMS : part)], (term) => said.get(term) ?? null);
  return terms ?? (part === 'year' ? (said.get('year') ?? null) : null);
}

/** Pupils: by the row for the whole year alone, as one may stand in several terms. */
export function pupilsIn(said: Said): number | null {
  return said.get('year') ?? null;
}

/** The year so far, longest first; once it is over, nothing less than all of it. */
export function partsOfYear(isOver: boolean): readonly PartOfYear[] {
  return isOver ? ['year'] : ['year', TERMS.slice(0, 2), TERMS.slice(0, 1)];
}
