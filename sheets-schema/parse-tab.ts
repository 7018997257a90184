import { calendarDayOfSerial, dayAsTyped } from './cells/calendar-day.ts';
import type { CellMessage, CellRemark, ReadContext } from './cells/cell.ts';
import { choicesOf } from './cells/listed.ts';
import { isBlank, isBlankOrUnticked, tidy } from './cells/tidy.ts';
import { findHeadings, type Headings, sameHeading } from './find-headings.ts';
import type { RowsByTab } from './rows-by-tab.ts';
import { cellName, type RawCell, type RawTab } from './sheet.ts';
import type { Column, Columns, Row, Tab } from './tab.ts';

/** A row that waits to be mended, with its cells as they stand. */
export interface UnusableRow {
  readonly rowNumber: number;
  readonly key: string;
  readonly cells: readonly RawCell[];
  /** What could be read of it, by column; null where nothing could. */
  readonly read: Readonly<Record<string, unknown>>;
}

export interface ParsedTab<T extends Tab = Tab> {
  readonly tab: T;
  /** False where the workbook has no tab of this title. */
  readonly found: boolean;
  readonly headings: Headings;
  /** Rows in which every cell that they cannot do without could be read, in the sheet's order. */
  readonly rows: readonly Row<T>[];
  /** Rows with a cell to mend first, by row number. They count nowhere until then. */
  readonly unusable: readonly UnusableRow[];
  readonly remarks: readonly CellRemark[];
  /** Usable rows that share their natural key with one above, each with that one. */
  readonly repeats: readonly { readonly first: Row<T>; readonly again: Row<T> }[];
  /** Rows that are not the tab's own, or more than are read: they count nowhere. */
  readonly passedOver: readonly PassedOver[];
}

/** Why nothing of a tab can be read: it is missing, or a column without which no row can be used. Null where it can. */
export function whyUnreadable({ tab, found, headings }: Pick<ParsedTab, 'tab' | 'found' | 'headings'>): string | null {
  if (!found) return `The tab ${tab.title} is missing.`;
  const lacking = Object.entries(tab.columns).find(
    ([column, { required }]) => required && !headings.places.has(column),
  );
  return lacking ? `${tab.title} has no column called ${lacking[1].heading}.` : null;
}

export interface PassedOver {
  readonly rowNumber: number;
  /** `beyond`: this row and those below it are more than are read of the tab. */
  readonly what: 'headings' | 'totals' | 'beyond';
}

export const BLANK: CellMessage = {
  severity: 'problem',
  says: '{cell} is blank, and the row cannot be used without it.',
  fix: 'Fill in {heading}, or clear the row if it is not needed.',
};
/** For a needed cell left blank under a filled one, where the whole column is filled in like that. */
export const BLANK_BELOW: CellMessage = {
  severity: 'problem',
  says: '{cell} is blank. Rows {first} to {last} seem to share {above}, as merged cells do.',
  fix: 'Unmerge the cells and fill in {heading} on every row.',
};
/** Separates the parts of a natural key: no cell can hold it, since reading strips control characters. */
const BETWEEN = '\u001f';
const OCCURRENCE = new RegExp(`${BETWEEN}#\\d+$`);

/**
 * Reads a tab by its definition: typed rows, and a remark for each cell that needs one. Never throws, whatever the cells hold.
 * `madeWith` is the version of the workbooks that its workbook was made with.
 */
