import { type Alliance, type Member, type Payment, UNREAD } from './alliance.ts';
import { yearInWords } from './days.ts';
import { askedFor, membersOf, payingDay } from './money.ts';

/** A line of *Contributions*, and where it stands. */
export interface Entry {
  readonly payment: Payment;
  /** The year in whose workbook it is typed. */
  readonly typedIn: number;
  readonly row: string;
}
/** One of which every cell could be read; a refund is below nothing. */
export interface ReadEntry extends Entry {
  readonly day: string;
  readonly pence: number;
  readonly place: 'account' | 'other income' | 'another year' | 'to come' | 'no member' | 'typed twice';
}

export interface Account {
  readonly due: number;
  readonly dueOn: string;
  readonly paid: number;
  readonly refunded: number;
  readonly stillToPay: number;
  readonly tooMuch: number;
  readonly entries: readonly ReadEntry[];
}

/** What is typed in this year’s workbook, and in those of the years beside it for this year. */
function entriesOf(alliance: Alliance): Entry[] {
  const { books, startYear } = alliance;
  return books.flatMap((book) =>
    book.payments
      .map(({ meant }, at) => ({
        ...{ payment: meant, typedIn: book.startYear },
        row: `Contributions ${yearInWords(book.startYear)} row ${at + 2}`,
      }))
      .filter(
        ({ payment: { forYear }, typedIn }) => typedIn === startYear || forYear === startYear || forYear === UNREAD,
      ),
  );
}

function isUnread({ payment: { urn, kind, forYear, pence, day } }: Entry): boolean {
  return (urn === null && kind !== 'other income') || [kind, forYear, pence, day].includes(UNREAD);
}

export function unreadEntries(alliance: Alliance): Entry[] {
  return entriesOf(alliance).filter(isUnread);
}

/** Every line that could be read, each in one place. */
export function readEntries(alliance: Alliance): ReadEntry[] {
  const { startYear, asOf } = alliance;
  const members = membersOf(alliance).map(({ urn }) => urn);
  const before = new Set<string>();
  const placeOf = ({ payment, typedIn }: Entry): ReadEntry['place'] => {
    const { forYear, day, kind, urn } = payment;
    if ((forYear ?? typedIn) !== startYear) return 'another year';
    if (day > asOf) return 'to come';
    const says = JSON.stringify([
      typedIn,
      urn,
      forYear ?? typedIn,
      day,
      payment.reference.toLowerCase(),
      kind,
      payment.pence,
      payment.note,
    ]);
    if (before.has(says)) return 'typed twice';
    before.add(says);
    if (kind === 'other income') return 'other income';
    return urn !== null && members.includes(urn) ? 'account' : 'no member';
  };
  return entriesOf(alliance)
    .filter((entry) => !isUnread(entry))
    .map((entry) => {
      const pence = Number(entry.payment.pence);
      const signed = entry.payment.kind === 'refund' ? -pence : pence;
      return { ...entry, day: entry.payment.day, pence: signed, place: placeOf(entry) };
    });
}

export function accountOf(alliance: Alliance, { urn, ...member }: Member): Account {
  const entries = readEntries(alliance)
    .filter(({ payment, place }) => place === 'account' && payment.urn === urn)
    .sort(
      (one, other) =>
        one.day.localeCompare(other.day) ||
        Number(one.pence < 0) - Number(other.pence < 0) ||
        one.payment.reference.localeCompare(other.payment.reference),
    );
  const [due, dueOn] = [askedFor(alliance, { urn, ...member }), payingDay(alliance, { urn, ...member })];
  const paid = entries.reduce((sum, { pence }) => sum + Math.max(0, pence), 0);
  const refunded = entries.reduce((sum, { pence }) => sum + Math.max(0, -pence), 0);
  const open = due - paid + refunded;
  return { due, dueOn, paid, refunded, entries, stillToPay: Math.max(0, open), tooMuch: Math.max(0, -open) };
}

/** Lines that cannot be read and may be a payment of the school’s for the year. */
export function perhapsPaid(alliance: Alliance, { urn }: Member): Entry[] {
  return unreadEntries(alliance).filter(({ payment, typedIn }) => {
    const { forYear, kind } = payment;
    const isForYear = forYear === UNREAD || (forYear ?? typedIn) === alliance.startYear;
    const isPayment = kind === 'payment' || kind === UNREAD;
    return payment.urn === urn && isForYear && isPayment;
  });
}
