import { bankTab } from '../../../sheets-schema/tabs/bank.tab.ts';
import { booksClosedTab } from '../../../sheets-schema/tabs/books-closed.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import { matchedTab } from '../../../sheets-schema/tabs/matched.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { statementTab } from '../../../sheets-schema/tabs/statement.tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { answeredYearly } from '../builders/answered-yearly.ts';
import { answeredClauses, type Pack } from '../pack.ts';
import { chapters } from './chapters.ts';
import { closedBooks } from './closed-books.ts';
import { agreement } from './documents/agreement.issue.ts';
import { contributionStatement } from './documents/contribution-statement.issue.ts';
import { fundStatement } from './documents/fund-statement.issue.ts';
import { owedByAge } from './documents/owed-by-age.issue.ts';
import { paymentReceipt } from './documents/payment-receipt.issue.ts';
import { paymentReminder } from './documents/payment-reminder.issue.ts';
import { paymentRequest } from './documents/payment-request.issue.ts';
import { receiptsAndPayments } from './documents/receipts-and-payments.issue.ts';
import { treasurersStatement } from './documents/treasurers-statement.issue.ts';
import { yearAhead } from './documents/year-ahead.ts';
import { due } from './due.ts';
import {
  contributionsForward,
  halfDaysBeyond,
  halfDaysGivenInYear,
  halfDaysOfOtherYears,
  minutesOverHalfDays,
  moneyForward,
  staffDaysWaiting,
} from './figures.ts';
import { matchedOffers } from './matched-offers.ts';
import { meetingsSettled } from './meetings-settled.ts';
import { bankStatementsKept, settings, workingProtocolsAdopted, yearlyStatementDue } from './settings.ts';
import { standing } from './standing.ts';

const named = {
  id: 'working-protocols',
  citedAs: 'working protocols',
  adoptedBy: workingProtocolsAdopted,
} as const;
const tab = statementTab(named);

export const workingProtocols: Pack = {
  ...named,
  title: 'Working protocols',
  source: 'Bolton Learning Alliance, working protocols (48 clauses under five headings)',
  inShort: 'staff days, a contribution, meetings, mutual help',
  needs: [meetingsTab, whoCameTab, contributionsTab, supportRequestsTab, staffDaysTab, evaluationsTab, tab],
  needsWhere: [
    { tab: spendingTab, where: bankStatementsKept },
    { tab: bankTab, where: bankStatementsKept },
    { tab: matchedTab, where: bankStatementsKept },
    { tab: booksClosedTab, where: bankStatementsKept },
  ],
  fills: [matchedOffers],
  begins: [],
  chapters,
  settings,
  statement: {
    tab,
    due: yearlyStatementDue,
    rule: answeredYearly({
      id: 'BLA-00',
      title: 'Every protocol that rests on the head’s word has been answered for the year',
      tab,
      clauses: answeredClauses({ chapters }).map(({ ref }) => ref),
      due: yearlyStatementDue,
    }),
  },
  rules: [meetingsSettled],
  figures: [halfDaysGivenInYear, minutesOverHalfDays, halfDaysBeyond, halfDaysOfOtherYears, staffDaysWaiting],
  carries: [contributionsForward, moneyForward, closedBooks],
  standing,
  due,
  yearAhead,
  documents: [
    agreement,
    paymentRequest,
    paymentReceipt,
    paymentReminder,
    contributionStatement,
    treasurersStatement,
    owedByAge,
    receiptsAndPayments,
    fundStatement,
  ],
};
