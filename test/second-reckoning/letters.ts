import { type Account, accountOf, holdersOf, leftBy, perhapsPaid, readEntries, unreadEntries } from './accounts.ts';
import type { Alliance, Member } from './alliance.ts';
import type { ReckonedRow, Reckoning } from './compare.ts';
import { daysFromTo, inFull, yearInWords } from './days.ts';
import { asAttached, inPounds, membersOf } from './money.ts';

const DAY = '(year-month-day)';
/** Until the alliance decides otherwise, nobody is reminded sooner. */
const REMINDED_AFTER = 7;
/** The last days of the ages by which debts are listed. */
const AGES = [30, 60, 90, Number.POSITIVE_INFINITY];

function contributionFor(year: number | null): string {
  return year === null ? 'Contribution owed from before' : `Contribution for ${yearInWords(year)}`;
}

function rowsIn({ entries }: Account): string[] {
  return entries.map(({ row }) => row);
}

/** What a school is asked to pay; null where nothing is to pay. */
export function paymentRequest(alliance: Alliance, member: Member): Reckoning | null {
  const account = accountOf(alliance, member);
  const { due, dueOn, forward, waived, paid, refunded, stillToPay } = account;
  if (stillToPay === 0) return null;
  const rests = rowsIn(account);
  const line = (what: string, day: string, pence: number): ReckonedRow[] =>
    pence === 0 ? [] : [{ cells: [what, day, asAttached(pence)], rests }];
  const net = paid - refunded;
  return {
    tables: [
      {
        caption: 'What is asked for',
        headings: ['What', `Due ${DAY}`, 'Sum (£)'],
        rows: [
          ...forward
            .filter(({ pence }) => pence > 0)
            .flatMap(({ ofYear, dueOn: on, pence, entry }) =>
              line(`${contributionFor(ofYear)}${entry === null ? ', still open' : ''}`, on, pence),
            ),
          ...line(contributionFor(alliance.startYear), dueOn, due),
          ...line('Less what need not be paid', '', -waived),
          ...forward
            .filter(({ pence }) => pence < 0)
            .flatMap(({ pence }) => line('Less what was paid in advance', '', pence)),
          ...line(net < 0 ? 'Refunded, less payments' : 'Less payments, after refunds', '', -net),
        ],
      },
    ],
    says: [{ figure: 'in short', words: `Please pay ${inPounds(stillToPay)}.`, rests }],
  };
}

/** What was received from a school for the year; null where nothing was, or all of it went back. */
export function receipt(alliance: Alliance, member: Member): Reckoning | null {
  const account = accountOf(alliance, member);
  const moved = account.entries.filter(({ payment }) => payment.kind === 'payment' || payment.kind === 'refund');
  const total = account.paid - account.refunded;
  if (total <= 0) return null;
  const rests = rowsIn(account);
  const { stillToPay, tooMuch } = account;
  return {
    tables: [
      {
        caption: 'What was received',
        headings: [`Date ${DAY}`, 'What', 'Reference', 'Sum (£)'],
        rows: moved.map(({ day, pence, payment, row }) => ({
          cells: [day, pence < 0 ? 'Refund' : 'Payment', payment.reference, asAttached(pence)],
          rests: [row],
        })),
      },
    ],
    says: [
      {
        figure: 'in short',
        words: `${inPounds(total)} has been received from ${member.name} for ${yearInWords(alliance.startYear)}.`,
        rests,
      },
      {
        figure: 'the rest',
        words:
          stillToPay > 0
            ? `${inPounds(stillToPay)} is still to pay.`
            : tooMuch > 0
              ? `That is ${inPounds(tooMuch)} more than is due`
              : 'Nothing more is to pay.',
        rests,
      },
    ],
  };
}

/** What a school has not paid though it was due a while ago; null where there is no such thing. */
export function reminder(alliance: Alliance, member: Member): Reckoning | null {
  const { asOf } = alliance;
  const debts = leftBy(alliance, member).filter(
    ({ dueOn, pence }) => pence > 0 && daysFromTo(dueOn, asOf) >= REMINDED_AFTER,
  );
  if (debts.length === 0) return null;
  const total = debts.reduce((sum, { pence }) => sum + pence, 0);
  const rests = rowsIn(accountOf(alliance, member));
  return {
    tables: [
      {
        caption: `What was still to pay on ${inFull(asOf)}`,
        headings: ['What', `Due ${DAY}`, 'Days', 'Sum (£)'],
        rows: debts.map(({ ofYear, dueOn, pence }) => ({
          cells: [contributionFor(ofYear), dueOn, String(daysFromTo(dueOn, asOf)), asAttached(pence)],
          rests,
        })),
      },
    ],
    says: [{ figure: 'in short', words: `To pay ${inPounds(total)}`, rests }],
  };
}

