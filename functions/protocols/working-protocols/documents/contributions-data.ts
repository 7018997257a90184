import { coordinatorEmail } from '../../../../sheets-schema/core-settings.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate } from '../../../../sheets-schema/wording.ts';
import type { ContributionStatementData } from '../../../../templates/contribution-statement.document.ts';
import type { TreasurersStatementData } from '../../../../templates/treasurers-statement.document.ts';
import {
  type ContributionAccount,
  contributionDueDay,
  type PlaceOfEntry,
  signedAmount,
  type TypedEntry,
} from '../../../figures/contributions.ts';
import { inNameOrder, isMembershipUnread, membershipIn, type School } from '../../../figures/members.ts';
import { sum } from '../../../figures/sums.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { accountOf, becameOneWith, isTypedIn, perhapsPaid, placedEntries } from '../accounts.ts';
import { accountReads, contributionTerms } from '../terms.ts';
import { lookedAtAgain, named, unread, whyLeftOut } from './entries-named.ts';

/** What one school was asked for and paid, entry by entry with the balance after each. */
export function contributionStatementData(all: Situation, school: School): ContributionStatementData {
  const situation = seeing(all, [accountReads]);
  const { year, settings } = situation;
  const account = accountOf(school, situation);
  let balance = account.due;
  const entries = account.entries.map(({ entry: { date, kind, amount, reference, note } }) => {
    const paid = signedAmount({ kind, amount });
    balance -= paid;
    const what = kind === 'refund' ? 'Refund' : 'Payment';
    return {
      date,
      description: note === null ? what : `${what}: ${note}`,
      reference: reference ?? '',
      due: null,
      paid,
      balance,
    };
  });
  const { from } = membershipIn(school, year);
  const first = account.entries[0]?.entry.date ?? from;
  const opening = {
    date: first < from ? first : from,
    description: `Contribution for ${year.label}, due on ${longDate(account.dueOn)}`,
    reference: '',
    due: account.due,
    paid: null,
    balance: account.due,
  };
  return {
    school: school.name,
    purpose: 'the running costs of the improvement group',
    dueOn: account.dueOn,
    due: account.due,
    paid: account.paid,
    refunded: account.refunded,
    ...openAmounts(account),
    becameOneWith: becameOneWith(school, situation).map(({ name }) => name),
    entries: [opening, ...entries],
    notCounted: placedEntries(situation)
      .filter(({ entry, place }) => entry.school === school.urn && place !== 'account')
      .map((placed) => {
        const why = placed.place === 'other income' ? 'other income, no contribution' : whyLeftOut(placed, situation);
        return { ...named(placed, why, situation), who: placed.entry.kind === 'refund' ? 'Refund' : 'Payment' };
      }),
    inDoubt: lookedAtAgain(
      placedEntries(situation).filter(({ entry, place }) => entry.school === school.urn && place === 'account'),
      situation,
    ).length,
    // Whoever owes nothing has nothing to wait for: the treasurer's own statement names each such entry.
    uncounted: account.outstanding > 0 ? perhapsPaid(school, situation).rows : 0,
    howToPay: 'When paying, please give the school’s name and the academic year, so that the payment can be matched.',
    contact:
      settings.held(coordinatorEmail).value === null
        ? 'the treasurer'
        : `the coordinator, ${settings.held(coordinatorEmail).value}`,
  };
}

/** Every member's account and the totals, for the alliance's board. */
export function treasurersStatementData(all: Situation): TreasurersStatementData {
  const situation = seeing(all, [accountReads]);
  const accounts = inNameOrder(situation.members).map((school) => ({
    school: school.name,
    account: accountOf(school, situation),
    isUnknown: isMembershipUnread(school),
  }));
  const rows = accounts.map(({ school, account, isUnknown }) => ({
    school,
    paid: account.paid,
    refunded: account.refunded,
    ...(isUnknown ? OWES_UNKNOWN : { due: account.due, ...openAmounts(account) }),
  }));
  const total = (figure: (row: (typeof rows)[number]) => number | null) => sum(rows, (row) => figure(row) ?? 0);
  const entries = placedEntries(situation);
  const at = (...places: readonly PlaceOfEntry[]) => entries.filter(({ place }) => places.includes(place));
  const here = entries.filter(isTypedIn(situation));
  const atBankAlone = entries.filter(({ atBank }) => atBank === 'line');
  const dueOn = contributionDueDay(situation.year, contributionTerms(situation.settings));
  return {
    dueOn,
    dueLater: accounts.flatMap(({ school, account, isUnknown }) =>
      !isUnknown && account.due > 0 && account.dueOn !== dueOn ? [{ school, dueOn: account.dueOn }] : [],
    ),
    rows,
    totals: {
      due: total((row) => row.due),
      paid: total((row) => row.paid),
      refunded: total((row) => row.refunded),
      outstanding: total((row) => row.outstanding),
      overpaid: total((row) => row.overpaid),
    },
    otherIncome: at('other income').map((placed) => named(placed, placed.entry.note ?? '', situation)),
    leftOut: at('another year', 'to come', 'no member', 'not at the bank', 'typed twice').map((one) =>
      named(one, whyLeftOut(one, situation), situation),
    ),
    lookedAtAgain: lookedAtAgain(at('account'), situation),
    unread: situation.waitingRows(contributionsTab).map((row) => unread(row, situation)),
    typedHere: sumOf(here),
    typedElsewhere: sumOf(entries) - sumOf(here) - sumOf(atBankAlone),
    atBankAlone: sumOf(atBankAlone),
    remarks: [],
  };
}

function sumOf(entries: readonly TypedEntry[]): number {
  return sum(entries, ({ entry }) => signedAmount(entry));
}

/** Of a school of which it cannot be read when it joined or left. */
const OWES_UNKNOWN = { due: null, outstanding: null, overpaid: null };

function openAmounts({ outstanding }: ContributionAccount) {
  return { outstanding: Math.max(0, outstanding), overpaid: Math.max(0, -outstanding) };
}
