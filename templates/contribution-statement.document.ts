import { defineDocument } from './kit/document.ts';
import { DAY_UNIT, dayCell, longDate, moneyCell, pounds } from './kit/money-and-dates.ts';
import { entriesTable, type NamedEntry } from './kit/named-entries.ts';
import type { Page } from './kit/page.ts';
import { type OpenSum, partedBy, toHavePaid, whenOpen } from './when-open.ts';

/** What one school owed and paid in the year (working protocols, 25). Money is whole pence. */
export interface ContributionStatementData {
  readonly school: string;
  /** What the money is for, such as "the running costs of the improvement group". */
  readonly purpose: string;
  /** What of the year's own is still to pay, by the days on which it is due. */
  readonly open: readonly OpenSum[];
  /** What it owed from the years before; below nothing where it had paid in advance. */
  readonly forward: number;
  readonly due: number;
  /** What it need not pay. */
  readonly waived: number;
  readonly paid: number;
  readonly refunded: number;
  /** What is still to pay; 0 when nothing is. */
  readonly outstanding: number;
  /** What of that is from the years before. */
  readonly stillFromBefore: number;
  /** What was paid too much; 0 when nothing was. */
  readonly overpaid: number;
  readonly entries: readonly ContributionEntry[];
  /** The schools with which this one became one in the year, each with an account of its own. */
  readonly becameOneWith: readonly string[];
  /** Entries in the sums that somebody is to look at, as they may be a slip. */
  readonly inDoubt: number;
  /** Entries of the school's that stand in no sum of this account, and why; `who` says what they are. */
  readonly notCounted: readonly NamedEntry[];
  /** Entries that may be payments of this school's and cannot be read yet, where it still has to pay; no sum holds them. */
  readonly uncounted: number;
  /** Whether anything else is not counted, here or at the bank, and may be its payment. */
  readonly mayHavePaid: boolean;
  /** The year in whose books it goes on, once they are kept, as "2026/27"; null before. */
  readonly laterIn: string | null;
  /** How to pay, in a sentence or two. */
  readonly howToPay: string;
  /** Whom to ask. */
  readonly contact: string;
}

export interface ContributionEntry {
  /** 'YYYY-MM-DD'. */
  readonly date: string;
  readonly description: string;
  readonly reference: string;
  /** Added to what the school owes, below zero where it is taken off without a payment; or null. */
  readonly due: number | null;
  /** Taken off what it owes; a refund is below zero. Or null. */
  readonly paid: number | null;
  /** What the school owes after this entry; below zero when the alliance owes the school. */
  readonly balance: number;
}

