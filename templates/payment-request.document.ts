import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate, moneyCell, pounds } from './kit/money-and-dates.ts';
import { exampleDetails, type PaymentDetails, writeSlip } from './payment-details.ts';
import { type OpenSum, partedBy, toHavePaid, whenOpen } from './when-open.ts';

/** What a school is asked to pay (working protocols, 25). Money is whole pence. */
export interface PaymentRequestData {
  readonly school: string;
  /** Who signs. */
  readonly treasurer: string;
  /** An e-mail address, where there is one. */
  readonly contact: string | null;
  /** They come to the total; what is taken off is below zero and has no day. */
  readonly lines: readonly { readonly what: string; readonly dueOn: string | null; readonly amount: number }[];
  readonly total: number;
  /** What it comes to, by the days on which that is due; the oldest first. */
  readonly open: readonly OpenSum[];
  readonly details: PaymentDetails;
}

export const paymentRequest = defineDocument<PaymentRequestData>({
  id: 'payment-request',
  title: 'Request for payment',
  audience: 'school',
  about: ({ school }) => school,
  asks: ({ open }, { asOf }) => toHavePaid(asOf, open),
  example: {
    school: 'Elm Park High School',
    treasurer: 'The treasurer of the alliance',
    contact: 'treasurer@alderfold.example',
    lines: [
      { what: 'Contribution for 2024/25, still open', dueOn: '2024-11-30', amount: 30_000 },
      { what: 'Contribution for 2025/26', dueOn: '2025-11-30', amount: 300_000 },
      { what: 'Less payments, after refunds', dueOn: null, amount: -100_000 },
    ],
    total: 230_000,
    open: [
      { dueOn: '2024-11-30', amount: 30_000 },
      { dueOn: '2025-11-30', amount: 200_000 },
    ],
    details: exampleDetails,
  },
  render(page, { lines, total, open, details, treasurer, contact }) {
    const { late, later } = partedBy(page.asOf, open);
    const [only] = late === null ? later : [late];
    const parts = whenOpen(page.asOf, open);
    const when =
      only === undefined || parts.length > 1
        ? `${parts.join(', and ')}.`
        : `It ${late === null ? 'is' : 'was'} due by ${longDate(only.dueOn)}.`;
    const payBy =
      late !== null || only === undefined ? null : later.length > 1 ? 'the days above' : longDate(only.dueOn);
    const vat = details.vat ?? 'Request for payment. Not a VAT invoice.';
    const number = details.vatNumber === null ? '' : ` VAT number ${details.vatNumber}.`;
    page.callout(`Please pay ${pounds(total)}.`, `${when} ${vat}${number}`);
    page.table({
      caption: 'What is asked for',
      columns: [
        { heading: 'What', share: 5.5 },
        { heading: 'Due', unit: DAY_UNIT, share: 2.2 },
        { heading: 'Sum', unit: '£', share: 2, align: 'right' },
      ],
      rows: lines.map(({ what, dueOn, amount }) => [what, dueOn === null ? '' : dayCell(dueOn), moneyCell(amount)]),
      totals: ['To pay', '', pounds(total)],
      whenEmpty: 'nothing.',
    });
    writeSlip(page, details, total, payBy);
    page.section('Questions');
    page.paragraph(
      `If anything here is not as you have it, or has been paid since ${longDate(page.asOf)}, please tell ${contact ?? 'the treasurer'}.`,
    );
    page.paragraph(`${treasurer}, for ${page.alliance}`);
  },
});
