import type { NewColumn } from '../../../sheets-schema/sheet.ts';
import { HIDDEN, type Layout, layoutIn, layoutOf, YOURS } from './checks/columns.ts';
import { restoredChecks } from './checks/restored-checks.ts';
import { defineOwnTab } from './define-own-tab.ts';

/** Every finding, and what people answer to it. Its rows are planned before the others: a snapshot keeps the answers. */
export const checksTab = defineOwnTab({
  id: 'checks',
  title: 'Checks',
  columns: (madeWith) => newColumns(layoutOf(madeWith)).flatMap((column) => column ?? []),
  standsAs(standing) {
    const layout = layoutIn(standing);
    return 'unknown' in layout ? layout : { columns: newColumns(layout), above: layout.above };
  },
  headings: true,
  rows: ({ checks }) => checks.rows,
  rowsRestored: restoredChecks,
});

function newColumns({ columns }: Layout): (NewColumn | null)[] {
  return columns.map((column) => {
    if (column === null) return null;
    const { id, heading, width, note } = column;
    const choices = id === 'accept' ? ['Yes'] : null;
    return { heading, note, width, format: 'text', choices, yours: YOURS.includes(id), hidden: HIDDEN.includes(id) };
  });
}
