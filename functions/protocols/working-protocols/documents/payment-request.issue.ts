import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { accountHolders } from '../accounts.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { lacksAnAccount, mayHavePaid, nothingToPay, paymentRequestData, wentForward } from './payment-letters.ts';

/** What a school is asked to pay, into which account and under which reference. */
export const paymentRequest = defineIssue({
  choice: {
    value: 'working-protocols/payment-request',
    text: 'Request for payment',
    also: ['request', 'invoice', 'payment request'],
  },
  about: 'school',
  lacks: lacksAnAccount,
  nothingToSay: nothingToPay,
  whyNotOf: (situation, school, { followedBy }) => wentForward(situation, followedBy) ?? mayHavePaid(situation, school),
  schools: accountHolders,
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/payment-request.document.ts')).paymentRequest,
  from: () => [],
  data: paymentRequestData,
  safeguards: null,
});
