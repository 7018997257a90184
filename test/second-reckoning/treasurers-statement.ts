import type { Alliance } from './alliance.ts';
import type { Reckoning } from './compare.ts';
import { accountOf, isUnread } from './contribution-statement.ts';
import { yearInWords } from './days.ts';
import { asAttached, bookOf, inPounds, membersOf } from './money.ts';

/** Every member’s account in a line, and what they come to. */
export function treasurersStatement(alliance: Alliance): Reckoning {
  const accounts = membersOf(alliance).map((member) => ({ member, account: accountOf(alliance, member) }));
  const sum = (of: 'due' | 'paid' | 'refunded' | 'stillToPay' | 'tooMuch') =>
    accounts.reduce((total, { account }) => total + account[of], 0);
  const owing = accounts.filter(({ account }) => account.stillToPay > 0).length;
  const settled = accounts.length - owing;
  const rests = accounts.flatMap(({ account }) => account.entries.map(({ row }) => row));
  const unread = bookOf(alliance).payments.filter(isUnread).length;
  return {
    tables: [
      {
        caption: `Contributions for ${yearInWords(alliance.startYear)}`,
        headings: ['School', 'Due (£)', 'Paid (£)', 'Refunded (£)', 'Still to pay (£)', 'Overpaid (£)'],
        rows: accounts.map(({ member, account }) => ({
          cells: [
            member.name,
            ...[account.due, account.paid, account.refunded, account.stillToPay, account.tooMuch].map(asAttached),
          ],
          rests: account.entries.map(({ row }) => row),
        })),
      },
    ],
    says: [
      {
        figure: 'in short',
        words:
          owing === 0
            ? `All ${accounts.length} schools have paid in full.`
            : `${settled} of ${accounts.length} schools have paid in full; ${inPounds(sum('stillToPay'))} is still to come from ${owing}.`,
        rests,
      },
      {
        figure: 'key figures',
        words: `${inPounds(sum('due'))} due from all schools ${inPounds(sum('paid') - sum('refunded'))} received, less refunds ${inPounds(sum('stillToPay'))} still to come ${inPounds(sum('tooMuch'))} paid too much`,
        rests,
      },
      ...(unread === 0
        ? []
        : [{ figure: 'unread', words: unread === 1 ? 'One entry' : `${unread} entries`, rests: ['Contributions'] }]),
    ],
  };
}
