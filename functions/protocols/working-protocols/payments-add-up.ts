import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate, pounds } from '../../../sheets-schema/wording.ts';
import { contributionAccount } from '../../figures/contributions.ts';
import { defineRule } from '../rule.ts';
import { contributionTerms } from './terms.ts';

/** Working protocols, 25: what is in the account is what schools owe, no more and only once. */
export const paymentsAddUp = defineRule({
  id: 'BLA-25b',
  title: 'Payments and refunds fit what each school owes',
  mendedIn: contributionsTab,
  reads: [{ tab: contributionsTab, columns: ['school', 'amount', 'date', 'kind', 'forYear', 'reference'] }],
  messages: {
    overpaid: {
      severity: 'warning',
      says: '{school} has paid {over} more than the {due} it owes for {year}.',
      fix: 'Check the last payment; add a refund, or change For year if it pays for another year.',
    },
    tooMuchBack: {
      severity: 'warning',
      says: '{school} was refunded {refunded}, more than the {paid} it paid for {year}.',
      fix: 'Check the refund in {cell}.',
    },
    beforeJoining: {
      severity: 'warning',
      says: '{cell} is dated {date}, before {school} joined on {joined}.',
      fix: 'Check the date, or Joined on in Schools.',
    },
    referenceTwice: {
      severity: 'problem',
      says: 'The reference in {cell} stands in {other} too, for {school}.',
      fix: 'Delete one row if the payment was typed twice, or correct the reference.',
    },
  },
  check(input, report) {
    const rows = input.rows(contributionsTab);
    const { year } = input;
    const rowsOf = input.bySchool(contributionsTab);
    for (const school of input.members) {
      const account = contributionAccount(
        rowsOf(school.urn),
        school,
        year,
        contributionTerms(input.settings),
        input.calendarOf(school.urn),
        input.asOf,
      );
      const last = account.entries.at(-1);
      const place = { tab: contributionsTab, column: 'amount', school: school.urn };
      if (!last) continue;
      if (account.paid - account.refunded > account.due) {
        const data = {
          school: school.name,
          over: pounds(-account.outstanding),
          due: pounds(account.due),
          year: year.label,
        };
        report({ ...place, message: 'overpaid', row: last, data });
      }
      if (account.refunded > account.paid) {
        const refund = account.entries.findLast(({ kind }) => kind === 'refund')!;
        const data = {
          school: school.name,
          refunded: pounds(account.refunded),
          paid: pounds(account.paid),
          year: year.label,
        };
        report({ ...place, message: 'tooMuchBack', row: refund, data });
      }
    }
    const schools = new Map(input.schools.map((school) => [school.urn, school]));
    const references = new Map<string, (typeof rows)[number]>();
    for (const row of [...rows].sort((one, other) => (one.key < other.key ? -1 : 1))) {
      const school = schools.get(row.school);
      if (school?.joinedOn && row.date < school.joinedOn) {
        const data = { date: longDate(row.date), school: school.name, joined: longDate(school.joinedOn) };
        report({ message: 'beforeJoining', tab: contributionsTab, row, column: 'date', school: row.school, data });
      }
      if (row.reference === null) continue;
      const reference = row.reference.toLowerCase();
      const first = references.get(reference);
      if (!first) references.set(reference, row);
      else if (first.school !== row.school || first.date !== row.date || first.forYear !== row.forYear) {
        const data = { other: { row: first.rowNumber, otherwise: 'another row' }, school: input.nameOf(first.school) };
        report({
          message: 'referenceTwice',
          tab: contributionsTab,
          row,
          column: 'reference',
          school: row.school,
          data,
        });
      }
    }
  },
});
