import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear, daysBetween, plusDays } from '../../functions/figures/academic-year.ts';
import {
  contributionAccount,
  contributionDue,
  contributionDueDays,
  contributionDueOn,
} from '../../functions/figures/contributions.ts';
import type { School } from '../../functions/figures/members.ts';
import { schoolCalendar } from '../../functions/figures/school-calendar.ts';
import { halfDaysOwed } from '../../functions/figures/staff-days.ts';
import { contributionTerms, staffDaysTerms } from '../../functions/protocols/working-protocols/terms.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { ELM_PARK, rowsDrawn, settingsDrawn } from '../support/drawn-rows.ts';
import { runs } from '../support/property-runs.ts';

const year = academicYear(2025);
const terms = schoolCalendar(
  rowsDrawn(
    calendarTab,
    `
    | What        | From      | To         |
    | Autumn term | 3/9/2025  | 19/12/2025 |
    | Spring term | 5/1/2026  | 27/3/2026  |
    | Summer term | 13/4/2026 | 21/7/2026  |`,
  ),
  null,
);
const elmPark = school('', '');

function school(joinedOn: string, leftOn: string): School {
  const drawing = `| URN | School | Kind of school | Joined on | Left on |\n| ${ELM_PARK} | Elm Park | Academy | ${joinedOn} | ${leftOn} |`;
  return rowsDrawn(schoolsTab, drawing)[0]!;
}

function account(payments: string, { settings = '', asOf = '2026-08-31', member = elmPark } = {}) {
  const rows = rowsDrawn(contributionsTab, `| School | For year | Payment or refund | Amount | Date |${payments}`);
  const typed = rows.map((entry) => ({ entry, typedIn: 2025 }));
  return contributionAccount(typed, member, year, contributionTerms(settingsDrawn(settings)), terms, asOf);
}

describe('a contribution account', () => {
  it('adds up instalments and takes off refunds', () => {
    const { due, paid, refunded, outstanding, entries } = account(`
      | Elm Park | | Refund  | £250.25 | 1/12/2025 |
      | Elm Park | | Payment | £1,000  | 1/10/2025 |
      | Elm Park | |         | £500.75 | 3/11/2025 |`);
    expect({ due, paid, refunded, outstanding }).toEqual({
      due: 300_000,
      paid: 150_075,
      refunded: 25_025,
      outstanding: 174_950,
    });
    expect(entries.map(({ entry }) => entry.date)).toEqual(['2025-10-01', '2025-11-03', '2025-12-01']);
  });

  it('goes below nothing where too much was paid', () => {
    expect(account('\n| Elm Park | | | 3000.01 | 1/10/2025 |').outstanding).toBe(-1);
  });

  it('counts what is for this year, whenever it was paid, up to the day asked for', () => {
    const payments = `
      | Elm Park    | 2025/26 | | 100  | 1/6/2025   |
      | Elm Park    | 2024/25 | | 200  | 1/10/2025  |
      | Elm Park    |         | | 400  | 30/11/2025 |
      | Elm Park    | 2026/27 | | 800  | 30/11/2025 |
      | The Meadows |         | | 1600 | 30/11/2025 |`;
    expect(account(payments, { asOf: '2025-11-29' }).paid).toBe(10_000);
    expect(account(payments, { asOf: '2025-11-30' }).paid).toBe(50_000);
  });

  it('is the same in whatever order the rows stand', () => {
    const rows = [1, 20, 300, 4000].map(
      (pounds, day) => `\n| Elm Park | | ${day === 2 ? 'Refund' : ''} | ${pounds} | ${day + 1}/10/2025 |`,
    );
    const inOrder = account(rows.join(''));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        const { paid, refunded, outstanding } = account(shuffled.join(''));
        expect({ paid, refunded, outstanding }).toEqual({
          paid: inOrder.paid,
          refunded: inOrder.refunded,
          outstanding: inOrder.outstanding,
        });
      }),
      runs(20),
    );
  });
});

