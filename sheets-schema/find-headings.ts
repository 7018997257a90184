import type { RawCell, RawTab } from './sheet.ts';
import type { Columns, Tab } from './tab.ts';

/** Where a tab's columns stand in the sheet, and what is wrong with its headings. */
export interface Headings {
  /** Row number of the headings; 0 where no row looks like them. */
  readonly rowNumber: number;
  /** Zero-based place in the sheet by column id. */
  readonly places: ReadonlyMap<string, number>;
  readonly missing: readonly { readonly column: string; readonly candidate: string | null }[];
  /** Columns that are younger than the workbook and not in it: blank for every row, and nobody need add them. */
  readonly younger: readonly string[];
  /** Columns whose heading stands more than once; the first one is read. */
  readonly doubled: readonly { readonly column: string; readonly place: number }[];
}

/** Title rows may stand above the headings, but not more than these. */
const ROWS_LOOKED_AT = 20;

/**
 * Finds the row that carries most of the tab's headings, in any order and case, with or without a plural. `madeWith` is the version
 * that the workbook was made with; it should have every column unless told.
 */
export function findHeadings(tab: Tab<Columns>, raw: RawTab, madeWith = Number.POSITIVE_INFINITY): Headings {
  const wanted = new Map(Object.entries(tab.columns).map(([id, column]) => [plain(column.heading), id]));
  const nearly = nearlyTheSame(tab);
  const named = (cell: string) => wanted.get(cell) ?? nearly.get(loosened(cell));
  let best: { rowNumber: number; cells: readonly string[]; hits: number } | null = null;
  for (let at = 0; at < Math.min(ROWS_LOOKED_AT, raw.rows.length); at += 1) {
    const cells = raw.rows[at]!.map(plainCell);
    const hits = new Set(cells.map(named).filter((column) => column !== undefined)).size;
    if (hits > (best?.hits ?? 0)) best = { rowNumber: at + 1, cells, hits };
  }
  const places = new Map<string, number>();
  const doubled: { column: string; place: number }[] = [];
  for (const [place, cell] of (best?.cells ?? []).entries()) {
    const column = wanted.get(cell);
    if (column === undefined) continue;
    if (places.has(column)) doubled.push({ column, place });
    else places.set(column, place);
  }
  for (const [place, cell] of (best?.cells ?? []).entries()) {
    const column = nearly.get(loosened(cell));
    if (column !== undefined && !wanted.has(cell) && !places.has(column)) places.set(column, place);
  }
  const taken = new Set(places.values());
  const strangers = (best?.cells ?? [])
    .map((cell, place) => ({ cell, place }))
    .filter(({ cell, place }) => cell && !wanted.has(cell) && !taken.has(place));
  const absent = Object.entries(tab.columns).filter(([id]) => !places.has(id));
  const younger = absent.flatMap(([id, { since }]) => (since > madeWith ? [id] : []));
  const missing = absent
    .filter(([id]) => !younger.includes(id))
    .map(([column, { heading }]) => {
      const near = nearest(plain(heading), strangers);
      const typed = near === null ? null : raw.rows[(best?.rowNumber ?? 1) - 1]?.[near.place];
      return { column, candidate: typed === null || typed === undefined ? null : String(typed) };
    });
  return { rowNumber: best?.rowNumber ?? 0, places, missing, younger, doubled };
}

export function sameHeading(one: string, other: string): boolean {
  return plain(one) === plain(other) || loosened(plain(one)) === loosened(plain(other));
}

/** Columns by their heading in the loosest form that still tells them apart. */
function nearlyTheSame(tab: Tab<Columns>): ReadonlyMap<string, string> {
  const byForm = new Map<string, string>();
  const shared = new Set<string>();
  for (const [id, { heading }] of Object.entries(tab.columns)) {
    const form = loosened(plain(heading));
    if (byForm.has(form)) shared.add(form);
    byForm.set(form, id);
  }
  for (const form of shared) byForm.delete(form);
  return byForm;
}

const ADDED = / (?:in )?(?:gbp|pounds|pound|dd mm yyyy|dd mm yy|required|optional|if any|y n|yes no)$/;

/** Without spaces, plurals and what people add: "Amounts in pounds", "Dates" and "Office email" are known. */
function loosened(heading: string): string {
  return heading
    .replace(ADDED, '')
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .join('');
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function plainCell(cell: RawCell | undefined): string {
  return typeof cell === 'string' ? plain(cell.slice(0, 200)) : '';
}

/** The unknown heading that shares most words or letters with the one that is missing, if any comes near. */
function nearest<T extends { cell: string }>(heading: string, strangers: readonly T[]): T | null {
  let best: T | null = null;
  let bestScore = 0.5;
  for (const stranger of strangers) {
    const score = likeness(heading, stranger.cell);
    if (score >= bestScore) [best, bestScore] = [stranger, score];
  }
  return best;
}

/** Dice coefficient of letter pairs: 1 for the same text, 0 for nothing shared. */
function likeness(one: string, other: string): number {
  const [pairs, others] = [letterPairs(one), letterPairs(other)];
  if (pairs.length + others.length === 0) return 0;
  const left = [...others];
  let shared = 0;
  for (const pair of pairs) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (pairs.length + others.length);
}

function letterPairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
