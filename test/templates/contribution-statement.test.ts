import { expect, it } from 'vitest';
import {
  type ContributionStatementData,
  contributionStatement,
} from '../../templates/contribution-statement.document.ts';
import { renderDocument } from '../../templates/kit/document.ts';
import { exampleMeta } from '../support/example-documents.ts';
import { readPdfText } from '../support/pdf-ua.ts';

const { example } = contributionStatement;
const settled = { paid: 300000, refunded: 0, outstanding: 0, overpaid: 0 };

const open = (dueOn: string) => ({ open: [{ dueOn, amount: 150_000 }] });

const positions: readonly { sentence: string; data: Partial<ContributionStatementData> }[] = [
  { sentence: '£1,500.00 is still to pay; it was due on 30 November 2025.', data: {} },
  { sentence: '£1,500.00 is still to pay; it is due on 31 March 2026.', data: open('2026-03-31') },
  { sentence: '£1,500.00 is still to pay; it is due on 13 February 2026.', data: open('2026-02-13') },
  {
    sentence: '£1,500.00 is still to pay: £500.00 was due by 30 November 2025, and £1,000.00 is due by 31 March 2026.',
    data: {
      open: [
        { dueOn: '2025-11-30', amount: 50_000 },
        { dueOn: '2026-03-31', amount: 100_000 },
      ],
    },
  },
  {
    sentence: '£1,500.00 is still to pay: £500.00 from before, and £1,000.00 that is due on 31 March 2026.',
    data: { open: [{ dueOn: '2026-03-31', amount: 100_000 }], stillFromBefore: 50_000 },
  },
  { sentence: 'Paid in full. Thank you.', data: settled },
  { sentence: 'Paid in full, and £0.01 more than was due.', data: { ...settled, paid: 300001, overpaid: 1 } },
  { sentence: 'Nothing is due from the school this year.', data: { ...settled, due: 0, paid: 0, entries: [] } },
];

it.each(positions)('begins with where the school stands: $sentence', async ({ sentence, data }) => {
  const [firstPage] = await readPdfText(
    await renderDocument(contributionStatement, { ...example, ...data }, exampleMeta),
  );
  const lines = firstPage?.split('\n') ?? [];
  expect(lines.slice(6).join(' ').startsWith(sentence)).toBe(true);
  expect(firstPage?.includes(example.howToPay)).toBe(sentence.includes('still to pay'));
});

it('shows a balance in the school’s favour with a minus sign, in one line', async () => {
  const [entry] = example.entries;
  if (!entry) throw new Error('The example has no entries.');
  const data = { ...example, ...settled, paid: 325000, overpaid: 25000, entries: [{ ...entry, balance: -25000 }] };
  const [firstPage] = await readPdfText(await renderDocument(contributionStatement, data, exampleMeta));
  expect(firstPage).toMatch(/Total {2}£3,000\.00 {2}£3,250\.00 {2}−£250\.00/);
});
