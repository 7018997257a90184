import { defineDocument } from './kit/document.ts';
import { longDate, moneyCell, pounds } from './kit/money-and-dates.ts';
import { entriesTable, type NamedEntry, type UnreadEntry, unreadTable } from './kit/named-entries.ts';
import type { Table } from './kit/table.ts';

/** Every school's contribution to the year, for the alliance's board. Money is whole pence. */
export interface TreasurersStatementData {
  /** The days by which the parts of a contribution are due, 'YYYY-MM-DD': one, unless it is paid in several. */
  readonly dueOn: readonly string[];
  /** The year in whose books the accounts go on, once they are kept, as "2026/27"; null before. */
  readonly laterIn: string | null;
  readonly rows: readonly TreasurersRow[];
  readonly totals: ContributionFigures;
  /** Schools that joined in the year and pay by a later day. */
  readonly dueLater: readonly { readonly school: string; readonly dueOn: string }[];
  /** What reached the account for the year and is no school's contribution. */
  readonly otherIncome: readonly NamedEntry[];
  /** What is typed and stands in none of these sums, and why. */
  readonly leftOut: readonly NamedEntry[];
  /** What is counted and ought to be looked at, and why. */
  readonly lookedAtAgain: readonly NamedEntry[];
  /** Entries that cannot be read yet, so that no sum holds them. */
  readonly unread: readonly UnreadEntry[];
  /** All that is typed in the year's own workbook and can be read, less refunds. */
  readonly typedHere: number;
  /** What is typed for the year in the workbooks of the years beside it, less refunds. */
  readonly typedElsewhere: number;
  /** Payments that stand at the bank and are typed nowhere. */
  readonly atBankAlone: number;
  /** What the treasurer wants to say, a paragraph each; may be empty. */
  readonly remarks: readonly string[];
}

export interface ContributionFigures {
  /** What was owed from the years before; below nothing where it was paid in advance. */
  readonly forward: number;
  /** What need not be paid. */
  readonly waived: number;
  readonly due: number;
  readonly paid: number;
  readonly refunded: number;
  readonly outstanding: number;
  readonly overpaid: number;
}

/** What a school owes is null where nobody can tell since when or until when it is a member. */
export interface TreasurersRow extends Pick<ContributionFigures, 'forward' | 'waived' | 'paid' | 'refunded'> {
  readonly school: string;
  readonly due: number | null;
  readonly outstanding: number | null;
  /** What of that was due before the day of the statement. */
  readonly overdue: number;
  readonly overpaid: number | null;
}

const nothing = { forward: 0, waived: 0, refunded: 0, outstanding: 0, overdue: 0, overpaid: 0 };
const paidInFull = { ...nothing, due: 300000, paid: 300000 };