export function parseTab<T extends Tab>(
  tab: T,
  raw: RawTab | undefined,
  context: ReadContext,
  madeWith?: number,
): ParsedTab<T> {
  if (tab.pasted) return parsePasted(tab, raw ? [raw] : [], context, new Map());
  if (!raw) {
    const nothing: Headings = { rowNumber: 0, places: new Map(), missing: [], younger: [], doubled: [] };
    return { tab, found: false, headings: nothing, rows: [], unusable: [], remarks: [], repeats: [], passedOver: [] };
  }
  const headings = findHeadings(tab, raw, madeWith);
  const columns = Object.entries(tab.columns as Columns).map(
    ([id, column]): PlacedColumn => ({
      id,
      column,
      place: headings.places.get(id) ?? -1,
      inKey: tab.key.includes(id),
      read: column.cell.readerIn(context),
    }),
  );
  const complete = columns.every(({ column, place }) => place >= 0 || !column.required);
  const blank = Object.fromEntries([['rowNumber', 0], ['key', ''], ...columns.map(({ id }) => [id, null])]) as Keyed;
  const rows: Keyed[] = [];
  const waiting = new Map<Keyed, readonly RawCell[]>();
  const drafts: RemarkDraft[] = [];
  const passedOver: PassedOver[] = [];

  for (let at = headings.rowNumber; headings.rowNumber > 0 && at < raw.rows.length; at += 1) {
    const cells = raw.rows[at]!;
    if (cells.every(isBlankOrUnticked)) continue;
    const what = notARow(cells, columns, context);
    if (what) {
      passedOver.push({ rowNumber: at + 1, what });
      continue;
    }
    if (rows.length === tab.mostRows) {
      passedOver.push({ rowNumber: at + 1, what: 'beyond' });
      break;
    }
    // A copy of one row keeps every row in the same shape, which is what makes large tabs quick.
    const row = { ...blank };
    row.rowNumber = at + 1;
    const usable = readRow(row, cells, columns, context, drafts);
    rows.push(row);
    if (!usable || !complete) waiting.set(row, cells);
  }

  nameSharedCells(drafts, raw, columns);
  const saysNothing = (row: Keyed) => tab.saysNothingWithout !== null && row[tab.saysNothingWithout] === null;
  const counts = (row: Keyed) => !waiting.has(row) && !saysNothing(row);
  const repeats = numberRepeats(rows, saysNothing).filter(({ first, again }) => counts(first) && counts(again));
  return {
    tab,
    found: true,
    headings,
    rows: (waiting.size === 0 ? rows : rows.filter((row) => !waiting.has(row))) as unknown as Row<T>[],
    unusable: [...waiting].map(([read, cells]) => ({ rowNumber: read.rowNumber, key: read.key, cells, read })),
    remarks: drafts.map(({ row, ...draft }) => ({ ...draft, rowNumber: row.rowNumber, key: row.key })),
    repeats: repeats as unknown as { first: Row<T>; again: Row<T> }[],
    passedOver,
  };
}

/**
 * Reads a tab into which rows are pasted as they come: its own sheet, and after it what was put beside the workbook for it. A row stands
 * under no heading of the tab's: wherever one of its cells is meant, column A names the row.
 */
export function parsePasted<T extends Tab>(
  tab: T,
  sheets: readonly RawTab[],
  context: ReadContext,
  typed: RowsByTab,
): ParsedTab<T> {
  const found = sheets.length > 0;
  const places = new Map(found ? Object.keys(tab.columns).map((column) => [column, 0]) : []);
  const headings: Headings = { rowNumber: found ? 1 : 0, places, missing: [], younger: [], doubled: [] };
  const read = found && tab.pasted ? tab.pasted(tab.title, sheets, context, typed) : { rows: [], remarks: [] };
  const rows = read.rows as unknown as Row<T>[];
  // Nothing of what stands there is kept: that something waits is.
  const unusable = read.remarks
    .filter(({ message }) => message.severity === 'problem')
    .map(({ rowNumber, key }) => ({ rowNumber, key, cells: [], read: {} }));
  return { tab, found, headings, rows, unusable, remarks: read.remarks, repeats: [], passedOver: [] };
}

type Keyed = Record<string, unknown> & { key: string; rowNumber: number };
type RemarkDraft = Omit<CellRemark, 'rowNumber' | 'key'> & { readonly row: Keyed };

interface PlacedColumn {
  readonly id: string;
  readonly column: Column;
  /** -1 where the heading is missing. */
  readonly place: number;
  readonly inKey: boolean;
  readonly read: ReturnType<Column['cell']['readerIn']>;
}

