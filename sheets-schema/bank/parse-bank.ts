import type { CellRemark, ReadContext } from '../cells/cell.ts';
import { lineOfAStatement } from '../cells/line-of-a-statement.ts';
import { type RowsByTab, rowsOf } from '../rows-by-tab.ts';
import { putBeside, type RawTab } from '../sheet.ts';
import type { PastedReader } from '../tab.ts';
import { contributionsTab } from '../tabs/contributions.tab.ts';
import { spendingTab } from '../tabs/spending.tab.ts';
import { longDate, pounds } from '../wording.ts';
import { oneLineOnce } from './one-line-once.ts';
import { payersOf } from './payers.ts';
import { referencesIn } from './payment-reference.ts';
import {
  type DaysCovered,
  readStatements,
  type Statement,
  type StatementLine,
  whatMinusIs,
  writeCovered,
} from './read-statements.ts';
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
  /** To whom it went, as *Spending* calls them. */
  readonly paidTo: string | null;
  /** Of a request of ours, or as somebody typed it in *Contributions*. */
  readonly reference: string | null;
  /** The days without a gap that statements of its account cover around it. */
  readonly covers: string;
  /** The school year of its day, by the year that it begins in. */
  readonly forYear: number;
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
export const parseBank: PastedReader = (title, sheets, context, typed) => {
  const told = toldByWords(context, typed);
  const [pasted] = sheets;
  const said = pasted === undefined ? null : whatMinusIs(pasted.rows);
  const statements = sheets.flatMap((sheet, at): Sourced[] =>
    readStatements(sheet.rows, said).map((one) => ({ ...one, file: at === 0 ? null : nameOfFile(sheet, title) })),
  );
  const remarks: CellRemark[] = statements.flatMap(({ faults, file, account }) =>
    faults.map(({ why, rowNumber }) => remark(why, { file, rowNumber }, [account ?? '', why, String(rowNumber)])),
  );
  for (const sheet of sheets.slice(1)) {
    const file = nameOfFile(sheet, title);
    const isRead = statements.some((one) => one.file === file && one.lines.length + one.faults.length > 0);
    if (!isRead) remarks.push(remark('nothing-read', { file, rowNumber: 1 }, ['nothing-read', file], { file }));
  }
  const accounts = accountsOf(statements);
  for (const { file, firstRow } of accounts.unnamed)
    remarks.push(remark('which-account', { file, rowNumber: firstRow }, ['which-account', String(firstRow)]));
  const rows: BankRow[] = [];
  for (const [account, its] of accounts.named) {
    const sources = its.map((statement) =>
      statement.lines.map((line) => ({ ...line, ...told(line.text, line.amount), file: statement.file })),
    );
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
    rows.push(...withKeys(lines, account, context));
  }
  return { rows, remarks };
};

type Told = Pick<BankRow, 'school' | 'paidTo' | 'reference'>;
type ReadLine = StatementLine & Told & { readonly file: string | null };

/** What the words of a line tell, by the schools there are and by what is typed in *Contributions* and *Spending*. */
function toldByWords({ payers, academicYear }: ReadContext, typed: RowsByTab): (text: string, amount: number) => Told {
  const spent = rowsOf(typed, spendingTab).map(({ payee }) => payee);
  const payees = payersOf([...new Set(spent)].map((payee) => ({ urn: payee, names: [payee], paysAs: null })));
  const quoted = rowsOf(typed, contributionsTab).flatMap(({ reference }) => typedReference(reference) ?? []);
  const references = [...new Set(quoted)];
  return (text, amount) => {
    const ours = referencesIn(text, academicYear);
    const [only] = ours;
    if (only !== undefined && ours.length === 1) return { school: only.urn, paidTo: null, reference: only.reference };
    const plain = lettersAndFigures(text);
    const found = ours.length > 0 ? [] : references.filter((one) => plain.includes(one));
    const longest = found.filter((one) => !found.some((other) => other !== one && other.includes(one)));
    const school = payers?.find(text).school ?? null;
    const paidTo = amount < 0 && school === null ? payees.find(text).school : null;
    return { school, paidTo, reference: longest.length === 1 ? longest[0]! : null };
  };
}

const SHORTEST_REFERENCE = 5;

/** A reference as it is looked for in a bank's words; null for one that is too short or too plain to tell payments apart. */
export function typedReference(reference: string | null): string | null {
  const plain = lettersAndFigures(reference ?? '');
  return plain.length >= SHORTEST_REFERENCE && /\d/.test(plain) ? plain : null;
}

function lettersAndFigures(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** What two sources know together of one line; where they name two schools, neither. */
function known(one: ReadLine, other: ReadLine): ReadLine {
  const both = <K extends 'school' | 'paidTo' | 'reference' | 'balance'>(column: K): ReadLine[K] => {
    if (one[column] === null || other[column] === null) return one[column] ?? other[column];
    return one[column] === other[column] || column === 'balance' ? one[column] : (null as ReadLine[K]);
  };
  const covers = { from: least(one.covers.from, other.covers.from), to: most(one.covers.to, other.covers.to) };
  return {
    ...one,
    covers,
    school: both('school'),
    paidTo: both('paidTo'),
    reference: both('reference'),
    balance: both('balance'),
  };
}

function least(one: string, other: string): string {
  return one < other ? one : other;
}

function most(one: string, other: string): string {
  return one > other ? one : other;
}

/** Keys by account, day and amount; equal ones are told apart in the order of the day. */
function withKeys(lines: readonly ReadLine[], account: string, { yearBegins = '09-01' }: ReadContext): BankRow[] {
  const covered = withoutGaps(lines);
  const times = new Map<string, number>();
  return lines.map(({ rowNumber, file, day, amount, balance, school, paidTo, reference }) => {
    const key = [account, day, String(amount)].join(BETWEEN);
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    return {
      rowNumber: file === null ? rowNumber : 1,
      key: nth === 1 ? key : `${key}${BETWEEN}#${nth}`,
      ...{ day, details: null, amount, balance, account: account === '' ? null : account, school, paidTo, reference },
      covers: writeCovered(covered.find(({ from, to }) => from <= day && day <= to)!),
      forYear: Number(day.slice(0, 4)) - (day.slice(5) < yearBegins ? 1 : 0),
    };
  });
}

/**
 * The days that statements cover, joined where they overlap, or where the one's first balance follows from the last of the other, so that
 * nothing can have moved between. Lines by day.
 */
function withoutGaps(lines: readonly ReadLine[]): DaysCovered[] {
  const joined: { from: string; to: string }[] = [];
  for (const { from, to } of lines.map(({ covers }) => covers).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && (from <= last.to || follows(last.to, from, lines))) last.to = most(to, last.to);
    else joined.push({ from, to });
  }
  return joined;
}

function follows(before: string, after: string, lines: readonly ReadLine[]): boolean {
  const last = lines.findLast(({ day }) => day <= before)?.balance ?? null;
  const next = lines.find(({ day }) => day >= after);
  return last !== null && next !== undefined && next.balance !== null && next.balance - next.amount === last;
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

function nameOfFile(sheet: RawTab, title: string): string {
  return sheet.title.slice(putBeside(title).length);
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
