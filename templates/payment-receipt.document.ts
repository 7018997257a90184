import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate, moneyCell, pounds } from './kit/money-and-dates.ts';

/** What was received from a school for the year (working protocols, 25). Money is whole pence. */
export interface PaymentReceiptData {
  readonly school: string;
  /** Who signs. */
  readonly treasurer: string;
  /** An e-mail address, where there is one. */
  readonly contact: string | null;
  /** As it reached or left the account; a refund is below zero. */
  readonly received: readonly {
    readonly date: string;
    readonly what: string;
    readonly reference: string;
    readonly amount: number;
  }[];
  readonly total: number;
  /** What is still to pay; 0 where nothing is. */
  readonly outstanding: number;
  /** What was paid beyond all that is due; 0 where nothing was. */
  readonly inAdvance: number;
  /** The year in whose books the account goes on, once they are kept, as "2026/27"; null before. */
  readonly laterIn: string | null;
}

export const paymentReceipt = defineDocument<PaymentReceiptData>({
  id: 'payment-receipt',
  title: 'Receipt',
  audience: 'school',
  about: ({ school }) => school,
  asks: () => null,
  example: {
    school: 'Elm Park High School',
    treasurer: 'The treasurer of the alliance',
    contact: 'treasurer@alderfold.example',
    received: [
      { date: '2025-11-12', what: 'Payment', reference: '13700126K', amount: 300_000 },
      { date: '2026-01-20', what: 'Payment', reference: 'BACS 61377', amount: 50_000 },
      { date: '2026-02-03', what: 'Refund', reference: 'REF-0007', amount: -50_000 },
    ],
    total: 300_000,
    outstanding: 0,
    inAdvance: 0,
    laterIn: null,
  },
  render(page, { school, received, total, outstanding, inAdvance, laterIn, treasurer, contact }) {
    const rest =
      laterIn !== null
        ? `What is still to pay or in credit stands in the books of ${laterIn}.`
        : outstanding > 0
          ? `${pounds(outstanding)} is still to pay.`
          : inAdvance > 0
            ? `That is ${pounds(inAdvance)} more than is due, and goes forward.`
            : 'Nothing more is to pay.';
    page.callout(
      `${pounds(total)} has been received from ${school} for ${page.academicYear}. Thank you.`,
      `As the account stood on ${longDate(page.asOf)}. ${rest}`,
    );
    page.table({
      caption: 'What was received',
      columns: [
        { heading: 'Date', unit: DAY_UNIT, share: 2.2 },
        { heading: 'What', share: 3 },
        { heading: 'Reference', share: 3 },
        { heading: 'Sum', unit: '£', share: 2, align: 'right' },
      ],
      rows: received.map(({ date, what, reference, amount }) => [dayCell(date), what, reference, moneyCell(amount)]),
      totals: ['Received, less refunds', '', '', pounds(total)],
      whenEmpty: 'nothing.',
    });
    page.paragraph(`If anything here is not as you have it, please tell ${contact ?? 'the treasurer'}.`);
    page.paragraph(`${treasurer}, for ${page.alliance}`);
  },
});
