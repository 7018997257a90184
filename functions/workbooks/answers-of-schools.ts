import type { School } from '../figures/members.ts';
import type { KeptAnswer } from '../history/records.ts';
import type { KnownFigures } from '../protocols/kept-figure.ts';

/** An answer, and the key of the workbook in which it was given. */
interface AnswerKept extends KeptAnswer {
  readonly workbook: string;
}

/** An answer with the name of the school that gave it. */
export interface SchoolAnswer extends AnswerKept {
  readonly school: string;
}

/** What is known of a school without its rows, for whoever tells of all schools. */
export interface KeptOfSchool {
  readonly known: KnownFigures;
  /** What its office wrote beside findings; of a workbook of which only sums are kept, nothing. */
  readonly answers: readonly AnswerKept[];
}

/** What all schools answered, the newest first. */
export function answersOfSchools(
  schools: readonly Pick<School, 'urn' | 'name'>[],
  kept: ReadonlyMap<string, KeptOfSchool>,
): SchoolAnswer[] {
  const all = schools.flatMap(({ urn, name }) =>
    (kept.get(urn)?.answers ?? []).map((answer): SchoolAnswer => ({ ...answer, school: name })),
  );
  return newestFirst(all.sort((one, other) => one.school.localeCompare(other.school, 'en')));
}

/** What an answer is to: the tab, unless the words begin with it, and what was found there. */
export function answersTo({ tab, message }: Pick<KeptAnswer, 'tab' | 'message'>): string {
  return tab === null || message.startsWith(tab) ? message : `${tab}: ${message}`;
}

/** By the day since when they stand, which one kept from a time without such days does not have. */
export function newestFirst<T extends KeptAnswer>(answers: readonly T[]): T[] {
  return answers.toSorted((one, other) => (other.since ?? '').localeCompare(one.since ?? ''));
}
