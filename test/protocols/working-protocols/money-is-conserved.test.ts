import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkWorkbook } from '../../../functions/protocols/check.ts';
import { seeing } from '../../../functions/protocols/seeing.ts';
import { accountOf } from '../../../functions/protocols/working-protocols/accounts.ts';
import {
  contributionStatementData,
  treasurersStatementData,
} from '../../../functions/protocols/working-protocols/documents/contributions-data.ts';
import { standing } from '../../../functions/protocols/working-protocols/standing.ts';
import { accountReads } from '../../../functions/protocols/working-protocols/terms.ts';
import { allDeclared, allianceKind } from '../../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../../functions/workbooks/new-workbook.ts';
import { elsewhereOf } from '../../../functions/workbooks/other-years.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { rowsAtHand, situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { pounds } from '../../../sheets-schema/wording.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { runs } from '../../support/property-runs.ts';
import { ALLIANCE_TABS, allianceIdentity, drawnRows, MARCH } from '../../support/sync-bench.ts';
import { usualSettings } from '../../support/usual-packs.ts';

const secret = makeSecret();
const HEADINGS = '| School | For year | Payment or refund | Amount | Date | Reference |';
const SETTINGS = `
  | Setting               | Value                        |
  | Alliance name         | Harrowdale Learning Alliance |
  | Contribution due date | 30 November                  |`;

const SCHOOLS = `
  | URN    | School               | Kind of school      | Left on   |
  | 990001 | Elm Park High School | Academy             |           |
  | 990002 | St Aldhelm's School  | Maintained school   |           |
  | 990003 | The Meadows          | Pupil referral unit | 31/7/2025 |`;

const typedRow = fc.record({
  school: fc.constantFrom('Elm Park High School', "St Aldhelm's School", 'The Meadows', 'Bank interest', ''),
  forYear: fc.constantFrom('', '2025/26', '2024/25', '2026/27', '2022/23', 'next year'),
  kind: fc.constantFrom('', 'Payment', 'Refund', 'Other income', 'perhaps'),
  pence: fc.oneof(fc.integer({ min: 0, max: 400_000 }), fc.constant(null)),
  date: fc.constantFrom('1/10/2025', '10/7/2024', '27/3/2026', '28/3/2026', '5/11/2026', '31/2/2026'),
  reference: fc.constantFrom('', 'BACS 1', 'BACS 2'),
});
type TypedRow = typeof typedRow extends fc.Arbitrary<infer T> ? T : never;

function drawn(rows: readonly TypedRow[]) {
  const lines = rows.map(({ school, forYear, kind, pence, date, reference }) => {
    const amount = pence === null ? 'about £3,000' : `£${(pence / 100).toFixed(2)}`;
    return `| ${[school, forYear, kind, amount, date, reference].join(' | ')} |`;
  });
  return [HEADINGS, ...lines].join('\n');
}

function read(startYear: number, rows: readonly TypedRow[]) {
  const identity = { ...allianceIdentity, startYear };
  const tabs = { ...ALLIANCE_TABS, Schools: SCHOOLS, Settings: SETTINGS, Contributions: drawn(rows) };
  const sheets = newWorkbook(identity, drawnRows(allianceKind, tabs), [], usualSettings);
  const raw = sheets.map(({ title, columns, rows: typed }) => ({
    title,
    rows: [columns.map(({ heading }) => heading), ...(typed as RawCell[][])],
  }));
  return parseWorkbook(identity, raw, null);
}

/** This year's workbook beside those of the years before and after. */
function situationWith(here: readonly TypedRow[], before: readonly TypedRow[], after: readonly TypedRow[]) {
  const others = new Map([
    [2024, rowsAtHand(read(2024, before))],
    [2026, rowsAtHand(read(2026, after))],
  ]);
  const own = read(2025, here);
  const elsewhere = elsewhereOf(own.identity, (year) => others.get(year) ?? null);
  const situation = situationAsRead({ ...own, elsewhere }, null, MARCH);
  return { situation, parsed: own.parsed };
}

const tab = fc.array(typedRow, { maxLength: 12 });
const signed = ({ kind, pence }: TypedRow) => (kind === 'Refund' ? -pence! : pence!);
const isRead = ({ school, forYear, kind, pence, date }: TypedRow) =>
  pence !== null &&
  date !== '31/2/2026' &&
  forYear !== 'next year' &&
  kind !== 'perhaps' &&
  school !== 'Bank interest' &&
  (school !== '' || kind === 'Other income');
const total = (rows: readonly TypedRow[]) => rows.filter(isRead).reduce((sum, row) => sum + signed(row), 0);

it('every penny typed stands in an account, as other income or in a list of what is left out', () => {
  fc.assert(
    fc.property(tab, tab, tab, (here, before, after) => {
      const { situation } = situationWith(here, before, after);
      const statement = treasurersStatementData(situation, { followedBy: null });
      const sum = (entries: readonly { readonly amount: number }[]) =>
        entries.reduce((all, { amount }) => all + amount, 0);
      const shown =
        statement.totals.paid - statement.totals.refunded + sum(statement.otherIncome) + sum(statement.leftOut);
      const forThisYear = [...before, ...after].filter(({ forYear }) => forYear === '2025/26');
      expect(statement.typedHere).toBe(total(here));
      expect(statement.typedElsewhere).toBe(total(forThisYear));
      expect(shown).toBe(total(here) + total(forThisYear));
      const mayCount = [...before, ...after].filter(({ forYear }) => ['2025/26', 'next year'].includes(forYear));
      const waiting = [...here, ...mayCount].filter((row) => !isRead(row));
      expect(statement.unread).toHaveLength(waiting.length);
      const { totals, rows } = statement;
      expect(totals.due - totals.paid + totals.refunded).toBe(totals.outstanding - totals.overpaid);
      for (const row of rows) expect(row.due! - row.paid + row.refunded).toBe(row.outstanding! - row.overpaid!);
    }),
    runs(60),
  );
});

it('the account, the statements, the standing and the check say one thing, and “do not pay” only where it is true', () => {
  fc.assert(
    fc.property(tab, tab, tab, (here, before, after) => {
      const { situation, parsed } = situationWith(here, before, after);
      const seen = seeing(situation, [accountReads]);
      const { findings } = checkWorkbook(situation, { parsed }, secret, allDeclared);
      const treasurers = treasurersStatementData(situation, { followedBy: null });
      for (const school of situation.members) {
        const account = accountOf(school, seen);
        const own = contributionStatementData(situation, school, { followedBy: null });
        const open = { outstanding: Math.max(0, account.outstanding), overpaid: Math.max(0, -account.outstanding) };
        const sums = { due: account.due, paid: account.paid, refunded: account.refunded, ...open };
        expect(own).toMatchObject(sums);
        expect(own.entries.at(-1)!.balance).toBe(account.outstanding);
        expect(treasurers.rows.find((row) => row.school === school.name)).toMatchObject(sums);
        const line = standing(situation, school, () => null).find(({ what }) => what === 'Contribution paid')!;
        expect(line.figure).toMatch(`${pounds(account.due - account.outstanding)} of ${pounds(account.due)}`);
        const short = findings.find((one) => one.rule === 'BLA-25' && one.school === school.urn);
        expect(short !== undefined).toBe(account.outstanding > 0);
        expect(line.state === 'kept').toBe(short === undefined);
        expect(line.state === 'overdue').toBe(short?.severity === 'breach');
        expect(own.uncounted > 0).toBe(short?.message.includes('cannot be counted until mended') ?? false);
      }
    }),
    runs(40),
  );
});
