import { folded } from '../../../../sheets-schema/cells/tidy.ts';
import { bankTab } from '../../../../sheets-schema/tabs/bank.tab.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../../sheets-schema/tabs/spending.tab.ts';
import { longDate, pounds, yearLabel } from '../../../../sheets-schema/wording.ts';
import type { FundStatementData } from '../../../../templates/fund-statement.document.ts';
import type {
  HeadingLine,
  ReceiptsAndPaymentsData,
  SchoolsMoney,
} from '../../../../templates/receipts-and-payments.document.ts';
import { plusDays } from '../../../figures/academic-year.ts';
import { inNameOrder, type School } from '../../../figures/members.ts';
import { schoolWith } from '../../../figures/school-numbers.ts';
import { sum } from '../../../figures/sums.ts';
import type { MadeFrom, Time } from '../../define-issue.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { accountHolders, accountOf } from '../accounts.ts';
import { atTheBank, balancesOf } from '../at-the-bank.ts';
import { isYearBeforeKnown } from '../brought-forward.ts';
import { type CashBook, cashBook, type HeldFor, type Movement } from '../cash-book.ts';
import { type Closing, changedHeadings, changedSchools, lastClosed } from '../closed-books.ts';
import { type HeadingSum, headingSums } from '../headings.ts';
import { type OwedOn, owedOn } from '../owed-on.ts';
import { moneyHeldBy } from '../settings.ts';
import { accountReads } from '../terms.ts';
import { unread } from './entries-named.ts';

/** The year's books and those of the year before, where that has a workbook: each tells of its own days. */
interface Books {
  readonly now: Situation;
  readonly before: Situation | null;
}

function booksOf(situation: Situation, made: MadeFrom): Books {
  const { asOf, year } = situation;
  const before = made.keptOf({ urn: null, startYear: year.startYear - 1 })?.situation ?? null;
  return {
    now: seeing(situation, [accountReads]),
    before: before && seeing({ ...before, asOf }, [accountReads]),
  };
}

/** Why nothing can be said of a time, in a sentence; null where it can. */
export function whyNoBooks(situation: Situation, made: MadeFrom): string | null {
  const { now, before } = booksOf(situation, made);
  const { from, to } = made.time;
  const first = before?.year ?? now.year;
  if (made.followedBy && to > now.year.to)
    return `${now.year.label} is over, and ${longDate(to)} is in the books of ${made.followedBy}. Ask for this in the workbook of that year.`;
  if (from < first.from && !(before === null && isAtBankFrom(from, now)))
    return `${longDate(from)} is before ${first.label}, the oldest year that is kept here and may begin an account of ${now.year.label}. Ask for a later first day.`;
  const books = { now, before };
  const [opening, closing] = [from, plusDays(to, 1)].map((day) => bookOn(day, books).heldBefore(day));
  if (opening != null && closing != null) {
    const moved = sum(movementsIn(books, { from, to }), ({ amount }) => amount);
    if (opening + moved === closing) return null;
    return `The books of two years do not meet: by what came and went, ${pounds(opening + moved)} would be in the account after ${longDate(to)}, and there is ${pounds(closing)}. Look at what was held when ${longDate(now.year.from)} began.`;
  }
  return `What was in the account on ${longDate(from)} is not known. Type it into ${contributionsTab.title} as Held before, or paste the bank’s statement with its balances.`;
}

/** Whether the bank's statements tell what came and went from a day on: as they do from the month of their first line. */
function isAtBankFrom(day: string, situation: Situation): boolean {
  const [first] = (atTheBank(situation)?.lines ?? []).map((line) => line.day).sort();
  return first !== undefined && `${first.slice(0, 7)}-01` <= day;
}

/** The book of the year that a day is in. */
function bookOn(day: string, { now, before }: Books): CashBook {
  return cashBook(before !== null && day < now.year.from ? before : now);
}

