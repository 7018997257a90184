import { coordinatorEmail } from '../../../../sheets-schema/core-settings.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate, yearLabel } from '../../../../sheets-schema/wording.ts';
import type {
  ContributionEntry,
  ContributionStatementData,
} from '../../../../templates/contribution-statement.document.ts';
import type { TreasurersStatementData } from '../../../../templates/treasurers-statement.document.ts';
import {
  type ContributionAccount,
  contributionDueDays,
  movesMoney,
  type PlaceOfEntry,
  signedAmount,
  type TypedEntry,
} from '../../../figures/contributions.ts';
import { inNameOrder, isMembershipUnread, membershipIn, type School } from '../../../figures/members.ts';
import { sum } from '../../../figures/sums.ts';
import type { MadeFrom } from '../../define-issue.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import {
  accountHolders,
  accountOf,
  becameOneWith,
  isTypedIn,
  mayBePaidAtAll,
  perhapsPaid,
  placedEntries,
} from '../accounts.ts';
import { forwardOf } from '../brought-forward.ts';
import { accountReads, contributionTerms } from '../terms.ts';
import { lookedAtAgain, named, unread, whyLeftOut } from './entries-named.ts';

/** What one school was asked for and paid, entry by entry with the balance after each. */
export function contributionStatementData(
  all: Situation,
  school: School,
  { followedBy }: Pick<MadeFrom, 'followedBy'>,
): ContributionStatementData {
  const situation = seeing(all, [accountReads]);
  const { year, settings } = situation;
  const account = accountOf(school, situation);
  const isMember = situation.members.some(({ urn }) => urn === school.urn);
  let balance = 0;
  const line = (entry: Omit<ContributionEntry, 'balance'>): ContributionEntry => {
    balance += (entry.due ?? 0) - (entry.paid ?? 0);
    return { ...entry, balance };
  };
  const { from } = membershipIn(school, year);
  const first = account.entries.find(({ entry }) => movesMoney(entry))?.entry.date ?? from;
  const opened = { date: [first, from].sort()[0]!, reference: '', paid: null };
  const { owed, inCredit } = forwardOf(school, situation);
  const typedBefore = account.entries.filter(({ entry }) => entry.kind === 'owed-before');
  const entries = [
    ...owed.map(({ forYear, amount, dueOn }) =>
      line({ ...opened, description: `${owedFor(forYear)}, due on ${longDate(dueOn)}`, due: amount }),
    ),
    ...typedBefore.map(({ entry: { amount, date, reference, note } }) => {
      const description = withNote(`${owedFor(null)}, due on ${longDate(date)}`, note);
      return line({ ...opened, description, reference: reference ?? '', due: amount });
    }),
    ...(inCredit > 0 ? [line({ ...opened, description: 'Paid in advance, brought forward', due: -inCredit })] : []),
    ...(isMember ? account.parts : []).map(({ dueOn, amount }, at) => {
      const which = account.parts.length === 1 ? '' : `, part ${at + 1} of ${account.parts.length}`;
      const description = `Contribution for ${year.label}${which}, due on ${longDate(dueOn)}`;
      return line({ ...opened, description, due: amount });
    }),
    ...account.entries
      .filter(({ entry }) => entry.kind !== 'owed-before')
      .map(({ entry: { date, kind, amount, reference, note } }) => {
        const what = kind === 'refund' ? 'Refund' : kind === 'waiver' ? 'Waived' : 'Payment';
        const said = { date, description: withNote(what, note), reference: reference ?? '' };
        return kind === 'waiver'
          ? line({ ...said, due: -amount, paid: null })
          : line({ ...said, due: null, paid: signedAmount({ kind, amount }) });
      }),
  ];
  const waivedInVain =
    sum(account.entries, ({ entry }) => (entry.kind === 'waiver' ? entry.amount : 0)) - account.waived;
  if (waivedInVain > 0)
    entries.push(
      line({
        ...opened,
        date: entries.at(-1)!.date,
        description: 'Waived beyond what was owed, and counted for nothing',
        due: waivedInVain,
      }),
    );
  return {
    school: school.name,
    purpose: 'the running costs of the improvement group',
    open: account.carries.owed
      .filter(({ forYear }) => forYear === year.startYear)
      .map(({ dueOn, amount }) => ({ dueOn, amount })),
    forward: account.forward,
    due: account.due,
    waived: account.waived,
    paid: account.paid,
    refunded: account.refunded,
    ...openAmounts(account),
    stillFromBefore: Math.max(0, account.outstanding - account.openOfYear),
    becameOneWith: becameOneWith(school, situation).map(({ name }) => name),
    entries,
    notCounted: placedEntries(situation)
      .filter(({ entry, place }) => entry.school === school.urn && place !== 'account')
      .map((placed) => {
        const why = placed.place === 'other income' ? 'other income, no contribution' : whyLeftOut(placed, situation);
        return { ...named(placed, why, situation), who: KINDS[placed.entry.kind ?? 'payment']! };
      }),
    inDoubt: lookedAtAgain(
      placedEntries(situation).filter(({ entry, place }) => entry.school === school.urn && place === 'account'),
      situation,
    ).length,
    // Whoever owes nothing has nothing to wait for: the treasurer's own statement names each such entry.
    uncounted: account.outstanding > 0 ? perhapsPaid(school, situation).rows : 0,
    mayHavePaid: account.outstanding > 0 && mayBePaidAtAll(situation, school),
    laterIn: followedBy,
    howToPay: 'When paying, please give the school’s name and the academic year, so that the payment can be matched.',
    contact:
      settings.held(coordinatorEmail).value === null
        ? 'the treasurer'
        : `the coordinator, ${settings.held(coordinatorEmail).value}`,
  };
}

