import type { NewColumn, NewSheet, OwnSheet, RawTab, SheetCell } from '../../../sheets-schema/sheet.ts';
import type { AsChecked, AsKept, AsMade, OwnTab } from '../define-workbook.ts';
import { standsAlready } from './stands-already.ts';

interface Declaration {
  readonly id: string;
  readonly title: string;
  /** The version of the workbooks since which it is there; the first, unless told. */
  readonly since?: number;
  /** As it is made with a version of the workbooks. */
  columns(madeWith: number): readonly NewColumn[];
  /** As it stands in a workbook that was made with a version; those of that version, unless told. */
  columnsIn?(standing: RawTab, madeWith: number): readonly NewColumn[];
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
  const { id, title, since = 1, headings } = declared;
  const columnsIn = (standing: RawTab, madeWith: number) =>
    declared.columnsIn?.(standing, madeWith) ?? declared.columns(madeWith);
  return {
    id,
    title,
    since,
    make: (of) => ({
      id,
      title,
      purpose: 'own',
      columns: declared.columns(of.madeWith),
      headings,
      rows: declared.rowsAtFirst?.(of) ?? [],
    }),
    takeOver(made, standing, madeWith) {
      const from = columnsIn(standing, madeWith);
      if (!from.some(({ yours }) => yours)) return made;
      const places = made.columns.map(({ heading }) => from.findIndex((one) => one.heading === heading));
      const rows = standing.rows.slice(headings ? 1 : 0);
      return { ...made, rows: rows.map((row) => places.map((place) => row[place] ?? null)) };
    },
    plan(current, of) {
      const columns = columnsIn(current, of.madeWith);
      const head = headings ? [columns.map(({ heading }): SheetCell => ({ value: heading, style: 'heading' }))] : [];
      const peoplesColumns = columns.flatMap(({ yours }, place) => (yours ? [place] : []));
      const sheet = { title, rows: [...head, ...declared.rows(of)], peoplesColumns };
      return { sheet, changed: !standsAlready(current, sheet) };
    },
    restore: (made, of) => ({ ...made, rows: declared.rowsRestored?.(of, made.rows) ?? made.rows }),
  };
}
