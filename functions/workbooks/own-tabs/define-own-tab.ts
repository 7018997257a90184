import type { NewColumn, NewSheet, OwnSheet, SheetCell } from '../../../sheets-schema/sheet.ts';
import type { AsChecked, AsKept, AsMade, OwnTab } from '../define-workbook.ts';
import { standsAlready } from './stands-already.ts';

interface Declaration {
  readonly id: string;
  readonly title: string;
  /** The version of the workbooks since which it is there; the first, unless told. */
  readonly since?: number;
  readonly columns: readonly NewColumn[];
  /** False for a tab laid out freely; the others begin with the headings of their columns. */
  readonly headings: boolean;
  /** Its rows, below the headings, in a new workbook; none, unless told. */
  rowsAtFirst?(of: AsMade): NewSheet['rows'];
  /** Its rows, below the headings, after a check. */
  rows(of: AsChecked): OwnSheet['rows'];
  /** Its rows, below the headings, in a restored workbook; `made` are those of a new one, which it has unless told. */
  rowsRestored?(of: AsKept, made: NewSheet['rows']): NewSheet['rows'];
}

/** A tab that Concordat fills in, from what it says of itself. Pure. */
export function defineOwnTab(declared: Declaration): OwnTab {
  const { id, title, since = 1, columns, headings } = declared;
  const head = headings ? [columns.map(({ heading }): SheetCell => ({ value: heading, style: 'heading' }))] : [];
  const peoplesColumns = columns.flatMap(({ yours }, place) => (yours ? [place] : []));
  return {
    id,
    title,
    since,
    peoplesColumns,
    make: (of) => ({ id, title, purpose: 'own', columns, headings, rows: declared.rowsAtFirst?.(of) ?? [] }),
    plan(current, of) {
      const sheet = { title, rows: [...head, ...declared.rows(of)], peoplesColumns };
      return { sheet, changed: !standsAlready(current, sheet) };
    },
    restore: (made, of) => ({ ...made, rows: declared.rowsRestored?.(of, made.rows) ?? made.rows }),
  };
}
