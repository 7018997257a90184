import { accountOf, holdersOf, type ReadEntry, readEntries, unreadEntries } from './accounts.ts';
import type { Alliance } from './alliance.ts';
import type { ReckonedTable, Reckoning } from './compare.ts';
import { inFull, yearInWords } from './days.ts';
import { asAttached, inPounds, usualPayingDay } from './money.ts';

/** Every member’s account in a line, what they come to, and every line that is in none of them. */
export function treasurersStatement(alliance: Alliance): Reckoning {
  const { startYear, members } = alliance;
  const accounts = holdersOf(alliance).map((member) => ({ member, account: accountOf(alliance, member) }));
  const sum = (of: 'due' | 'paid' | 'refunded' | 'stillToPay' | 'tooMuch') =>
    accounts.reduce((total, { account }) => total + account[of], 0);
  const before = ({ account: { forward } }: (typeof accounts)[number]) =>
    forward.reduce((total, { pence }) => total + pence, 0);
  const [hasBefore, hasWaived] = [
    accounts.some((one) => before(one) !== 0),
    accounts.some(({ account }) => account.waived !== 0),
  ];
  const owing = accounts.filter(({ account }) => account.stillToPay > 0).length;
  const asked = accounts.filter(({ account }) => account.due !== 0 || account.stillToPay !== 0).length;
  const whose = asked === accounts.length ? 'schools' : 'schools that owe for the year';
  const settled = asked - owing;
  const rests = accounts.flatMap(({ account }) => account.entries.map(({ row }) => row));
  const entries = readEntries(alliance);
  const nameOf = (urn: string | null) => members.find(({ meant }) => meant.urn === urn)?.meant.name ?? '–';
  const listed = (caption: string, why: string, some: readonly ReadEntry[]): ReckonedTable => ({
    caption,
    headings: ['School', 'Date (year-month-day)', 'Reference', why, 'Sum (£)'],
    inAnyOrder: true,
    rows: some.map(({ payment, day, pence, row }) => ({
      cells: [nameOf(payment.urn), day, payment.reference, null, asAttached(pence)],
      rests: [row],
    })),
  });
  const otherIncome = entries.filter(({ place }) => place === 'other income');
  const leftOut = entries.filter(({ place }) =>
    ['another year', 'to come', 'no member', 'typed twice', 'said by last year’s book'].includes(place),
  );
  const unread = unreadEntries(alliance);
  const total = (some: readonly ReadEntry[]) => some.reduce((all, { pence }) => all + pence, 0);
  const [here, elsewhere] = [true, false].map((is) => entries.filter(({ typedIn }) => (typedIn === startYear) === is));
  const agreeing: [what: string, pence: number, some: readonly ReadEntry[]][] = [
    [`Typed in Contributions of ${yearInWords(startYear)}`, total(here!), here!],
    ...(total(elsewhere!) === 0
      ? []
      : [
          [`Typed for ${yearInWords(startYear)} in the workbooks of other years`, total(elsewhere!), elsewhere!] as [
            string,
            number,
            ReadEntry[],
          ],
        ]),
    ['Less what is left out', -total(leftOut), leftOut],
    ['Less other income', -total(otherIncome), otherIncome],
  ];
  const tables: ReckonedTable[] = [
    {
      caption: `Contributions for ${yearInWords(startYear)}`,
      headings: [
        ...['School', ...(hasBefore ? ['From before (£)'] : []), 'Due (£)', ...(hasWaived ? ['Waived (£)'] : [])],
        ...['Paid (£)', 'Refunded (£)', 'Still to pay (£)', 'Overpaid (£)'],
      ],
      rows: accounts.map((one) => {
        const { due, waived, paid, refunded, stillToPay, tooMuch, entries: own } = one.account;
        const amounts = [
          ...[...(hasBefore ? [before(one)] : []), due, ...(hasWaived ? [waived] : [])],
          ...[paid, refunded, stillToPay, tooMuch],
        ];
        return { cells: [one.member.name, ...amounts.map(asAttached)], rests: own.map(({ row }) => row) };
      }),
    },
    listed('What reached the account and is no school’s contribution', 'What it is', otherIncome),
    listed('Entries to be looked at', 'Why', toBeLookedAt(alliance, entries)),
    listed('Entries left out', 'Why', leftOut),
    {
      caption: 'Entries that cannot be read yet',
      headings: ['School', 'Date', 'Reference', 'Why not', 'Sum as typed'],
      inAnyOrder: true,
      rows: unread.map(({ payment, row }) => ({ cells: [null, null, payment.reference, null, null], rests: [row] })),
    },
    {
      caption: 'How the sums agree with what is typed',
      headings: ['All less refunds', 'Sum (£)'],
      rows: agreeing.map(([what, pence, some]) => ({
        cells: [what, asAttached(pence)],
        rests: some.map(({ row }) => row),
      })),
    },
  ];
  return {
    tables: tables.filter(({ rows }) => rows.length > 0),
    says: [
      {
        figure: 'in short',
        words:
          asked === 0
            ? 'No school owes anything for the year.'
            : owing === 0
              ? `All ${asked} ${whose} have paid in full.`
              : `${settled} of ${asked} ${whose} have paid in full; ${inPounds(sum('stillToPay'))} is still to come from ${owing}.`,
        rests,
      },
      {
        figure: 'key figures',
        words: `${inPounds(sum('due'))} due from all schools ${inPounds(sum('paid') - sum('refunded'))} received, less refunds ${inPounds(sum('stillToPay'))} still to come ${inPounds(sum('tooMuch'))} paid too much`,
        rests,
      },
      {
        figure: 'day',
        words: `Contributions ${usualPayingDay(alliance) < alliance.asOf ? 'were' : 'are'} due on ${inFull(usualPayingDay(alliance))}`,
        rests: ['Settings'],
      },
      ...accounts
        .filter(({ account: { due, dueOn } }) => due > 0 && dueOn !== usualPayingDay(alliance))
        .map(({ member, account }) => ({
          figure: 'later day',
          words: `${member.name} by ${inFull(account.dueOn)}`,
          rests: [`Schools: ${member.name}`],
        })),
      ...(unread.length === 0
        ? []
        : [
            {
              figure: 'unread',
              words: unread.length === 1 ? 'One entry' : `${unread.length} entries`,
              rests: unread.map(({ row }) => row),
            },
          ]),
    ],
  };
}

/** Counted, and perhaps a slip: paid before the school joined, or typed again in another row. */
function toBeLookedAt({ members }: Alliance, entries: readonly ReadEntry[]): ReadEntry[] {
  const inAccounts = entries.filter(({ place }) => place === 'account');
  const joinedOn = (urn: string | null) => members.find(({ meant }) => meant.urn === urn)?.meant.joinedOn ?? null;
  const key = ({ payment, day, typedIn }: ReadEntry) => [payment.urn, payment.reference, day, typedIn].join();
  return inAccounts.filter((entry, at) => {
    const joined = joinedOn(entry.payment.urn);
    const isAgain = inAccounts.findIndex((one) => key(one) === key(entry)) < at;
    const isMoney = entry.payment.kind === 'payment' || entry.payment.kind === 'refund';
    return isAgain || (joined !== null && isMoney && entry.day < joined);
  });
}
