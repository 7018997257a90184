import type { NewColumn } from '../../../sheets-schema/sheet.ts';
import { HIDDEN, type Layout, layoutIn, layoutOf, YOURS } from './checks/columns.ts';
import { restoredChecks } from './checks/restored-checks.ts';
import { defineOwnTab } from './define-own-tab.ts';

/** Every finding, and what people answer to it. Its rows are planned before the others: a snapshot keeps the answers. */
export const checksTab = defineOwnTab({
  id: 'checks',
  title: 'Checks',
  columns: (madeWith) => newColumns(layoutOf(madeWith)),
  columnsIn: (standing, madeWith) => newColumns(layoutIn(standing, madeWith)),
  headings: true,
  rows: ({ checks }) => checks.rows,
  rowsRestored: restoredChecks,
});

function newColumns({ columns }: Layout): NewColumn[] {
  return columns.map(({ id, heading, width, note }) => ({
    heading,
    note,
    width,
    format: 'text',
    choices: id === 'accept' ? ['Yes'] : null,
    yours: YOURS.includes(id),
    hidden: HIDDEN.includes(id),
  }));
}
