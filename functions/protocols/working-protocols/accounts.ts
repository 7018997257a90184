import { referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import { keyWithoutOccurrence } from '../../../sheets-schema/parse-tab.ts';
import type { Row } from '../../../sheets-schema/tab.ts';
import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { listed, longDate, pounds, yearLabel } from '../../../sheets-schema/wording.ts';
import { academicYear, isWithin } from '../../figures/academic-year.ts';
import type { LineToMatch } from '../../figures/bank/match.ts';
import {
  type BroughtForward,
  type ContributionAccount,
  contributionAccount,
  contributionDue,
  inOrderOfDays,
  isOwedByTheYearBefore,
  movesMoney,
  type PlaceOfEntry,
  placeOf,
  signedAmount,
  type TypedEntry,
} from '../../figures/contributions.ts';
import type { School } from '../../figures/members.ts';
import { numbersOf } from '../../figures/school-numbers.ts';
import { sum, sumIfAll } from '../../figures/sums.ts';
import type { Perhaps } from '../builders/at-least-by.ts';
import type { Situation } from '../situation.ts';
import { type AtTheBank, atTheBank, movementKey } from './at-the-bank.ts';
import { forwardOf, isYearBeforeKnown, noLongerMembers } from './brought-forward.ts';
import { contributionTerms } from './terms.ts';

type Entry = Row<typeof contributionsTab>;

/**
 * A member's account, as its statement, the treasurer's, *Start here*, the page and the check all have it. The situation sees only rows
 * in which all that an account is added up from could be read; while those are not at hand, none is paid.
 */
export function accountOf(
  school: School,
  situation: Situation,
  forward: BroughtForward = forwardOf(school, situation),
): ContributionAccount {
  const { year, settings, asOf } = situation;
  const rows = entriesBySchool(situation).get(school.urn) ?? [];
  const terms = contributionTerms(settings);
  const calendar = situation.calendarOf(school.urn);
  return contributionAccount(rows, school, year, terms, calendar, asOf, forward);
}

/** Who has an account in the year: its members, and who is none any more and has one that is still open. */
export function accountHolders(situation: Situation): School[] {
  return [...situation.members, ...noLongerMembers(situation)];
}

export interface PlacedEntry extends TypedEntry {
  readonly place: PlaceOfEntry;
}

const placed = new WeakMap<Situation, readonly PlacedEntry[]>();

/** Every entry that can be read and is typed in this year's workbook, or counts in this year, with where it stands. */
export function placedEntries(situation: Situation): readonly PlacedEntry[] {
  const before = placed.get(situation);
  if (before !== undefined) return before;
  const { year, asOf } = situation;
  const urns = new Set(accountHolders(situation).map(({ urn }) => urn));
  const found = [...entriesBySchool(situation).values()]
    .flat()
    .sort(inOrderOfDays)
    .map((one) => {
      const place = placeOf(one, (urn) => urns.has(urn), year, asOf);
      const isThere =
        place === 'account' && isOwedByTheYearBefore(one.entry, forwardOf({ urn: one.entry.school! }, situation));
      return { ...one, place: isThere ? ('owed by the year before' as const) : place };
    });
  placed.set(situation, found);
  return found;
}

const known = new WeakMap<Situation, ReadonlyMap<string | null, readonly TypedEntry[]>>();

/** Entries typed in this year's workbook, those of other years' that count in this one, and what the bank shows besides, by school. */
function entriesBySchool(situation: Situation): ReadonlyMap<string | null, readonly TypedEntry[]> {
  const before = known.get(situation);
  if (before !== undefined) return before;
  const { whose } = situation;
  const isHere = situation.look(contributionsTab).is === 'here';
  const here = isHere ? situation.rows(contributionsTab).map(typedIn(whose.startYear)) : [];
  const elsewhere = situation.elsewhere(contributionsTab).map(({ row, ...where }) => ({ entry: row, ...where }));
  const typed = asTheBankHasThem(firstAndAgain([...here, ...elsewhere]), situation);
  const found = Map.groupBy(typed, ({ entry }) => entry.school);
  known.set(situation, found);
  return found;
}

/** The rows of all the years at hand that say the same as one before them, and count once unless the bank has both. */
export function saidAgain(situation: Situation): ReadonlySet<string> {
  const bank = atTheBank(situation);
  const seen = new Set(bank?.matching.matched.flatMap(({ rows }) => rows.map(({ key }) => key)));
  return new Set(
    typedAtHand(situation)
      .filter((one) => one.isAgain && !seen.has(movementKey(one.typedIn, one.entry)))
      .map((one) => `${one.typedIn} ${one.entry.key}`),
  );
}

/** The rows of all the years at hand, whichever they count in. */
function typedAtHand(situation: Situation): TypedEntry[] {
  const { whose } = situation;
  const isHere = situation.look(contributionsTab).is === 'here';
  const here = isHere ? situation.rows(contributionsTab).map(typedIn(whose.startYear)) : [];
  const beside = situation.beside(contributionsTab).map(({ row, ...where }) => ({ entry: row, ...where }));
  return firstAndAgain([...here, ...beside]);
}

/** Marks every row that says the same, to the letter, as one before it in its workbook: most likely it was typed twice. */
function firstAndAgain(entries: readonly TypedEntry[]): TypedEntry[] {
  const seen = new Set<string>();
  return entries.map((one) => {
    const { key, kind, amount, note } = one.entry;
    const says = JSON.stringify([one.typedIn, keyWithoutOccurrence(key), kind, amount, note]);
    if (seen.has(says)) return { ...one, isAgain: true };
    seen.add(says);
    return one;
  });
}

/**
 * The same by the bank, where its statements are kept: its day counts, what its statements cover and do not show does not, and a line that is
 * typed nowhere is a school's payment where its reference says so, or where it is what the school it names has still to pay.
 */
function asTheBankHasThem(entries: readonly TypedEntry[], situation: Situation): TypedEntry[] {
  const bank = atTheBank(situation);
  if (bank === null) return [...entries];
  const lineOf = new Map(
    bank.matching.matched.flatMap(({ line, rows }) => rows.map(({ key }) => [key, line] as const)),
  );
  const alone = new Set(bank.matching.matched.flatMap(({ line, rows }) => (rows.length === 1 ? [line] : [])));
  const seen = entries.map((one): TypedEntry => {
    const line = lineOf.get(movementKey(one.typedIn, one.entry));
    if (line) {
      // What people paired with another sum is the bank's; of several rows each is what it says.
      const amount = alone.has(line) && signedAmount(one.entry) !== 0 ? Math.abs(line.amount) : one.entry.amount;
      return { ...one, atBank: 'seen', entry: { ...one.entry, date: line.day, amount } };
    }
    return movesMoney(one.entry) && bank.covers(one.entry.date) ? { ...one, atBank: 'not seen' } : one;
  });
  return [...seen, ...paymentsAtBankAlone(seen, bank, situation)];
}

function paymentsAtBankAlone(seen: readonly TypedEntry[], bank: AtTheBank, situation: Situation): TypedEntry[] {
  const { year, asOf, settings, whose } = situation;
  const offered = new Set(bank.matching.offered.map(({ line }) => line.key));
  const alone = bank.matching.linesAlone.filter(
    ({ key, day, amount }) => amount > 0 && day <= asOf && !offered.has(key),
  );
  const found: TypedEntry[] = [];
  for (const line of alone) {
    const school = situation.members.find(({ urn }) => urn === line.party);
    if (school === undefined) continue;
    const [asked] = line.reference === null ? [] : referencesIn(line.reference, whose.startYear);
    const forYear = asked?.startYear ?? year.startYear;
    if (asked === undefined) {
      if (!isWithin(line.day, year)) continue;
      const so = contributionAccount(
        [...seen, ...found].filter(({ entry }) => entry.school === school.urn),
        school,
        year,
        contributionTerms(settings),
        situation.calendarOf(school.urn),
        asOf,
        forwardOf(school, situation),
      );
      if (so.outstanding !== line.amount && so.openOfYear !== line.amount) continue;
    }
    if (forYear !== year.startYear) continue;
    const entry: Entry = {
      ...{ rowNumber: 0, key: `bank ${line.key}`, school: school.urn, forYear, kind: 'payment' },
      ...{ amount: line.amount, date: line.day, reference: line.reference, note: null, onlyFor: null },
    };
    found.push({ entry, typedIn: whose.startYear, atBank: 'line' });
  }
  return found;
}

function typedIn(startYear: number) {
  return (entry: Entry): TypedEntry => ({ entry, typedIn: startYear });
}

/** Whether an entry is typed in this workbook, where a finding can stand at its cell. */
export function isTypedIn({ whose }: Situation): (one: TypedEntry) => boolean {
  return (one) => one.typedIn === whose.startYear && one.atBank !== 'line';
}

/** The members of the year with which a school became one: what one of them pays may be for another. */
export function becameOneWith({ urn, tookOver = [], becamePartOf }: School, { members }: Situation): School[] {
  const numbers = [...tookOver.map((one) => one.urn), ...(becamePartOf === undefined ? [] : [becamePartOf])];
  return members.filter((one) => one.urn !== urn && numbersOf(one).some((number) => numbers.includes(number)));
}

/** What those paid beyond what they owe, and how it is said; null where they paid no more. */
function paidBeyond(situation: Situation, school: School): { amount: number; says: string } | null {
  const others = becameOneWith(school, situation).filter((one) => accountOf(one, situation).outstanding < 0);
  if (others.length === 0) return null;
  const amount = -sum(others, (one) => accountOf(one, situation).outstanding);
  const [names, have] = [listed(others.map(({ name }) => name)), others.length === 1 ? 'has' : 'have'];
  return { amount, says: ` ${names} ${have} paid ${pounds(amount)} more than is owed there, which may be for this.` };
}

export const NOTHING_WAITS: Perhaps = { rows: 0, mayBe: () => false };

/**
 * The rows that wait to be mended and may be a payment of the school's for the year. One that names somebody else, is for another year,
 * or is no payment is none of them; and they may be no more than what stands in them, where that can be read.
 */
export function perhapsPaid({ urn }: School, situation: Situation): Perhaps {
  const { year, schools } = situation;
  const isListed = schools.some((one) => one.urn === urn);
  const rows = situation.waitingRows(contributionsTab).filter(({ mayBe, read }) => {
    const { kind, forYear } = read as Partial<Entry>;
    const isForYear = (forYear ?? year.startYear) === year.startYear;
    const mayBeIts = mayBe === null || mayBe.includes(urn) || (mayBe.length === 0 && !isListed);
    return mayBeIts && (kind ?? 'payment') === 'payment' && isForYear;
  });
  const amounts = rows.map(({ read: { amount } }) => (typeof amount === 'number' ? amount : null));
  const most = sumIfAll(amounts, (amount) => amount);
  return { rows: rows.length, mayBe: (missing) => rows.length > 0 && (most === null || most >= missing) };
}

/**
 * A school's payments for the year that are dated on days to come: most likely another date was meant, as what stands in *Contributions* has
 * happened. Null where there are none.
 */
export function paymentsToCome({ urn }: School, situation: Situation): { amount: number; says: string } | null {
  const entries = placedEntries(situation)
    .filter(({ entry, place }) => place === 'to come' && entry.school === urn && entry.kind === 'payment')
    .map(({ entry }) => entry);
  if (entries.length === 0) return null;
  const amount = sum(entries, (entry) => entry.amount);
  const days = listed([...new Set(entries.map(({ date }) => longDate(date)))]);
  return { amount, says: ` ${pounds(amount)} more is dated ${days}, and does not count before that.` };
}

/** What a school's payments come to that say the same as another row, and so count once; null where none do. */
function paymentsTypedTwice({ urn }: School, situation: Situation): { amount: number; says: string } | null {
  const entries = placedEntries(situation).filter(
    ({ entry, place }) => place === 'typed twice' && entry.school === urn && entry.kind === 'payment',
  );
  if (entries.length === 0) return null;
  const amount = sum(entries, ({ entry }) => entry.amount);
  return { amount, says: ` ${pounds(amount)} more is typed in a row that says the same as another, and counts once.` };
}

/** What a school's payments come to that are typed and do not stand at the bank, though statements cover their days; null where none do. */
function paymentsNotSeen({ urn }: School, situation: Situation): { amount: number; says: string } | null {
  const entries = placedEntries(situation).filter(
    ({ entry, place }) => place === 'not at the bank' && entry.school === urn && entry.kind === 'payment',
  );
  if (entries.length === 0) return null;
  const amount = sum(entries, ({ entry }) => entry.amount);
  return { amount, says: ` ${pounds(amount)} more is typed and not seen at the bank.` };
}

/** What came to the bank and is not counted yet: it names the school, or names nobody and is what the school has to pay; null where nothing did. */
function paymentsNotPlaced(school: School, situation: Situation): { amount: number; says: string } | null {
  const bank = atTheBank(situation);
  if (bank === null) return null;
  const { asOf, year, whose } = situation;
  const counted = new Set(
    placedEntries(situation).flatMap(({ entry, atBank }) => (atBank === 'line' ? [entry.key] : [])),
  );
  const { openOfYear, outstanding, carries } = accountOf(school, situation);
  const open = new Set([openOfYear, outstanding, ...carries.owed.map(({ amount }) => amount)]);
  const isIts = ({ party, reference, amount }: LineToMatch) => {
    const asked = reference === null ? [] : referencesIn(reference, whose.startYear);
    if (asked.length > 0)
      return asked.some((one) => numbersOf(school).includes(one.urn) && one.startYear <= year.startYear);
    return party === null ? open.has(amount) : numbersOf(school).includes(party);
  };
  const lines = bank.matching.linesAlone.filter(
    (line) => line.amount > 0 && line.day <= asOf && !counted.has(`bank ${line.key}`) && isIts(line),
  );
  if (lines.length === 0) return null;
  const amount = sum(lines, (line) => line.amount);
  return { amount, says: ` ${pounds(amount)} more came to the bank and is not placed yet.` };
}

/** Any line that cannot be read may be anybody's payment, of any amount. */
function linesUnread(situation: Situation): { amount: number; says: string } | null {
  if (situation.waiting(bankTab) === 0) return null;
  const says = ' A line of the bank’s statements cannot be counted until it is mended, and may be it.';
  return { amount: Number.POSITIVE_INFINITY, says };
}

/** What is typed as the school's for a year in whose accounts nobody sees it: most likely another year was meant. */
function paymentsForNoBooks({ urn }: School, situation: Situation): { amount: number; says: string } | null {
  const { year, asOf } = situation;
  const first = isYearBeforeKnown(situation) ? year.startYear - 1 : year.startYear;
  const its = typedAtHand(situation).filter(({ entry, typedIn }) => {
    const forYear = entry.forYear ?? typedIn;
    const isNowhere = forYear < first || Math.abs(forYear - typedIn) > 1;
    return (
      isNowhere && entry.school === urn && entry.kind === 'payment' && entry.date <= asOf && entry.date >= year.from
    );
  });
  if (its.length === 0) return null;
  const years = listed([...new Set(its.map(({ entry }) => yearLabel(entry.forYear!)))]);
  const amount = sum(its, ({ entry }) => entry.amount);
  return { amount, says: ` ${pounds(amount)} more is typed for ${years}, in whose workbook it is not seen.` };
}

/**
 * What a school paid for the year before or after beyond what it owes there, by the rows at hand, of which a part may be meant for this
 * one; null where it paid no more. What the workbook of the year before has comes forward by itself.
 */
function paidForAnotherYear(school: School, situation: Situation, away: number) {
  const { asOf, settings, whose } = situation;
  const other = academicYear(whose.startYear + away, situation.year.from.slice(5));
  const typed = typedAtHand(situation);
  if (away < 0 && typed.some((one) => one.typedIn === other.startYear)) return null;
  const paid = typed.filter((one) => placeOf(one, (urn) => urn === school.urn, other, asOf) === 'account');
  const due = contributionDue(school, other, contributionTerms(settings), situation.calendarOf(school.urn));
  const amount = sum(paid, ({ entry }) => signedAmount(entry)) - due;
  if (amount <= 0) return null;
  return {
    amount,
    says: ` For ${other.label} it has paid ${pounds(amount)} more than is due: ask whether part of that is for this year.`,
  };
}

/** Whether anything typed does not count as the school's payment as it stands, this year's or of what it owes from before, and may be it. */
export function mayBePaidAtAll(situation: Situation, school: School): boolean {
  return mayBePaid(situation, school) !== null || isUnclear(situation, school) || hasPaidAhead(school, situation);
}

/** Whether something is typed here as the school's for the next year, while this one is open: most likely it is for this one. */
function hasPaidAhead({ urn }: School, situation: Situation): boolean {
  const { startYear } = situation.year;
  return placedEntries(situation).some(
    ({ entry, typedIn, place }) =>
      place === 'another year' &&
      entry.school === urn &&
      entry.kind === 'payment' &&
      (entry.forYear ?? typedIn) > startYear,
  );
}

/** The same but for what was paid beyond the next year: that goes to this one's debt by itself, in the next year's account. */
export function isForwardInDoubt(situation: Situation, school: School): boolean {
  return mayBePaid(situation, school, [-1]) !== null || isUnclear(situation, school);
}

/** Whether something cannot be read, this year's or the last, and may be its payment. */
function isUnclear(situation: Situation, school: School): boolean {
  return forwardOf(school, situation).inDoubt === true || perhapsPaid(school, situation).rows > 0;
}

/** All that is typed, does not count as the school's payment as it stands, and may be it; null where nothing is. */
export function mayBePaid(
  situation: Situation,
  school: School,
  yearsAway: readonly (-1 | 1)[] = [-1, 1],
): { amount: number; says: string } | null {
  const all = [
    paidBeyond(situation, school),
    paymentsToCome(school, situation),
    paymentsNotSeen(school, situation),
    paymentsNotPlaced(school, situation),
    linesUnread(situation),
    paymentsForNoBooks(school, situation),
    paymentsTypedTwice(school, situation),
    ...yearsAway.map((away) => paidForAnotherYear(school, situation, away)),
  ].filter((one) => one !== null);
  if (all.length === 0) return null;
  return { amount: sum(all, ({ amount }) => amount), says: all.map(({ says }) => says).join('') };
}
