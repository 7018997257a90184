import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { type ContributionAccount, movesMoney, signedAmount } from '../../figures/contributions.ts';
import { isMembershipUnread } from '../../figures/members.ts';
import { sum } from '../../figures/sums.ts';
import { mayMakeUp } from '../builders/at-least-by.ts';
import { defineRule } from '../rule.ts';
import { accountOf, isTypedIn, mayBePaid, perhapsPaid } from './accounts.ts';
import { accountReads } from './terms.ts';

/** Working protocols, 25: that a contribution was paid late stays a fact when it has been paid. */
export const paidByItsDay = defineRule({
  id: 'BLA-25c',
  title: 'Each contribution that has been paid was paid by its day',
  since: 5,
  mendedIn: contributionsTab,
  reads: [accountReads],
  messages: {
    paidLate: {
      severity: 'note',
      says: '{school} had paid in full on {paid}. It was due on {by}.',
      fix: 'Correct the date of a payment that came earlier; otherwise there is nothing to do.',
    },
  },
  check(input, report) {
    const isOwn = isTypedIn(input);
    for (const school of input.members.filter((one) => !isMembershipUnread(one))) {
      const account = accountOf(school, input);
      const last = paidInFullBy(account);
      if (last === null || last.entry.date <= account.dueOn) continue;
      // What waits to be mended, or stands under another school or day, may be a payment that came in time.
      const inTime = account.entries.filter(({ entry }) => entry.date <= account.dueOn);
      const missing = openAtFirst(account) - sum(inTime, ({ entry }) => signedAmount(entry));
      if (mayMakeUp(missing, mayBePaid(input, school)?.amount ?? 0, perhapsPaid(school, input))) continue;
      report({
        message: 'paidLate',
        tab: contributionsTab,
        ...(isOwn(last) ? { row: last.entry, column: 'date' } : { subject: input.year.label }),
        school: school.urn,
        judgedOn: last.entry.date,
        data: { school: school.name, paid: longDate(last.entry.date), by: longDate(account.dueOn) },
      });
    }
  },
});

/** What of the year's own was to be paid before anything came for it: less what was paid in advance in the years before. */
function openAtFirst({ asked, inCreditBefore }: ContributionAccount): number {
  return asked - inCreditBefore;
}

/** The entry since which all that is due has been paid; null where some of it is open, or nothing is due. */
function paidInFullBy(account: ContributionAccount) {
  const { entries, openOfYear } = account;
  let open = openAtFirst(account);
  if (open <= 0 || openOfYear > 0) return null;
  let since: (typeof entries)[number] | null = null;
  for (const one of entries.filter(({ entry }) => movesMoney(entry))) {
    open -= signedAmount(one.entry);
    if (open > 0) since = null;
    else since ??= one;
  }
  return since;
}