/** What came and went between two days, each day by the books of its own year. */
function movementsIn({ now, before }: Books, { from, to }: Time): Movement[] {
  const isOfBefore = (day: string) => before !== null && day < now.year.from;
  const old = before === null ? [] : cashBook(before).movements.filter(({ day }) => isOfBefore(day));
  const all = [...old, ...cashBook(now).movements.filter(({ day }) => !isOfBefore(day))];
  return all.filter(({ day }) => from <= day && day <= to);
}

export function receiptsAndPaymentsData(all: Situation, made: MadeFrom): ReceiptsAndPaymentsData {
  const books = booksOf(all, made);
  const { now } = books;
  const { time } = made;
  const book = cashBook(now);
  const movements = movementsIn(books, time);
  const last = yearBefore(books, time);
  const after = plusDays(time.to, 1);
  const [opening, closing] = [time.from, after].map((day) => bookOn(day, books).heldBefore(day)!) as [number, number];
  const [heldAtFirst, heldAtLast] = [time.from, after].map((day) => bookOn(day, books).heldForBefore(day)) as [
    HeldFor,
    HeldFor,
  ];
  const purposes = [...new Set([...heldAtFirst.keys(), ...heldAtLast.keys()])].sort();
  const lines = headingLines(movements, last?.movements ?? null, books);
  return {
    ...time,
    heldBy: now.settings.held(moneyHeldBy).value,
    opening,
    closing,
    changedSince: changedSince(lastClosed(now, books.before, time)),
    receipts: lines.filter(({ side }) => side === 'in').map(({ side: _, ...line }) => line),
    payments: lines.filter(({ side }) => side === 'out').map(({ side: _, ...line }) => line),
    yearBefore: last && { from: last.time.from, to: last.time.to, opening: last.opening, closing: last.closing },
    onlyFor: purposes.map((purpose) => {
      const its = movements.filter(({ onlyFor }) => onlyFor !== null && folded(onlyFor) === purpose);
      return {
        called: (heldAtLast.get(purpose) ?? heldAtFirst.get(purpose))!.called,
        opening: heldAtFirst.get(purpose)?.amount ?? 0,
        received: sum(its, ({ amount }) => Math.max(0, amount)),
        paid: sum(its, ({ amount }) => Math.max(0, -amount)),
        closing: heldAtLast.get(purpose)?.amount ?? 0,
      };
    }),
    schools: schoolsMoney(books, time, movements),
    bank: bankSays(now, time.to, book),
    notPlaced: movements
      .filter(({ heading }) => heading === 'not placed')
      .map(({ day, amount, typed }) => ({
        day,
        amount,
        because:
          typed === null
            ? 'nothing typed says what it is'
            : `typed for ${yearLabel(typed.entry!.forYear!)}, in whose workbook it is not seen`,
      })),
    notSeen: book.notSeen
      .filter(({ day }) => time.from <= day && day <= time.to)
      .map(({ day, amount, entry, spent, typedIn }) => ({
        who: entry === null ? spent!.payee : entry.school === null ? '' : now.nameOf(entry.school),
        date: day,
        amount,
        reference: entry?.reference ?? '',
        because: typedIn === now.whose.startYear ? '' : `typed in the workbook of ${yearLabel(typedIn)}`,
      })),
    unread: now.waitingRows(contributionsTab).map((row) => unread(row, now)),
    unreadElsewhere: [bankTab, spendingTab]
      .map((tab) => ({ tab: tab.title, rows: now.waiting(tab) }))
      .filter(({ rows }) => rows > 0),
  };
}

/** The same on the last day of the time alone: what is in the fund, and what schools owe it. */
export function fundStatementData(all: Situation, made: MadeFrom): FundStatementData {
  const { to, closing, heldBy, onlyFor, schools, bank, notPlaced, notSeen, unread, unreadElsewhere } =
    receiptsAndPaymentsData(all, made);
  return {
    ...{ to, closing, heldBy, bank, notPlaced, notSeen, unread, unreadElsewhere },
    onlyFor: onlyFor.flatMap(({ called, closing: amount }) => (amount === 0 ? [] : [{ called, amount }])),
    schools: schools
      .map(({ school, owed, inAdvance, towardsLater }) => ({ school, owed, inAdvance: inAdvance + towardsLater }))
      .filter(({ owed, inAdvance }) => owed + inAdvance > 0),
  };
}

