import { coordinatorEmail } from '../../../../sheets-schema/core-settings.ts';
import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate } from '../../../../sheets-schema/wording.ts';
import type { ContributionStatementData } from '../../../../templates/contribution-statement.document.ts';
import type { TreasurersStatementData } from '../../../../templates/treasurers-statement.document.ts';
import { type ContributionAccount, signedAmount } from '../../../figures/contributions.ts';
import { inNameOrder, type School } from '../../../figures/members.ts';
import { sum } from '../../../figures/sums.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { accountOf } from '../accounts.ts';
import { accountReads } from '../terms.ts';

/** What one school was asked for and paid, entry by entry with the balance after each. */
export function contributionStatementData(all: Situation, school: School): ContributionStatementData {
  const situation = seeing(all, [accountReads]);
  const { year, settings } = situation;
  const account = accountOf(school, situation);
  let balance = account.due;
  const entries = account.entries.map(({ entry: { date, kind, amount, reference, note } }) => {
    const paid = signedAmount({ kind, amount });
    balance -= paid;
    const what = kind === 'refund' ? 'Refund' : 'Payment received';
    return {
      date,
      description: note === null ? what : `${what}: ${note}`,
      reference: reference ?? '',
      due: null,
      paid,
      balance,
    };
  });
  const opening = {
    date: year.from,
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
    entries: [opening, ...entries],
    uncounted: situation.waiting(contributionsTab, school.urn),
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
  }));
  const rows = accounts.map(({ school, account }) => ({
    school,
    due: account.due,
    paid: account.paid,
    refunded: account.refunded,
    ...openAmounts(account),
  }));
  const total = (figure: (row: (typeof rows)[number]) => number) => sum(rows, figure);
  return {
    dueOn: accounts[0]?.account.dueOn ?? situation.year.to,
    rows,
    totals: {
      due: total((row) => row.due),
      paid: total((row) => row.paid),
      refunded: total((row) => row.refunded),
      outstanding: total((row) => row.outstanding),
      overpaid: total((row) => row.overpaid),
    },
    uncounted: situation.waiting(contributionsTab),
    remarks: [],
  };
}

function openAmounts({ outstanding }: ContributionAccount) {
  return { outstanding: Math.max(0, outstanding), overpaid: Math.max(0, -outstanding) };
}
