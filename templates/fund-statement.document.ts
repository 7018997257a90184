import { type BankAndDoubts, exampleOfBank, writeBank } from './bank-and-doubts.ts';
import { defineDocument } from './kit/document.ts';
import { longDate, moneyCell, pounds } from './kit/money-and-dates.ts';

/** What is in the fund that the schools pay into, and who holds it (working protocols, 25). Money is whole pence. */
export interface FundStatementData extends BankAndDoubts {
  /** Who holds the money, where somebody else's account has it. */
  readonly heldBy: string | null;
  /** What of it may be spent on one thing alone. */
  readonly onlyFor: readonly { readonly called: string; readonly amount: number }[];
  /** Those that owe something, or have paid in advance. */
  readonly schools: readonly { readonly school: string; readonly owed: number; readonly inAdvance: number }[];
}

export const fundStatement = defineDocument<FundStatementData>({
  id: 'fund-statement',
  title: 'Statement of the fund',
  audience: 'alliance',
  about: () => 'All member schools',
  asks: () => null,
  example: {
    ...exampleOfBank,
    heldBy: 'Copperdale School, cost centre ALLI',
    onlyFor: [{ called: 'Training', amount: 27_000 }],
    schools: [
      { school: 'Alder Brook Academy', owed: 0, inAdvance: 40_000 },
      { school: 'Copperdale School', owed: 0, inAdvance: 150_000 },
      { school: 'Tarnbeck Academy', owed: 20_000, inAdvance: 0 },
    ],
  },
  render(page, data) {
    const { heldBy, onlyFor, schools, closing, to } = data;
    const bound = onlyFor.reduce((all, { amount }) => all + amount, 0);
    const total = (of: 'owed' | 'inAdvance') => schools.reduce((all, one) => all + one[of], 0);
    page.callout(
      `${pounds(closing)} was in the fund on ${longDate(to)}.`,
      `As the books stood when that day was over.${heldBy === null ? '' : ` The money is held by ${heldBy}.`}`,
    );
    page.keyFigures([
      { value: pounds(closing - bound), label: 'for anything agreed' },
      { value: pounds(bound), label: 'for one thing alone' },
      { value: pounds(total('owed')), label: 'owed to it by schools' },
      { value: pounds(total('inAdvance')), label: 'paid in advance' },
    ]);
    page.table({
      caption: 'What it may be spent on',
      columns: [
        { heading: 'What', share: 6 },
        { heading: 'Sum', unit: '£', share: 2, align: 'right' },
      ],
      rows: [
        ...onlyFor.map(({ called, amount }) => [`${called}, and nothing else`, moneyCell(amount)]),
        ['Anything that the alliance agrees', moneyCell(closing - bound)],
      ],
      totals: ['In the fund', pounds(closing)],
      whenEmpty: 'nothing.',
      together: true,
    });
    page.table({
      caption: 'What schools owe it, and have paid in advance',
      columns: [
        { heading: 'School', share: 5 },
        { heading: 'Owed', unit: '£', share: 2, align: 'right' },
        { heading: 'In advance', unit: '£', share: 2, align: 'right' },
      ],
      rows: schools.map(({ school, owed, inAdvance }) => [
        school,
        ...[owed, inAdvance].map((one) => moneyCell(one, orDash(one))),
      ]),
      totals: ['All schools', orDash(total('owed')), orDash(total('inAdvance'))],
      key: 'A dash means nothing. Owed is what was due by then; in advance is what was paid for a year not begun, above all that is due, or towards what falls due later: it is in the fund already.',
      whenEmpty: 'no school owes anything or has paid in advance.',
    });
    page.section('The bank, and what is not clear yet');
    writeBank(page, data);
  },
});

const orDash = (pence: number) => (pence === 0 ? '–' : pounds(pence));
