import { type BankAndDoubts, exampleOfBank, writeBank } from './bank-and-doubts.ts';
import { defineDocument } from './kit/document.ts';
import { longDate, moneyCell, pounds } from './kit/money-and-dates.ts';
import type { Page } from './kit/page.ts';

/** What came into the account and went out of it between two days, and what was owed and paid in advance at their end. Money is whole pence. */
export interface ReceiptsAndPaymentsData extends BankAndDoubts {
  /** 'YYYY-MM-DD', the first day in it. */
  readonly from: string;
  /** Who holds the money, where somebody else's account has it. */
  readonly heldBy: string | null;
  readonly opening: number;
  readonly receipts: readonly HeadingLine[];
  readonly payments: readonly HeadingLine[];
  /** The same days a year earlier, where they are known. */
  readonly yearBefore: {
    readonly from: string;
    readonly to: string;
    readonly opening: number;
    readonly closing: number;
  } | null;
  /** What changed of the last books before these, since they were examined; null where nothing did, or none were. */
  readonly changedSince: {
    readonly from: string;
    readonly to: string;
    readonly by: string;
    readonly on: string;
    readonly headings: readonly {
      readonly side: 'in' | 'out';
      readonly what: string;
      readonly closed: number;
      readonly now: number;
    }[];
    /** What schools owed when those books ended. */
    readonly schools: readonly { readonly school: string; readonly closed: number; readonly now: number }[];
  } | null;
  /** What may be spent on one thing alone, a line a thing. */
  readonly onlyFor: readonly {
    readonly called: string;
    readonly opening: number;
    readonly received: number;
    readonly paid: number;
    readonly closing: number;
  }[];
  readonly schools: readonly SchoolsMoney[];
}

export interface HeadingLine {
  readonly what: string;
  readonly amount: number;
  /** What of it may be spent on one thing alone, or was. */
  readonly onlyFor: number;
  /** The same a year earlier; null where that is not known. */
  readonly yearBefore: number | null;
}

/** start + due − waived − received = owed − in advance − towards what falls due later. */
export interface SchoolsMoney {
  readonly school: string;
  /** Owed when the time began; below nothing where more was paid than was due. */
  readonly start: number;
  readonly due: number;
  readonly waived: number;
  /** Less what went back. */
  readonly received: number;
  readonly owed: number;
  readonly inAdvance: number;
  readonly towardsLater: number;
}

