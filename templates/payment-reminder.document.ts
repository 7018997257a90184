import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate, moneyCell, pounds } from './kit/money-and-dates.ts';
import { exampleDetails, type PaymentDetails, writeSlip } from './payment-details.ts';

/** What a school has not paid though it was due (working protocols, 25). Money is whole pence. */
export interface PaymentReminderData {
  readonly school: string;
  /** Who signs. */
  readonly treasurer: string;
  /** An e-mail address, where there is one. */
  readonly contact: string | null;
  readonly tone: 'friendly' | 'firm';
  /** Whom it is addressed to. */
  readonly to: string;
  /** Days since the oldest of it was due, and that day in words. */
  readonly days: number;
  readonly since: string;
  readonly lines: readonly {
    readonly what: string;
    readonly dueOn: string;
    readonly days: number;
    readonly amount: number;
  }[];
  readonly total: number;
  readonly details: PaymentDetails;
}

export const paymentReminder = defineDocument<PaymentReminderData>({
  id: 'payment-reminder',
  title: 'Payment reminder',
  audience: 'school',
  about: ({ school }) => school,
  asks: ({ total, tone }) => `to have ${pounds(total)} paid${tone === 'firm' ? ', or to say when it will be' : ''}`,
  example: {
    school: 'Elm Park High School',
    treasurer: 'The treasurer of the alliance',
    contact: 'treasurer@alderfold.example',
    tone: 'firm',
    to: 'Sam Harding',
    days: 68,
    since: '30\u00a0November 2025',
    lines: [{ what: 'Contribution for 2025/26', dueOn: '2025-11-30', days: 68, amount: 150_000 }],
    total: 150_000,
    details: exampleDetails,
  },
  render(page, { tone, to, days, since, lines, total, details, treasurer, contact }) {
    page.paragraph(`To: ${to}`);
    const [upTo, it] = new Set(lines.map(({ dueOn }) => dueOn)).size > 1 ? ['up to ', 'The oldest of it'] : ['', 'It'];
    page.callout(
      tone === 'friendly'
        ? `${pounds(total)} seems not to have reached us yet.`
        : `${pounds(total)} has been due for ${upTo}${days} days.`,
      tone === 'friendly'
        ? `${it} was due on ${since}. If it is on its way, thank you, and there is nothing more to do.`
        : `${it} was due on ${since}. Please have it paid, or tell us by when it will be and whether anything stands in the way.`,
    );
    page.table({
      caption: `What was still to pay on ${longDate(page.asOf)}`,
      columns: [
        { heading: 'What', share: 4.5 },
        { heading: 'Due', unit: DAY_UNIT, share: 2.2 },
        { heading: 'Days', share: 1.3, align: 'right' },
        { heading: 'Sum', unit: '£', share: 2, align: 'right' },
      ],
      rows: lines.map((line) => [line.what, dayCell(line.dueOn), String(line.days), moneyCell(line.amount)]),
      totals: ['To pay', '', '', pounds(total)],
      whenEmpty: 'nothing.',
    });
    writeSlip(page, details, total, null);
    page.paragraph(
      `If it was paid, or is not owed, please tell ${contact ?? 'the treasurer'}, so that we can put it right.`,
    );
    page.paragraph(`${treasurer}, for ${page.alliance}`);
  },
});
