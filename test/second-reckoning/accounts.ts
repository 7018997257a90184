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
  readonly place:
    | 'account'
    | 'other income'
    | 'another year'
    | 'to come'
    | 'no member'
    | 'typed twice'
    | 'said by last year’s book';
}

export interface Account {
  readonly due: number;
  readonly dueOn: string;
  /** What was owed from before this year, by when it was due; below nothing where it was paid in advance. */
  readonly forward: readonly Forward[];
  readonly waived: number;
  readonly paid: number;
  readonly refunded: number;
  readonly stillToPay: number;
  /** What of it is the year's own. */
  readonly ofYear: number;
  readonly tooMuch: number;
  readonly entries: readonly ReadEntry[];
}

export interface Forward {
  /** Null where somebody typed it. */
  readonly ofYear: number | null;
  readonly dueOn: string;
  readonly pence: number;
  readonly entry: ReadEntry | null;
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
  const members = holdersOf(alliance).map(({ urn }) => urn);
  const last = lastYear(alliance);
  const hadAccount = last === null ? [] : holdersOf(last).map(({ urn }) => urn);
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
    if (urn === null || !members.includes(urn)) return 'no member';
    // What a school owed before is asked of nobody where last year’s book has its account.
    return kind === 'owed before' && hadAccount.includes(urn) ? 'said by last year’s book' : 'account';
  };
  return entriesOf(alliance)
    .filter((entry) => !isUnread(entry))
    .map((entry) => {
      const pence = Number(entry.payment.pence);
      const { kind } = entry.payment;
      const signed = kind === 'refund' ? -pence : kind === 'waiver' || kind === 'owed before' ? 0 : pence;
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
  const fromBefore = lastYear(alliance) === null ? [] : leftBy(lastYear(alliance)!, { urn, ...member });
  const typed = entries
    .filter(({ payment }) => payment.kind === 'owed before')
    .map((entry) => ({ ofYear: null, dueOn: entry.day, pence: Number(entry.payment.pence), entry }));
  const forward = [...fromBefore, ...typed];
  const owedBefore = forward.reduce((sum, { pence }) => sum + Math.max(0, pence), 0);
  const asked = waiversIn(entries);
  const inAdvance = -forward.reduce((sum, { pence }) => sum + Math.min(0, pence), 0);
  // No school is given anything by a waiver: it is let off what it owes, and of that no more than there is.
  const waived = Math.min(asked, due) + Math.min(Math.max(0, asked - due), owedBefore);
  const open = forward.reduce((sum, { pence }) => sum + pence, 0) + due - waived - paid + refunded;
  return {
    ...{ due, dueOn, forward, waived, paid, refunded, entries },
    ...{ stillToPay: Math.max(0, open), tooMuch: Math.max(0, -open) },
    ofYear: Math.max(0, due - Math.min(asked, due) - paid + refunded - inAdvance),
  };
}

function waiversIn(entries: readonly ReadEntry[]): number {
  return entries.reduce((sum, { payment }) => sum + (payment.kind === 'waiver' ? Number(payment.pence) : 0), 0);
}

/** The alliance as it was the year before, where it has a book of that. */
function lastYear(alliance: Alliance): Alliance | null {
  const startYear = alliance.startYear - 1;
  return alliance.books.some((book) => book.startYear === startYear) ? { ...alliance, startYear } : null;
}

/** What a school still owed when the year was over, by year, or had paid beyond it. */
export function leftBy(last: Alliance, member: Member): Forward[] {
  if (!holdersOf(last).some(({ urn }) => urn === member.urn)) return [];
  const { dueOn, forward, stillToPay, ofYear, tooMuch } = accountOf(last, member);
  if (tooMuch > 0) return [{ ofYear: null, dueOn: '', pence: -tooMuch, entry: null }];
  if (stillToPay === 0) return [];
  const older = forward.filter(({ pence }) => pence > 0).sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  const before = older.reduce((sum, { pence }) => sum + pence, 0);
  // What was paid or waived beyond the year's own went to the oldest.
  let gone = before - (stillToPay - ofYear);
  const open = older.map((one) => {
    const taken = Math.min(gone, one.pence);
    gone -= taken;
    return { ...one, entry: null, pence: one.pence - taken };
  });
  return [...open, { ofYear: last.startYear, dueOn, pence: ofYear, entry: null }]
    .filter(({ pence }) => pence > 0)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
}

/** Members of the year, and who was one before and has an account that is not settled, as a board expects a list of them. */
export function holdersOf(alliance: Alliance): Member[] {
  const members = membersOf(alliance);
  const last = lastYear(alliance);
  const others = last === null ? [] : membersOf(last).filter(({ urn }) => members.every((one) => one.urn !== urn));
  return [...members, ...others.filter((one) => leftBy(last!, one).length > 0)].sort((one, other) =>
    one.name.localeCompare(other.name, 'en'),
  );
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
