import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { accountHolders } from '../accounts.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { lacksAnAccount, mayHavePaid, nothingOverdue, paymentReminderData, wentForward } from './payment-letters.ts';

/** What a school has not paid, friendly at first and firm later; none while a row may be the payment. */
export const paymentReminder = defineIssue({
  choice: { value: 'working-protocols/payment-reminder', text: 'Payment reminder', also: ['reminder'] },
  about: 'school',
  lacks: lacksAnAccount,
  nothingToSay: nothingOverdue,
  whyNotOf: (situation, school, { followedBy }) => wentForward(situation, followedBy) ?? mayHavePaid(situation, school),
  schools: accountHolders,
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/payment-reminder.document.ts')).paymentReminder,
  from: () => [],
  data: paymentReminderData,
  safeguards: null,
});
