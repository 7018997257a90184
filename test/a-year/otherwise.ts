import { andThen, type Cells, cellsOn, known, row, type TypedRow, type Year } from './year.ts';

/** One thing that goes otherwise in a year. */
export type Change = (year: Year) => Year;

/** Rows of that name are typed in the way that `alter` says. */
function otherwise(name: string, alter: (row: TypedRow) => TypedRow | null): Change {
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

/** It is typed on its day, but says something else until it is mended, if it is. */
export function saying(name: string, cells: Cells, mendedOn = '9999-12-31'): Change {
  return otherwise(name, (one) => {
    known(one.tab, cells);
    const typed = one.typed.map((entry, at) => {
      if (entry.cells === null || entry.on >= mendedOn) return entry;
      const wrong = Object.entries(cells).filter(([column]) => at === 0 || column in entry.cells!);
      return { ...entry, cells: { ...entry.cells, ...Object.fromEntries(wrong) } };
    });
    const right = cellsOn(one, mendedOn);
    const mended = Object.fromEntries(Object.keys(cells).map((column) => [column, right?.[column] ?? null]));
    return andThen({ ...one, typed }, mendedOn, mended);
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
