import type { AmountUpTo } from '../../sheets-schema/cells/amounts-by-number.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import type { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { type AcademicYear, dayInYear } from './academic-year.ts';
import type { Membership, School } from './members.ts';
import { dueOnceJoined, type PartYear, shareOwed } from './obligations.ts';
import { divideHalfUp } from './rates.ts';
import type { SchoolCalendar } from './school-calendar.ts';
import { sum } from './sums.ts';

export type ContributionRow = Row<typeof contributionsTab>;

/** What a school is asked for, and by when. */
export interface ContributionTerms {
  /** In pence. */
  readonly wholeYear: number;
  /** What a school pays by its pupils on roll in place of that; none where all pay the same. */
  readonly byPupils?: readonly AmountUpTo[];
  /** Day and month: "11-30". */
  readonly due: string;
  /** Days and months by which equal parts are due in place of that one, in the order of the calendar; none where it is due at once. */
  readonly instalments?: readonly string[];
  /** In a financial year, a day before April is one of the next calendar year. */
  readonly kindOfYear: 'academic' | 'financial';
  /** What a school pays that was a member for part of the year: in full, by the terms it was in, or nothing. */
  readonly partYear: PartYear;
}

/** What of an earlier contribution is still to be paid, and since when it is due. */
export interface OwedFromBefore {
  /** The year it is for; null where it was typed as owed before the books began. */
  readonly forYear: number | null;
  readonly amount: number;
  readonly dueOn: string;
}

/** What a school's account brings forward from the years before. */
export interface BroughtForward {
  /** Oldest first. */
  readonly owed: readonly OwedFromBefore[];
  /** Paid beyond all that was due. */
  readonly inCredit: number;
  /** Whether something typed then does not count as it stands, and may be its payment. */
  readonly inDoubt?: boolean;
  /** Whether the workbook of the year before has the account: then nothing is typed here as owed before. */
  readonly isKnown?: boolean;
}

const NOTHING_FORWARD: BroughtForward = { owed: [], inCredit: 0 };

/** A part of a contribution, and the day by which it is due. */
export interface DuePart {
  readonly dueOn: string;
  readonly amount: number;
}

/** One school's contribution for one year, in pence: forward + due − waived − paid + refunded = outstanding. */
export interface ContributionAccount {
  /** What it owed from the years before; below nothing where it had paid in advance. */
  readonly forward: number;
  readonly inCreditBefore: number;
  readonly due: number;
  /** By when the first part of it that is open is due, or the last where none is. */
  readonly dueOn: string;
  /** In which parts it is due: one, unless the alliance has instalments. */
  readonly parts: readonly DuePart[];
  /** What of it is asked for by the first day for which some is open, or was due before now: less what was waived. */
  readonly askedBy: number;
  /** The last of those days. */
  readonly askedOn: string;
  /** What it need not pay of all that is due. */
  readonly waived: number;
  /** What of the year's own it is asked for: what is due less what of that was waived. */
  readonly asked: number;
  readonly paid: number;
  readonly refunded: number;
  /** All that is still to be paid; negative when too much was paid. */
  readonly outstanding: number;
  /** What of the year's own contribution is still to be paid: what is paid beyond it goes to the oldest year. */
  readonly openOfYear: number;
  /** As it goes forward into the next year. */
  readonly carries: BroughtForward;
  /** The entries behind it, oldest first. */
  readonly entries: readonly TypedEntry[];
}

/** An entry of *Contributions*, and the year in whose workbook it is typed. */
export interface TypedEntry {
  readonly entry: ContributionRow;
  readonly typedIn: number;
  /** What the bank says of it: absent where no statement does. `line` is a payment that stands there alone and is typed nowhere. */
  readonly atBank?: 'seen' | 'not seen' | 'line';
  /** It says the same as another row of its workbook: absent for the first of them. */
  readonly isAgain?: true;
}

/** Where an entry stands. Each stands in one place, so that what is shown comes to what was typed. */
export type PlaceOfEntry =
  | 'account'
  | 'other income'
  | 'held before'
  | 'owed by the year before'
  | 'another year'
  | 'to come'
  | 'no member'
  | 'not at the bank'
  | 'typed twice';

/** Whether it says what was owed before of a school whose account the year before has: what that leaves counts, and comes forward by itself. */
export function isOwedByTheYearBefore({ kind }: Pick<ContributionRow, 'kind'>, { isKnown }: BroughtForward): boolean {
  return kind === 'owed-before' && isKnown === true;
}