describe('what a school owes that was a member for part of the year', () => {
  const byTerm = '\n| Part-year members pay | By term |';
  it.each([
    ['the whole, unless the alliance decided otherwise', '', school('5/1/2026', ''), 300_000],
    ['nothing, where it so decided', '\n| Part-year members pay | None |', school('5/1/2026', ''), 0],
    ['two terms, joining in the spring', byTerm, school('5/1/2026', ''), 200_000],
    ['a term it was in for most of', byTerm, school('26/10/2025', ''), 300_000],
    ['no term of which half had gone', byTerm, school('27/10/2025', ''), 200_000],
    ['no term it was in for its last day', byTerm, school('19/12/2025', ''), 200_000],
    ['nothing of the whole, from the last day of the last term', '', school('21/7/2026', ''), 0],
    ['one term, leaving on the first day of the spring', byTerm, school('', '5/1/2026'), 100_000],
    ['no term that ended the day before it joined', byTerm, school('20/12/2025', ''), 200_000],
    ['one term, leaving at Christmas', byTerm, school('', '31/12/2025'), 100_000],
    ['a third to the penny, half up', `${byTerm}\n| Contribution | 1000 |`, school('13/4/2026', ''), 33_333],
    ['two thirds to the penny, half up', `${byTerm}\n| Contribution | 1000 |`, school('5/1/2026', ''), 66_667],
    ['the whole for a member all year long', byTerm, school('1/9/2025', '31/8/2026'), 300_000],
    ['the whole for a member since long ago', byTerm, school('1/9/2012', ''), 300_000],
  ])('%s', (_, settings, member, due) => {
    expect(account('', { settings, member }).due).toBe(due);
  });

  it('is the whole where no calendar tells the terms', () => {
    const without = schoolCalendar([], null);
    const joined = school('5/1/2026', '');
    expect(
      contributionAccount([], joined, year, contributionTerms(settingsDrawn(byTerm)), without, '2026-03-27').due,
    ).toBe(300_000);
  });
});

describe('the day a contribution is due', () => {
  it.each([
    ['', '2025-11-30'],
    ['\n| Contribution due date | 31 March |', '2026-03-31'],
    ['\n| Contribution due date | 1 September |', '2025-09-01'],
    ['\n| Contribution year | Financial |\n| Contribution due date | 1 April |', '2025-04-01'],
    ['\n| Contribution year | Financial |\n| Contribution due date | 31 March |', '2026-03-31'],
    ['\n| Contribution year | Financial |\n| Contribution due date | 31 August |', '2025-08-31'],
  ])('with%s is %s', (settings, day) => {
    expect(contributionDueDays(year, contributionTerms(settingsDrawn(settings)))).toEqual([day]);
  });
});

describe('the day a contribution is due of a school that joins in the year', () => {
  const dueOn = (joinedOn: string, calendar = terms, settings = '') =>
    contributionDueOn(school(joinedOn, ''), year, contributionTerms(settingsDrawn(settings)), calendar);

  it.each([
    ['1/9/2025', '2025-11-30'],
    ['2/9/2025', '2025-11-30'],
    ['10/10/2025', '2025-11-30'],
    ['3/11/2025', '2025-12-15'],
    ['5/1/2026', '2026-02-16'],
    ['1/3/2026', '2026-04-24'],
    ['20/7/2026', '2026-08-31'],
    ['1/8/2024', '2025-11-30'],
  ])('on %s is %s', (joinedOn, day) => {
    expect(dueOn(joinedOn)).toBe(day);
  });

  it('is the year’s last day where no calendar counts school days', () => {
    expect(dueOn('5/1/2026', schoolCalendar([], null))).toBe('2026-08-31');
  });

  it('is never before a month of membership, nor before the members’ day, nor after the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 364 }), (days) => {
        const joinedOn = plusDays(year.from, days);
        const day = contributionDueOn({ joinedOn, leftOn: null }, year, contributionTerms(settingsDrawn('')), terms);
        expect(day >= '2025-11-30' && day <= year.to).toBe(true);
        expect(day === year.to || daysBetween(joinedOn, day) >= 30).toBe(true);
      }),
      runs(200),
    );
  });
});

