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

function known(tab: Tab, cells: Cells): Cells {
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

/** One thing that goes otherwise in a year. */
export type Change = (year: Year) => Year;

/** Rows of that name are typed in the way that `alter` says. */
export function otherwise(name: string, alter: (row: TypedRow) => TypedRow | null): Change {
  return (year) => {
    if (!year.rows.some((one) => one.name === name)) throw new Error(`nobody types “${name}” in the orderly year`);
    return { ...year, rows: year.rows.flatMap((one) => (one.name === name ? (alter(one) ?? []) : one)) };
  };
}

export const never = (name: string): Change => otherwise(name, () => null);

/** All that is typed into it from the first on is typed on that day instead, and other cells perhaps say something else. */
export function typedOn(name: string, on: string, cells: Cells = {}): Change {
  return otherwise(name, (one) => ({
    ...one,
    typed: [{ on, cells: { ...(cellsOn(one, '9999-12-31') ?? {}), ...known(one.tab, cells) } }],
  }));
}

/** It is typed on its day, but says something else; mended on a day, or not. */
export function saying(name: string, cells: Cells, mendedOn: string | null = null): Change {
  return otherwise(name, (one) => {
    const right = cellsOn(one, '9999-12-31')!;
    const typed = one.typed.map((entry) => ({
      ...entry,
      cells: entry.cells === null ? null : { ...entry.cells, ...known(one.tab, cells) },
    }));
    return mendedOn === null ? { ...one, typed } : andThen({ ...one, typed }, mendedOn, right);
  });
}

/** What is typed into it on one day is typed on another instead, and perhaps says something else. */
export function moved(name: string, from: string, to: string, cells: Cells = {}): Change {
  return otherwise(name, (one) => {
    const entry = one.typed.find(({ on }) => on === from);
    if (!entry) throw new Error(`nobody types into “${name}” on ${from}`);
    const others = one.typed.filter((other) => other !== entry);
    return andThen({ ...one, typed: others }, to, { ...(entry.cells ?? {}), ...cells });
  });
}

/** More is typed into a row that stands. */
export function alsoTyped(name: string, on: string, cells: Cells | null): Change {
  return otherwise(name, (one) => andThen(one, on, cells));
}

/** A row more. */
export function another(added: TypedRow): Change {
  return (year) => ({ ...year, rows: [...year.rows, added] });
}

/** A row more, that is like one that stands but for a few cells. */
export function again(name: string, on: string, cells: Cells = {}, deletedOn: string | null = null): Change {
  return (year) => {
    const like = year.rows.find((one) => one.name === name);
    if (!like) throw new Error(`nobody types “${name}” in the orderly year`);
    const added = row(`${name}, again`, like.workbook, like.tab, on, {
      ...(cellsOn(like, '9999-12-31') ?? {}),
      ...cells,
    });
    return { ...year, rows: [...year.rows, deletedOn === null ? added : andThen(added, deletedOn, null)] };
  };
}

export function all(...changes: readonly Change[]): Change {
  return (year) => changes.reduce((changed, change) => change(changed), year);
}
