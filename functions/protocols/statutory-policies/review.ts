import type { ChosenBy } from '../../../sheets-schema/setting.ts';
import type { Row } from '../../../sheets-schema/tab.ts';
import { type Policy, policies, policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { academicYear, academicYearOf, isWithin, plusDays } from '../../figures/academic-year.ts';
import { isMembershipUnread, membersIn, type School } from '../../figures/members.ts';
import { AFTER_JOINING } from '../../figures/obligations.ts';
import type { Reads } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { appliesTo, isForOthers, register } from './register.ts';
import { reviewAfterChange, yearlyReview } from './settings.ts';

export type PolicyRow = Row<typeof policiesTab>;

/** What every rule of the register leans on. A row with a day that cannot be read is still the row of its document. */
export const registerReads = {
  tab: policiesTab,
  columns: ['policy'],
  evenUnread: ['applies', 'approvedOn', 'reviewedOn', 'note'],
} as const satisfies Reads;

/**
 * How a document stands by its reviews. Late by one reading of “every year” is not yet late by both. What nobody typed is not known
 * either, and neither is late.
 */
export type Review = 'no row' | 'blank' | 'cannot be read' | 'in time' | 'late by one reading' | 'late';

/** How a document stands by its page: it need not have one, nothing is typed of the document yet, and so on. */
export type Page = 'not asked' | 'not begun' | 'cannot be read' | 'missing' | 'there';

/** What has to be mended before anybody can tell how a document stands. */
export type Doubt = 'applies' | 'a day cannot be read' | 'a day is to come';

export interface NextReview {
  /** The last day that is in time by every reading there is. */
  readonly dueOn: string;
  /** The last day that is in time by one reading at least: from then on it is late, whoever reads. */
  readonly latest: string;
  /** Who fixed the number. One that is only recommended never makes a breach. */
  readonly chosenBy: ChosenBy;
  /** The clause that asks for it, and the day of the significant change after which it does; null where its time has come round. */
  readonly clause: string;
  readonly changedOn: string | null;
}

/** A document that the school has to hold. */
export interface HeldPolicy {
  readonly policy: Policy;
  readonly title: string;
  /** All there are of it: they count as one. */
  readonly rows: readonly PolicyRow[];
  /** Null where there is none; of several the one that was looked through last. */
  readonly row: PolicyRow | null;
  /** The later of the days it was approved and reviewed; null where neither is typed, or one cannot be so. */
  readonly last: string | null;
  /** When it is due again; null while `last` is. */
  readonly next: NextReview | null;
  readonly review: Review;
  /** Why its review cannot be read; null where it can. */
  readonly doubt: Doubt | null;
  /** The day before one that is to be mended, where by it the review is late: whether it is, nobody can tell. Null of all else. */
  readonly mayBeLate: { readonly last: string; readonly next: NextReview } | null;
  readonly page: Page;
  /** The day somebody last saw the page; null where that is not typed, or cannot be so. */
  readonly seenOn: string | null;
}

/** A document that the school says does not apply to it, where by its kind and phase it does. It is in no count. */
export interface SaidNotToApply {
  readonly title: string;
  readonly policy: Policy;
  /** The row that says so; of several the one that was looked through last. */
  readonly row: PolicyRow;
  /** Whether *Note* says something, be it why. */
  readonly isExplained: boolean;
}

/** A school's documents on a day. */
export interface SchoolRegister {
  readonly school: School;
  /** The day it is judged on: never before the workbook's year or the school's joining, nor after either has ended. */
  readonly on: string;
  /** Nothing is asked of it any more that has no day of its own. */
  readonly hasLeft: boolean;
  /** The year, or the membership, has only begun: what is not typed yet is no fault. */
  readonly isSettlingIn: boolean;
  /** In the source's order. */
  readonly held: readonly HeldPolicy[];
  /** In the source's order. */
  readonly saidNotToApply: readonly SaidNotToApply[];
}

/** School days in which the office gets the register going, from the first of the year or of the membership. */
export const SETTLING_IN = 20;
/** They are never later than so many days on, though the summer come between. */
const AFTER_JOINING_AT_MOST = 13 * 7;

/** From when on and until when a school is judged in a year; null where it was no member in it, or nobody can tell. */
function membershipIn({ year }: Situation, school: School): { readonly from: string; readonly to: string } | null {
  if (isMembershipUnread(school) || membersIn([school], year).length === 0) return null;
  const { joinedOn, leftOn } = school;
  return {
    from: joinedOn !== null && joinedOn > year.from ? joinedOn : year.from,
    to: leftOn !== null && leftOn < year.to ? leftOn : year.to,
  };
}

/** The day a school is judged on: never before the year or its joining, nor after either has ended. Null while nothing is asked of it. */
export function judgedOn(situation: Situation, school: School): string | null {
  const membership = membershipIn(situation, school);
  const { asOf } = situation;
  if (membership === null || asOf < membership.from) return null;
  if (asOf < membership.to) return asOf;
  return membership.to;
}

/** From the day after its last as a member. */
export function hasLeft({ leftOn }: School, { asOf }: Situation): boolean {
  return leftOn !== null && leftOn < asOf;
}

/** The register of the workbook’s school; null where its rows are not here, or nothing is asked of it yet or in this year. */
export function schoolRegister(situation: Situation): SchoolRegister | null {
  const { school, look } = situation;
  const typed = look(policiesTab);
  if (typed.is !== 'here' || school === null) return null;
  const on = judgedOn(situation, school);
  if (on === null) return null;
  // Where a whole column is gone, that is what is to be mended: none of its days is a slip.
  const isColumnGone = (['approvedOn', 'reviewedOn'] as const).some((column) =>
    typed.rows.every((row) => isUnread([row], column)),
  );
  const byPolicy = Map.groupBy(typed.rows, ({ policy }) => policy);
  return {
    school,
    on,
    hasLeft: hasLeft(school, situation),
    isSettlingIn: isSettlingIn(on, school, situation),
    held: policies.flatMap(({ value, text }) =>
      heldPolicy(value, text, byPolicy.get(value) ?? [], on, school, situation).map((one) =>
        isColumnGone ? { ...one, mayBeLate: null } : one,
      ),
    ),
    saidNotToApply: policies.flatMap(({ value, text }) =>
      saidNotToApply(value, text, byPolicy.get(value) ?? [], school),
    ),
  };
}

/** Whether a school's year, or its membership in it, has only begun on a day on which it is judged. */
export function isSettlingIn(on: string, school: School, situation: Situation): boolean {
  const { from } = membershipIn(situation, school)!;
  return on <= schoolDaysOn(plusDays(from, -1), SETTLING_IN, 2 * SETTLING_IN, school, situation);
}

/** The document as its rows say; none where the school need not hold it. */
function heldPolicy(
  policy: Policy,
  title: string,
  rows: readonly PolicyRow[],
  on: string,
  school: School,
  situation: Situation,
): HeldPolicy[] {
  if (!isHeld(policy, rows, school)) return [];
  const days = rows.flatMap(({ approvedOn, reviewedOn }) => [approvedOn ?? [], reviewedOn ?? []].flat());
  const doubt = doubtIn(rows, days, on);
  const newestDay = latestOf(days.filter((day) => day <= on));
  const nextAfter =
    newestDay === null
      ? null
      : (afterChange(policy, rows, newestDay, on, school, situation) ?? inTurn(policy, newestDay, school, situation));
  const isLate = newestDay !== null && nextAfter !== null && standingOn(on, nextAfter) === 'late';
  const last = doubt === null ? newestDay : null;
  const next = doubt === null ? nextAfter : null;
  const untyped = rows.length === 0 ? 'no row' : doubt === null ? 'blank' : 'cannot be read';
  const seen = rows.flatMap(({ lookedAtOn }) => lookedAtOn ?? []);
  const isSeenKnown = seen.every((day) => day <= on) && !isUnread(rows, 'lookedAtOn');
  return [
    {
      policy,
      title,
      rows,
      row: newest(rows),
      last,
      next,
      review: next === null ? untyped : standingOn(on, next),
      doubt,
      mayBeLate: isLate && doubt !== null && doubt !== 'applies' ? { last: newestDay, next: nextAfter } : null,
      page: isToBePublished(policy, rows, school) ? pageOf(rows, doubt) : 'not asked',
      seenOn: isSeenKnown ? latestOf(seen) : null,
    },
  ];
}

/**
 * Whether the school holds a document: by what its rows say, else by its kind and phase. Yes in a school that has nobody to write it
 * for is a slip (NLD-08). One whose answer cannot be read stays in the count, to be mended, unless its kind and phase take it out.
 */
function isHeld(policy: Policy, rows: readonly PolicyRow[], school: School): boolean {
  const says = (answer: boolean) => rows.some(({ applies }) => applies === answer);
  if (isForOthers(policy, school)) return false;
  if (says(true)) return true;
  // Of what nobody can tell whether it applies no row is missing.
  return (!says(false) || isUnread(rows, 'applies')) && (appliesTo(policy, school) ?? rows.length > 0);
}

function doubtIn(rows: readonly PolicyRow[], days: readonly string[], on: string): Doubt | null {
  if (isUnread(rows, 'applies') && !rows.some(({ applies }) => applies === true)) return 'applies';
  if (isUnread(rows, 'approvedOn', 'reviewedOn')) return 'a day cannot be read';
  // A slip of the keys, or a review after the year or the membership: what was so on the day, nobody can tell.
  return days.some((day) => day > on) ? 'a day is to come' : null;
}

/** The document where its rows take it out of the register of a school that has to hold it; none else. */
function saidNotToApply(policy: Policy, title: string, rows: readonly PolicyRow[], school: School): SaidNotToApply[] {
  if (appliesTo(policy, school) !== true || isHeld(policy, rows, school)) return [];
  const saying = rows.filter(({ applies }) => applies === false);
  const isExplained = saying.some(({ note }) => note !== null) || isUnread(saying, 'note');
  return [{ title, policy, row: newest(saying)!, isExplained }];
}

/** The duty to publish careers guidance is of schools with older pupils: of one that nobody has called so it is not asked. */
function isToBePublished(policy: Policy, rows: readonly PolicyRow[], school: School): boolean {
  if (register[policy].publishing !== 'required') return false;
  return appliesTo(policy, school) === true || rows.some(({ applies }) => applies === true);
}

/** Where a document has two rows, one address is enough, and one that cannot be read may be it. */
function pageOf(rows: readonly PolicyRow[], doubt: Doubt | null): Page {
  if (rows.some(({ publishedAt }) => publishedAt !== null)) return 'there';
  if (doubt === 'applies' || isUnread(rows, 'publishedAt')) return 'cannot be read';
  const isBegun = rows.some(
    (row) => row.lead ?? row.approver ?? row.approvedOn ?? row.reviewedOn ?? row.lookedAtOn ?? false,
  );
  return isBegun ? 'missing' : 'not begun';
}

function isUnread(rows: readonly PolicyRow[], ...columns: readonly (keyof typeof policiesTab.columns)[]): boolean {
  return rows.some(({ unread = [] }) => columns.some((column) => unread.includes(column)));
}

function latestOf(days: readonly string[]): string | null {
  return days.reduce<string | null>((one, other) => (one === null || other > one ? other : one), null);
}

/** The row that was looked through last; of two alike the first by what they say, since sorting rows changes nothing. */
function newest(rows: readonly PolicyRow[]): PolicyRow | null {
  const lastIn = ({ approvedOn, reviewedOn }: PolicyRow) => [approvedOn ?? '', reviewedOn ?? ''].sort().at(-1)!;
  return (
    rows.toSorted((one, other) => lastIn(other).localeCompare(lastIn(one)) || one.key.localeCompare(other.key))[0] ??
    null
  );
}

function standingOn(on: string, { dueOn, latest }: NextReview): Review {
  if (on <= dueOn) return 'in time';
  return on <= latest ? 'late by one reading' : 'late';
}

/** The clause that says how often a document is reviewed. */
function clauseOn(policy: Policy): string {
  if (policy === 'accessibility') return '4';
  return policy === 'equality-objectives' || policy === 'equality-information' ? '3' : '2';
}

/** When a document last looked through on a day is due again as time goes by. */
function inTurn(policy: Policy, last: string, school: School, situation: Situation): NextReview {
  const { cycle } = register[policy];
  const asked = { clause: clauseOn(policy), changedOn: null };
  const after = (dueOn: string) => notBeforeJoining(dueOn, school, situation);
  if (cycle !== 'yearly') {
    const dueOn = after(monthsLater(last, cycle.months));
    return { ...asked, dueOn, latest: dueOn, chosenBy: cycle.recommended ? 'us' : 'source' };
  }
  const { value } = situation.settings.held(yearlyReview);
  const byMonths = after(monthsLater(last, 12));
  const byYear = after(endOfNextYear(last, situation));
  return {
    ...asked,
    dueOn: value === 'academic-year' ? byYear : byMonths,
    latest: value === 'months' ? byMonths : byYear,
    chosenBy: 'source',
  };
}

/**
 * When the accessibility plan is due because of the first significant change that it has not been reviewed for since; null where there is
 * none, or its time comes round before. What the alliance itself decided goes first once both are late.
 */
function afterChange(
  policy: Policy,
  rows: readonly PolicyRow[],
  last: string,
  on: string,
  school: School,
  situation: Situation,
): NextReview | null {
  if (policy !== 'accessibility') return null;
  const unseen = changesIn(rows).filter((day) => day > last && day <= on);
  const changedOn = unseen.sort()[0];
  if (changedOn === undefined) return null;
  const { value, chosenBy } = situation.settings.held(reviewAfterChange);
  const dueOn = notBeforeJoining(plusDays(changedOn, value), school, situation);
  const goesFirst = chosenBy === 'alliance' && on > dueOn;
  if (!goesFirst && inTurn(policy, last, school, situation).dueOn < dueOn) return null;
  return { dueOn, latest: dueOn, chosenBy, clause: '5', changedOn };
}

/** The days of changes to a document; what changed and its day may stand in two of its rows. */
function changesIn(rows: readonly PolicyRow[]): string[] {
  const isSomeApart = rows.some(
    (row) => row.change !== null && row.changedOn === null && !isUnread([row], 'changedOn'),
  );
  return rows.flatMap(({ change, changedOn }) =>
    changedOn !== null && (change !== null || isSomeApart) ? changedOn : [],
  );
}

/** The last day of the academic year after the one in which a day falls. */
function endOfNextYear(day: string, { year }: Situation): string {
  const begins = year.from.slice(5);
  return academicYear(academicYearOf(day, begins).startYear + 1, begins).to;
}

/** Nothing is due of a school before it has been a member for a while. */
function notBeforeJoining(dueOn: string, school: School, situation: Situation): string {
  const { joinedOn } = school;
  if (joinedOn === null) return dueOn;
  const first = schoolDaysOn(joinedOn, AFTER_JOINING, AFTER_JOINING_AT_MOST, school, situation);
  return dueOn < first ? first : dueOn;
}

/** The nth school day after a day; where the year's calendar does not reach so far, `otherwise` days on. */
function schoolDaysOn(
  day: string,
  count: number,
  otherwise: number,
  { urn }: School,
  { calendarOf, year }: Situation,
): string {
  const isInYear = isWithin(plusDays(day, 1), year);
  return (isInYear ? calendarOf(urn).schoolDaysAfter(day, count) : null) ?? plusDays(day, otherwise);
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function monthsLater(day: string, months: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) + months];
  const first = new Date(Date.UTC(year, month - 1)).toISOString().slice(0, 8);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${first}${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
}