/** Reads a row's cells into it. False when a cell that the row cannot do without is blank or cannot be read. */
function readRow(
  row: Keyed,
  cells: readonly RawCell[],
  columns: readonly PlacedColumn[],
  context: ReadContext,
  drafts: RemarkDraft[],
): boolean {
  let usable = true;
  const missed: RemarkDraft[] = [];
  for (const { id, column, place, inKey, read } of columns) {
    const cell = place < 0 ? null : (cells[place] ?? null);
    if (cell === null || isBlank(cell)) {
      if (column.blankMeans) row[id] = column.blankMeans(context);
      else if (column.required && place >= 0) {
        const remark = { message: 'blank', data: { heading: column.heading } };
        missed.push({ rule: 'GEN-13', message: BLANK, messageId: 'blank', remark, column: id, row, typed: '' });
      }
    } else {
      const reading = read(cell);
      const remark = 'problem' in reading ? reading.problem : reading.note;
      if ('value' in reading) row[id] = reading.value;
      else if (column.required || inKey) usable = false;
      else row['unread'] = [...((row['unread'] as string[] | undefined) ?? []), id];
      if (remark) {
        const message = column.cell.messages[remark.message]!;
        const typed = typedText(cell);
        drafts.push({ rule: column.cell.rule, message, messageId: remark.message, remark, column: id, row, typed });
      }
    }
    // A column younger than its tab adds nothing while it is blank: rows from before are known by what they were.
    if (inKey && (column.since === 1 || row[id] !== null || (cell !== null && !isBlank(cell))))
      row.key += (row.key === '' ? '' : BETWEEN) + (row[id] === null ? typedText(cell) : keyText(row[id]));
  }
  if (missed.length === 0) return usable;
  // Which cells are missed may depend on what stands further on.
  const isMissed = ({ column }: RemarkDraft) => {
    const where = columns.find(({ id }) => id === column)!.column.notMissedWhere;
    return where === undefined || !where.says.includes(String(row[where.column]));
  };
  const missing = missed.filter(isMissed);
  drafts.push(...missing);
  return usable && missing.length === 0;
}

const PERHAPS_TOTALS = /^[ *]*(?:grand |overall |sub[ -]?)?(?:totals?|sum)\b/i;
const TOTALS =
  /^[ *]*(?:grand |overall |sub[ -]?)?(?:totals?|sum)(?: (?:days?|pupils|sessions|paid|received|amount|given|to date|so far|for (?:the )?(?:year|term)|this (?:year|term)|in all|£|\(£\))){0,3}[ :=*.]*$/i;
const LIKE_A_FIGURE = /^[-+(£ ]*(?:\d[\d.,½ ]*|½)(?:days?)?\)?$/i;

/** Headings typed again further down, or a line of totals: a word for it first and nothing but figures after. */
function notARow(
  cells: readonly RawCell[],
  columns: readonly PlacedColumn[],
  context: ReadContext,
): PassedOver['what'] | null {
  const at = cells.findIndex((cell) => !isBlankOrUnticked(cell));
  const first = cells[at];
  if (typeof first !== 'string') return null;
  const placed = columns.find(({ place }) => place === at);
  if (placed && mayBeHeading(first, placed.column) && areHeadings(cells, columns)) return 'headings';
  if (!PERHAPS_TOTALS.test(first) || !TOTALS.test(tidy(first))) return null;
  if (placed?.column.cell.choices && isChoice(first, placed.column, context)) return null;
  const figures = cells.slice(at + 1).filter((cell) => !isBlankOrUnticked(cell));
  return figures.length > 0 && figures.every(isFigure) ? 'totals' : null;
}

/** Two or more cells, and most of those that are filled, say what their column is called. */
function areHeadings(cells: readonly RawCell[], columns: readonly PlacedColumn[]): boolean {
  const filled = cells.filter((cell) => !isBlankOrUnticked(cell)).length;
  const enough = (again: readonly PlacedColumn[]) => again.length > 1 && again.length * 2 > filled;
  const perhaps = columns.filter(({ place, column }) => place >= 0 && mayBeHeading(cells[place] ?? null, column));
  return enough(perhaps) && enough(perhaps.filter(({ place, column }) => isHeading(cells[place] ?? null, column)));
}

/** Costs next to nothing, as it is asked of every row: about as long, and with the same first letter. */
function mayBeHeading(cell: RawCell, { heading }: Column): cell is string {
  if (typeof cell !== 'string' || Math.abs(cell.length - heading.length) > 8) return false;
  return cell.charCodeAt(0) % 32 === heading.charCodeAt(0) % 32;
}

function isHeading(cell: RawCell, column: Column): boolean {
  return mayBeHeading(cell, column) && sameHeading(cell, column.heading);
}