export const treasurersStatement = defineDocument<TreasurersStatementData>({
  id: 'treasurers-statement',
  title: 'Treasurer’s statement of contributions',
  audience: 'alliance',
  about: () => 'All member schools',
  asks({ rows, laterIn }) {
    const late = laterIn === null ? rows.filter(({ overdue }) => overdue > 0).length : 0;
    if (late === 0) return null;
    return `how to go on with the ${late === 1 ? 'school that is' : `${late} schools that are`} overdue`;
  },
  example: {
    dueOn: ['2025-11-30'],
    laterIn: null,
    rows: [
      { school: 'Alder Brook Academy', ...paidInFull },
      { school: 'Copperdale School', ...paidInFull },
      {
        school: 'Elm Park High School',
        ...nothing,
        due: 300000,
        paid: 200000,
        refunded: 50000,
        outstanding: 150000,
        overdue: 150000,
      },
      { school: 'Fernhollow Church of England High School', ...paidInFull },
      { school: 'Larkmoor High School', ...nothing, due: 300000, paid: 0, outstanding: 300000, overdue: 300000 },
      { school: 'Oldmere Academy', ...paidInFull, paid: 325000, overpaid: 25000 },
      { school: 'Saltersley High School', ...paidInFull },
      { school: 'Tarnbeck Academy (joined in January 2026)', ...nothing, due: 200000, paid: 200000 },
      { school: 'Whinfold Pupil Referral Unit', ...paidInFull },
    ],
    totals: {
      forward: 0,
      due: 2600000,
      waived: 0,
      paid: 2225000,
      refunded: 50000,
      outstanding: 450000,
      overpaid: 25000,
    },
    dueLater: [{ school: 'Tarnbeck Academy (joined in January 2026)', dueOn: '2026-02-24' }],
    otherIncome: [{ who: '', date: '2025-12-31', amount: 1240, reference: 'INTEREST', because: 'Bank interest' }],
    leftOut: [
      {
        who: 'Elm Park High School',
        date: '2026-01-12',
        amount: 300000,
        reference: 'BACS 70412',
        because: 'for 2026/27, and counts there',
      },
    ],
    lookedAtAgain: [
      {
        who: 'Oldmere Academy',
        date: '2025-11-12',
        amount: 300000,
        reference: 'BACS 55120',
        because: 'the reference stands under Elm Park High School too',
      },
    ],
    unread: [
      {
        who: 'Larkmoor High School',
        date: '3/2/2026',
        amount: '£3000.005',
        reference: '',
        because: 'Amount cannot be read',
      },
    ],
    typedHere: 2176240,
    typedElsewhere: 300000,
    atBankAlone: 0,
    remarks: [
      'Elm Park has told us that the rest will be paid in March. Larkmoor has asked for a copy of its invoice, which was sent on 4 February 2026.',
    ],
  },
  render(page, data) {
    const { dueOn, dueLater, laterIn, rows, totals, otherIncome, leftOut, lookedAtAgain, unread, remarks } = data;
    // A school that owes nothing has paid nothing in full.
    const asked = rows.filter(({ due, outstanding }) => due !== 0 || outstanding !== 0);
    const settled = asked.filter(({ outstanding }) => outstanding === 0).length;
    const notKnown = rows.filter(({ due }) => due === null).map(({ school }) => school);
    const owing = asked.length - settled - notKnown.length;
    const whose = asked.length === rows.length ? 'schools' : 'schools that owe for the year';
    const settledOf = `${settled} of ${asked.length} ${whose} have paid in full`;
    page.callout(
      asked.length === 0
        ? 'No school owes anything for the year.'
        : settled === asked.length
          ? `All ${asked.length} ${whose} have paid in full.`
          : owing === 0
            ? `${settledOf}.`
            : `${settledOf}; ${pounds(totals.outstanding)} is still to come from ${owing}.`,
      `${whenDue(dueOn, page.asOf)} The figures are as they stood on ${longDate(page.asOf)}.`,
    );
    page.keyFigures([
      { value: pounds(totals.due), label: 'due from all schools' },
      { value: pounds(totals.paid - totals.refunded), label: 'received, less refunds' },
      { value: pounds(totals.outstanding), label: 'still to come' },
      { value: pounds(totals.overpaid), label: 'paid too much' },
    ]);
    if (unread.length > 0) {
      const entries = unread.length === 1 ? 'One entry' : `${unread.length} entries`;
      page.paragraph(
        `${entries} in the records cannot be read yet and ${unread.length === 1 ? 'stands' : 'stand'} in none of these sums; ` +
          'see “What these sums leave out”.',
      );
    }
    const hasForward = rows.some(({ forward }) => forward !== 0);
    const hasWaived = rows.some(({ waived }) => waived !== 0);
    const amounts = <N extends number | null>(row: Record<keyof ContributionFigures, N>) => [
      ...(hasForward ? [row.forward] : []),
      row.due,
      ...(hasWaived ? [row.waived] : []),
      ...[row.paid, row.refunded, row.outstanding, row.overpaid],
    ];
    page.section('School by school');
    page.table({
      caption: `Contributions for ${page.academicYear}`,
      columns: [
        { heading: 'School', share: 3.9 },
        ...(hasForward ? [{ heading: 'From before', unit: '£', share: 2, align: 'right' } as const] : []),
        { heading: 'Due', unit: '£', share: 2.2, align: 'right' },
        ...(hasWaived ? [{ heading: 'Waived', unit: '£', share: 1.8, align: 'right' } as const] : []),
        { heading: 'Paid', unit: '£', share: 2.2, align: 'right' },
        { heading: 'Refunded', unit: '£', share: 1.85, align: 'right' },
        { heading: 'Still to pay', unit: '£', share: 1.95, align: 'right' },
        { heading: 'Overpaid', unit: '£', share: 1.8, align: 'right' },
      ],
      rows: rows.map((row) => [
        row.school,
        ...amounts(row).map((pence) => (pence === null ? 'not known' : moneyCell(pence, orDash(pence)))),
      ]),
      totals: ['All schools', ...amounts(totals).map(orDash)],
      key: `A dash means nothing. ${hasForward ? 'From before + due' : 'Due'}${hasWaived ? ' − waived' : ''} − paid + refunded = still to pay − overpaid.${hasForward ? ' From before: owed from earlier years, with a minus where it was paid in advance.' : ''}`,
      whenEmpty: 'no schools are listed.',
    });
    if (notKnown.length > 0)
      page.note(
        `Not known, and in no sum: what is due from ${notKnown.join('; ')}, as when it joined or left cannot be read in Schools. What was paid stands in the sums, which do not balance until that is mended.`,
      );
    if (laterIn !== null)
      page.note(
        `What was still to pay or in credit went forward to ${laterIn}. How the accounts stand now is in the books of that year.`,
      );
    if (dueLater.length > 0)
      page.note(
        `Due later, as the school joined in the year: ${dueLater.map((one) => `${one.school} by ${longDate(one.dueOn)}`).join('; ')}.`,
      );
    if (otherIncome.length > 0) {
      page.section('Other income');
      page.table(entriesTable('What reached the account and is no school’s contribution', 'What it is', otherIncome));
    }
    if (lookedAtAgain.length > 0) {
      page.section('Counted, and to be looked at');
      page.paragraph(
        'These entries stand in the sums above. Each may be a slip, for the reason that stands beside it.',
      );
      page.table(entriesTable('Entries to be looked at', 'Why', lookedAtAgain));
    }
    page.section('What these sums leave out');
    if (leftOut.length + unread.length === 0) page.paragraph('Nothing: every entry in the records is counted above.');
    if (leftOut.length > 0) page.table(entriesTable('Entries left out', 'Why', leftOut));
    if (unread.length > 0) page.table(unreadTable('Entries that cannot be read yet', unread));
    page.table(agreement(data, page.academicYear));
    if (remarks.length > 0) page.section('Remarks of the treasurer');
    for (const remark of remarks) page.paragraph(remark);
  },
});