/** Where an entry stands in the year's accounts on the day. Only what is in an account or is other income has been counted. */
export function placeOf(
  { entry, typedIn, atBank, isAgain }: TypedEntry,
  isMember: (urn: string) => boolean,
  year: AcademicYear,
  asOf: string,
): PlaceOfEntry {
  if ((entry.forYear ?? typedIn) !== year.startYear) return 'another year';
  if (entry.date > asOf) return 'to come';
  if (atBank === 'not seen') return 'not at the bank';
  // What the bank shows twice was paid twice; else a row typed twice counts once.
  if (isAgain && atBank !== 'seen') return 'typed twice';
  if (entry.kind === 'other-income') return 'other income';
  if (entry.kind === 'held-before') return 'held before';
  return entry.school !== null && isMember(entry.school) ? 'account' : 'no member';
}

/** What an entry adds to the bank account: a refund is below nothing, and what moves no money is nothing. */
export function signedAmount({ kind, amount }: Pick<ContributionRow, 'kind' | 'amount'>): number {
  if (!movesMoney({ kind })) return 0;
  return kind === 'refund' ? -amount : amount;
}

/** Whether money reached or left the account by it. */
export function movesMoney({ kind }: Pick<ContributionRow, 'kind'>): boolean {
  return kind === 'payment' || kind === 'refund' || kind === 'other-income';
}

/**
 * Adds up what a school paid for the year up to and including `asOf` (working protocols, 25); of the rows only its own count. A payment is
 * for the year that it says; what it pays beyond that goes to what is owed from before, the oldest first.
 */
export function contributionAccount(
  rows: readonly TypedEntry[],
  school: School,
  year: AcademicYear,
  terms: ContributionTerms,
  calendar: SchoolCalendar,
  asOf: string,
  before: BroughtForward = NOTHING_FORWARD,
): ContributionAccount {
  const entries = rows
    .filter((row) => placeOf(row, (urn) => urn === school.urn, year, asOf) === 'account')
    .filter(({ entry }) => !isOwedByTheYearBefore(entry, before))
    .sort(inOrderOfDays);
  const total = (kind: ContributionRow['kind']) => sum(of(kind), ({ entry }) => entry.amount);
  const of = (kind: ContributionRow['kind']) => entries.filter(({ entry }) => entry.kind === kind);
  const [paid, refunded] = [total('payment'), total('refund')];
  const due = contributionDue(school, year, terms, calendar);
  const parts = contributionParts(school, year, terms, calendar);
  const typedBefore = of('owed-before').map(({ entry: { amount, date } }) => ({ forYear: null, amount, dueOn: date }));
  const owed = [...before.owed, ...typedBefore].sort(oldestFirst);
  const forward = sum(owed, ({ amount }) => amount) - before.inCredit;
  const waivers = total('waiver');
  const waivedOfYear = Math.min(waivers, due);
  const afterWaivers = less(owed, waivers - waivedOfYear);
  const open = due - waivedOfYear - (paid - refunded) - before.inCredit;
  const afterPayments = less(afterWaivers.owed, Math.max(0, -open));
  const openOfYear = Math.max(0, open);
  const openParts = openIn(parts, due - openOfYear);
  const { dueOn } = openParts[0] ?? parts.at(-1)!;
  const askedNow = parts.filter((part) => part.dueOn <= dueOn || part.dueOn < asOf);
  return {
    forward,
    inCreditBefore: before.inCredit,
    due,
    dueOn,
    parts,
    askedBy: Math.max(0, sum(askedNow, ({ amount }) => amount) - waivedOfYear),
    askedOn: askedNow.at(-1)!.dueOn,
    waived: waivers - afterWaivers.left,
    asked: due - waivedOfYear,
    paid,
    refunded,
    outstanding: openOfYear + sum(afterPayments.owed, ({ amount }) => amount) - afterPayments.left,
    openOfYear,
    carries: {
      owed: [
        ...afterPayments.owed,
        ...(openOfYear <= due
          ? openParts.map((part) => ({ forYear: year.startYear, ...part }))
          : [{ forYear: year.startYear, amount: openOfYear, dueOn }]),
      ].sort(oldestFirst),
      inCredit: afterPayments.left,
    },
    entries,
  };
}

function oldestFirst(one: OwedFromBefore, other: OwedFromBefore): number {
  return one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn);
}