export const receiptsAndPayments = defineDocument<ReceiptsAndPaymentsData>({
  id: 'receipts-and-payments',
  title: 'Receipts and payments account',
  audience: 'alliance',
  about: ({ from, to }) => `${longDate(from)} to ${longDate(to)}`,
  asks: ({ notPlaced, unread, unreadElsewhere }) =>
    notPlaced.length + unread.length + unreadElsewhere.length > 0
      ? null
      : 'to receive the account, or to have it looked at',
  example: {
    ...exampleOfBank,
    from: '2025-09-01',
    heldBy: 'Copperdale School, cost centre ALLI',
    opening: 509_000,
    receipts: [
      { what: 'Alder Brook Academy', amount: 400_000, onlyFor: 0, yearBefore: 100_000 },
      { what: 'Copperdale School', amount: 480_000, onlyFor: 0, yearBefore: 50_000 },
      { what: 'Elm Park High School', amount: 200_000, onlyFor: 0, yearBefore: 100_000 },
      { what: 'Tarnbeck Academy', amount: 150_000, onlyFor: 0, yearBefore: 0 },
      { what: 'Grant', amount: 75_000, onlyFor: 75_000, yearBefore: 0 },
      { what: 'Bank interest', amount: 1234, onlyFor: 0, yearBefore: 910 },
      { what: 'Not yet placed', amount: 4500, onlyFor: 0, yearBefore: 0 },
    ],
    payments: [
      { what: 'Refunded to Alder Brook Academy', amount: 60_000, onlyFor: 0, yearBefore: 0 },
      { what: 'Training', amount: 130_000, onlyFor: 48_000, yearBefore: 96_000 },
      { what: 'Printing', amount: 9560, onlyFor: 0, yearBefore: 8800 },
      { what: 'Travelling', amount: 1500, onlyFor: 0, yearBefore: 0 },
    ],
    yearBefore: { from: '2024-09-01', to: '2025-08-31', opening: 362_890, closing: 509_000 },
    changedSince: {
      ...{ from: '2024-09-01', to: '2025-08-31', by: 'Chair of the finance group', on: '2025-09-20' },
      headings: [
        { side: 'in', what: 'Not yet placed', closed: 4500, now: 0 },
        { side: 'in', what: 'Tarnbeck Academy', closed: 0, now: 4500 },
      ],
      schools: [{ school: 'Tarnbeck Academy', closed: 20_000, now: 15_500 }],
    },
    onlyFor: [{ called: 'Training', opening: 0, received: 75_000, paid: 48_000, closing: 27_000 }],
    schools: [
      {
        school: 'Alder Brook Academy',
        start: 0,
        due: 300_000,
        waived: 0,
        received: 340_000,
        owed: 0,
        inAdvance: 40_000,
        towardsLater: 0,
      },
      {
        school: 'Copperdale School',
        start: 30_000,
        due: 300_000,
        waived: 0,
        received: 480_000,
        owed: 0,
        inAdvance: 150_000,
        towardsLater: 0,
      },
      {
        school: 'Elm Park High School',
        start: -100_000,
        due: 300_000,
        waived: 0,
        received: 200_000,
        owed: 0,
        inAdvance: 0,
        towardsLater: 0,
      },
      {
        school: 'Tarnbeck Academy',
        start: 0,
        due: 200_000,
        waived: 30_000,
        received: 150_000,
        owed: 20_000,
        inAdvance: 0,
        towardsLater: 0,
      },
    ],
  },
  render(page, data) {
    const { opening, closing, receipts, payments, from, to, heldBy } = data;
    const [received, paid] = [total(receipts), total(payments)];
    page.callout(
      `${pounds(closing)} was in the account on ${longDate(to)}.`,
      `It held ${pounds(opening)} when ${longDate(from)} began; ${pounds(received)} came in and ${pounds(paid)} went out.${heldBy === null ? '' : ` The money is held by ${heldBy}.`}`,
    );
    const [owed, inAdvance] = [totalOf(data.schools, 'owed'), totalOf(data.schools, 'inAdvance')];
    page.keyFigures([
      { value: pounds(received), label: 'received' },
      { value: pounds(paid), label: 'paid' },
      { value: pounds(owed), label: 'owed by schools' },
      { value: pounds(inAdvance), label: 'paid in advance' },
    ]);
    page.section('What came in and what went out');
    moneyTable(page, data, 'Received', receipts);
    moneyTable(page, data, 'Paid', payments);
    page.table({
      caption: 'From the first day to the last',
      columns: [
        { heading: 'In the account', share: 6 },
        { heading: 'Sum', unit: '£', share: 2, align: 'right' },
        ...(data.yearBefore === null
          ? []
          : [{ heading: 'A year before', unit: '£', share: 2, align: 'right' } as const]),
      ],
      rows: [
        row(`When ${longDate(from)} began`, opening, data.yearBefore?.opening),
        row('Received', received, data.yearBefore && beforeOf(receipts)),
        row('Less paid', -paid, data.yearBefore && -beforeOf(payments)),
      ],
      totals: [
        `When ${longDate(to)} was over`,
        pounds(closing),
        ...(data.yearBefore === null ? [] : [pounds(data.yearBefore.closing)]),
      ],
      whenEmpty: 'nothing is known.',
      together: true,
    });
    writeChanges(page, data);
    if (data.onlyFor.length > 0) {
      page.section('Money for one thing alone');
      page.table({
        caption: 'What may be spent on one thing alone',
        columns: [
          { heading: 'Only for', share: 3 },
          ...['At first', 'Received', 'Spent', 'Left'].map(
            (heading) => ({ heading, unit: '£', share: 1.8, align: 'right' }) as const,
          ),
        ],
        rows: data.onlyFor.map(({ called, ...sums }) => [
          called,
          ...[sums.opening, sums.received, sums.paid, sums.closing].map((pence) => moneyCell(pence)),
        ]),
        key: 'The rest of the money in the account may be spent on anything the alliance agrees.',
        whenEmpty: 'there is none.',
      });
    }
    schoolsTable(page, data);
    page.section('The bank, and what is not clear yet');
    writeBank(page, data);
    page.note(
      'This account shows money when it came or went, and beside it what schools owe and have paid in advance. It is not a full set of accounts: nothing is shared out over the months, and bills not yet paid stand in it only once they are.',
    );
  },
});

function moneyTable(
  page: Page,
  { yearBefore }: ReceiptsAndPaymentsData,
  caption: string,
  lines: readonly HeadingLine[],
) {
  const hasOnlyFor = lines.some(({ onlyFor }) => onlyFor !== 0);
  const amount = (heading: string) => ({ heading, unit: '£', share: 2, align: 'right' }) as const;
  page.table({
    caption,
    columns: [
      { heading: 'What', share: 5 },
      amount('Sum'),
      ...(hasOnlyFor ? [amount('Of it for one thing alone')] : []),
      ...(yearBefore === null ? [] : [amount('A year before')]),
    ],
    rows: lines.map(({ what, amount: pence, onlyFor, yearBefore: before }) => [
      what,
      moneyCell(pence, orDash(pence)),
      ...(hasOnlyFor ? [moneyCell(onlyFor, orDash(onlyFor))] : []),
      ...(yearBefore === null ? [] : [moneyCell(before ?? 0, orDash(before ?? 0))]),
    ]),
    totals: [
      'In all',
      pounds(total(lines)),
      ...(hasOnlyFor ? [pounds(lines.reduce((all, { onlyFor }) => all + onlyFor, 0))] : []),
      ...(yearBefore === null ? [] : [pounds(beforeOf(lines))]),
    ],
    whenEmpty: 'nothing.',
  });
}

