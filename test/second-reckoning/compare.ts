import type { Printed, PrintedTable } from './printed.ts';

/** A cell as it should be in the attached table, and the rows of the workbooks that it was worked out from. */
export interface ReckonedRow {
  /** Null for words that hold no figure. */
  readonly cells: readonly (string | null)[];
  readonly rests: readonly string[];
}
export interface ReckonedTable {
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly ReckonedRow[];
  /** The rows may stand in any order. */
  readonly inAnyOrder?: boolean;
}
/** Words with a figure in them that should stand in the document. */
export interface Said {
  readonly figure: string;
  readonly words: string;
  readonly rests: readonly string[];
}
export interface Reckoning {
  /** In the document’s order; it has no others. */
  readonly tables: readonly ReckonedTable[];
  readonly says: readonly Said[];
}

/** Where document and reckoning differ, and which rows to look at. */
export interface Disagreement {
  readonly figure: string;
  readonly printed: string;
  readonly reckoned: string;
  readonly rests: readonly string[];
}

const NOTHING = '(nothing)';

export function compare(printed: Printed, reckoned: Reckoning): Disagreement[] {
  const tables = inPairs(printed.tables, reckoned.tables, ({ caption }) => caption);
  return [
    ...tables.flatMap(([one, other]) => {
      if (one && other) return compareTables(one, other);
      const table = (one ?? other)!;
      const isThere = (it: unknown) => (it ? `${table.rows.length} rows` : NOTHING);
      return [
        {
          figure: table.caption,
          printed: isThere(one),
          reckoned: isThere(other),
          rests: other?.rows.flatMap(({ rests }) => rests) ?? [],
        },
      ];
    }),
    ...reckoned.says
      .filter(({ words }) => !printed.text.includes(words))
      .map(({ figure, words, rests }) => ({ figure, printed: nearest(printed.text, words), reckoned: words, rests })),
  ];
}

/** A row for a row where both have as many, else by what the first cells say. */
function compareTables(given: PrintedTable, reckoned: ReckonedTable): Disagreement[] {
  const { caption, headings } = reckoned;
  const sorted = <Row>(all: readonly Row[], cellsOf: (row: Row) => ReckonedRow['cells']) => {
    const isReckoned = headings.map((_, at) => reckoned.rows.some(({ cells }) => cells[at] !== null));
    const said = (row: Row) => JSON.stringify(cellsOf(row).filter((_, at) => isReckoned[at]));
    return reckoned.inAnyOrder ? all.toSorted((one, other) => said(one).localeCompare(said(other))) : all;
  };
  const printed = { ...given, rows: sorted(given.rows, (row) => row) };
  const rows = sorted(reckoned.rows, ({ cells }) => cells);
  if (printed.headings.join() !== headings.join())
    return [
      {
        figure: `${caption}: headings`,
        printed: printed.headings.join(', '),
        reckoned: headings.join(', '),
        rests: [],
      },
    ];
  const isAsLong = printed.rows.length === rows.length;
  const label = (cells: readonly (string | null)[], at: number) =>
    isAsLong ? String(at) : cells.slice(0, 2).join(', ');
  const pairs = inPairs(printed.rows, rows, (row, at) => label('cells' in row ? row.cells : row, at));
  return pairs.flatMap(([one, other]) => {
    const cells = other?.cells ?? one!;
    if (!one || !other) {
      const [printedRow, reckonedRow] = [one?.join(' | ') ?? NOTHING, other?.cells.join(' | ') ?? NOTHING];
      return [
        { figure: `${caption}: ${cells[0]}`, printed: printedRow, reckoned: reckonedRow, rests: other?.rests ?? [] },
      ];
    }
    return headings.flatMap((heading, at) =>
      other.cells[at] === null || one[at] === other.cells[at]
        ? []
        : [
            {
              figure: `${caption}: ${cells[0]}: ${heading}`,
              printed: one[at] ?? NOTHING,
              reckoned: other.cells[at] ?? NOTHING,
              rests: other.rests,
            },
          ],
    );
  });
}

/** Those that are called the same, and those that one side alone has. */
function inPairs<One, Other>(
  ones: readonly One[],
  others: readonly Other[],
  nameOf: (item: One | Other, at: number) => string,
): [One | null, Other | null][] {
  const left = others.map((other, at) => ({ other, name: nameOf(other, at) }));
  const pairs = ones.map((one, at): [One | null, Other | null] => {
    const found = left.findIndex(({ name }) => name === nameOf(one, at));
    return [one, found < 0 ? null : left.splice(found, 1)[0]!.other];
  });
  return [...pairs, ...left.map(({ other }): [null, Other] => [null, other])];
}

/** What stands there instead: from the last place at which the document begins alike. */
function nearest(text: string, words: string): string {
  for (let length = words.length - 1; length > 5; length -= 1) {
    const at = text.indexOf(words.slice(0, length));
    if (at >= 0) return `${text.slice(at, at + words.length + 20)}…`;
    const end = text.indexOf(words.slice(-length));
    if (end >= 0) return `…${text.slice(Math.max(0, end - 20), end + length)}`;
  }
  return NOTHING;
}
