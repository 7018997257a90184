import { booksClosedTab } from '../../../sheets-schema/tabs/books-closed.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { plusDays } from '../../figures/academic-year.ts';
import { sum } from '../../figures/sums.ts';
import type { CarriedFigure } from '../kept-figure.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';
import { accountHolders } from './accounts.ts';
import { cashBook } from './cash-book.ts';
import { type HeadingSum, headingSums } from './headings.ts';
import { owedOn } from './owed-on.ts';
import { accountReads } from './terms.ts';

/** What books came to that were examined, kept as it was when that was first seen. In pence. */
export interface ClosedBooks {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly on: string;
  /** The day of the check that first saw them closed. */
  readonly keptOn: string;
  /** What was in the account after the last day; null where nobody said. */
  readonly held: number | null;
  readonly headings: readonly Pick<HeadingSum, 'side' | 'what' | 'amount'>[];
  /** By URN, what each school owed after the last day; below nothing where it had paid ahead. */
  readonly schools: Readonly<Record<string, { readonly name: string; readonly owed: number }>>;
}

type Days = Pick<ClosedBooks, 'from' | 'to'>;

/** By which they are kept, and come forward to the next year. */
const CLOSED_BOOKS = 'working-protocols/closed-books';

function keyOf({ from, to }: Days): string {
  return `${from} ${to}`;
}

/** The books of the year that were examined, by the days that they are of: kept as they came to then, as long as the row stands as it does. */
export const closedBooks: CarriedFigure<ClosedBooks> = {
  id: CLOSED_BOOKS,
  reads: [booksClosedTab, contributionsTab, spendingTab],
  of: (all) => Object.fromEntries(closedIn(all).map(({ closed }) => [keyOf(closed), closed])),
};

export interface Closing {
  /** As they came to when they were closed. */
  readonly closed: ClosedBooks;
  /** As they come to by what is typed now. */
  readonly now: Pick<ClosedBooks, 'held' | 'headings' | 'schools'>;
  readonly rowNumber: number;
}

/** The closed books of the situation's own year, then and now. */
export function closedIn(all: Situation): Closing[] {
  const look = all.look(booksClosedTab);
  if (look.is !== 'here') return [];
  const situation = seeing(all, [accountReads]);
  const before = new Map(all.keptBefore<ClosedBooks>(CLOSED_BOOKS));
  return look.rows
    .filter(({ on }) => on <= all.asOf)
    .map(({ to, by, on, rowNumber, ...row }) => {
      const from = row.from ?? all.year.from;
      const now = comesTo(situation, from, to);
      const kept = before.get(keyOf({ from, to }));
      const closed = kept?.by === by && kept.on === on ? kept : { from, to, by, on, keptOn: all.asOf, ...now };
      return { closed, now, rowNumber };
    });
}

/** The last books that were closed by the end of a time and are not of just its days: the year's own, or those of the year before. */
export function lastClosed(situation: Situation, before: Situation | null, { from, to }: Days): Closing | null {
  const own = closedIn(situation);
  const older = situation
    .broughtForward<ClosedBooks>(CLOSED_BOOKS)
    .flatMap(([, closed]) =>
      before === null ? [] : [{ closed, now: comesTo(before, closed.from, closed.to), rowNumber: 0 }],
    );
  const ended = [...own, ...older].filter(({ closed }) => closed.to <= to && keyOf(closed) !== keyOf({ from, to }));
  return ended.toSorted((one, other) => (one.closed.to < other.closed.to ? 1 : -1))[0] ?? null;
}

/** By which the closing of just these days is kept; null where they are not closed. */
export function closingOf(situation: Situation, { from, to }: Days): { figure: string; of: string } | null {
  const isClosed = closedIn(situation).some(({ closed }) => closed.from === from && closed.to === to);
  return isClosed ? { figure: CLOSED_BOOKS, of: keyOf({ from, to }) } : null;
}

function comesTo(situation: Situation, from: string, to: string): Closing['now'] {
  const book = cashBook(situation);
  const movements = book.movements.filter(({ day }) => from <= day && day <= to);
  const on = { ...situation, asOf: to };
  const schools = accountHolders(on).map((school) => {
    const { owed, inAdvance, towardsLater } = owedOn(school, on);
    return [school.urn, { name: school.name, owed: owed - inAdvance - towardsLater }] as const;
  });
  return {
    held: book.heldBefore(plusDays(to, 1)),
    headings: headingSums(movements, situation).map(({ side, what, amount }) => ({ side, what, amount })),
    schools: Object.fromEntries(schools),
  };
}

/** A heading that comes to another sum now than when the books were closed, as what it adds to the account. */
export interface HeadingChange {
  readonly side: HeadingSum['side'];
  readonly what: string;
  readonly closed: number;
  readonly now: number;
}

/** Nothing where all comes to what it came to. */
export function changedHeadings({ closed, now }: Closing): HeadingChange[] {
  const sums = new Map<string, HeadingChange>();
  const add = (of: 'closed' | 'now', headings: ClosedBooks['headings']) => {
    for (const { side, what, amount } of headings) {
      const key = `${side} ${what}`;
      sums.set(key, { ...(sums.get(key) ?? { side, what, closed: 0, now: 0 }), [of]: amount });
    }
  };
  add('closed', closed.headings);
  add('now', now.headings);
  const [first, firstNow] = [closed, now].map((books) => heldAtFirst(books));
  if (first != null && firstNow != null)
    sums.set('first', { side: 'in', what: 'In the account at first', closed: first, now: firstNow });
  return [...sums.values()].filter((one) => one.closed !== one.now);
}

/** What was in the account before the first day: what was there after the last, less what came and went. */
function heldAtFirst({ held, headings }: Pick<ClosedBooks, 'held' | 'headings'>): number | null {
  return held === null ? null : held - sum(headings, ({ side, amount }) => (side === 'in' ? amount : -amount));
}

/** Schools that owe another sum by what is typed now, for the books' last day. */
export function changedSchools({ closed, now }: Closing): { urn: string; name: string; closed: number; now: number }[] {
  const urns = [...new Set([...Object.keys(closed.schools), ...Object.keys(now.schools)])];
  return urns
    .map((urn) => ({
      urn,
      name: (now.schools[urn] ?? closed.schools[urn])!.name,
      closed: closed.schools[urn]?.owed ?? 0,
      now: now.schools[urn]?.owed ?? 0,
    }))
    .filter((one) => one.closed !== one.now);
}