/** Some lists have a choice of this name: "Total" for all pupils. */
function isChoice(typed: string, { cell }: Column, context: ReadContext): boolean {
  return choicesOf(cell, context.lists ?? {}) !== null && 'value' in cell.read(typed, context);
}

function isFigure(cell: RawCell): boolean {
  if (typeof cell === 'string') return LIKE_A_FIGURE.test(tidy(cell));
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'error' in cell);
}

/** Two or more needed cells blank in a column, each under a filled one, are most likely merged: says which rows seem to share one. */
function nameSharedCells(drafts: RemarkDraft[], raw: RawTab, columns: readonly PlacedColumn[]): void {
  for (const { id, place, column } of columns) {
    const blanks = drafts.filter((draft) => draft.column === id && draft.messageId === 'blank');
    if (blanks.length < 2) continue;
    const groups = blanksUnderOneCell(
      blanks.map(({ row }) => row.rowNumber),
      (rowNumber) => raw.rows[rowNumber - 1]?.[place] ?? null,
    );
    if (groups.some(({ cell }) => isBlankOrUnticked(cell) || isHeading(cell, column))) continue;
    const groupOf = (rowNumber: number) => groups.find(({ above, last }) => above < rowNumber && rowNumber <= last);
    for (const [at, draft] of drafts.entries()) {
      const group = draft.column === id && draft.messageId === 'blank' ? groupOf(draft.row.rowNumber) : undefined;
      if (!group) continue;
      const { above, last, cell } = group;
      const data = { heading: column.heading, first: above, last, above: cellName(place, above) };
      const remark = { message: 'blank-below', data, suggestion: typedText(cell) };
      drafts[at] = { ...draft, message: BLANK_BELOW, messageId: 'blank-below', remark };
    }
  }
}

/** Runs of rows with a blank cell, each with the cell above it. Row numbers rise. */
function blanksUnderOneCell(rowNumbers: readonly number[], cellAt: (rowNumber: number) => RawCell) {
  const groups: { above: number; last: number; cell: RawCell }[] = [];
  for (const rowNumber of rowNumbers) {
    const group = groups.at(-1);
    if (group && group.last === rowNumber - 1) group.last = rowNumber;
    else groups.push({ above: rowNumber - 1, last: rowNumber, cell: cellAt(rowNumber - 1) });
  }
  return groups;
}

/** A cell as its owner would recognise it, at most 60 characters. */
export function typedText(cell: RawCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return 'date' in cell ? dateText(cell.date) : cell.error;
  const text = (typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell)).replace(/\p{Cc}+/gu, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 59)}…`.toWellFormed() : text;
}

function dateText(serial: number): string {
  const day = calendarDayOfSerial(serial);
  return day === null ? 'a date' : dayAsTyped(day);
}

/** A value as natural keys compare it. */
export function keyText(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value);
}

/**
 * Rows with one natural key are told apart by occurrence, counted in the order of their content so that sorting changes nothing. One that
 * says nothing comes after those that do, so that theirs stay as they are.
 */
function numberRepeats(rows: readonly Keyed[], saysNothing: (row: Keyed) => boolean): { first: Keyed; again: Keyed }[] {
  const firsts = new Map<string, Keyed>();
  const again = new Map<string, Keyed[]>();
  for (const row of rows) {
    const first = firsts.get(row.key);
    if (!first) firsts.set(row.key, row);
    else if (again.get(row.key)?.push(row) === undefined) again.set(row.key, [row]);
  }
  const repeats: { first: Keyed; again: Keyed }[] = [];
  for (const [key, others] of again) {
    const first = firsts.get(key)!;
    const byContent = [first, ...others].sort(
      (one, other) =>
        Number(saysNothing(one)) - Number(saysNothing(other)) || compareText(content(one), content(other)),
    );
    for (const [occurrence, row] of byContent.entries()) {
      if (occurrence === 0) continue;
      row.key += `${BETWEEN}#${occurrence + 1}`;
      repeats.push({ first: byContent[0]!, again: row });
    }
  }
  return repeats;
}

/** What a row is known by without the occurrence: the key of the first of the rows that share it. */
export function keyWithoutOccurrence(key: string): string {
  return key.replace(OCCURRENCE, '');
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What a row says, wherever it stands. */
export function content(row: object): string {
  return JSON.stringify({ ...row, rowNumber: 0, key: '' });
}
