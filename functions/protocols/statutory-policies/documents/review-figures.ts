import { differenceInMonths } from 'date-fns/differenceInMonths';
import { parseISO } from 'date-fns/parseISO';
import { counted } from '../../../../sheets-schema/wording.ts';
import { shortDate } from '../../../../templates/kit/money-and-dates.ts';
import type { SchoolsFigures } from '../../../../templates/policy-review-report-alliance.document.ts';
import { daysBetween } from '../../../figures/academic-year.ts';
import type { Situation } from '../../situation.ts';
import { monthsLater, type NextReview } from '../review.ts';
import { yearlyReview } from '../settings.ts';
import type { KnownRegister, ReportedPolicy } from './kept-register.ts';

/** How far a report looks ahead: about a term, as boards meet once in one. */
const MONTHS_AHEAD = 3;

export function figuresOf(own: KnownRegister): SchoolsFigures {
  const { held } = own;
  const count = (...standings: readonly ReportedPolicy['standing'][]) =>
    held.filter(({ standing }) => standings.includes(standing)).length;
  return {
    documents: held.length,
    inTime: count('in time'),
    overdue: count('overdue'),
    overdueByOneReading: count('by one reading'),
    allowed: count('only recommended', 'as agreed'),
    notKnown: count('not known'),
    toMend: count('to mend'),
    saidNotToApply: own.saidNotToApply.length,
    dueNext: held.filter((one) => isDueNext(one, own)).length,
    toBePublished: held.filter(({ page }) => page !== 'not asked').length,
    pagesToMend: held.filter(({ page }) => page === 'cannot be read').length,
    published: held.filter(({ page }) => page === 'there').length,
  };
}

/** The longest overdue first. */
export function overdueIn({ held, on }: KnownRegister) {
  return held
    .filter(({ standing }) => standing === 'overdue')
    .map((one) => ({ ...one, latest: one.next!.latest, since: lateness(one.next!.latest, on) }))
    .sort((one, other) => one.latest.localeCompare(other.latest));
}

/** What is late and not overdue, with why it is not; the longest late first. */
export function lateIn({ held }: KnownRegister) {
  return held
    .flatMap((one) => {
      const why = one.next === null ? null : whyNotOverdue(one.standing, one.next);
      return why === null ? [] : [{ ...one, dueOn: dayOf(one.standing, one.next!), why }];
    })
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
}

function whyNotOverdue(standing: ReportedPolicy['standing'], { latest, changedOn }: NextReview): string | null {
  if (standing === 'by one reading') return `in time until ${shortDate(latest)} by the academic year`;
  if (standing === 'as agreed') return 'the alliance agreed otherwise';
  if (standing !== 'only recommended') return null;
  return changedOn === null
    ? 'this time is only recommended'
    : `the time after the change of ${shortDate(changedOn)} is only recommended`;
}

/** The day that what is said of a document is about. */
export function dayOf(standing: ReportedPolicy['standing'], { dueOn, latest }: NextReview): string {
  return standing === 'overdue' || standing === 'as agreed' ? latest : dueOn;
}

export function isDueNext({ standing, next }: ReportedPolicy, own: KnownRegister): boolean {
  return standing === 'in time' && next !== null && next.dueOn <= untilOf(own.on) && isOwed(next.dueOn, own);
}

/** A school that leaves owes nothing after. */
function isOwed(day: string, { school: { leftOn } }: KnownRegister): boolean {
  return leftOn === null || day < leftOn;
}

export function untilOf(on: string): string {
  return monthsLater(on, MONTHS_AHEAD);
}

/** What to know of a report that is made after the year, or the membership. */
export const ENDED = 'The year, or the school’s membership, ended on that day. What was done later is not counted.';

/** How long ago a day was: in days, weeks or months, none of them rounded up. */
function lateness(day: string, on: string): { words: string; days: number } {
  const days = daysBetween(day, on);
  const months = differenceInMonths(parseISO(on), parseISO(day));
  if (days < 14) return { days, words: counted(days, 'day') };
  if (months < 2) return { days, words: counted(Math.floor(days / 7), 'week') };
  if (months < 12) return { days, words: counted(months, 'month') };
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return { days, words: `${counted(years, 'year')}${rest === 0 ? '' : ` ${counted(rest, 'month')}`}` };
}

export function yearlyInWords({ settings }: Situation): string {
  const { value } = settings.held(yearlyReview);
  if (value === 'months') return '“Yearly” means within twelve months of the last review, as the alliance decided.';
  if (value === 'academic-year')
    return '“Yearly” means once in each academic year, as the alliance decided: a review is due by the end of the year after that of the last.';
  return (
    'The alliance has not decided whether “yearly” means within twelve months of the last review or once in each academic year. ' +
    'Until it has, a document is overdue when it is by both; what is overdue by twelve months alone is told apart.'
  );
}
