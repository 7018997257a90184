import type { Row } from '../../sheets-schema/tab.ts';
import type { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { rate } from './rates.ts';
import { sum, sumIfAll } from './sums.ts';

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

/** Totals over schools and terms. Counts of pupils come from the whole-year rows only, since a pupil stands in every term. */
export interface AbsenceTotals {
  readonly possible: number;
  readonly authorised: number;
  readonly unauthorised: number;
  /** Null where any school with figures gave no count for the whole year. */
  readonly enrolments: number | null;
  readonly persistent: number | null;
  readonly severe: number | null;
  /** How many pupils the sessions are of, at the least: the fewest that any row of a school says. */
  readonly pupils: number;
  /** How many rows' worth of schools stand behind the totals. */
  readonly schools: number;
}

/**
 * Adds up one group in one year; `bySchool` holds each school's rows of that year. Null where no school sent any, or where a row
 * counts more absence than there were sessions: a sum with it in would be no figure at all.
 */
export function absenceTotals(
  bySchool: readonly (readonly AbsenceRow[])[],
  group: AbsenceRow['group'],
): AbsenceTotals | null {
  const sent = bySchool.map((rows) => rows.filter((row) => row.group === group)).filter((rows) => rows.length > 0);
  if (sent.length === 0 || sent.flat().some(isImpossible)) return null;
  const whole = sent.map((rows) => rows.find(({ period }) => period === 'year') ?? null);
  const sessions = sent.flatMap((rows) => {
    const terms = rows.filter(({ period }) => period !== 'year');
    return terms.length > 0 ? terms : rows;
  });
  return {
    possible: sum(sessions, (row) => row.possible),
    authorised: sum(sessions, (row) => row.authorised),
    unauthorised: sum(sessions, (row) => row.unauthorised),
    enrolments: sumIfAll(whole, (row) => row.enrolments),
    persistent: sumIfAll(whole, (row) => row.persistent),
    severe: sumIfAll(whole, (row) => row.severe),
    pupils: sum(sent, (rows) => Math.min(...rows.map((row) => row.enrolments))),
    schools: sent.length,
  };
}

/** Rates in hundredths of a per cent, to one decimal: sums over sums, never the mean of schools' rates. */
export function absenceRates(totals: AbsenceTotals) {
  return {
    overall: rate(totals.authorised + totals.unauthorised, totals.possible, 1),
    authorised: rate(totals.authorised, totals.possible, 1),
    unauthorised: rate(totals.unauthorised, totals.possible, 1),
    persistent:
      totals.persistent === null || totals.enrolments === null ? null : rate(totals.persistent, totals.enrolments, 1),
    severe: totals.severe === null || totals.enrolments === null ? null : rate(totals.severe, totals.enrolments, 1),
  };
}

function isImpossible({ authorised, unauthorised, possible }: AbsenceRow): boolean {
  return authorised + unauthorised > possible;
}
