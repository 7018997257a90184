import { runningBalance } from '../../../../sheets-schema/bank/running-balance.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate, yearLabel } from '../../../../sheets-schema/wording.ts';
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
import { atTheBank } from '../at-the-bank.ts';
import { cashBook, type Movement } from '../cash-book.ts';
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
  const { from } = made.time;
  const first = before?.year ?? now.year;
  if (before !== null && from < first.from)
    return `${longDate(from)} is before ${first.label}, the oldest year that stands beside this one. Ask for a later first day.`;
  if (cashBook(now).heldBefore(from) !== null) return null;
  return `What was in the account on ${longDate(from)} is not known. Type it into ${contributionsTab.title} as Held before, or paste the bank’s statement with its balances.`;
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
  const [opening, closing] = [book.heldBefore(time.from)!, book.heldBefore(after)!];
  const [heldAtFirst, heldAtLast] = [book.heldForBefore(time.from), book.heldForBefore(after)];
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
      const its = movements.filter(({ onlyFor }) => onlyFor !== null && onlyFor.trim().toLowerCase() === purpose);
      return {
        called: (heldAtLast.get(purpose) ?? heldAtFirst.get(purpose))!.called,
        opening: heldAtFirst.get(purpose)?.amount ?? 0,
        received: sum(its, ({ amount }) => Math.max(0, amount)),
        paid: sum(its, ({ amount }) => Math.max(0, -amount)),
        closing: heldAtLast.get(purpose)?.amount ?? 0,
      };
    }),
    schools: schoolsMoney(books, time, movements),
    bank: bankSays(now, time.to),
    notPlaced: movements.filter(({ heading }) => heading === 'not placed').map(({ day, amount }) => ({ day, amount })),
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
    const years = before !== null && from < now.year.from ? [before, now] : [now];
    const accounts = years.flatMap((situation) => {
      const its = accountHolders(situation).find((one) => urnNow(one.urn) === urn);
      return its ? [accountOf(its, { ...situation, asOf: to })] : [];
    });
    const inTime = (day: string) => from <= day && day <= to;
    const entries = accounts.flatMap((account) => account.entries.map(({ entry }) => entry));
    const typedDue = sum(entries, (entry) => (entry.kind === 'owed-before' && inTime(entry.date) ? entry.amount : 0));
    const due =
      sum(accounts, ({ parts }) => sum(parts, ({ dueOn, amount }) => (inTime(dueOn) ? amount : 0))) + typedDue;
    const waived = waivedBy(years, urn, to, urnNow) - waivedBy(years, urn, plusDays(from, -1), urnNow);
    const received = sum(movements, (one) => (one.urn !== null && urnNow(one.urn) === urn ? one.amount : 0));
    const [first, last] = [atFirst.get(urn) ?? NOTHING, atLast.get(urn) ?? NOTHING];
    const start = first.owed - first.inAdvance - first.towardsLater;
    const line = {
      start,
      due,
      waived,
      received,
      owed: last.owed,
      inAdvance: last.inAdvance,
      towardsLater: last.towardsLater,
    };
    return Object.values(line).every((pence) => pence === 0) ? [] : [{ school: school.name, ...line }];
  });
}

const NOTHING: OwedOn = { owed: 0, inAdvance: 0, towardsLater: 0, since: null };

function waivedBy(years: readonly Situation[], urn: string, day: string, urnNow: (urn: string) => string): number {
  return sum(years, (situation) => {
    const on = { ...situation, asOf: day };
    const its = accountHolders(on).find((one) => urnNow(one.urn) === urn);
    return its ? accountOf(its, on).waived : 0;
  });
}

/** What the bank says was in the account at the end of a day, by the last line until then; null where it says nothing. */
function bankSays(situation: Situation, to: string): ReceiptsAndPaymentsData['bank'] {
  const bank = atTheBank(situation);
  const lines = bank?.lines.filter(({ day }) => day <= to) ?? [];
  if (lines.length === 0) return null;
  const accounts = [...Map.groupBy(lines, ({ account }) => account).values()];
  const balances = accounts.map(
    (its) =>
      runningBalance(
        its.map((line) => ({ ...line, id: null })),
        null,
      ).closing,
  );
  if (balances.some((balance) => balance === null)) return null;
  const day = lines
    .map((line) => line.day)
    .sort()
    .at(-1)!;
  return { day, balance: sum(balances, (balance) => balance!) };
}
