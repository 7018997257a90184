import { pounds } from './kit/money-and-dates.ts';
import type { Page } from './kit/page.ts';

/** Into which account a school pays, and what it says when it does. */
export interface PaymentDetails {
  readonly payee: string;
  /** As people write it: 20-00-00. */
  readonly sortCode: string;
  readonly accountNumber: string;
  /** By which the payment is known at the bank. */
  readonly reference: string;
  readonly purchaseOrder: string | null;
  readonly terms: string | null;
  /** What the alliance says of VAT; null where it is no VAT invoice. */
  readonly vat: string | null;
  readonly vatNumber: string | null;
}

export const exampleDetails: PaymentDetails = {
  payee: 'Copperdale School, Alderfold Learning Alliance',
  sortCode: '20-00-00',
  accountNumber: '01234567',
  reference: '13700126K',
  purchaseOrder: 'PO 2025-0417',
  terms: 'Please pay by bank transfer.',
  vat: null,
  vatNumber: null,
};

/** The account to pay into, the reference, the sum and by when, in words, to be cut off or copied. */
export function writeSlip(page: Page, details: PaymentDetails, total: number, payBy: string | null): void {
  page.section('How to pay');
  if (details.terms !== null) page.paragraph(details.terms);
  page.facts(
    [
      ['Pay to', details.payee],
      ['Sort code', details.sortCode],
      ['Account number', details.accountNumber],
      ['Reference', details.reference],
      ['Amount', pounds(total)],
      ...(payBy === null ? [] : [['Pay by', payBy] as const]),
      ...(details.purchaseOrder === null ? [] : [['Your order', details.purchaseOrder] as const]),
    ],
    'Please give the reference just as it stands: the payment is found by it.',
  );
}
