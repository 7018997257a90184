import { accountOf, perhapsPaid, readEntries } from './accounts.ts';
import type { Alliance, Member } from './alliance.ts';
import type { ReckonedTable, Reckoning } from './compare.ts';
import { earlierOf, inFull, laterOf, yearInWords } from './days.ts';
import { asAttached, inPounds, yearIn } from './money.ts';

/** One school’s account, entry by entry. */
export function contributionStatement(alliance: Alliance, member: Member): Reckoning {
  const { asOf, startYear } = alliance;
  const account = accountOf(alliance, member);
  const { due, dueOn, paid, refunded, stillToPay, tooMuch, entries } = account;
  const rests = entries.map(({ row }) => row);
  const whatFor = `Contribution for ${yearInWords(startYear)}, due on ${inFull(dueOn)}`;
  const joined = laterOf(member.joinedOn ?? '', yearIn(alliance).from);
  const opened = earlierOf(joined, entries[0]?.day ?? joined);
  const asked = {
    cells: [opened, whatFor, '', asAttached(due), '', asAttached(due)],
    rests: [`Schools: ${member.name}`],
  };
  let balance = due;
  const lines = entries.map(({ day, pence, payment: { reference, note }, row }) => {
    balance -= pence;
    const what = `${pence < 0 ? 'Refund' : 'Payment'}${note === '' ? '' : `: ${note}`}`;
    return { cells: [day, what, reference, '', asAttached(pence), asAttached(balance)], rests: [row] };
  });
  const notCounted: ReckonedTable = {
    caption: 'Entries that name the school and stand in no sum above',
    headings: ['Entry', 'Date (year-month-day)', 'Reference', 'Why not', 'Sum (£)'],
    inAnyOrder: true,
    rows: readEntries(alliance)
      .filter(({ payment, place }) => payment.urn === member.urn && place !== 'account')
      .map(({ day, pence, payment, row }) => ({
        cells: [pence < 0 ? 'Refund' : 'Payment', day, payment.reference, null, asAttached(pence)],
        rests: [row],
      })),
  };
  const perhaps = stillToPay > 0 ? perhapsPaid(alliance, member) : [];
  const open = tooMuch > 0 ? `${inPounds(tooMuch)} paid too much` : `${inPounds(stillToPay)} still to pay`;
  return {
    tables: [
      {
        caption: `Account of ${member.name}, ${yearInWords(startYear)}`,
        headings: [
          ...['Date (year-month-day)', 'Description', 'Reference', 'Due (£)', 'Paid (£)'],
          'Balance (£, with a minus when in credit)',
        ],
        rows: [asked, ...lines],
      },
      ...(notCounted.rows.length > 0 ? [notCounted] : []),
    ],
    says: [
      { figure: 'in short', words: position(stillToPay, tooMuch, due, dueOn, asOf), rests },
      {
        figure: 'key figures',
        words: `${inPounds(due)} due for the year ${inPounds(paid)} paid ${inPounds(refunded)} refunded ${open}`,
        rests,
      },
      ...(perhaps.length === 0
        ? []
        : [
            {
              figure: 'unread',
              words: `${perhaps.length === 1 ? 'One entry' : `${perhaps.length} entries`} in the alliance’s records cannot be read yet`,
              rests: perhaps.map(({ row }) => row),
            },
          ]),
    ],
  };
}

function position(stillToPay: number, tooMuch: number, due: number, dueOn: string, asOf: string): string {
  if (stillToPay > 0)
    return `${inPounds(stillToPay)} is still to pay; it ${dueOn < asOf ? 'was' : 'is'} due on ${inFull(dueOn)}.`;
  if (tooMuch > 0) return `Paid in full, and ${inPounds(tooMuch)} more than was due.`;
  return due === 0 ? 'Nothing is due from the school this year.' : 'Paid in full. Thank you.';
}
