import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { listed, longDate, pounds, yearLabel } from '../../../sheets-schema/wording.ts';
import { type ContributionAccount, movesMoney, signedAmount } from '../../figures/contributions.ts';
import { sum } from '../../figures/sums.ts';
import { defineRule } from '../rule.ts';
import { accountHolders, accountOf, becameOneWith, isTypedIn, placedEntries } from './accounts.ts';
import { forwardOf, isYearBeforeKnown } from './brought-forward.ts';
import { heldInVain } from './cash-book.ts';
import { paymentsInDoubt } from './payments-in-doubt.ts';
import { accountReads } from './terms.ts';

/** Working protocols, 25: what is in the account is what schools owe, no more and only once. Every row it finds counts, or says where not. */
export const paymentsAddUp = defineRule({
  id: 'BLA-25b',
  title: 'Payments and refunds fit what each school owes',
  since: 4,
  mendedIn: contributionsTab,
  reads: [{ tab: contributionsTab, columns: [...accountReads.columns, 'reference'] }],
  messages: {
    overpaid: {
      severity: 'warning',
      says: '{school} has paid {over} more than the {due} it owes for {year}.',
      fix: 'Check the last payment, and For year. What is not refunded goes forward into the next year.',
    },
    paidForAnother: {
      severity: 'warning',
      says: '{school} has paid {over} more than the {due} it owes for {year}, and {open} is still to pay by {others}.',
      fix: 'Pick under School the one that each payment is for, in two rows where it is for both.',
    },
    tooMuchBack: {
      severity: 'warning',
      says: '{school} was refunded {refunded}, more than the {paid} it paid for {year}.',
      fix: 'Check the refunds of this school in Contributions.',
    },
    refundFirst: {
      severity: 'warning',
      says: '{cell} refunds {school} {refunded} on {date}, more than it had paid by then.',
      fix: 'Check the date, and whether it is a payment.',
    },
    beforeJoining: {
      severity: 'warning',
      says: '{cell} is dated {date}, before {school} joined on {joined}.',
      fix: 'Check the date, or Joined on in Schools.',
    },
    longBefore: {
      severity: 'warning',
      says: '{cell} is dated {date}, long before {year}, for which it counts.',
      fix: 'Check the date, and type another year under For year if it pays for that one.',
    },
    noMember: {
      severity: 'warning',
      says: '{cell} names {school}, which was not a member in {year}, so the row stands in no account.',
      fix: 'Check the school and For year, or Joined on and Left on in Schools.',
    },
    farYear: {
      severity: 'warning',
      says: '{cell} is for {forYear}, and only the workbooks of the years before and after this one look here.',
      fix: 'Type the row into Contributions of the workbook of {forYear}, or correct the year.',
    },
    referenceTwice: {
      severity: 'warning',
      says: 'The reference in {cell} stands in {other} too, for {school}.',
      fix: 'Check which school paid. Delete one row if the payment was typed twice, or correct the reference.',
    },
    waivedTooMuch: {
      severity: 'warning',
      says: '{school} need not pay {waived} by these rows, more than the {owed} it owed. The rest counts for nothing.',
      fix: 'Check the amount of the waiver, and the year under For year.',
    },
    owedTwice: {
      severity: 'warning',
      says: '{cell} counts for nothing: by the workbook of {before}, {school} owes {owed} from before.',
      fix: 'Delete the row if it is the same. Otherwise type it into Contributions of that workbook: what that has comes forward by itself.',
    },
    noYearBefore: {
      severity: 'warning',
      says: '{cell} is for {forYear}, of which no workbook is kept, so the row counts nowhere.',
      fix: 'Leave it blank where the row pays what is typed as Owed before. Otherwise correct the year, or add the workbook of that year.',
    },
    notListed: {
      severity: 'warning',
      says: '{school} owes {open} from before and is not in Schools, so no payment of it can be typed here.',
      fix: 'Add its row to Schools, with Left on. Letters can be asked for by its name then too.',
    },
    heldTwice: {
      severity: 'warning',
      says: '{cell} says what was held before, and {why}.',
      fix: 'Delete the row, or correct its date: what was in the account is said once.',
    },
    typedTwice: {
      severity: 'warning',
      says: '{cell} has the reference, amount and date of {other}, which is for {year}.',
      fix: 'Delete one row if the payment was typed twice.',
    },
  },
  check(input, report) {
    const { year } = input;
    const isOwn = isTypedIn(input);
    const nameOf = (urn: string | null) => (urn === null ? 'no school' : input.nameOf(urn));
    for (const school of input.members) {
      const account = accountOf(school, input);
      const last = account.entries.findLast((one) => isOwn(one) && movesMoney(one.entry))?.entry;
      const place = { tab: contributionsTab, column: 'amount', school: school.urn };
      const at = (row: typeof last) => (row ? { row } : { subject: year.label });
      if (account.carries.inCredit > 0) {
        const data = {
          school: school.name,
          over: pounds(account.carries.inCredit),
          due: pounds(account.asked),
          year: year.label,
        };
        const others = becameOneWith(school, input).filter((one) => accountOf(one, input).outstanding > 0);
        const open = sum(others, (one) => accountOf(one, input).outstanding);
        if (others.length === 0) report({ ...place, message: 'overpaid', ...at(last), data });
        else
          report({
            ...place,
            message: 'paidForAnother',
            ...at(last),
            data: { ...data, open: pounds(open), others: listed(others.map(({ name }) => name)) },
          });
      }
      const refund = refundBeforePaid(account);
      if (account.refunded > account.paid + account.inCreditBefore) {
        const row = account.entries.findLast((one) => isOwn(one) && one.entry.kind === 'refund')?.entry;
        const data = {
          school: school.name,
          refunded: pounds(account.refunded),
          paid: pounds(account.paid + account.inCreditBefore),
          year: year.label,
        };
        report({ ...place, message: 'tooMuchBack', ...at(row), data });
      } else if (refund && isOwn(refund)) {
        const { entry } = refund;
        const data = { school: school.name, refunded: pounds(entry.amount), date: longDate(entry.date) };
        report({ ...place, message: 'refundFirst', row: entry, data });
      }
    }
    for (const school of accountHolders(input)) {
      const account = accountOf(school, input);
      if (account.outstanding > 0 && !input.schools.some(({ urn }) => urn === school.urn)) {
        const data = { school: school.name, open: pounds(account.outstanding) };
        report({ message: 'notListed', tab: contributionsTab, subject: school.urn, data });
      }
      const waivers = account.entries.filter(({ entry }) => entry.kind === 'waiver');
      const waived = sum(waivers, ({ entry }) => entry.amount);
      const last = waivers.findLast(isOwn)?.entry;
      if (last !== undefined && waived > account.waived) {
        const data = { school: school.name, waived: pounds(waived), owed: pounds(account.waived) };
        const place = { tab: contributionsTab, row: last, column: 'amount', school: school.urn };
        report({ ...place, message: 'waivedTooMuch', data });
      }
    }
    for (const { entry: row, typedIn, place } of placedEntries(input).filter(isOwn)) {
      if (place === 'no member' && row.school !== null) {
        const data = { school: nameOf(row.school), year: year.label };
        report({ message: 'noMember', tab: contributionsTab, row, column: 'school', school: row.school, data });
      }
      if (place === 'owed by the year before' && row.school !== null) {
        const owed = sum(forwardOf({ urn: row.school }, input).owed, ({ amount }) => amount);
        const before = yearLabel(year.startYear - 1);
        const data = { school: nameOf(row.school), owed: owed === 0 ? 'nothing' : pounds(owed), before };
        report({ message: 'owedTwice', tab: contributionsTab, row, column: 'kind', school: row.school, data });
      }
      const forYear = row.forYear ?? typedIn;
      // What came before these books begin is none of their money.
      if (forYear === typedIn - 1 && row.date >= year.from && !isYearBeforeKnown(input)) {
        const data = { forYear: yearLabel(forYear) };
        report({ message: 'noYearBefore', tab: contributionsTab, row, column: 'forYear', data });
      }
      if (Math.abs(forYear - typedIn) > 1)
        report({
          message: 'farYear',
          tab: contributionsTab,
          row,
          column: 'forYear',
          data: { forYear: yearLabel(forYear) },
        });
    }
    for (const { row, why } of heldInVain(input))
      report({ message: 'heldTwice', tab: contributionsTab, row, column: 'kind', data: { why } });
    for (const doubt of paymentsInDoubt(input.rows(contributionsTab), input)) {
      const row = doubt.entry;
      const found = { tab: contributionsTab, row, ...(row.school !== null && { school: row.school }) };
      if (doubt.why === 'dated long before the year') {
        const data = { date: longDate(row.date), year: year.label };
        report({ message: 'longBefore', ...found, column: 'date', data });
        continue;
      }
      if (doubt.why === 'dated before joining') {
        const data = { date: longDate(row.date), school: nameOf(row.school), joined: longDate(doubt.joinedOn) };
        report({ message: 'beforeJoining', ...found, column: 'date', data });
        continue;
      }
      const other = { row: doubt.other.rowNumber, otherwise: 'another row' };
      if (doubt.why === 'typed twice') {
        const data = { other, year: yearLabel(doubt.other.forYear ?? year.startYear) };
        report({ message: 'typedTwice', ...found, column: 'reference', data });
      } else {
        const data = { other, school: nameOf(doubt.other.school) };
        report({ message: 'referenceTwice', ...found, column: 'reference', data });
      }
    }
  },
});

/** The first refund by which a school had got back more than it had paid. */
function refundBeforePaid({ entries, inCreditBefore }: ContributionAccount) {
  let kept = inCreditBefore;
  return entries.find(({ entry }) => {
    kept += signedAmount(entry);
    return kept < 0;
  });
}