/** Every member's account and the totals, for the alliance's board. */
export function treasurersStatementData(
  all: Situation,
  { followedBy }: Pick<MadeFrom, 'followedBy'>,
): TreasurersStatementData {
  const situation = seeing(all, [accountReads]);
  const accounts = inNameOrder(accountHolders(situation)).map((school) => ({
    school: school.name,
    account: accountOf(school, situation),
    isUnknown: isMembershipUnread(school),
  }));
  const rows = accounts.map(({ school, account, isUnknown }) => ({
    school,
    forward: account.forward,
    waived: account.waived,
    paid: account.paid,
    refunded: account.refunded,
    ...(isUnknown
      ? OWES_UNKNOWN
      : { due: account.due, ...openAmounts(account), overdue: overdueOf(account, situation) }),
  }));
  const total = (figure: (row: (typeof rows)[number]) => number | null) => sum(rows, (row) => figure(row) ?? 0);
  const entries = placedEntries(situation);
  const at = (...places: readonly PlaceOfEntry[]) => entries.filter(({ place }) => places.includes(place));
  const here = entries.filter(isTypedIn(situation));
  const atBankAlone = entries.filter(({ atBank }) => atBank === 'line');
  const dueOn = contributionDueDays(situation.year, contributionTerms(situation.settings));
  return {
    dueOn,
    laterIn: followedBy,
    dueLater: accounts.flatMap(({ school, account, isUnknown }) =>
      !isUnknown && account.due > 0 && account.parts[0]!.dueOn > dueOn[0]!
        ? [{ school, dueOn: account.parts[0]!.dueOn }]
        : [],
    ),
    rows,
    totals: {
      forward: total((row) => row.forward),
      due: total((row) => row.due),
      waived: total((row) => row.waived),
      paid: total((row) => row.paid),
      refunded: total((row) => row.refunded),
      outstanding: total((row) => row.outstanding),
      overpaid: total((row) => row.overpaid),
    },
    otherIncome: at('other income').map((placed) => named(placed, placed.entry.note ?? '', situation)),
    leftOut: at(
      'another year',
      'to come',
      'no member',
      'not at the bank',
      'typed twice',
      'owed by the year before',
    ).map((one) => named(one, whyLeftOut(one, situation), situation)),
    lookedAtAgain: lookedAtAgain(at('account'), situation),
    unread: situation.waitingRows(contributionsTab).map((row) => unread(row, situation)),
    typedHere: sumOf(here),
    typedElsewhere: sumOf(entries) - sumOf(here) - sumOf(atBankAlone),
    atBankAlone: sumOf(atBankAlone),
    remarks: [],
  };
}

const KINDS: Readonly<Record<string, string>> = {
  ...{ payment: 'Payment', refund: 'Refund', 'other-income': 'Other income' },
  ...{ waiver: 'Waiver', 'owed-before': 'Owed before', 'held-before': 'Held before' },
};

function sumOf(entries: readonly TypedEntry[]): number {
  return sum(entries, ({ entry }) => signedAmount(entry));
}

function owedFor(forYear: number | null): string {
  return forYear === null ? 'Owed from before' : `Owed from ${yearLabel(forYear)}`;
}

function withNote(what: string, note: string | null): string {
  return note === null ? what : `${what}: ${note}`;
}

/** Of a school of which it cannot be read when it joined or left. */
const OWES_UNKNOWN = { due: null, outstanding: null, overdue: 0, overpaid: null };

function overdueOf({ carries }: ContributionAccount, { asOf }: Situation): number {
  return sum(carries.owed, ({ dueOn, amount }) => (dueOn < asOf ? amount : 0));
}

function openAmounts({ outstanding }: ContributionAccount) {
  return { outstanding: Math.max(0, outstanding), overpaid: Math.max(0, -outstanding) };
}