function whenDue(days: readonly string[], asOf: string): string {
  const [first, ...others] = days;
  if (others.length === 0) return `Contributions ${first! < asOf ? 'were' : 'are'} due on ${longDate(first!)}.`;
  return `Contributions are due in ${days.length} parts, the first by ${longDate(first!)} and the last by ${longDate(days.at(-1)!)}.`;
}

/** How all that is typed comes to all that is shown. */
function agreement(data: TreasurersStatementData, year: string): Table {
  const { totals, otherIncome, leftOut, typedHere, typedElsewhere, atBankAlone } = data;
  const sum = (entries: readonly NamedEntry[]) => entries.reduce((total, { amount }) => total + amount, 0);
  const lines: readonly (readonly [string, number])[] = [
    [`Typed in Contributions of ${year}`, typedHere],
    ...(typedElsewhere === 0 ? [] : [[`Typed for ${year} in the workbooks of other years`, typedElsewhere] as const]),
    ...(atBankAlone === 0 ? [] : [['At the bank, and typed nowhere', atBankAlone] as const]),
    ['Less what is left out', -sum(leftOut)],
    ['Less other income', -sum(otherIncome)],
  ];
  return {
    caption: 'How the sums agree with what is typed',
    columns: [
      { heading: 'All less refunds', share: 7 },
      { heading: 'Sum', unit: '£', share: 2, align: 'right' },
    ],
    rows: lines.map(([what, pence]) => [what, moneyCell(pence)]),
    totals: ['Received from schools, less refunds', pounds(totals.paid - totals.refunded)],
    whenEmpty: 'nothing is typed.',
  };
}

const orDash = (pence: number) => (pence === 0 ? '–' : pounds(pence));