describe('what a school owes that leaves in the year', () => {
  const due = (leftOn: string) => account('', { member: school('', leftOn) }).due;

  it('is nothing that is dated after it left', () => {
    expect([due('29/11/2025'), due('30/11/2025'), due('31/1/2026')]).toEqual([0, 300_000, 300_000]);
  });

  it('nor anything where it leaves before a new member has to pay', () => {
    expect(account('', { member: school('5/1/2026', '13/2/2026') }).due).toBe(0);
  });
});

it('a school owes money and days for the same terms, and neither where it owes not the other', () => {
  const settings = ['Full', 'By term'].map((how) =>
    settingsDrawn(`\n| Part-year members pay | ${how} |\n| Part-year members give | ${how} |`),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 364 }),
      fc.integer({ min: 0, max: 364 }),
      fc.constantFrom(...settings),
      (joined, left, held) => {
        const [from, to] = [Math.min(joined, left), Math.max(joined, left)];
        const member = { joinedOn: plusDays(year.from, from), leftOn: plusDays(year.from, to) };
        const paid = contributionDue(member, year, contributionTerms(held), terms);
        const given = halfDaysOwed(member, year, staffDaysTerms(held), terms);
        expect(paid / 300_000).toBe(given / 18);
      },
    ),
    runs(300),
  );
});

describe('what a school is asked for', () => {
  const asked = (settings: string, cells = '', payments = '', asOf = '2026-01-15') => {
    const drawing = `| URN | School | Kind of school | Pays a year | Pupils on roll |\n| ${ELM_PARK} | Elm Park | Academy | ${cells || '| '} |`;
    return account(payments, { settings, asOf, member: rowsDrawn(schoolsTab, drawing)[0]! });
  };
  const BANDS = '\n| Contribution by pupils | up to 500: £2,000; 1,000: £3,000.50; more: £4,000 |';

  it.each([
    ['| 499', 200_000],
    ['| 500', 200_000],
    ['| 501', 300_050],
    ['| 1000', 300_050],
    ['| 1001', 400_000],
    ['| ', 300_000],
    ['£1,234.56 | 501', 123_456],
    ['0 | 501', 0],
  ])('goes by its own amount, then by its pupils, then by what all pay: %s', (cells, due) => {
    expect(asked(BANDS, cells).due).toBe(due);
  });

  const THIRDS = '\n| Contribution instalments | 31 March, 30 November and 31 May |\n| Contribution | £1,000 |';
  const paid = (pounds: number) => `\n| Elm Park | | | ${pounds} | 1/10/2025 |`;

  it('is due in equal parts on the days that the alliance names, the odd penny in the last', () => {
    expect(asked(THIRDS).parts).toEqual([
      { dueOn: '2025-11-30', amount: 33_333 },
      { dueOn: '2026-03-31', amount: 33_333 },
      { dueOn: '2026-05-31', amount: 33_334 },
    ]);
  });

  it.each([
    [0, '2026-01-15', '2025-11-30', 33_333, ['2025-11-30', '2026-03-31', '2026-05-31']],
    [333.33, '2026-01-15', '2026-03-31', 66_666, ['2026-03-31', '2026-05-31']],
    [333.33, '2026-05-31', '2026-03-31', 66_666, ['2026-03-31', '2026-05-31']],
    [333.33, '2026-06-01', '2026-03-31', 100_000, ['2026-03-31', '2026-05-31']],
    [400, '2026-01-15', '2026-03-31', 66_666, ['2026-03-31', '2026-05-31']],
    [1000, '2026-01-15', '2026-05-31', 100_000, []],
  ])(
    'with £%d paid, asks on %s for what is due by the first open day, or was due before',
    (pounds, asOf, dueOn, askedBy, open) => {
      const account = asked(THIRDS, '', pounds === 0 ? '' : paid(pounds), asOf);
      const { dueOn: by, askedBy: so, askedOn, parts, carries, openOfYear } = account;
      expect(parts.reduce((sum, one) => sum + (one.dueOn <= askedOn ? one.amount : 0), 0)).toBe(so);
      expect([by, so, carries.owed.map((one) => one.dueOn)]).toEqual([dueOn, askedBy, open]);
      expect(carries.owed.reduce((sum, { amount }) => sum + amount, 0)).toBe(openOfYear);
    },
  );
});
