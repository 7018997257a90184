import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { accountHolders } from '../accounts.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { nothingReceived, paymentReceiptData } from './payment-letters.ts';

/** What was received from a school for the year. */
export const paymentReceipt = defineIssue({
  choice: { value: 'working-protocols/payment-receipt', text: 'Receipt', also: ['payment receipt'] },
  about: 'school',
  nothingToSay: nothingReceived,
  schools: accountHolders,
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/payment-receipt.document.ts')).paymentReceipt,
  from: () => [],
  data: paymentReceiptData,
  safeguards: null,
});
