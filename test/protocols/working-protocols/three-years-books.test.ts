import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MadeFrom } from '../../../functions/protocols/define-issue.ts';
import type { Situation } from '../../../functions/protocols/situation.ts';
import { receiptsAndPaymentsData } from '../../../functions/protocols/working-protocols/documents/receipts-and-payments-data.ts';
import { allDeclared, allianceKind, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { besideEachOther } from '../../../functions/workbooks/other-years.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { runs } from '../../support/property-runs.ts';
import { drawTab, USUAL_ALLIANCE } from '../../support/rule-tester.ts';
import { allianceIdentity } from '../../support/sync-bench.ts';

const END = '2026-08-31';
const calendar = (year: number) => `
  | What        | From         | To             |
  | Autumn term | 3/9/${year}     | 19/12/${year}     |
  | Spring term | 6/1/${year + 1} | 27/3/${year + 1}  |
  | Summer term | 22/4/${year + 1} | 21/7/${year + 1} |`;
/** When contributions are due: on one day, in parts, or in a financial year, some of it before the school year begins. */
const DUE = [
  'Contribution due date | 30 November',
  'Contribution instalments | 30 November, 31 March',
  'Contribution year | Financial |\n| Contribution due date | 30 April',
];
const settings = (due: string) =>
  `| Setting | Value |\n| Alliance name | Harrowdale Learning Alliance |\n| Bank statements kept | Yes |\n| ${due} |`;

function read(startYear: number, contributions: string, due: string) {
  const drawn: Readonly<Record<string, string | undefined>> = {
    ...{ ...USUAL_ALLIANCE, Settings: settings(due), Calendar: calendar(startYear), Contributions: contributions },
    Spending: '| Date | Paid to | What for | Amount |',
  };
  const tabs = tabsOf(allianceKind, allDeclared.packs).map((tab) => {
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    return { title: tab.title, rows: drawn[tab.title] ? drawTab(tab, drawn[tab.title]!) : [headings] };
  });
  return parseWorkbook({ ...allianceIdentity, startYear }, tabs, null);
}

const HEADINGS = '| School | For year | Payment or refund | Amount | Date | Note |';
const HELD = '\n| | | Held before | 50000 | 1/9/2023 | |';
/** Days, by the school years that they are in. */
const DAYS_TYPED = {
  ...{ '1/10/2023': 2023, '12/5/2024': 2023, '1/10/2024': 2024, '20/12/2024': 2024 },
  ...{ '2/7/2025': 2024, '1/10/2025': 2025, '2/2/2026': 2025, '9/8/2026': 2025 },
} as const;
const entry = fc
  .record({
    typedIn: fc.constantFrom(2023, 2024, 2025),
    school: fc.constantFrom('Elm Park High School', 'The Meadows'),
    forYear: fc.constantFrom('', '', '2022/23', '2023/24', '2024/25', '2025/26', '2026/27'),
    kind: fc.constantFrom('', '', '', 'Refund', 'Waiver', 'Owed before'),
    pounds: fc.integer({ min: 1, max: 4000 }),
    day: fc.constantFrom(...(Object.keys(DAYS_TYPED) as (keyof typeof DAYS_TYPED)[])),
  })
  // What is dated two years after the workbook it is typed in no year sees.
  .filter(({ typedIn, day }) => DAYS_TYPED[day] <= typedIn + 1);
type Entry = typeof entry extends fc.Arbitrary<infer E> ? E : never;

/** The books of 2025/26 and of the year before, with those of 2023/24 where they are kept too. */
function books(entries: readonly Entry[], first: 2023 | 2024, due: string) {
  const years = [2023, 2024, 2025].filter((year) => year >= first);
  const typed = years.map((year) =>
    read(
      year,
      `${HEADINGS}${year === first ? HELD : ''}${entries
        .filter((one) => one.typedIn === year)
        .map(
          ({ school, forYear, kind, pounds, day }, at) =>
            `\n| ${school} | ${forYear} | ${kind} | ${pounds} | ${day} | ${at} |`,
        )
        .join('')}`,
      due,
    ),
  );
  const rows = besideEachOther(typed, END);
  const of = (year: number): Situation => {
    const one = typed.find(({ identity }) => identity.startYear === year)!;
    return situationAsRead({ ...one, elsewhere: rows.get(year)!.elsewhere }, null, END);
  };
  return { now: of(2025), before: of(2024) };
}

const DAYS = ['2024-09-01', '2024-11-30', '2025-01-01', '2025-07-02', '2025-09-01', '2025-12-01', '2026-04-01', END];

it('over any days of two years, with older books or none, every penny and every school’s line comes out', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 9 }),
      fc.constantFrom(2023, 2024) as fc.Arbitrary<2023 | 2024>,
      fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 2, maxLength: 2 }),
      fc.constantFrom(...DUE),
      (entries, first, days, due) => {
        const [from, to] = days.toSorted() as [string, string];
        const { now, before } = books(entries, first, due);
        const made = { time: { from, to }, keptOf: () => ({ situation: before }) } as unknown as MadeFrom;
        const { opening, closing, receipts, payments, schools } = receiptsAndPaymentsData(now, made);
        const all = (lines: typeof receipts) => lines.reduce((sum, { amount }) => sum + amount, 0);
        expect(opening + all(receipts) - all(payments)).toBe(closing);
        for (const { school, start, due, waived, received, owed, inAdvance, towardsLater } of schools)
          expect([school, start + due - waived - received]).toEqual([school, owed - inAdvance - towardsLater]);
      },
    ),
    runs(60),
  );
});