export const contributionStatement = defineDocument<ContributionStatementData>({
  id: 'contribution-statement',
  title: 'Contribution statement',
  audience: 'school',
  about: ({ school }) => school,
  asks({ outstanding, stillFromBefore, open, overpaid, uncounted, mayHavePaid, laterIn, inDoubt }, { asOf }) {
    if (uncounted > 0 || mayHavePaid || inDoubt > 0 || laterIn !== null) return null;
    if (overpaid > 0) return `what is to be done with the ${pounds(overpaid)} paid too much`;
    if (outstanding === 0) return null;
    const { late, later } = partedBy(asOf, open);
    if (late === null && later.length === 1 && stillFromBefore === 0)
      return `to have ${pounds(outstanding)} paid by ${longDate(later[0]!.dueOn)}`;
    if (later.length === 0) return `to have ${pounds(outstanding)} paid`;
    const before = stillFromBefore === 0 ? [] : [{ dueOn: '', amount: stillFromBefore }];
    return toHavePaid(asOf, [...before, ...open]);
  },
  example: {
    school: 'Elm Park High School',
    purpose: 'the running costs of the improvement group',
    open: [{ dueOn: '2025-11-30', amount: 150_000 }],
    forward: 0,
    due: 300000,
    waived: 0,
    paid: 200000,
    refunded: 50000,
    outstanding: 150000,
    stillFromBefore: 0,
    overpaid: 0,
    uncounted: 0,
    mayHavePaid: false,
    laterIn: null,
    inDoubt: 0,
    becameOneWith: [],
    notCounted: [
      {
        who: 'Payment',
        date: '2026-01-12',
        amount: 300000,
        reference: 'BACS 70412',
        because: 'for 2026/27, and counts there',
      },
    ],
    entries: [
      {
        date: '2025-09-15',
        description: 'Contribution for 2025/26, due on 30\u00a0November 2025',
        reference: 'INV-0114',
        due: 300000,
        paid: null,
        balance: 300000,
      },
      {
        date: '2025-11-12',
        description: 'Payment received by bank transfer',
        reference: 'BACS 55120',
        due: null,
        paid: 150000,
        balance: 150000,
      },
      {
        date: '2026-01-20',
        description: 'Payment received by bank transfer',
        reference: 'BACS 61377',
        due: null,
        paid: 50000,
        balance: 100000,
      },
      {
        date: '2026-02-03',
        description: 'Refund: the payment of 20 January was meant for another account',
        reference: 'REF-0007',
        due: null,
        paid: -50000,
        balance: 150000,
      },
    ],
    howToPay: 'Please pay by bank transfer and quote INV-0114, so that we can match the payment to your school.',
    contact: 'the alliance treasurer, treasurer@alderfold.example',
  },
  render(page, data) {
    writePosition(page, data);
    page.keyFigures([
      ...(data.forward === 0
        ? []
        : [
            {
              value: pounds(Math.abs(data.forward)),
              label: data.forward > 0 ? 'owed from before' : 'paid in advance before',
            },
          ]),
      {
        value: pounds(data.due - data.waived),
        label: data.waived === 0 ? 'due for the year' : 'due, less what is waived',
      },
      { value: pounds(data.paid), label: 'paid' },
      { value: pounds(data.refunded), label: 'refunded' },
      data.overpaid > 0
        ? { value: pounds(data.overpaid), label: 'paid too much' }
        : { value: pounds(data.outstanding), label: 'still to pay' },
    ]);
    if (data.uncounted > 0) {
      const entries = data.uncounted === 1 ? 'One entry' : `${data.uncounted} entries`;
      page.paragraph(
        `${entries} in the alliance’s records cannot be read yet and may be for this school. Please do not pay on this statement ` +
          `before the treasurer has looked at ${data.uncounted === 1 ? 'it' : 'them'}.`,
      );
    }
    if (data.uncounted === 0 && data.mayHavePaid)
      page.paragraph(
        'Something that is not counted here may be a payment of this school’s. Please do not pay on this statement before the treasurer has looked at it.',
      );
    if (data.inDoubt > 0) {
      const entries = data.inDoubt === 1 ? 'One of the entries' : `${data.inDoubt} of the entries`;
      page.paragraph(
        `${entries} below may be a slip, such as one typed twice. The sums may change once the treasurer has looked at ${data.inDoubt === 1 ? 'it' : 'them'}; nothing is to be decided before.`,
      );
    }
    page.section('What was due and what was paid');
    page.paragraph(
      `The contribution goes towards ${data.purpose}. Every entry that could be read is listed in the order of its date.`,
    );
    const { becameOneWith: others } = data;
    if (others.length > 0)
      page.paragraph(
        others.length === 1
          ? `What ${others[0]} paid and owes for ${page.academicYear} stands in its own statement.`
          : `What ${others.slice(0, -1).join(', ')} and ${others.at(-1)} paid and owe for ${page.academicYear} stands in their own statements.`,
      );
    page.table({
      caption: `Account of ${data.school}, ${page.academicYear}`,
      columns: [
        { heading: 'Date', unit: DAY_UNIT, share: 2.2 },
        { heading: 'Description', share: 4.95 },
        { heading: 'Reference', share: 1.9 },
        { heading: 'Due', unit: '£', share: 1.75, align: 'right' },
        { heading: 'Paid', unit: '£', share: 1.8, align: 'right' },
        { heading: 'Balance', unit: '£, with a minus when in credit', share: 1.8, align: 'right' },
      ],
      rows: data.entries.map(({ date, description, reference, due, paid, balance }) => [
        dayCell(date),
        description,
        reference,
        due === null ? '' : moneyCell(due),
        paid === null ? '' : moneyCell(paid),
        moneyCell(balance),
      ]),
      totals: [
        'Total',
        '',
        '',
        pounds(data.forward + data.due - data.waived),
        pounds(data.paid - data.refunded),
        pounds(data.outstanding - data.overpaid),
      ],
      key:
        'The balance is what the school still has to pay after each entry. ' +
        'A refund stands in the column “Paid” with a minus sign. A balance with a minus sign is in credit: more was paid than was due.',
      whenEmpty: 'nothing has been entered yet.',
    });
    page.section('Questions and payment');
    if (data.laterIn !== null)
      page.paragraph(
        `What was still to pay or in credit went forward to ${data.laterIn}. How the account stands now is in the books of that year: please pay by those alone.`,
      );
    else if (data.outstanding > 0) page.paragraph(data.howToPay);
    page.paragraph(`If anything here looks wrong, or a payment is missing, please tell ${data.contact}.`);
    if (data.notCounted.length > 0) {
      page.section('What is not counted here');
      page.table(
        entriesTable('Entries that name the school and stand in no sum above', 'Why not', data.notCounted, 'Entry'),
      );
    }
  },
});

function writePosition(
  page: Page,
  { school, due, open, outstanding, stillFromBefore, overpaid, inDoubt }: ContributionStatementData,
): void {
  const position = `This is how the account of ${school} stood on ${longDate(page.asOf)}.`;
  if (outstanding > 0) {
    page.callout(`${pounds(outstanding)} is still to pay${ofWhat(page.asOf, open, stillFromBefore)}.`, position);
  } else if (overpaid > 0) {
    page.callout(
      `Paid in full, and ${pounds(overpaid)} more than was due.`,
      inDoubt > 0 ? position : `${position} We will ask what to do with the rest.`,
    );
  } else if (due === 0) {
    page.callout('Nothing is due from the school this year.', position);
  } else {
    page.callout('Paid in full. Thank you.', position);
  }
}

/** What of all that is still to pay was or is due when. */
function ofWhat(asOf: string, open: readonly OpenSum[], stillFromBefore: number): string {
  if (open.length === 0) return ' from before';
  const before = stillFromBefore === 0 ? [] : [`${pounds(stillFromBefore)} from before`];
  const [first, ...others] = open;
  if (others.length > 0) return `: ${[...before, ...whenOpen(asOf, open)].join(', and ')}`;
  const was = `${first!.dueOn < asOf ? 'was' : 'is'} due on ${longDate(first!.dueOn)}`;
  return before.length === 0 ? `; it ${was}` : `: ${before[0]}, and ${pounds(first!.amount)} that ${was}`;
}
