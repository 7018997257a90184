import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../../sheets-schema/tabs/spending.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { closingOf } from '../closed-books.ts';
import { bankStatementsKept } from '../settings.ts';
import { receiptsAndPaymentsData, whyNoBooks } from './receipts-and-payments-data.ts';

/** What came in and went out between any two days, and what was owed and paid in advance on the last of them. */
export const receiptsAndPayments = defineIssue({
  choice: {
    value: 'working-protocols/receipts-and-payments',
    text: 'Receipts and payments account',
    also: ['receipts and payments', 'accounts'],
  },
  about: 'alliance',
  isAboutATime: true,
  // Books that were examined stand as they were.
  standsSince: closingOf,
  needs: bankStatementsKept,
  reads: [contributionsTab, spendingTab],
  template: async () => (await import('../../../../templates/receipts-and-payments.document.ts')).receiptsAndPayments,
  from: ({ year }) => [{ urn: null, startYear: year.startYear - 1 }],
  whyNot: whyNoBooks,
  data: receiptsAndPaymentsData,
  safeguards: null,
});
