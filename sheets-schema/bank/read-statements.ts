import type { RawCell } from '../sheet.ts';
import { dayIn, penceIn, plain } from './amounts-and-days.ts';
import { columnsByContent, columnsNamed, type StatementColumns } from './columns.ts';
import { type NumberedRow, rowsAsMeant } from './lines-of-text.ts';
import { type Direction, type UndirectedLine, whichWayIsIn } from './which-way-is-in.ts';

/** A transaction as one statement has it. */
export interface StatementLine {
  readonly rowNumber: number;
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  /** In pence; above nothing it came in. */
  readonly amount: number;
  /** In pence, after it; null where the statement shows none. */
  readonly balance: number | null;
  /** All that is said of it. It is read to tell whose it is, and kept nowhere. */
  readonly text: string;
  /** The bank's own name for it; null where it has none. */
  readonly id: string | null;
  /** From which day to which its statement goes. */
  readonly covers: DaysCovered;
}

export interface DaysCovered {
  readonly from: string;
  readonly to: string;
}

/** Why nothing of a statement, or not one of its rows, can be read. */
export type StatementFault =
  | { readonly rowNumber: number; readonly why: 'no-such-day' | 'no-day' | 'no-amount' }
  | { readonly rowNumber: number; readonly why: 'which-way-is-in' | 'days-of-two-kinds' };

/** One export or paste, as far as it can be read. */
export interface Statement {
  /** The figures by which it names the account; null where it names none. */
  readonly account: string | null;
  readonly firstRow: number;
  readonly lines: readonly StatementLine[];
  /** In pence, before its first line; null where it does not say. */
  readonly opening: number | null;
  readonly faults: readonly StatementFault[];
}

/**
 * Reads what was copied from banks and ledgers, one under another, whatever their headings. Never throws, whatever the cells hold.
 * `minusIs` is what a person said elsewhere of amounts of which nothing proves which way they went; what is said above them goes before.
 */
export function readStatements(
  sheet: readonly (readonly RawCell[])[],
  minusIs: Direction = whatMinusIs(sheet),
): Statement[] {
  const numbered = sheet.map((cells, at): NumberedRow => ({ rowNumber: at + 1, cells }));
  return blocksOf(rowsAsMeant(numbered))
    .flatMap(ofOneAccount)
    .map((block) => statementOf(block, whatMinusIs(block.above.map(({ cells }) => cells)) ?? minusIs));
}

const MINUS = /^(?:a )?(?:minus|debit)s? (?:is|are|means?) (?:money )?(in|out)\b/i;

/** 1 where somebody typed that a minus is money out, -1 where that it is money in; null where nobody says. */
export function whatMinusIs(sheet: readonly (readonly RawCell[])[]): Direction {
  const texts = sheet.flatMap((cells) => cells.filter((cell) => typeof cell === 'string'));
  const said = texts.map((text) => MINUS.exec(plain(text))).findLast((match) => match !== null);
  return said ? (said[1]!.toLowerCase() === 'out' ? 1 : -1) : null;
}

interface Block {
  readonly columns: StatementColumns;
  readonly rows: readonly NumberedRow[];
  /** What stands above its headings, where an account may be named. */
  readonly above: readonly NumberedRow[];
}

/** Headings begin a statement. Rows under none are one as long as they are of one shape. */
function blocksOf(rows: readonly NumberedRow[]): Block[] {
  const blocks: Block[] = [];
  let above: NumberedRow[] = [];
  let current = null as (Block & { readonly rows: NumberedRow[] }) | null;
  let loose: NumberedRow[] = [];
  const endLoose = () => {
    const columns = loose.length === 0 ? null : columnsByContent(loose);
    if (columns) blocks.push({ columns, rows: loose, above });
    if (loose.length > 0) above = [];
    loose = [];
  };
  const begin = (columns: StatementColumns) => {
    endLoose();
    current = { columns, rows: [], above };
    blocks.push(current);
    above = [];
  };
  for (const row of rows) {
    if (row.cells.every((cell) => cell === null || cell === '')) continue;
    const columns = columnsNamed(row.cells);
    if (columns) begin(columns);
    else if (current !== null && fits(row, current.columns)) current.rows.push(row);
    else if (columnsByContent([row]) !== null) {
      // A row that is a transaction, and not one of the statement above it.
      current = null;
      const together = [...loose, row];
      if (columnsByContent(together) === null) endLoose();
      loose.push(row);
    } else if (current === null) {
      endLoose();
      above.push(row);
    } else if (isStartOfAnother(row)) above.push(row);
    else current.rows.push(row);
  }
  endLoose();
  return blocks;
}

/** Whether a row can be a transaction under these columns, a sound one or not. */
function fits({ cells }: NumberedRow, columns: StatementColumns): boolean {
  if (dayIn(cells[columns.day] ?? null) === null) return false;
  const money = [columns.amount, columns.pair?.credit, columns.pair?.debit, columns.balance].flatMap((at) => at ?? []);
  return money.some((at) => penceIn(cells[at] ?? null) !== null);
}

function isStartOfAnother({ cells }: NumberedRow): boolean {
  return cells.some(
    (cell) => typeof cell === 'string' && (MINUS.test(plain(cell)) || /^account\b|^from:/i.test(plain(cell))),
  );
}

const NO_LINE = /\b(?:total|totals|opening|closing|balance|brought forward|carried forward|b\/f|c\/f)\b/i;

