import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { lacksAnAccount, nothingToPay, owesUnknown, paymentRequestData } from './payment-letters.ts';

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
  whyNotOf: (_, school) => owesUnknown(school),
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/payment-request.document.ts')).paymentRequest,
  from: () => [],
  data: paymentRequestData,
  safeguards: null,
});
