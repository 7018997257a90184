import type { AcademicYear } from './academic-year.ts';
import { TERMS, type Term } from './school-calendar.ts';
import { sumIfAll } from './sums.ts';

/** What part of a year a figure is of: all of it, or its first terms. */
export type PartOfYear = 'year' | readonly Term[];

/** What a school says of one quantity by its sound rows: of a term, and of the whole year. */
export type Said = ReadonlyMap<Term | 'year', number>;

/** Of a school that was a member for part of a year, its terms are its year, and so they are of which the row for the whole year is. */
export interface YearOf {
  /** Those that a figure is of, as far as its part of the year goes. */
  readonly terms: readonly Term[];
  /** Those that the row for the whole year is of. */
  readonly ofYearRow: readonly Term[];
}

const ALL: YearOf = { terms: TERMS, ofYearRow: TERMS };

/** Which of a school's terms lie in a part of the year. */
export function termsIn(part: PartOfYear, terms: readonly Term[]): readonly Term[] {
  return part === 'year' ? terms : terms.filter((term) => part.includes(term));
}

/** Sessions and events: its terms are a school's year; where one of them is not known, the row for the whole year stands in for all. */
export function eventsIn(said: Said, part: PartOfYear, { terms, ofYearRow }: YearOf = ALL): number | null {
  const wanted = termsIn(part, terms);
  if (wanted.length === 0) return null;
  const added = sumIfAll([...wanted], (term) => said.get(term) ?? null);
  return added ?? (isAlike(wanted, ofYearRow) ? (said.get('year') ?? null) : null);
}

/** Pupils: by the row for the whole year alone, as one may stand in several terms; a school's only term is its year. */
export function pupilsIn(said: Said, { terms, ofYearRow }: YearOf = ALL): number | null {
  const year = isAlike(terms, ofYearRow) ? said.get('year') : undefined;
  return year ?? (terms.length === 1 ? (said.get(terms[0]!) ?? null) : null);
}

/** About the middle of a summer term, by which it is of one year or the next. */
const MIDDLE_OF_SUMMER = '06-02';

/** The terms in the order in which a year has them; years begin from April to October. */
export function termsInTurn({ from }: Pick<AcademicYear, 'from'>): readonly Term[] {
  const [autumn, spring, summer] = TERMS;
  return from.slice(5) <= MIDDLE_OF_SUMMER ? [summer, autumn, spring] : TERMS;
}

/** The year so far, longest first; once it is over, nothing less than all of it. */
export function partsOfYear(inTurn: readonly Term[], isOver: boolean): readonly PartOfYear[] {
  return isOver ? ['year'] : ['year', inTurn.slice(0, 2), inTurn.slice(0, 1)];
}

export function isAlike(one: readonly Term[], other: readonly Term[]): boolean {
  return one.length === other.length && one.every((term) => other.includes(term));
}
