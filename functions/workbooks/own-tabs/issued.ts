import type { SheetCell } from '../../../sheets-schema/sheet.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { ISSUES, type KeptIssue } from '../../history/records.ts';
import { defineOwnTab } from './define-own-tab.ts';

const COLUMNS: readonly { heading: string; width: number; show(document: KeptIssue): string }[] = [
  { heading: 'Number', width: 16, show: ({ number }) => number },
  { heading: 'Document', width: 40, show: ({ title }) => title },
  { heading: 'School', width: 34, show: ({ school }) => school ?? 'All' },
  { heading: 'As of', width: 20, show: ({ asOf }) => longDate(asOf) },
  { heading: 'Made on', width: 20, show: ({ issuedOn }) => longDate(issuedOn) },
  { heading: 'Where it is', width: 60, show: ({ link }) => link },
  { heading: 'Replaces', width: 16, show: ({ replaces }) => replaces ?? '' },
];

/** Every document that was issued, by number. */
export const issuedTab = defineOwnTab({
  id: 'issued',
  title: 'Issued',
  columns: () => COLUMNS.map(({ heading, width }) => ({ heading, note: null, width, format: 'text', choices: null })),
  headings: true,
  rows: ({ issues }) => rowsOf(issues),
  rowsRestored({ content }) {
    const issues = [...(content.get(ISSUES)?.values() ?? [])] as unknown as KeptIssue[];
    return rowsOf(issues.toSorted((one, other) => byNumber.compare(one.number, other.number)));
  },
});

/** Figures in a text by their size. */
const byNumber = new Intl.Collator('en', { numeric: true });

function rowsOf(issues: readonly KeptIssue[]): SheetCell[][] {
  return issues.map((issue) => COLUMNS.map(({ show }): SheetCell => ({ value: show(issue) || null, style: 'text' })));
}