/** What is open of each part, where so much is settled: the earliest first. */
function openIn(parts: readonly DuePart[], settled: number): DuePart[] {
  let left = Math.max(0, settled);
  return parts.flatMap(({ dueOn, amount }) => {
    const taken = Math.min(left, amount);
    left -= taken;
    return amount === taken ? [] : [{ dueOn, amount: amount - taken }];
  });
}

/** What several accounts bring forward to one: what one had paid too much pays what the others owed. */
export function broughtTogether(its: readonly BroughtForward[]): BroughtForward {
  const { owed, left } = less(
    its.flatMap((one) => one.owed).toSorted(oldestFirst),
    sum(its, ({ inCredit }) => inCredit),
  );
  return { owed, inCredit: left, inDoubt: its.some(({ inDoubt }) => inDoubt), isKnown: its.length > 0 };
}

/** What is owed less an amount, the oldest first, and what is left of that. */
function less(owed: readonly OwedFromBefore[], amount: number) {
  let left = amount;
  const open = owed.flatMap((one) => {
    const taken = Math.min(left, one.amount);
    left -= taken;
    return one.amount === taken ? [] : [{ ...one, amount: one.amount - taken }];
  });
  return { owed: open, left };
}

/** Of one day payments come first, so that no balance looks odd that was none. */
export function inOrderOfDays({ entry: one }: TypedEntry, { entry: other }: TypedEntry): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  return Number(one.kind === 'refund') - Number(other.kind === 'refund') || (one.key < other.key ? -1 : 1);
}

/** The day by which a school pays for the year. */
export function contributionDueOn(
  school: Membership,
  year: AcademicYear,
  terms: Pick<ContributionTerms, 'due' | 'kindOfYear'>,
  calendar: SchoolCalendar,
): string {
  return dueOnceJoined(contributionDueDays(year, terms)[0]!, school, year, calendar);
}

function contributionDayOf(year: AcademicYear, due: string, kindOfYear: ContributionTerms['kindOfYear']): string {
  if (kindOfYear === 'academic') return dayInYear(year, due);
  const inFirst = `${year.startYear}-${due}`;
  return inFirst >= `${year.startYear}-04-01` ? inFirst : `${year.startYear + 1}-${due}`;
}

/** In which parts a school is asked for it: as many as there are days, the odd pence in the last, and none due after it left. */
export function contributionParts(
  school: Membership,
  year: AcademicYear,
  terms: ContributionTerms,
  calendar: SchoolCalendar,
): DuePart[] {
  const due = contributionDue(school, year, terms, calendar);
  const days = contributionDueDays(year, terms).map((day, at) => {
    const on = dueOnceJoined(day, school, year, calendar);
    // Who has left owes nothing that falls due later: what is still open of it is due on leaving.
    return at > 0 && school.leftOn !== null && school.leftOn < on ? school.leftOn : on;
  });
  const each = Math.floor(due / days.length);
  return days.map((dueOn, at) => ({ dueOn, amount: at < days.length - 1 ? each : due - each * at }));
}

/** The days by which a school pays that is a member from the year's first day. */
export function contributionDueDays(
  year: AcademicYear,
  { due, instalments = [], kindOfYear }: Pick<ContributionTerms, 'due' | 'instalments' | 'kindOfYear'>,
): string[] {
  const all = instalments.length > 0 ? instalments : [due];
  return all.map((day) => contributionDayOf(year, day, kindOfYear)).sort();
}

/** What a school pays that is a member all the year: its own amount, one by its pupils, or that of all. */
export function wholeYearOf(
  { contribution, pupilsOnRoll }: Membership,
  { wholeYear, byPupils = [] }: ContributionTerms,
) {
  if (contribution != null) return contribution;
  if (pupilsOnRoll == null) return wholeYear;
  return byPupils.find(({ upTo }) => upTo === null || pupilsOnRoll <= upTo)?.amount ?? wholeYear;
}

/** What a school is asked for. */
export function contributionDue(
  school: Membership,
  year: AcademicYear,
  terms: ContributionTerms,
  calendar: SchoolCalendar,
): number {
  const dueOn = (one: Membership) => contributionDueOn(one, year, terms, calendar);
  const { part, of } = shareOwed(terms.partYear, school, year, calendar, dueOn);
  return divideHalfUp(wholeYearOf(school, terms) * part, of);
}
