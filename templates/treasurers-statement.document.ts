import { defineDocument } from './kit/document.ts';
import { longDate, moneyCell, pounds } from './kit/money-and-dates.ts';

/** Every school's contribution to the year, for the alliance's board. Money is whole pence. */
export interface TreasurersStatementData {
  /** 'YYYY-MM-DD'. */
  readonly dueOn: string;
  readonly rows: readonly TreasurersRow[];
  readonly totals: ContributionFigures;
  /** Entries that cannot be read yet, so that no sum holds them. */
  readonly uncounted: number;
  /** What the treasurer wants to say, a paragraph each; may be empty. */
  readonly remarks: readonly string[];
}

export interface ContributionFigures {
  readonly due: number;
  readonly paid: number;
  readonly refunded: number;
  readonly outstanding: number;
  readonly overpaid: number;
}

export interface TreasurersRow extends ContributionFigures {
  readonly school: string;
}

const nothing = { refunded: 0, outstanding: 0, overpaid: 0 };
const paidInFull = { ...nothing, due: 300000, paid: 300000 };

export const treasurersStatement = defineDocument<TreasurersStatementData>({
  id: 'treasurers-statement',
  title: 'Treasurer’s statement of contributions',
  audience: 'alliance',
  about: () => 'All member schools',
  example: {
    dueOn: '2025-11-30',
    rows: [
      { school: 'Alder Brook Academy', ...paidInFull },
      { school: 'Copperdale School', ...paidInFull },
      { school: 'Elm Park High School', ...nothing, due: 300000, paid: 200000, refunded: 50000, outstanding: 150000 },
      { school: 'Fernhollow Church of England High School', ...paidInFull },
      { school: 'Larkmoor High School', ...nothing, due: 300000, paid: 0, outstanding: 300000 },
      { school: 'Oldmere Academy', ...paidInFull, paid: 325000, overpaid: 25000 },
      { school: 'Saltersley High School', ...paidInFull },
      { school: 'Tarnbeck Academy (joined in January 2026)', ...nothing, due: 200000, paid: 200000 },
      { school: 'Whinfold Pupil Referral Unit', ...paidInFull },
    ],
    totals: {
      due: 2600000,
      paid: 2225000,
      refunded: 50000,
      outstanding: 450000,
      overpaid: 25000,
    },
    uncounted: 0,
    remarks: [
      'Elm Park has told us that the rest will be paid in March. Larkmoor has asked for a copy of its invoice, which was sent on 4 February 2026.',
    ],
  },
  render(page, { dueOn, rows, totals, uncounted, remarks }) {
    const settled = rows.filter(({ outstanding }) => outstanding === 0).length;
    const owing = rows.length - settled;
    page.callout(
      owing === 0
        ? `All ${rows.length} schools have paid in full.`
        : `${settled} of ${rows.length} schools have paid in full; ${pounds(totals.outstanding)} is still to come from ${owing}.`,
      `Contributions were due on ${longDate(dueOn)}. The figures are as they stood on ${longDate(page.asOf)}.`,
    );
    page.keyFigures([
      { value: pounds(totals.due), label: 'due from all schools' },
      { value: pounds(totals.paid - totals.refunded), label: 'received, less refunds' },
      { value: pounds(totals.outstanding), label: 'still to come' },
      { value: pounds(totals.overpaid), label: 'paid too much' },
    ]);
    if (uncounted > 0) {
      const entries = uncounted === 1 ? 'One entry' : `${uncounted} entries`;
      page.paragraph(
        `${entries} in the records cannot be read yet and stand in none of these sums, so they do not agree with the account ` +
          'until those are mended. The tab Checks names them.',
      );
    }
    page.section('School by school');
    page.table({
      caption: `Contributions for ${page.academicYear}`,
      columns: [
        { heading: 'School', share: 3.9 },
        { heading: 'Due', unit: '£', share: 2.2, align: 'right' },
        { heading: 'Paid', unit: '£', share: 2.2, align: 'right' },
        { heading: 'Refunded', unit: '£', share: 1.85, align: 'right' },
        { heading: 'Still to pay', unit: '£', share: 1.95, align: 'right' },
        { heading: 'Overpaid', unit: '£', share: 1.8, align: 'right' },
      ],
      rows: rows.map((row) => [row.school, ...amounts(row).map((pence) => moneyCell(pence, orDash(pence)))]),
      totals: ['All schools', ...amounts(totals).map(orDash)],
      whenEmpty: 'no schools are listed.',
    });
    page.note('A dash means nothing. Due − paid + refunded = still to pay − overpaid.');
    if (remarks.length > 0) page.section('Remarks of the treasurer');
    for (const remark of remarks) page.paragraph(remark);
  },
});

const amounts = ({ due, paid, refunded, outstanding, overpaid }: ContributionFigures) =>
  [due, paid, refunded, outstanding, overpaid] as const;
const orDash = (pence: number) => (pence === 0 ? '–' : pounds(pence));
