import type { NewColumn, NewSheet, OwnSheet, RawTab, SheetCell } from '../../../sheets-schema/sheet.ts';
import { Refusal } from '../../refusal.ts';
import type { AsChecked, AsKept, AsMade, OwnTab } from '../define-workbook.ts';
import { standsAlready } from './stands-already.ts';

/** How a tab of ours stands. */
interface StandsAs {
  /** By place; null for one that people put in. */
  readonly columns: readonly (NewColumn | null)[];
  /** Rows of people's above the headings. */
  readonly above: number;
}

interface Declaration {
  readonly id: string;
  readonly title: string;
  /** The version of the workbooks since which it is there; the first, unless told. */
  readonly since?: number;
  /** As it is made with a version of the workbooks. */
  columns(madeWith: number): readonly NewColumn[];
  /** As people left it; as it was made, unless told. */
  standsAs?(standing: RawTab): StandsAs | { readonly unknown: string };
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
  const standsAs = (standing: RawTab, madeWith: number) =>
    declared.standsAs?.(standing) ?? { columns: declared.columns(madeWith), above: 0 };
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
      if (!made.columns.some(({ yours }) => yours)) return made;
      const from = standsAs(standing, madeWith);
      if ('unknown' in from) throw new Refusal(from.unknown);
      const places = made.columns.map(({ heading }) => from.columns.findIndex((one) => one?.heading === heading));
      const rows = standing.rows.slice(headings ? from.above + 1 : 0);
      return { ...made, rows: rows.map((row) => places.map((place) => row[place] ?? null)) };
    },
    plan(current, of) {
      const standing = standsAs(current, of.madeWith);
      if ('unknown' in standing) return null;
      const { columns, above } = standing;
      const head = columns.map((column): SheetCell | null => column && { value: column.heading, style: 'heading' });
      const rows = [...Array.from({ length: above }, () => []), ...(headings ? [head] : []), ...declared.rows(of)];
      const peoplesColumns = columns.flatMap((column, place) => (column === null || column.yours ? [place] : []));
      const sheet = { title, rows, peoplesColumns, peoplesRows: above };
      return standsAlready(current, sheet) ? null : sheet;
    },
    restore: (made, of) => ({ ...made, rows: declared.rowsRestored?.(of, made.rows) ?? made.rows }),
  };
}
