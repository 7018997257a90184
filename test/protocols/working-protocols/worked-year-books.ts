import { atTheBank, BETWEEN_ROWS } from '../../../functions/protocols/working-protocols/at-the-bank.ts';
import { allDeclared, allianceKind, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { besideEachOther } from '../../../functions/workbooks/other-years.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { withHeadings, workedYear } from '../../sheets-schema/bank/worked-year.ts';
import { type Drawings, drawTab } from '../../support/rule-tester.ts';
import { allianceIdentity } from '../../support/sync-bench.ts';

/** Cedar becomes an academy in April 2027, Dell joins on 1 January 2027 and owes two of three terms. */
const SCHOOLS = `
  | URN    | School       | Kind of school    | Joined on | Earlier URN | URN since |
  | 137001 | Alder School | Maintained school |           |             |           |
  | 137002 | Birch School | Maintained school |           |             |           |
  | 137003 | Cedar School | Academy           |           | 136003      | 1/4/2027  |
  | 137004 | Dell School  | Maintained school | 1/1/2027  |             |           |`;
const SETTINGS = `
  | Setting               | Value   |
  | Alliance name         | Corve Alliance |
  | Bank statements kept  | Yes     |
  | Part-year members pay | By term |`;
const calendar = (year: number) => `
  | What        | From         | To             |
  | Autumn term | 3/9/${year}     | 18/12/${year}     |
  | Spring term | 4/1/${year + 1} | 25/3/${year + 1}  |
  | Summer term | 12/4/${year + 1} | 21/7/${year + 1} |`;

const HEADINGS = '| School | For year | Payment or refund | Amount | Date | Only for | Note |';
/** Of the year before: Birch has paid £2,500 of £3,000, Cedar in advance. */
const BEFORE = `${HEADINGS}
  | Alder School |         |       | 3000 | 12/11/2025 | | |
  | Birch School |         |       | 2500 | 12/11/2025 | | |
  | Birch School |         |       | 200  | 14/4/2026  | | |
  | Cedar School |         |       | 3000 | 12/11/2025 | | |
  | Cedar School | 2026/27 |       | 1000 | 20/5/2026  | | |`;
const NOW = `${HEADINGS}
  | Alder School |         |              | 1000 | 5/10/2026  | | |
  | Alder School |         |              | 1000 | 9/11/2026  | | |
  | Birch School | 2025/26 |              | 300  | 12/11/2026 | | |
  | Birch School |         |              | 3000 | 12/11/2026 | | |
  | Cedar School |         |              | 2000 | 30/11/2026 | | |
  | Alder School |         |              | 1000 | 11/1/2027  | | |
  |              |         | Other income | 750  | 15/1/2027  | Training | Grant |
  | Dell School  |         |              | 1500 | 2/3/2027   | | |
  |              |         | Other income | 12.34 | 31/3/2027 | | Interest |
  | Alder School |         |              | 1000 | 30/3/2027  | | |
  | Dell School  |         | Waiver       | 300  | 22/4/2027  | | |
  | Alder School |         | Refund       | 600  | 4/5/2027   | | |
  | Birch School | 2027/28 |              | 1500 | 20/8/2027  | | |
  | Dell School  |         |              | 200  | 30/8/2027  | | |`;
const SPENT = '| Date | Paid to | What for | Amount | Approved by | Receipt | From money only for |';
const SPENDING_BEFORE = `${SPENT}\n| 8/7/2026 | Town Hall | Hall for the conference | 360 | Chair | | |`;
const SPENDING = `${SPENT}
  | 16/10/2026 | Trainer  | Training   | 820   | Chair | | |
  | 10/2/2027  | Training | Training   | 480   | Chair | | training |
  | 8/6/2027   | Printing | Printing   | 95.60 | Chair | | |
  | 8/6/2027   | Parking  | Travelling | 7.50  | Chair | | |
  | 8/6/2027   | Parking  | Travelling | 7.50  | Chair | | |`;
function read(startYear: number, drawings: Drawings, bank: readonly (readonly (string | null)[])[] = []) {
  const drawn: Drawings = { Schools: SCHOOLS, Settings: SETTINGS, Calendar: calendar(startYear), ...drawings };
  const tabs = tabsOf(allianceKind, allDeclared.packs).map((tab) => {
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    if (tab.id === 'bank' && bank.length > 0) return { title: tab.title, rows: bank.map((row) => [...row]) };
    return { title: tab.title, rows: drawn[tab.title] ? drawTab(tab, drawn[tab.title]!) : [headings] };
  });
  return parseWorkbook({ ...allianceIdentity, startYear }, tabs, null);
}

interface WorkedYear {
  /** What else is typed into *Contributions* of 2026/27. */
  readonly more?: string;
  /** What people said in *Matched*; nothing unless told. */
  readonly matched?: string;
  readonly bank?: typeof workedYear;
}

/** The workbooks of 2025/26, of the year itself and of the next, as their histories would have them on a day. */
export function workedYearOn(day: string, { more = '', matched = '', bank = workedYear }: WorkedYear = {}) {
  const lines = withHeadings(bank).map((row, at) => [
    ...row,
    at === 0 ? 'Statement covers' : '2026-04-01 to 2027-08-31',
  ]);
  const all = [
    read(2025, { Contributions: BEFORE, Spending: SPENDING_BEFORE }, lines.slice(0, 4)),
    read(2026, { Contributions: `${NOW}${more}`, Spending: SPENDING, ...(matched ? { Matched: matched } : {}) }, lines),
    read(2027, { Contributions: HEADINGS }),
  ];
  const rows = besideEachOther(all, day);
  const [before, now, after] = all.map((one) => {
    const { startYear } = one.identity;
    return situationAsRead({ ...one, elsewhere: rows.get(startYear)!.elsewhere }, null, day);
  });
  return { before: before!, now: now!, after: after! };
}

/** The same where people said Yes to the first that is offered of each line. */
export function workedYearMatched(day: string, { more = '', ...rest }: WorkedYear = {}) {
  const offered = atTheBank(workedYearOn(day, { more, ...rest }).now)!.matching.offered;
  const said = [...Map.groupBy(offered, ({ line }) => line.key).values()].map(([first]) => {
    const rows = first!.rows.map(({ key }) => key).join(BETWEEN_ROWS);
    return `\n| | | | Yes | ${first!.line.key} | ${rows} |`;
  });
  const matched = `| At the bank | Typed | Why it is asked | Same | Line | Rows |${said.join('')}`;
  return workedYearOn(day, { more, ...rest, matched });
}