/** What is known later of closed books is told here, as those stay as they were. */
function writeChanges(page: Page, { changedSince, from: first }: ReceiptsAndPaymentsData): void {
  if (changedSince === null) return;
  const { from, to, by, on, headings, schools } = changedSince;
  const columns = (what: string) => [
    { heading: what, share: 4 },
    ...['When closed', 'Now', 'Difference'].map(
      (heading) => ({ heading, unit: '£', share: 2, align: 'right' }) as const,
    ),
  ];
  const sums = ({ closed, now }: { readonly closed: number; readonly now: number }, sign = 1) =>
    [closed, now, sign * (now - closed)].map((pence) => moneyCell(pence, orDash(pence)));
  page.section('Changed since the books were closed');
  page.paragraph(
    `The books of ${longDate(from)} to ${longDate(to)} were examined by ${by} on ${longDate(on)}, and stand as they were. What is known since then is below.`,
  );
  if (headings.length > 0) {
    const gained = headings.reduce(
      (all, { side, closed, now }) => all + (side === 'in' ? now - closed : closed - now),
      0,
    );
    page.table({
      caption: 'Headings that come to another sum',
      columns: columns('Heading'),
      rows: headings.map((one) => [
        one.side === 'in' ? one.what : `${one.what} (paid)`,
        ...sums(one, one.side === 'in' ? 1 : -1),
      ]),
      totals: ['What the account gained', '', '', orDash(gained)],
      key: `The difference is what the account gained or lost by it. ${whereItStands({ from, to }, first)}`,
      whenEmpty: 'there are none.',
    });
  }
  if (schools.length > 0)
    page.table({
      caption: `What schools owed when ${longDate(to)} was over`,
      columns: columns('School'),
      rows: schools.map((one) => [one.school, ...sums(one)]),
      key: 'A minus means that more was paid than was due.',
      whenEmpty: 'there are none.',
    });
}

/** In the sums as far as those begin with the closed books, and else in what was held at first. */
function whereItStands(closed: { readonly from: string; readonly to: string }, first: string): string {
  if (first <= closed.from) return 'It stands in the sums above.';
  const held = `in what the account held when ${longDate(first)} began`;
  return closed.to < first
    ? `It stands ${held}, and in none of the sums above.`
    : `What of it came or went before stands ${held}, and the rest in the sums above.`;
}

function schoolsTable(page: Page, { schools, from, to }: ReceiptsAndPaymentsData): void {
  page.section('What schools owe and have paid in advance');
  const hasWaived = schools.some(({ waived }) => waived !== 0);
  const hasLater = schools.some(({ towardsLater }) => towardsLater !== 0);
  const columns: (readonly [string, keyof Omit<SchoolsMoney, 'school'>])[] = [
    ['At first', 'start'],
    ['Due', 'due'],
    ...(hasWaived ? [['Waived', 'waived'] as const] : []),
    ['Received', 'received'],
    ['Owed', 'owed'],
    ['In advance', 'inAdvance'],
    ...(hasLater ? [['For later', 'towardsLater'] as const] : []),
  ];
  page.table({
    caption: `From ${longDate(from)} to ${longDate(to)}`,
    columns: [
      { heading: 'School', share: 3.4 },
      ...columns.map(([heading]) => ({ heading, unit: '£', share: 1.8, align: 'right' }) as const),
    ],
    rows: schools.map((one) => [one.school, ...columns.map(([, of]) => moneyCell(one[of], orDash(one[of])))]),
    totals: ['All schools', ...columns.map(([, of]) => orDash(totalOf(schools, of)))],
    key:
      `A dash means nothing. At first + due${hasWaived ? ' − waived' : ''} − received = owed − in advance${hasLater ? ' − for later' : ''}. ` +
      'At first has a minus where more had been paid than was due; received is less what was refunded. ' +
      `In advance is what was paid for a year not begun, or above all that is due.${hasLater ? ' For later is what was paid towards a contribution of the year that falls due later.' : ''}`,
    whenEmpty: 'no school owed anything.',
  });
}

function total(lines: readonly HeadingLine[]): number {
  return lines.reduce((all, { amount }) => all + amount, 0);
}

function beforeOf(lines: readonly HeadingLine[]): number {
  return lines.reduce((all, { yearBefore }) => all + (yearBefore ?? 0), 0);
}

function totalOf(schools: readonly SchoolsMoney[], of: keyof Omit<SchoolsMoney, 'school'>): number {
  return schools.reduce((all, one) => all + one[of], 0);
}

function row(what: string, pence: number, before: number | null | undefined) {
  return [what, moneyCell(pence), ...(before === null || before === undefined ? [] : [moneyCell(before)])];
}

const orDash = (pence: number) => (pence === 0 ? '–' : pounds(pence));
