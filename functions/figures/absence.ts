import type { Row } from '../../sheets-schema/tab.ts';
import type { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';

export type AbsenceRow = Row<typeof absenceByTermTab>;

/**
 * What made a pupil persistently absent, by academic year. Until 2014/15 a fixed count of sessions stood for the percentage;
 * since 2015/16 it is the pupil's own absence over the pupil's own possible sessions.
 * Source: DfE absence statistics guide 2016 §3.2, and the threshold note of September 2011 for the counts over five half terms.
 */
export type PersistentAbsence =
  | { readonly percent: 20 | 15; readonly sessionsOverFiveHalfTerms: 64 | 46 }
  | { readonly percent: 10; readonly sessionsOverFiveHalfTerms: null };

export function persistentAbsenceIn(startYear: number): PersistentAbsence {
  if (startYear <= 2009) return { percent: 20, sessionsOverFiveHalfTerms: 64 };
  if (startYear <= 2014) return { percent: 15, sessionsOverFiveHalfTerms: 46 };
  return { percent: 10, sessionsOverFiveHalfTerms: null };
}

/** Whether a pupil with these sessions over the year counts as persistently absent by that year's own measure. */
export function isPersistentlyAbsent(absent: number, possible: number, startYear: number): boolean {
  if (possible <= 0) return false;
  const measure = persistentAbsenceIn(startYear);
  if (measure.sessionsOverFiveHalfTerms !== null) return absent >= measure.sessionsOverFiveHalfTerms;
  return absent * 100 >= possible * measure.percent;
}
