import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Situation } from '../../../functions/protocols/situation.ts';
import {
  accountHolders,
  accountOf,
  mayBePaidAtAll,
  placedEntries,
} from '../../../functions/protocols/working-protocols/accounts.ts';
import { forwardOf } from '../../../functions/protocols/working-protocols/brought-forward.ts';
import { allDeclared, allianceKind, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { besideEachOther } from '../../../functions/workbooks/other-years.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { runs } from '../../support/property-runs.ts';
import { type Drawings, drawTab, USUAL_ALLIANCE } from '../../support/rule-tester.ts';
import { allianceIdentity } from '../../support/sync-bench.ts';

const LAST = `
  | What        | From       | To         |
  | Autumn term | 3/9/2024   | 20/12/2024 |
  | Spring term | 6/1/2025   | 4/4/2025   |
  | Summer term | 22/4/2025  | 22/7/2025  |`;

function read(startYear: number, drawings: Drawings) {
  const drawn: Drawings = { ...USUAL_ALLIANCE, ...(startYear === 2024 ? { Calendar: LAST } : {}), ...drawings };
  const tabs = tabsOf(allianceKind, allDeclared.packs).map((tab) => {
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    return { title: tab.title, rows: drawn[tab.title] ? drawTab(tab, drawn[tab.title]!) : [headings] };
  });
  return parseWorkbook({ ...allianceIdentity, startYear }, tabs, null);
}

const HEADINGS = '| School | For year | Payment or refund | Amount | Date |';

/** Two years' workbooks, each as its own history would have it on the day. */
function situations(before: string, now: string, asOf = '2026-03-27', schools = ''): Record<2024 | 2025, Situation> {
  const drawings = (rows: string) => ({
    Contributions: `${HEADINGS}${rows}`,
    ...(schools === '' ? {} : { Schools: schools }),
  });
  const both = [read(2024, drawings(before)), read(2025, drawings(now))] as const;
  const rows = besideEachOther(both, asOf);
  const of = (one: (typeof both)[number]) =>
    situationAsRead({ ...one, elsewhere: rows.get(one.identity.startYear)!.elsewhere }, null, asOf);
  return { 2024: of(both[0]), 2025: of(both[1]) };
}

function said({ forward, due, waived, paid, refunded, outstanding, openOfYear }: ReturnType<typeof accountOf>) {
  return [forward, due, waived, paid, refunded, outstanding, openOfYear].map((pence) => pence / 100);
}

const elmPark = (situation: Situation) => accountOf(situation.members[0]!, situation);

it('what is owed comes forward by year and by the day since when, and a payment for the year goes to the year first', () => {
  const paidLate = situations(
    '\n| Elm Park High School | | | 2500 | 1/10/2024 |',
    '\n| Elm Park High School | | | 3300 | 12/11/2025 |',
  );
  expect(said(elmPark(paidLate[2025]))).toEqual([500, 3000, 0, 3300, 0, 200, 0]);
  expect(elmPark(paidLate[2025]).carries.owed).toEqual([{ forYear: 2024, amount: 20_000, dueOn: '2024-11-30' }]);
});

it('a payment typed this year for the last one closes its gap there, and nothing of it comes forward', () => {
  const { 2024: last, 2025: now } = situations(
    '\n| Elm Park High School | | | 2500 | 1/10/2024 |',
    '\n| Elm Park High School | 2024/25 | | 500 | 12/11/2025 |',
  );
  expect(said(elmPark(last))).toEqual([0, 3000, 0, 3000, 0, 0, 0]);
  expect(said(elmPark(now))).toEqual([0, 3000, 0, 0, 0, 3000, 3000]);
});

it('what was owed before there were books is typed, the oldest is paid first, and a waiver takes off what is owed and no more', () => {
  const typed = read(2025, {
    Contributions: `${HEADINGS}
    | Elm Park High School | | Owed before | 300 | 30/11/2023 |
    | Elm Park High School | | Owed before | 100 | 30/11/2022 |
    | Elm Park High School | | Waived      | 3100 | 1/12/2025 |
    | Elm Park High School | | | 150 | 2/12/2025 |`,
  });
  const now = situationAsRead(typed, null, '2026-03-27');
  expect(said(elmPark(now))).toEqual([400, 3000, 3100, 150, 0, 150, 0]);
  expect(elmPark(now).carries.owed).toEqual([{ forYear: null, amount: 15_000, dueOn: '2023-11-30' }]);
});

it('where last year’s workbook has the account, what is typed as owed before is not asked for again', () => {
  const rows = '\n| Elm Park High School | | Owed before | 500 | 30/11/2024 |';
  const waived = situations(
    '\n| Elm Park High School | | Waived | 500 | 1/7/2025 |\n| Elm Park High School | | | 2500 | 1/10/2024 |',
    rows,
  );
  expect(said(elmPark(waived[2025]))).toEqual([0, 3000, 0, 0, 0, 3000, 3000]);
  expect(placedEntries(waived[2025]).map(({ place }) => place)).toEqual(['owed by the year before']);
  const owing = situations('\n| Elm Park High School | | | 2500 | 1/10/2024 |', rows);
  expect(said(elmPark(owing[2025]))).toEqual([500, 3000, 0, 0, 0, 3500, 3000]);
});

it('of two debts from before the oldest is the first, whichever year it is typed for', () => {
  const { 2025: now } = situations(
    '\n| Elm Park High School | | Owed before | 100 | 15/12/2024 |\n| Elm Park High School | | | 2000 | 1/10/2024 |',
    '',
  );
  expect(elmPark(now).carries.owed.map(({ dueOn }) => dueOn)).toEqual(['2024-11-30', '2024-12-15', '2025-11-30']);
});

it('what may be a payment of last year’s debt is a doubt this year too', () => {
  const { 2025: now } = situations('\n| Elm Park High School | | | lots | 1/10/2024 |', '');
  const [elm, meadows] = now.members;
  expect([elm!, meadows!].map((school) => mayBePaidAtAll(now, school))).toEqual([true, false]);
});

it('the account of a school that has left, or that the list no longer has, stays until it is settled', () => {
  const schools = (left: string) =>
    `| URN | School | Kind of school | Left on |\n| 990001 | Elm Park High School | Academy | ${left} |\n| 990003 | The Meadows | Academy | |`;
  const { 2025: left } = situations('', '', '2026-03-27', schools('31/8/2025'));
  expect(
    accountHolders(left).map(({ name }) => [
      name,
      said(accountOf(left.schools.find((one) => one.name === name)!, left))[5],
    ]),
  ).toEqual([
    ['The Meadows', 6000],
    ['Elm Park High School', 3000],
  ]);
  const both = [
    read(2024, { Schools: schools('31/8/2025') }),
    read(2025, { Schools: '| URN | School | Kind of school |\n| 990003 | The Meadows | Academy |' }),
  ];
  const rows = besideEachOther(both, '2026-03-27');
  const now = situationAsRead({ ...both[1]!, elsewhere: rows.get(2025)!.elsewhere }, null, '2026-03-27');
  expect(accountHolders(now).map((school) => [school.name, accountOf(school, now).outstanding])).toEqual([
    ['The Meadows', 600_000],
    ['Elm Park High School', 300_000],
  ]);
});

it('of schools that became one, what each of them left comes forward to it', () => {
  const both = [
    read(2024, {
      Contributions: `${HEADINGS}\n| Elm Park High School | | | 2500 | 1/10/2024 |\n| The Meadows | | | 4000 | 1/10/2024 |`,
    }),
    read(2025, {
      Schools:
        '| URN | School | Kind of school | Earlier URN | URN since |\n| 990009 | Elm Meadows | Academy | 990001, 990003 | 1/9/2025 |',
      Contributions: `${HEADINGS}\n| Elm Meadows | | | 2000 | 1/10/2025 |`,
    }),
  ];
  const rows = besideEachOther(both, '2026-03-27');
  const now = situationAsRead({ ...both[1]!, elsewhere: rows.get(2025)!.elsewhere }, null, '2026-03-27');
  expect(said(elmPark(now))).toEqual([-500, 3000, 0, 2000, 0, 500, 500]);
  // What The Meadows had paid too much pays what Elm Park owed, before anything of this year.
  expect(forwardOf(now.members[0]!, now)).toMatchObject({ owed: [], inCredit: 50_000 });
});

const entry = fc.record({
  school: fc.constantFrom('Elm Park High School', 'The Meadows'),
  forYear: fc.constantFrom('', '', '2024/25', '2025/26'),
  kind: fc.constantFrom('', '', 'Refund', 'Waiver', 'Owed before'),
  pounds: fc.integer({ min: 1, max: 4000 }),
  day: fc.constantFrom('1/10/2024', '20/12/2024', '1/10/2025', '2/2/2026'),
});

it('no penny is lost or made on the way from one year to the next', () => {
  const rows = fc.array(entry, { maxLength: 8 });
  fc.assert(
    fc.property(rows, rows, (before, now) => {
      const drawn = (some: typeof before) =>
        some
          .map(
            ({ school, forYear, kind, pounds, day }) => `\n| ${school} | ${forYear} | ${kind} | ${pounds} | ${day} |`,
          )
          .join('');
      const { 2024: last, 2025: next } = situations(drawn(before), drawn(now));
      for (const situation of [last, next])
        for (const school of situation.members) {
          const { forward, due, waived, paid, refunded, outstanding, openOfYear, carries, asked } = accountOf(
            school,
            situation,
          );
          expect(forward + due - waived - paid + refunded).toBe(outstanding);
          const owed = carries.owed.reduce((all, { amount }) => all + amount, 0);
          expect(owed - carries.inCredit).toBe(outstanding);
          expect(Math.min(owed, carries.inCredit)).toBe(0);
          expect(openOfYear).toBeLessThanOrEqual(owed);
          expect(asked).toBeLessThanOrEqual(due);
          expect(carries.owed.every(({ amount }) => amount > 0)).toBe(true);
        }
      const typedBefore = (urn: string) =>
        accountOf(next.members.find((one) => one.urn === urn)!, next)
          .entries.filter(({ entry: one }) => one.kind === 'owed-before')
          .reduce((all, { entry: one }) => all + one.amount, 0);
      for (const school of next.members)
        expect(accountOf(school, next).forward - typedBefore(school.urn)).toBe(accountOf(school, last).outstanding);
    }),
    runs(40),
  );
});