/** What changed of books since they were examined; null where nothing did, or none were. */
function changedSince(closing: Closing | null): ReceiptsAndPaymentsData['changedSince'] {
  if (closing === null) return null;
  const [headings, schools] = [changedHeadings(closing), changedSchools(closing)];
  if (headings.length + schools.length === 0) return null;
  const { from, to, by, on } = closing.closed;
  return {
    from,
    to,
    by,
    on,
    headings,
    schools: schools.map(({ name, closed, now }) => ({ school: name, closed, now })),
  };
}

/** The same days a year earlier, where it is known what was held then. */
function yearBefore({ now, before }: Books, { from, to }: Time) {
  const books = before === null ? { now, before } : { now: before, before: null };
  const time = { from: aYearEarlier(from), to: aYearEarlier(to) };
  const book = cashBook(books.now);
  const [opening, closing] = [book.heldBefore(time.from), book.heldBefore(plusDays(time.to, 1))];
  const movements = movementsIn({ now: before ?? now, before: null }, time);
  if (before === null || opening === null || closing === null || movements.length === 0) return null;
  // Of days before the first books at hand nobody knows what came and went.
  if (time.from < before.year.from && !isYearBeforeKnown(before)) return null;
  return { time, opening, closing, movements };
}

function aYearEarlier(day: string): string {
  const earlier = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return earlier.endsWith('02-29') ? earlier.replace('29', '28') : earlier;
}

/** The headings of both times, each beside what it came to a year before where that is known. */
function headingLines(
  movements: readonly Movement[],
  last: readonly Movement[] | null,
  { now, before }: Books,
): Sided[] {
  const sums = headingSums(movements, now);
  const older = last === null ? null : headingSums(last, before ?? now);
  const olderOf = ({ side, what }: Pick<HeadingSum, 'side' | 'what'>) =>
    older?.find((one) => one.side === side && one.what === what)?.amount ?? 0;
  const over = (older ?? []).filter(({ side, what }) => !sums.some((one) => one.side === side && one.what === what));
  return [...sums, ...over.map((one) => ({ ...one, amount: 0, onlyFor: 0 }))].map((one) => ({
    ...one,
    yearBefore: older === null ? null : olderOf(one),
  }));
}

type Sided = HeadingLine & Pick<HeadingSum, 'side'>;

/** What each school owed at first, what fell due, came in and went back, and how it stands at last. */
function schoolsMoney(books: Books, { from, to }: Time, movements: readonly Movement[]): SchoolsMoney[] {
  const { now, before } = books;
  const inBooks = (day: string) => (before !== null && day < now.year.from ? before : now);
  const urnNow = (urn: string) => schoolWith(now.schools, urn)?.urn ?? urn;
  const standing = (day: string) => {
    const situation = { ...inBooks(day), asOf: day };
    const older = situation.year.startYear === now.year.startYear ? before : null;
    return new Map(accountHolders(situation).map((school) => [urnNow(school.urn), owedOn(school, situation, older)]));
  };
  const [atFirst, atLast] = [standing(plusDays(from, -1)), standing(to)];
  const holders = new Map<string, School>();
  for (const situation of before !== null && from < now.year.from ? [before, now] : [now])
    for (const school of accountHolders(situation)) holders.set(urnNow(school.urn), school);
  return inNameOrder([...holders.values()]).flatMap((school): SchoolsMoney[] => {
    const urn = urnNow(school.urn);
    const due = dueBy(books, urn, { from, to });
    const waived = waivedBy(books, urn, to) - waivedBy(books, urn, plusDays(from, -1));
    const received = sum(movements, (one) => (one.urn !== null && urnNow(one.urn) === urn ? one.amount : 0));
    const [first, last] = [atFirst.get(urn) ?? NOTHING, atLast.get(urn) ?? NOTHING];
    const settled = (day: string) => settledLater(books, urn, day);
    const start = first.owed - first.inAdvance - first.towardsLater + settled(plusDays(from, -1));
    const line = {
      start,
      due,
      waived,
      received,
      owed: last.owed + settled(to),
      inAdvance: last.inAdvance,
      towardsLater: last.towardsLater,
    };
    return Object.values(line).every((pence) => pence === 0) ? [] : [{ school: school.name, ...line }];
  });
}

