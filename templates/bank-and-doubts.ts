import { DAY_UNIT, dayCell, longDate, moneyCell, pounds } from './kit/money-and-dates.ts';
import { entriesTable, type NamedEntry, type UnreadEntry, unreadTable } from './kit/named-entries.ts';
import type { Page } from './kit/page.ts';

/** What was in the account at the end of a day, and what says so or is not clear yet. Money is whole pence. */
export interface BankAndDoubts {
  /** 'YYYY-MM-DD', the last day. */
  readonly to: string;
  readonly closing: number;
  /** What the bank says was in the account, and when it last said so; null where it says nothing. */
  readonly bank: {
    readonly day: string;
    readonly balance: number;
    /** What is typed for days of which no statement tells, so that no line is it. */
    readonly typedBesides: number;
  } | null;
  /** Money of which nothing says what it is here, and why: it stands in the sums under its own heading. */
  readonly notPlaced: readonly { readonly day: string; readonly amount: number; readonly because: string }[];
  /** Typed for days that the bank's statements cover, and not there: in none of the sums. */
  readonly notSeen: readonly NamedEntry[];
  /** What cannot be read yet, and so stands in none of the sums. */
  readonly unread: readonly UnreadEntry[];
  /** The same of the other tabs that it is made from, by how many rows. */
  readonly unreadElsewhere: readonly { readonly tab: string; readonly rows: number }[];
}

export const exampleOfBank: BankAndDoubts = {
  to: '2026-08-31',
  closing: 1_618_674,
  bank: { day: '2026-08-20', balance: 1_618_674, typedBesides: 0 },
  notPlaced: [{ day: '2026-03-18', amount: 4500, because: 'nothing typed says what it is' }],
  notSeen: [{ who: 'Tarnbeck Academy', date: '2026-08-30', amount: 20_000, reference: '', because: '' }],
  unread: [],
  unreadElsewhere: [],
};

/** What the bank says of it, and what is in no sum or under no heading yet. */
export function writeBank(page: Page, data: BankAndDoubts): void {
  const { bank, closing, to, notPlaced, notSeen, unread, unreadElsewhere } = data;
  if (bank === null)
    page.paragraph('No line of a bank’s statement with a balance is kept beside this account for these days.');
  else {
    const rest = closing - bank.balance;
    page.paragraph(
      rest === 0
        ? `The bank’s statements come to the same: ${pounds(bank.balance)}, by their last line, of ${longDate(bank.day)}.`
        : rest === bank.typedBesides
          ? `By the bank’s last line, of ${longDate(bank.day)}, the account held ${pounds(bank.balance)}. The other ${pounds(rest)} is typed for days of which no statement tells yet.`
          : `This does not agree with the bank: by its last line, of ${longDate(bank.day)}, the account held ${pounds(bank.balance)}. Lines are missing in the statements or stand there twice, or what was held at first is another sum: look at Bank in Checks first.`,
    );
  }
  if (notPlaced.length > 0)
    page.table({
      caption: 'Not yet placed',
      columns: [
        { heading: 'Date', unit: DAY_UNIT, share: 2 },
        { heading: 'Why', share: 5 },
        { heading: 'Sum', unit: '£', share: 2, align: 'right' },
      ],
      rows: notPlaced.map(({ day, because, amount }) => [dayCell(day), because, moneyCell(amount)]),
      key: 'It is in the sums above. Once it is known whose it is, it moves to another heading; what was held stays as it is.',
      whenEmpty: 'there is none.',
    });
  if (notSeen.length > 0)
    page.table(entriesTable('Typed, and not seen at the bank: in none of the sums', 'Where', notSeen, 'For'));
  if (unread.length > 0) page.table(unreadTable('Entries that cannot be read yet: in none of the sums', unread));
  for (const { tab, rows } of unreadElsewhere)
    page.paragraph(
      `${rows === 1 ? 'One row' : `${rows} rows`} of ${tab} cannot be read yet, and ${rows === 1 ? 'stands' : 'stand'} in none of the sums.`,
    );
  if (bank !== null && notPlaced.length + notSeen.length + unread.length + unreadElsewhere.length === 0)
    page.paragraph(`Everything typed until ${longDate(to)} has been counted, and everything at the bank is typed.`);
}
