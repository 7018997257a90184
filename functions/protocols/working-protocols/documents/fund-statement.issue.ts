import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../../sheets-schema/tabs/spending.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { bankStatementsKept } from '../settings.ts';
import { fundStatementData, whyNoBooks } from './receipts-and-payments-data.ts';

/** What is in the fund on a day, who holds it, what it may be spent on, and what schools owe it. */
export const fundStatement = defineIssue({
  choice: {
    value: 'working-protocols/fund-statement',
    text: 'Statement of the fund',
    also: ['fund', 'fund statement', 'pooled fund'],
  },
  about: 'alliance',
  needs: bankStatementsKept,
  reads: [contributionsTab, spendingTab],
  template: async () => (await import('../../../../templates/fund-statement.document.ts')).fundStatement,
  from: ({ year }) => [{ urn: null, startYear: year.startYear - 1 }],
  whyNot: whyNoBooks,
  data: fundStatementData,
  safeguards: null,
});