/** Whether a letter that asks for money may be held back, and whether it has to be: something that is not counted may be the payment. */
export function heldBack(alliance: Alliance, member: Member): 'never' | 'maybe' | 'always' {
  if (perhapsPaid(alliance, member).length > 0) return 'always';
  const years = [-1, 0, 1].map((away) => ({ ...alliance, startYear: alliance.startYear + away }));
  const withBooks = years
    .slice(0, 2)
    .filter(({ books, startYear }) => books.some((book) => book.startYear === startYear));
  const counted = new Set(
    withBooks.flatMap((one) => readEntries(one).flatMap(({ place, row }) => (place === 'account' ? [row] : []))),
  );
  const its = years
    .flatMap((one) => [...readEntries(one), ...unreadEntries(one)])
    .filter(({ payment }) => payment.urn === member.urn);
  const others = membersOf(alliance);
  const isOne = member.tookOver.length > 0 || others.some(({ tookOver }) => tookOver.includes(member.urn));
  return isOne || its.some(({ row }) => !counted.has(row)) ? 'maybe' : 'never';
}

/** What came for the year after by the day. */
function paidAhead(alliance: Alliance, { urn }: Member): number {
  return readEntries({ ...alliance, startYear: alliance.startYear + 1 })
    .filter(({ payment, place }) => payment.urn === urn && (place === 'account' || place === 'no member'))
    .reduce((all, { pence }) => all + pence, 0);
}

/** What every school owes, by how long ago it was due. */
export function owedByAge(alliance: Alliance): Reckoning {
  const { asOf } = alliance;
  const schools = holdersOf(alliance).map((member) => {
    const left = leftBy(alliance, member);
    const due = left.filter(({ dueOn, pence }) => pence > 0 && dueOn < asOf);
    const ageOf = (dueOn: string) => AGES.findIndex((until) => daysFromTo(dueOn, asOf) <= until);
    const sum = (some: typeof left) => some.reduce((all, { pence }) => all + pence, 0);
    return {
      member,
      sums: [
        sum(left.filter(({ dueOn, pence }) => pence > 0 && dueOn >= asOf)),
        ...AGES.map((_, at) => sum(due.filter(({ dueOn }) => ageOf(dueOn) === at))),
        paidAhead(alliance, member) - sum(left.filter(({ pence }) => pence < 0)),
      ],
      late: sum(due),
      since: due.map(({ dueOn }) => dueOn).toSorted()[0] ?? null,
      rests: rowsIn(accountOf(alliance, member)),
    };
  });
  const late = schools.filter((one) => one.late > 0);
  const overdue = late.reduce((all, one) => all + one.late, 0);
  const shown = schools.filter(({ sums }) => sums.some((pence) => pence !== 0));
  const rests = schools.flatMap((one) => one.rests);
  return {
    tables: [
      {
        caption: 'By the days since it was due',
        headings: [
          ...['School', 'Not yet due (£)', '1 to 30 days (£)', '31 to 60 (£)', '61 to 90 (£)', 'Over 90 (£)'],
          'In advance (£)',
        ],
        rows: shown.map(({ member, sums, rests: own }) => ({
          cells: [member.name, ...sums.map(asAttached)],
          rests: own,
        })),
      },
      {
        caption: 'Since when, and who was told',
        headings: [...['School', `Due since ${DAY}`, `Last request ${DAY}`, `Last reminder ${DAY}`, 'To be looked at']],
        rows: late.map(({ member, since, rests: own }) => ({
          cells: [member.name, since, null, null, null],
          rests: own,
        })),
      },
    ].filter(({ rows }) => rows.length > 0),
    says: [
      {
        figure: 'in short',
        words:
          overdue === 0
            ? 'Nothing is overdue.'
            : `${inPounds(overdue)} is overdue from ${late.length} of ${schools.length} schools.`,
        rests,
      },
    ],
  };
}
