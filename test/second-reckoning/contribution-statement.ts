import { type Alliance, type Member, type Payment, type TypedRow, UNREAD } from './alliance.ts';
import type { Reckoning } from './compare.ts';
import { inFull, spanOfYear, yearInWords } from './days.ts';
import { asAttached, askedFor, bookOf, inPounds, payingDay } from './money.ts';

/** A payment that counts: of one school, for this year, on a day that has come, every cell of it read. */
interface Entry {
  readonly day: string;
  readonly pence: number;
  readonly isRefund: boolean;
  readonly reference: string;
  readonly note: string;
  readonly row: string;
}

export interface Account {
  readonly due: number;
  readonly dueOn: string;
  readonly paid: number;
  readonly refunded: number;
  readonly stillToPay: number;
  readonly tooMuch: number;
  readonly entries: readonly Entry[];
  /** Rows that are or may be the school’s and cannot be read. */
  readonly unread: readonly string[];
}

export function accountOf(alliance: Alliance, member: Member): Account {
  const { startYear, asOf } = alliance;
  const rows = bookOf(alliance).payments.map((row, at) => ({ ...row, name: `Contributions row ${at + 2}` }));
  const mine = rows.filter(({ meant }) => meant.urn === member.urn);
  const entries = mine
    .flatMap(({ meant, name }) => entryOf(meant, name, startYear) ?? [])
    .filter(({ day }) => day <= asOf)
    .sort((one, other) => one.day.localeCompare(other.day));
  const [due, dueOn] = [askedFor(alliance, member), payingDay(alliance, member)];
  const total = (isRefund: boolean) =>
    entries.filter((entry) => entry.isRefund === isRefund).reduce((sum, { pence }) => sum + pence, 0);
  const [paid, refunded] = [total(false), total(true)];
  const open = due - paid + refunded;
  return {
    ...{ due, dueOn, paid, refunded, entries },
    stillToPay: Math.max(0, open),
    tooMuch: Math.max(0, -open),
    unread: rows
      .filter((row) => isUnread(row) && (row.meant.urn === member.urn || row.meant.urn === null))
      .map(({ name }) => name),
  };
}

export function isUnread({ meant: { urn, forYear, isRefund, pence, day } }: TypedRow<Payment>): boolean {
  return urn === null || [forYear, isRefund, pence, day].includes(UNREAD);
}

function entryOf(
  { forYear, isRefund, pence, day, reference, note }: Payment,
  row: string,
  startYear: number,
): Entry | null {
  if (forYear === UNREAD || isRefund === UNREAD || pence === UNREAD || day === UNREAD) return null;
  return (forYear ?? startYear) === startYear ? { day, pence, isRefund, reference, note, row } : null;
}

/** One school’s account, entry by entry. */
export function contributionStatement(alliance: Alliance, member: Member): Reckoning {
  const { asOf, startYear } = alliance;
  const account = accountOf(alliance, member);
  const { due, dueOn, paid, refunded, stillToPay, tooMuch, entries } = account;
  const rests = entries.map(({ row }) => row);
  const asked = {
    cells: [
      spanOfYear(startYear).from,
      `Contribution for ${yearInWords(startYear)}, due on ${inFull(dueOn)}`,
      '',
      asAttached(due),
      '',
      asAttached(due),
    ],
    rests: [`Schools: ${member.name}`],
  };
  let balance = due;
  const lines = entries.map(({ day, pence, isRefund, reference, note, row }) => {
    const kept = isRefund ? -pence : pence;
    balance -= kept;
    const what = `${isRefund ? 'Refund' : 'Payment received'}${note === '' ? '' : `: ${note}`}`;
    return { cells: [day, what, reference, '', asAttached(kept), asAttached(balance)], rests: [row] };
  });
  const inAll =
    stillToPay > 0
      ? `${inPounds(stillToPay)} is still to pay; it ${dueOn < asOf ? 'was' : 'is'} due on ${inFull(dueOn)}.`
      : tooMuch > 0
        ? `Paid in full, and ${inPounds(tooMuch)} more than was due.`
        : due === 0
          ? 'Nothing is due from the school this year.'
          : 'Paid in full. Thank you.';
  const open = tooMuch > 0 ? `${inPounds(tooMuch)} paid too much` : `${inPounds(stillToPay)} still to pay`;
  return {
    tables: [
      {
        caption: `Account of ${member.name}, ${yearInWords(startYear)}`,
        headings: [
          'Date (year-month-day)',
          'Description',
          'Reference',
          'Due (£)',
          'Paid (£)',
          'Balance (£, with a minus when in credit)',
        ],
        rows: [asked, ...lines],
      },
    ],
    says: [
      { figure: 'in short', words: inAll, rests },
      {
        figure: 'key figures',
        words: `${inPounds(due)} due for the year ${inPounds(paid)} paid ${inPounds(refunded)} refunded ${open}`,
        rests,
      },
    ],
  };
}
