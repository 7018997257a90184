import { cellAsTyped } from '../../sheets-schema/as-typed.ts';
import { type Elsewhere, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { Store } from '../edges/ports.ts';
import { latestRecords, type Records, UNREAD, WAITING } from '../history/records.ts';
import { carriedToKeep } from '../protocols/by-pack.ts';
import type { WhoseWorkbook } from './define-workbook.ts';
import { allDeclared, type Declared, tabsOfOtherYears } from './kinds.ts';
import { type ReadWorkbook, type RowsAtHand, rowsAtHand, situationAsRead } from './situation-of.ts';
import { workbookKey } from './workbook-key.ts';

/** What of other years' workbooks counts in one, and the snapshots that it is from, by their keys. */
export interface OtherYears {
  readonly elsewhere: Elsewhere;
  readonly snapshots: Readonly<Record<string, string>>;
}

/** The same workbook of the year before and of the year after. */
export function besideIt({ kind, urn, startYear }: WhoseWorkbook): WhoseWorkbook[] {
  return [-1, 1].map((years) => ({ kind, urn, startYear: startYear + years }));
}

/**
 * What the newest snapshots of the years beside a workbook's have that counts in it. Kept with its own snapshot, so that whatever is made
 * from that has all that it rests on.
 * @throws EdgeError where the store cannot be read
 */
export async function otherYearsKept(store: Store, whose: WhoseWorkbook): Promise<OtherYears> {
  const tabs = tabsOfOtherYears(whose.kind);
  const sections = [...tabs.map(({ id }) => id), WAITING, UNREAD];
  const beside = tabs.length === 0 ? [] : besideIt(whose);
  const kept = new Map<number, Records>();
  await Promise.all(
    beside.map(async (other) => {
      const records = await latestRecords(store, workbookKey(other), sections);
      if (records !== null) kept.set(other.startYear, records);
    }),
  );
  const elsewhere = elsewhereOf(whose, (year) => kept.get(year) ?? null);
  const years = new Set([...elsewhere.rows, ...elsewhere.waiting].map(({ typedIn }) => typedIn));
  if (Object.keys(elsewhere.carried).length > 0) years.add(whose.startYear - 1);
  const snapshots = besideIt(whose).flatMap((other) =>
    years.has(other.startYear) ? [[workbookKey(other), kept.get(other.startYear)!.hash] as const] : [],
  );
  return { elsewhere, snapshots: Object.fromEntries(snapshots) };
}

/** What counts in a workbook's year of the rows that the years beside it have; null for a year of which none are at hand. */
export function elsewhereOf(whose: WhoseWorkbook, rowsOfYear: (startYear: number) => RowsAtHand | null): Elsewhere {
  const tabs = tabsOfOtherYears(whose.kind);
  const found = besideIt(whose).flatMap(({ startYear }) => {
    const rows = rowsOfYear(startYear);
    if (rows === null) return [];
    const whole = new Set(tabs.flatMap(({ id, bringsWhole }) => (rows.rows.has(id) ? bringsWhole : [])));
    return tabs.map((tab) => countingIn(whose.startYear, tab, rows, startYear, whole.has(tab.id)));
  });
  return {
    rows: found.flatMap(({ rows }) => rows),
    waiting: found.flatMap(({ waiting }) => waiting),
    carried: rowsOfYear(whose.startYear - 1)?.carries ?? {},
  };
}

/**
 * The rows of an alliance's workbooks of several years, each with what those beside it have for it, as their histories would keep it: the
 * oldest first, as each year goes by what the one before leaves to it.
 */
export function besideEachOther(
  read: readonly ReadWorkbook[],
  asOf: string,
  catalogue: Declared = allDeclared,
): ReadonlyMap<number, RowsAtHand> {
  const found = new Map(read.map((one) => [one.identity.startYear, rowsAtHand(one)]));
  for (const one of read.toSorted(({ identity: a }, { identity: b }) => a.startYear - b.startYear)) {
    const { startYear } = one.identity;
    const elsewhere = elsewhereOf(one.identity, (year) => found.get(year) ?? null);
    const situation = situationAsRead({ ...one, elsewhere }, null, asOf, catalogue);
    const carries = carriedToKeep(situation, catalogue.packs);
    found.set(startYear, { ...found.get(startYear)!, elsewhere, carries });
  }
  return found;
}

/** The rows of another year's workbook that count in a year, or all of them, and those that wait to be mended and may count. */
function countingIn(
  startYear: number,
  tab: Tab,
  other: RowsAtHand,
  typedIn: number,
  isWhole: boolean,
): Pick<Elsewhere, 'rows' | 'waiting'> {
  const year = tab.yearOfRow;
  if (year === null) return { rows: isWhole ? besideRows(tab, other, typedIn) : [], waiting: [] };
  // Of rows whose year cannot be seen nobody knows which count here: one that says nothing stands for them all.
  if (other.missing.includes(tab.id) || other.missingColumns[tab.id]?.includes(year))
    return { rows: [], waiting: [{ tab: tab.id, typedIn, school: null, cells: {} }] };
  const waiting = other.waiting.filter((row) => row.tab === tab.id && mayCountIn(startYear, tab, row.cells, typedIn));
  return {
    rows: besideRows(tab, other, typedIn).filter(
      ({ row }) => isWhole || (row as Readonly<Record<string, unknown>>)[year] === startYear,
    ),
    waiting: waiting
      .map(({ school, cells }) => ({ tab: tab.id, typedIn, school, cells }))
      .sort((one, two) => (JSON.stringify(one.cells) < JSON.stringify(two.cells) ? -1 : 1)),
  };
}

function besideRows(tab: Tab, { rows }: RowsAtHand, typedIn: number): Elsewhere['rows'] {
  return rowsOf(rows, tab).map((row) => ({ tab: tab.id, typedIn, row: { ...row, rowNumber: 0 } }));
}

/** Whether a row that waits says so, or says a year that cannot be read. */
function mayCountIn(startYear: number, tab: Tab, cells: Readonly<Record<string, string>>, typedIn: number): boolean {
  const column = tab.columns[tab.yearOfRow!]!;
  const context = { academicYear: typedIn, schools: null };
  const cell = cellAsTyped(column, cells[tab.yearOfRow!] ?? '', context);
  if (cell === null) return false;
  const reading = column.cell.read(cell, context);
  return !('value' in reading) || reading.value === startYear;
}
