import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';

/** What people type in the workbooks of an alliance, and when. */
export interface Year {
  readonly workbooks: readonly Workbook[];
  readonly rows: readonly TypedRow[];
}

export interface Workbook {
  /** "Elm Park 2025/26" */
  readonly name: string;
  /** The day it is made: it is looked at from then on. */
  readonly madeOn: string;
  /** Who it is, from each of these days on. */
  readonly identities: readonly { readonly from: string; readonly identity: WorkbookIdentity }[];
}

/** Cells by the ids of their columns. */
export type Cells = Readonly<Record<string, RawCell>>;

/** One row of a sheet through the year. */
export interface TypedRow {
  /** "Elm Park pays": what deeds call it. Several may have one name. */
  readonly name: string;
  readonly workbook: string;
  readonly tab: Tab;
  /** What is typed into it on which day; null where it is deleted. In the order of the days. */
  readonly typed: readonly { readonly on: string; readonly cells: Cells | null }[];
}

/** A row that is typed at once. */
export function row(name: string, workbook: string, tab: Tab, on: string, cells: Cells): TypedRow {
  return { name, workbook, tab, typed: [{ on, cells: known(tab, cells) }] };
}

/** The same row with more typed into it on another day. */
export function andThen(before: TypedRow, on: string, cells: Cells | null): TypedRow {
  const typed = [...before.typed, { on, cells: cells === null ? null : known(before.tab, cells) }];
  return { ...before, typed: typed.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0)) };
}

export function known(tab: Tab, cells: Cells): Cells {
  const unknown = Object.keys(cells).find((column) => !tab.columns[column]);
  if (unknown !== undefined) throw new Error(`${tab.title} has no column ${unknown}`);
  return cells;
}

/** What stands in a row on a day; null where nothing does. */
export function cellsOn({ typed }: TypedRow, day: string): Cells | null {
  let cells: Cells | null = null;
  for (const one of typed) {
    if (one.on > day) break;
    cells = one.cells === null ? null : { ...(cells ?? {}), ...one.cells };
  }
  return cells;
}
