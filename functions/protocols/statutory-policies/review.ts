import { addMonths } from 'date-fns/addMonths';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import type { ChosenBy } from '../../../sheets-schema/setting.ts';
import type { Row } from '../../../sheets-schema/tab.ts';
import { type Policy, policies, type policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { academicYear, academicYearOf, plusDays } from '../../figures/academic-year.ts';
import { membershipIn, type School } from '../../figures/members.ts';
import type { Situation } from '../situation.ts';
import { appliesTo, register } from './register.ts';
import { yearlyReview } from './settings.ts';

export type PolicyRow = Row<typeof policiesTab>;

/** A document that a school must hold, as its row says. */
export interface HeldPolicy {
  readonly policy: Policy;
  readonly row: PolicyRow;
  /** The later of the days it was approved and reviewed; null where neither is typed, or one cannot be read. */
  readonly last: string | null;
  /** When it is due again; null while `last` is. */
  readonly next: NextReview | null;
}

export interface NextReview {
  /** The last day that is in time by every reading there is. */
  readonly dueOn: string;
  /** The last day that is in time by one reading at least: from then on it is late, whoever reads. */
  readonly latest: string;
  /** Who fixed the number. One that is only recommended never makes a breach. */
  readonly chosenBy: ChosenBy;
}

/** How a document stands on a day. Late by one reading of “every year” is not yet late by both. */
export type Standing = 'not known' | 'in time' | 'late by one reading' | 'late';

export function standingOf({ next }: HeldPolicy, on: string): Standing {
  if (next === null) return 'not known';
  if (on <= next.dueOn) return 'in time';
  return on <= next.latest ? 'late by one reading' : 'late';
}

/** School days that a school has from joining for what was due before it. */
const DAYS_AFTER_JOINING = 30;
/** The same where no calendar counts school days. */
const DAYS_WITHOUT_CALENDAR = 60;

/**
 * The day on which a school's register is judged: never one before the workbook's year or the school's joining, nor after either has
 * ended. Null while nothing is asked of it yet.
 */
export function judgedOn({ asOf, year }: Situation, school: School): string | null {
  const { from, to } = membershipIn(school, year);
  if (asOf < from || to < year.from || from > year.to) return null;
  return asOf < to ? asOf : to;
}

/** The documents that apply to the school and have a row, in the source's order; of two rows for one the newer. */
export function heldPolicies(rows: readonly PolicyRow[], school: School, situation: Situation): HeldPolicy[] {
  const byPolicy = Map.groupBy(rows, ({ policy }) => policy);
  return policies.flatMap(({ value }) => {
    const held = (byPolicy.get(value) ?? [])
      .filter((row) => row.applies ?? appliesTo(value, school))
      .map((row): HeldPolicy => {
        const last = lastLooked(row);
        return { policy: value, row, last, next: last === null ? null : nextReview(value, last, school, situation) };
      });
    return held.sort((one, other) => (other.last ?? '').localeCompare(one.last ?? '')).slice(0, 1);
  });
}

function lastLooked({ approvedOn, reviewedOn, unread = [] }: PolicyRow): string | null {
  if (unread.includes('approvedOn') || unread.includes('reviewedOn')) return null;
  return [approvedOn, reviewedOn].reduce((one, other) => ((other ?? '') > (one ?? '') ? other : one));
}

/** When a document last looked through on a day is due again. */
function nextReview(policy: Policy, last: string, school: School, situation: Situation): NextReview {
  const { cycle } = register[policy];
  const { settings } = situation;
  const after = (dueOn: string) => notBeforeJoining(dueOn, school, situation);
  if (cycle !== 'yearly') {
    const dueOn = after(monthsLater(last, cycle.months));
    return { dueOn, latest: dueOn, chosenBy: cycle.recommended ? 'us' : 'source' };
  }
  const { value, chosenBy } = settings.held(yearlyReview);
  const byMonths = after(monthsLater(last, 12));
  const byYear = after(endOfNextYear(last, situation));
  if (value === 'months') return { dueOn: byMonths, latest: byMonths, chosenBy };
  if (value === 'academic-year') return { dueOn: byYear, latest: byYear, chosenBy };
  return { dueOn: byMonths, latest: byYear, chosenBy: 'source' };
}

/** The last day of the academic year after the one in which a day falls. */
function endOfNextYear(day: string, { year }: Situation): string {
  const begins = year.from.slice(5);
  return academicYear(academicYearOf(day, begins).startYear + 1, begins).to;
}

/** What was due before a school joined is due some time after it did. */
function notBeforeJoining(dueOn: string, { urn, joinedOn }: School, { calendarOf }: Situation): string {
  if (joinedOn === null || dueOn >= joinedOn) return dueOn;
  return calendarOf(urn).schoolDaysAfter(joinedOn, DAYS_AFTER_JOINING) ?? plusDays(joinedOn, DAYS_WITHOUT_CALENDAR);
}

export function monthsLater(day: string, months: number): string {
  return formatISO(addMonths(parseISO(day), months), { representation: 'date' });
}