const NOTHING: OwedOn = { owed: 0, inAdvance: 0, towardsLater: 0, since: null };

/** What is paid after a day for years before the first at hand: what those leave to it is without it, and so was owed on the day. */
function settledLater({ now, before }: Books, urn: string, day: string): number {
  const first = before ?? now;
  const its = movementsIn({ now, before }, { from: plusDays(day, 1), to: first.year.to });
  return sum(
    its.filter((one) => one.urn !== null && (schoolWith(now.schools, one.urn)?.urn ?? one.urn) === urn),
    ({ forYear, amount }) => (forYear !== null && forYear < first.year.startYear ? amount : 0),
  );
}

/** Which years' accounts tell how a school stands on a day: those begun, and the oldest for the days before it. */
function begunBy(day: string, { now, before }: Books): Situation[] {
  const oldest = before ?? now;
  return [oldest, now].filter((one, at, all) => all.indexOf(one) === at && (one === oldest || one.year.from <= day));
}

function waivedBy(books: Books, urn: string, day: string): number {
  return sum(begunBy(day, books), (situation) => accountOn(situation, urn, day, books)?.waived ?? 0);
}

/** What of the years' accounts fell due in a time: what is dated before its year, on that one's first day; but what was owed before the oldest, before. */
function dueBy(books: Books, urn: string, { from, to }: Time): number {
  const oldest = books.before ?? books.now;
  const isIn = (day: string) => from <= day && day <= to;
  return sum(begunBy(to, books), (situation) => {
    const first = situation.year.from;
    const { parts = [], entries = [] } = accountOn(situation, urn, to, books) ?? {};
    const typed = entries.flatMap(({ entry: { kind, date, amount } }) =>
      kind === 'owed-before' ? [{ dueOn: situation === oldest ? date : laterOf(date, first), amount }] : [],
    );
    const due = parts.map(({ dueOn, amount }) => ({ dueOn: laterOf(dueOn, first), amount }));
    return sum([...due, ...typed], ({ dueOn, amount }) => (isIn(dueOn) ? amount : 0));
  });
}

function laterOf(one: string, other: string): string {
  return one < other ? other : one;
}

function accountOn(situation: Situation, urn: string, day: string, { now }: Books) {
  const on = { ...situation, asOf: day };
  const its = accountHolders(on).find((one) => (schoolWith(now.schools, one.urn)?.urn ?? one.urn) === urn);
  return its ? accountOf(its, on) : null;
}

/** What the bank says was in the account at the end of a day, by the last line until then; null where it says nothing. */
function bankSays(situation: Situation, to: string, { movements }: CashBook): ReceiptsAndPaymentsData['bank'] {
  const bank = atTheBank(situation);
  const lines = bank?.lines.filter(({ day }) => day <= to) ?? [];
  if (lines.length === 0) return null;
  const balances = balancesOf(lines).map(({ closing }) => closing);
  if (balances.some((balance) => balance === null)) return null;
  const days = lines.map((line) => line.day).sort();
  const [first, day] = [days[0]!, days.at(-1)!];
  const besides = movements.filter((one) => !one.isAtBank && first <= one.day && one.day <= to);
  return { day, balance: sum(balances, (balance) => balance!), typedBesides: sum(besides, ({ amount }) => amount) };
}
