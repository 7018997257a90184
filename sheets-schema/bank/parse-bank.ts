import type { ReadContext } from '../cells/cell.ts';
import { lineOfAStatement } from '../cells/line-of-a-statement.ts';
import type { CellRemark, ParsedTab } from '../parse-tab.ts';
import type { RawTab } from '../sheet.ts';
import type { PastedReader, Tab } from '../tab.ts';
import { longDate, pounds } from '../wording.ts';
import { oneLineOnce } from './one-line-once.ts';
import { referencesIn } from './payment-reference.ts';
import { readStatements, type Statement, type StatementLine, whatMinusIs } from './read-statements.ts';
import { runningBalance } from './running-balance.ts';

/** A row of *Bank*: a transaction, wherever and however often it was pasted. Money in pence, above nothing where it came in. */
export interface BankRow {
  readonly rowNumber: number;
  readonly key: string;
  readonly day: string;
  /** Never kept: whose it is, is told by it when it is read. */
  readonly details: null;
  readonly amount: number;
  readonly balance: number | null;
  /** The last four figures of the account's number; null where no statement names one. */
  readonly account: string | null;
  readonly school: string | null;
  readonly reference: string | null;
}

interface Sourced extends Statement {
  /** Null for the tab itself, or the name of the file. */
  readonly file: string | null;
}

const BETWEEN = '\u001f';

/**
 * Reads all that was pasted, and the files beside: what each statement has, each transaction once, its balances held against one another, and
 * for each whose it is, by its words, which go no further. Rows are the transactions by account and day.
 */
export const parseBank: PastedReader = (tab, sheets, context) => {
  const [pasted] = sheets;
  const said = pasted === undefined ? null : whatMinusIs(pasted.rows);
  const statements = sheets.flatMap((sheet, at): Sourced[] =>
    readStatements(sheet.rows, said).map((one) => ({ ...one, file: at === 0 ? null : nameOfFile(sheet) })),
  );
  const remarks: CellRemark[] = statements.flatMap(({ faults, file, account }) =>
    faults.map(({ why, rowNumber }) => remark(why, { file, rowNumber }, [account ?? '', why, String(rowNumber)])),
  );
  const accounts = accountsOf(statements);
  for (const { file, firstRow } of accounts.unnamed)
    remarks.push(remark('which-account', { file, rowNumber: firstRow }, ['which-account', String(firstRow)]));
  const rows: BankRow[] = [];
  for (const [account, its] of accounts.named) {
    const sources = its.map((statement) => statement.lines.map((line) => readLine(line, statement.file, context)));
    const { lines, disputed } = oneLineOnce(sources, known);
    const opening = openingOf(its, lines);
    for (const day of disputed)
      remarks.push(remark('disputed-day', { file: null, rowNumber: 1 }, [account, day], { day: longDate(day) }));
    const { misfit } = runningBalance(lines, opening);
    if (misfit) {
      const { line, expected, said: says } = misfit;
      const data = { day: longDate(line.day), expected: pounds(expected), said: pounds(says) };
      remarks.push(remark('does-not-follow', line, [account, line.day, String(line.amount)], data));
    }
    rows.push(...withKeys(lines, account));
  }
  return { ...emptyOf(tab, sheets.length > 0), rows, remarks } as unknown as ParsedTab;
};

type ReadLine = StatementLine & Pick<BankRow, 'school' | 'reference'> & { readonly file: string | null };

function readLine(line: StatementLine, file: string | null, { payers, academicYear }: ReadContext): ReadLine {
  const [only, ...more] = referencesIn(line.text, academicYear);
  const reference = only !== undefined && more.length === 0 ? only : null;
  const { school } = payers?.find(line.text) ?? { school: null };
  return { ...line, file, school: reference?.urn ?? school, reference: reference?.reference ?? null };
}

/** What two sources know together of one line; where they name two schools, neither. */
function known(one: ReadLine, other: ReadLine): ReadLine {
  const both = <K extends 'school' | 'reference' | 'balance'>(column: K): ReadLine[K] => {
    if (one[column] === null || other[column] === null) return one[column] ?? other[column];
    return one[column] === other[column] || column === 'balance' ? one[column] : (null as ReadLine[K]);
  };
  return { ...one, school: both('school'), reference: both('reference'), balance: both('balance') };
}

/** Keys by account, day and amount; equal ones are told apart in the order of the day. */
function withKeys(lines: readonly ReadLine[], account: string): BankRow[] {
  const times = new Map<string, number>();
  return lines.map(({ rowNumber, file, day, amount, balance, school, reference }) => {
    const key = [account, day, String(amount)].join(BETWEEN);
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return {
      rowNumber: file === null ? rowNumber : 1,
      key: nth === 1 ? key : `${key}${BETWEEN}#${nth}`,
      ...{ day, details: null, amount, balance, account: account === '' ? null : account, school, reference },
    };
  });
}

/** Before the first line, where the statement that has it says so. */
function openingOf(statements: readonly Statement[], lines: readonly ReadLine[]): number | null {
  const first = lines[0]?.day;
  const saying = statements.filter(
    ({ opening, lines: its }) => opening !== null && its.some(({ day }) => day === first),
  );
  return saying[0]?.opening ?? null;
}

/** Statements by the last four figures of their account. One that names none is of the only account there is; where there are several, of none. */
function accountsOf(statements: readonly Sourced[]) {
  const short = ({ account }: Statement) => account?.slice(-4) ?? null;
  const names = [...new Set(statements.flatMap((one) => short(one) ?? []))];
  const isKnown = names.length < 2;
  const named = Map.groupBy(
    statements.filter((one) => short(one) !== null || isKnown),
    (one) => short(one) ?? names[0] ?? '',
  );
  const unnamed = statements.filter((one) => short(one) === null && !isKnown && one.lines.length > 0);
  return { named, unnamed };
}

function nameOfFile({ title }: RawTab): string {
  return title.replace(/^[^:]*: /, '');
}

function remark(
  messageId: string,
  { file, rowNumber }: { readonly file: string | null; readonly rowNumber: number },
  key: readonly string[],
  data: Readonly<Record<string, string>> = {},
): CellRemark {
  const where = file === null ? `A${rowNumber}` : `line ${rowNumber} of ${file}`;
  return {
    rule: lineOfAStatement.rule,
    message: lineOfAStatement.messages[messageId]!,
    messageId,
    remark: { message: messageId, data: { ...data, where } },
    column: 'details',
    rowNumber: file === null ? rowNumber : 1,
    key: key.join(BETWEEN),
    typed: '',
  };
}

/** A tab as read whose rows stand under no headings of its own: each of its columns is the row, which column A names. */
function emptyOf(tab: Tab, found: boolean): ParsedTab {
  const places = new Map(found ? Object.keys(tab.columns).map((column) => [column, 0]) : []);
  const headings = { rowNumber: found ? 1 : 0, places, missing: [], younger: [], doubled: [] };
  return { tab, found, headings, rows: [], unusable: [], remarks: [], repeats: [], passedOver: [] };
}