function statementOf({ columns, rows, above }: Block, said: Direction): Statement {
  const account = accountOf(columns, rows, above);
  const firstRow = rows[0]?.rowNumber ?? above[0]?.rowNumber ?? 1;
  const faults: StatementFault[] = [];
  const drafts: (UndirectedLine & {
    rowNumber: number;
    day: string;
    text: string;
    id: string | null;
    covers: DaysCovered | null;
  })[] = [];
  let opening: number | null = null;
  const daysAs = new Set<string>();
  for (const { rowNumber, cells } of rows) {
    const at = (column: number | null) => (column === null ? null : (cells[column] ?? null));
    const balance = penceIn(at(columns.balance));
    const forward = forwardOf(cells, columns);
    const words = wordsIn(cells, columns);
    const says = cells.filter((cell) => typeof cell === 'string').join(' ');
    const cell = at(columns.day);
    const read = dayIn(cell);
    if (read === null || forward === null) {
      if (NO_LINE.test(says)) {
        if (/opening|brought forward|b\/f/i.test(says) && drafts.length === 0) opening = balance ?? forward ?? opening;
        continue;
      }
      if (read === null && forward !== null && forward !== 0) faults.push({ rowNumber, why: 'no-day' });
      if (read !== null && balance !== null) faults.push({ rowNumber, why: 'no-amount' });
      continue;
    }
    if (read === 'no such day') {
      faults.push({ rowNumber, why: 'no-such-day' });
      continue;
    }
    if (typeof cell === 'string' && /^[\d/.\- ]+$/.test(plain(cell))) daysAs.add('figures');
    if (typeof cell === 'object') daysAs.add('date');
    if (forward !== 0)
      drafts.push({
        rowNumber,
        day: read.day,
        forward,
        balance,
        words,
        text: words.join(' '),
        id: idIn(at(columns.id)),
        covers: coveredIn(at(columns.covers)),
      });
  }
  const whole = { account, firstRow, opening: null, lines: [] };
  // In a column that fails once as day before month, none of the days can be trusted.
  const wrong = faults.filter(({ why }) => why === 'no-such-day');
  if (wrong.length > 0) return { ...whole, faults: wrong };
  if (daysAs.size > 1) return { ...whole, faults: [{ rowNumber: firstRow, why: 'days-of-two-kinds' }] };
  const direction = drafts.length === 0 ? 1 : whichWayIsIn(drafts, columns, opening, said);
  if (direction === null) return { ...whole, faults: [{ rowNumber: firstRow, why: 'which-way-is-in' }] };
  const days = drafts.map(({ day }) => day).sort();
  const all = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  const lines = drafts.map(({ rowNumber, day, forward, balance, text, id, covers }) => ({
    ...{ rowNumber, day, amount: direction * forward, balance, text, id, covers: covers ?? all },
  }));
  return { account, firstRow, lines, opening, faults };
}

const FROM_TO = /^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/;

/** As `writeCovered` has it; null where it says nothing. */
function coveredIn(cell: RawCell): DaysCovered | null {
  const match = typeof cell === 'string' ? FROM_TO.exec(plain(cell)) : null;
  return match && match[1]! <= match[2]! ? { from: match[1]!, to: match[2]! } : null;
}

export function writeCovered({ from, to }: DaysCovered): string {
  return `${from} to ${to}`;
}

function idIn(cell: RawCell): string | null {
  return typeof cell === 'string' || typeof cell === 'number' ? plain(String(cell)) || null : null;
}

/** The amount as it stands, or credit less debit; null where there is none. */
function forwardOf(cells: readonly RawCell[], { amount, pair }: StatementColumns): number | null {
  if (amount !== null) return penceIn(cells[amount] ?? null);
  if (pair === null) return null;
  const [credit, debit] = [penceIn(cells[pair.credit] ?? null), penceIn(cells[pair.debit] ?? null)];
  return credit === null && debit === null ? null : Math.abs(credit ?? 0) - Math.abs(debit ?? 0);
}

function wordsIn(
  cells: readonly RawCell[],
  { day, amount, pair, balance, account, id, covers }: StatementColumns,
): string[] {
  const figures = [day, amount, balance, pair?.credit, pair?.debit, id, covers, ...account];
  return cells.flatMap((cell, at) => {
    if (figures.includes(at) || cell === null || typeof cell === 'object' || typeof cell === 'boolean') return [];
    const words = plain(String(cell));
    return words === '' ? [] : [words];
  });
}

const NAMES_ACCOUNT = /\b(?:account|acct|sort code)\b/i;

function textOf(cell: RawCell): string {
  return typeof cell === 'string' || typeof cell === 'number' ? plain(String(cell)) : '';
}

/** The figures of the account that a row names; null where it names none. */
function figuresIn({ cells }: NumberedRow, account: StatementColumns['account']): string | null {
  const figures = account.map((at) => textOf(cells[at] ?? null).replace(/\D/g, '')).join('');
  return figures.length >= 4 ? figures : null;
}

/** A table in which several accounts are named is a statement of each. */
function ofOneAccount(block: Block): Block[] {
  const { rows, columns } = block;
  const byAccount = Map.groupBy(rows, (row) => figuresIn(row, columns.account));
  const named = [...byAccount].filter(([account]) => account !== null);
  if (named.length < 2) return [block];
  return [...byAccount.values()].map((its) => ({ ...block, rows: its }));
}

/** The figures that name the account in each row, or above the statement. */
function accountOf({ account }: StatementColumns, rows: readonly NumberedRow[], above: readonly NumberedRow[]) {
  const named = new Set(rows.flatMap((row) => figuresIn(row, account) ?? []));
  const [only] = named;
  if (named.size === 1) return only!;
  const told = above.filter(({ cells }) => cells.some((cell) => typeof cell === 'string' && NAMES_ACCOUNT.test(cell)));
  const inWords = told.map(({ cells }) => /\*+ *(\d{4})\b|\b(\d{7,14})\b/.exec(cells.map(textOf).join(' ')));
  const match = inWords.find((one) => one !== null);
  return match ? (match[1] ?? match[2] ?? null) : null;
}
