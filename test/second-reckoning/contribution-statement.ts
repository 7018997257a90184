import { type Account, accountOf, perhapsPaid, type ReadEntry, readEntries } from './accounts.ts';
import type { Alliance, Member } from './alliance.ts';
import type { ReckonedTable, Reckoning } from './compare.ts';
import { earlierOf, inFull, laterOf, yearInWords } from './days.ts';
import { asAttached, inPounds, wasMemberIn, yearIn } from './money.ts';

const KINDS: Readonly<Record<string, string>> = {
  ...{ payment: 'Payment', refund: 'Refund', waiver: 'Waiver', 'owed before': 'Owed before' },
  'other income': 'Other income',
};

/** One school’s account, entry by entry. */
export function contributionStatement(alliance: Alliance, member: Member): Reckoning {
  const { asOf, startYear } = alliance;
  const account = accountOf(alliance, member);
  const { due, dueOn, forward, waived, paid, refunded, stillToPay, tooMuch, entries } = account;
  const moved = entries.filter(({ payment }) => payment.kind === 'payment' || payment.kind === 'refund');
  const rests = entries.map(({ row }) => row);
  const whatFor = `Contribution for ${yearInWords(startYear)}, due on ${inFull(dueOn)}`;
  const joined = laterOf(member.joinedOn ?? '', yearIn(alliance).from);
  const opened = earlierOf(joined, moved[0]?.day ?? joined);
  let balance = 0;
  const line = (day: string, what: string, owes: number | null, pays: number | null, entry: ReadEntry | null) => {
    balance += (owes ?? 0) - (pays ?? 0);
    const reference = entry?.payment.reference ?? '';
    const amounts = [owes, pays].map((pence) => (pence === null ? '' : asAttached(pence)));
    return {
      cells: [day, what, reference, ...amounts, asAttached(balance)],
      rests: [entry?.row ?? `Schools: ${member.name}`],
    };
  };
  const noted = (what: string, { payment: { note } }: ReadEntry) => `${what}${note === '' ? '' : `: ${note}`}`;
  const owedBefore = forward.filter(({ pence }) => pence > 0);
  const inAdvance = -forward.reduce((sum, { pence }) => sum + Math.min(0, pence), 0);
  const waiversTyped = entries.reduce(
    (sum, { payment }) => sum + (payment.kind === 'waiver' ? Number(payment.pence) : 0),
    0,
  );
  const lines = [
    ...owedBefore.map(({ ofYear, pence, dueOn: when, entry }) => {
      const what = `${ofYear === null ? 'Owed from before' : `Owed from ${yearInWords(ofYear)}`}, due on ${inFull(when)}`;
      return line(opened, entry === null ? what : noted(what, entry), pence, null, entry);
    }),
    ...(inAdvance > 0 ? [line(opened, 'Paid in advance, brought forward', -inAdvance, null, null)] : []),
    ...(wasMemberIn(member, yearIn(alliance)) ? [line(opened, whatFor, due, null, null)] : []),
    ...entries
      .filter(({ payment }) => payment.kind !== 'owed before')
      .map((entry) =>
        entry.payment.kind === 'waiver'
          ? line(entry.day, noted('Waived', entry), -Number(entry.payment.pence), null, entry)
          : line(entry.day, noted(entry.pence < 0 ? 'Refund' : 'Payment', entry), null, entry.pence, entry),
      ),
  ];
  if (waiversTyped > waived) {
    const day = String(lines.at(-1)!.cells[0]);
    lines.push(line(day, 'Waived beyond what was owed, and counted for nothing', waiversTyped - waived, null, null));
  }
  const notCounted: ReckonedTable = {
    caption: 'Entries that name the school and stand in no sum above',
    headings: ['Entry', 'Date (year-month-day)', 'Reference', 'Why not', 'Sum (£)'],
    inAnyOrder: true,
    rows: readEntries(alliance)
      .filter(({ payment, place }) => payment.urn === member.urn && place !== 'account')
      .map(({ day, pence, payment, row }) => ({
        cells: [KINDS[String(payment.kind)]!, day, payment.reference, null, asAttached(pence)],
        rests: [row],
      })),
  };
  const fromBefore = forward.reduce((sum, { pence }) => sum + pence, 0);
  const before =
    fromBefore === 0
      ? ''
      : `${inPounds(Math.abs(fromBefore))} ${fromBefore > 0 ? 'owed from before' : 'paid in advance before'} `;
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
        rows: lines,
      },
      ...(notCounted.rows.length > 0 ? [notCounted] : []),
    ],
    says: [
      { figure: 'in short', words: position(account, asOf), rests },
      {
        figure: 'key figures',
        words: `${before}${inPounds(due - waived)} ${waived === 0 ? 'due for the year' : 'due, less what is waived'} ${inPounds(paid)} paid ${inPounds(refunded)} refunded ${open}`,
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

function position({ stillToPay, ofYear, tooMuch, due, dueOn }: Account, asOf: string): string {
  const [all, was] = [inPounds(stillToPay), dueOn < asOf ? 'was' : 'is'];
  if (stillToPay > 0 && ofYear === stillToPay) return `${all} is still to pay; it ${was} due on ${inFull(dueOn)}.`;
  if (stillToPay > 0 && ofYear === 0) return `${all} is still to pay from before.`;
  if (stillToPay > 0)
    return `${all} is still to pay: ${inPounds(stillToPay - ofYear)} from before, and ${inPounds(ofYear)} that ${was} due on ${inFull(dueOn)}.`;
  if (tooMuch > 0) return `Paid in full, and ${inPounds(tooMuch)} more than was due.`;
  return due === 0 ? 'Nothing is due from the school this year.' : 'Paid in full. Thank you.';
}
