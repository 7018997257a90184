import { describe, expect, it } from 'vitest';
import { inNameOrder } from '../../../functions/figures/members.ts';
import type { MadeFrom } from '../../../functions/protocols/define-issue.ts';
import type { Situation } from '../../../functions/protocols/situation.ts';
import { accountOf } from '../../../functions/protocols/working-protocols/accounts.ts';
import { cashBook } from '../../../functions/protocols/working-protocols/cash-book.ts';
import {
  fundStatementData,
  receiptsAndPaymentsData,
  whyNoBooks,
} from '../../../functions/protocols/working-protocols/documents/receipts-and-payments-data.ts';
import { owedOn } from '../../../functions/protocols/working-protocols/owed-on.ts';
import { workedYear } from '../../sheets-schema/bank/worked-year.ts';
import { workedYearMatched, workedYearOn } from './worked-year-books.ts';

const inPounds = (pence: number | null) => pence! / 100;
const between = (situation: Situation, from: string, to: string) => {
  const its = cashBook(situation).movements.filter(({ day }) => from <= day && day <= to);
  const of = (heading: string, name?: string) =>
    inPounds(
      its
        .filter((one) => one.heading === heading && (name === undefined || situation.nameOf(one.urn!).startsWith(name)))
        .reduce((sum, { amount }) => sum + amount, 0),
    );
  return { of, all: inPounds(its.reduce((sum, { amount }) => sum + amount, 0)) };
};
const standing = (situation: Situation, asOf: string) => {
  const of = inNameOrder(situation.members).map((school) => owedOn(school, { ...situation, asOf }));
  return of.map(({ owed, inAdvance, towardsLater }) => [owed, inAdvance, towardsLater].map(inPounds));
};

describe('a year worked by hand', () => {
  const { before, now, after } = workedYearMatched('2027-08-31');

  it('comes to what was received, spent and held from September to August', () => {
    const year = between(now, '2026-09-01', '2027-08-31');
    expect(['Alder', 'Birch', 'Cedar', 'Dell'].map((name) => year.of('contribution', name))).toEqual([
      4000, 4800, 2000, 1500,
    ]);
    expect([year.of('other income'), year.of('not placed')]).toEqual([762.34, 45]);
    expect([year.of('refund'), year.of('spending')]).toEqual([-600, -1410.6]);
    const book = cashBook(now);
    expect(['2026-09-01', '2027-09-01'].map((day) => inPounds(book.heldBefore(day)))).toEqual([5090, 16_186.74]);
    expect([...book.heldForBefore('2027-09-01').values()]).toEqual([{ called: 'Training', amount: 27_000 }]);
  });

  it('comes to the same from April to March, over two workbooks', () => {
    const first = between(before, '2026-04-01', '2026-08-31');
    const rest = between(now, '2026-09-01', '2027-03-31');
    const both = (heading: string, name?: string) => first.of(heading, name) + rest.of(heading, name);
    expect(['Alder', 'Birch', 'Cedar', 'Dell'].map((name) => both('contribution', name))).toEqual([
      3000, 3500, 3000, 1500,
    ]);
    expect([both('other income'), both('not placed'), both('spending')]).toEqual([762.34, 45, -1660]);
    const book = cashBook(now);
    expect(['2026-04-01', '2027-04-01'].map((day) => inPounds(book.heldBefore(day)))).toEqual([4250, 14_397.34]);
    // Either year's workbook holds the same.
    expect(inPounds(cashBook(before).heldBefore('2026-09-01'))).toBe(5090);
    expect(inPounds(cashBook(after).heldBefore('2027-09-01'))).toBe(16_186.74);
  });

  it('says what each school owes and has paid in advance on any day', () => {
    expect(standing(before, '2026-08-31')).toEqual([
      [0, 0, 0],
      [300, 0, 0],
      [0, 1000, 0],
    ]);
    expect(standing(now, '2027-03-31')).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [500, 0, 0],
    ]);
    expect(standing(now, '2027-08-31')).toEqual([
      [0, 400, 0],
      [0, 1500, 0],
      [0, 0, 0],
      [200, 0, 0],
    ]);
    expect(cashBook(now).notSeen.map(({ day, amount }) => [day, inPounds(amount)])).toEqual([['2027-08-30', 200]]);
    // In October two schools have paid towards what falls due at the end of November.
    expect(standing(now, '2026-11-12')).toEqual([
      [0, 0, 2000],
      [0, 0, 3000],
      [0, 0, 1000],
      [0, 0, 0],
    ]);
  });

  it('brings every account forward, and what comes to it in the year', () => {
    const accounts = inNameOrder(now.members).map((school) => {
      const { forward, due, paid, refunded, waived, outstanding } = accountOf(school, now);
      return [forward, due, paid, refunded, waived, outstanding].map(inPounds);
    });
    expect(accounts).toEqual([
      [0, 3000, 4000, 600, 0, -400],
      [0, 3000, 3000, 0, 0, 0],
      [0, 3000, 3000, 0, 0, 0],
      [0, 2000, 1500, 0, 300, 200],
    ]);
  });
});

it('the bank’s day and amount count, and what is typed and not seen there does not', () => {
  const { now } = workedYearOn('2027-08-31');
  // Typed on 30 March, and at the bank on 6 April: by the typed day Alder would have paid in advance at the end of March.
  expect(standing(now, '2027-03-31')[0]).toEqual([0, 0, 0]);
  expect(cashBook(now).movements.every(({ isAtBank, day }) => isAtBank || day < '2026-04-01')).toBe(true);
});

describe('the receipts and payments account', () => {
  const { before, now } = workedYearMatched('2027-08-31');
  const made = (from: string, to: string, kept: Situation | null = before) =>
    ({ time: { from, to }, keptOf: () => kept && { situation: kept } }) as unknown as MadeFrom;
  const accountFrom = (from: string, to: string, kept?: Situation | null) =>
    receiptsAndPaymentsData(now, made(from, to, kept));
  const sums = (lines: readonly { readonly what: string; readonly amount: number }[]) =>
    Object.fromEntries(lines.map(({ what, amount }) => [what, inPounds(amount)]));

  it('of the school year has every heading, the schools’ accounts, and what is for one thing alone', () => {
    const account = accountFrom('2026-09-01', '2027-08-31');
    expect(sums(account.receipts)).toEqual({
      ...{ 'Alder School': 4000, 'Birch School': 4800, 'Cedar School': 2000, 'Dell School': 1500 },
      ...{ Grant: 750, Interest: 12.34, 'Not yet placed': 45 },
    });
    expect(sums(account.payments)).toEqual({
      ...{
        'Refunded to Alder School': 600,
        Training: 1300,
        Printing: 95.6,
        Travelling: 15,
        'Hall for the conference': 0,
      },
    });
    expect([account.opening, account.closing, account.bank!.balance].map(inPounds)).toEqual([
      5090, 16_186.74, 16_186.74,
    ]);
    expect(account.onlyFor).toEqual([
      { called: 'Training', opening: 0, received: 75_000, paid: 48_000, closing: 27_000 },
    ]);
    const schools = account.schools.map(({ school, ...money }) => [school, ...Object.values(money).map(inPounds)]);
    expect(schools).toEqual([
      ['Alder School', 0, 3000, 0, 3400, 0, 400, 0],
      ['Birch School', 300, 3000, 0, 4800, 0, 1500, 0],
      ['Cedar School', -1000, 3000, 0, 2000, 0, 0, 0],
      ['Dell School', 0, 2000, 300, 1500, 200, 0, 0],
    ]);
    expect(account.notSeen.map(({ who, amount }) => [who, inPounds(amount)])).toEqual([['Dell School', 200]]);
    expect(account.notPlaced).toEqual([{ day: '2027-03-18', amount: 4500, because: 'nothing typed says what it is' }]);
    expect(account.yearBefore).toMatchObject({ from: '2025-09-01', closing: 509_000 });
  });

  it('and the statement of the fund say one thing', () => {
    const account = accountFrom('2026-09-01', '2027-08-31');
    expect(fundStatementData(now, made('2026-09-01', '2027-08-31'))).toMatchObject({
      ...{ to: '2027-08-31', closing: account.closing, bank: account.bank, heldBy: account.heldBy },
      onlyFor: [{ called: 'Training', amount: 27_000 }],
      schools: [
        { school: 'Alder School', owed: 0, inAdvance: 40_000 },
        { school: 'Birch School', owed: 0, inAdvance: 150_000 },
        { school: 'Dell School', owed: 20_000, inAdvance: 0 },
      ],
    });
  });

  it('of the year to the end of March begins in the workbook of the year before', () => {
    const account = accountFrom('2026-04-01', '2027-03-31');
    const in_ = sums(account.receipts);
    expect(in_).toMatchObject({
      'Alder School': 3000,
      'Birch School': 3500,
      'Cedar School': 3000,
      'Dell School': 1500,
    });
    expect([account.opening, account.closing].map(inPounds)).toEqual([4250, 14_397.34]);
    expect(sums(account.payments)).toEqual({ Training: 1300, 'Hall for the conference': 360 });
    const schools = account.schools.map(({ school, ...money }) => [school, ...Object.values(money).map(inPounds)]);
    expect(schools).toEqual([
      ['Alder School', 0, 3000, 0, 3000, 0, 0, 0],
      ['Birch School', 500, 3000, 0, 3500, 0, 0, 0],
      ['Cedar School', 0, 3000, 0, 3000, 0, 0, 0],
      ['Dell School', 0, 2000, 0, 1500, 500, 0, 0],
    ]);
  });

  it('between any two days what came and went is what the account gained, and every school’s line comes out', () => {
    const days = [
      '2026-02-10',
      '2026-04-01',
      '2026-08-31',
      '2026-09-01',
      '2026-11-12',
      '2026-12-01',
      '2027-03-31',
      '2027-05-04',
      '2027-08-31',
    ];
    for (const [at, from] of days.entries())
      for (const to of days.slice(at)) {
        const { opening, closing, receipts, payments, schools } = accountFrom(from, to);
        const all = (lines: typeof receipts) => lines.reduce((sum, { amount }) => sum + amount, 0);
        expect([from, to, opening + all(receipts) - all(payments)]).toEqual([from, to, closing]);
        for (const { school, start, due, waived, received, owed, inAdvance, towardsLater } of schools)
          expect([from, to, school, start + due - waived - received]).toEqual([
            from,
            to,
            school,
            owed - inAdvance - towardsLater,
          ]);
        const ofSchools = receipts
          .filter(({ what }) => what.endsWith('School'))
          .reduce((sum, { amount }) => sum + amount, 0);
        const back = payments
          .filter(({ what }) => what.startsWith('Refunded'))
          .reduce((sum, { amount }) => sum + amount, 0);
        expect(schools.reduce((sum, { received }) => sum + received, 0)).toBe(ofSchools - back);
      }
  });

  it('is not issued for a time that begins before what is at hand, or while nobody says what was held', () => {
    expect(whyNoBooks(now, made('2025-08-31', '2027-08-31'))).toMatch(/^31 August 2025 is before 2025\/26/);
    expect(whyNoBooks(now, made('2025-09-01', '2027-08-31'))).toBeNull();
    // Without books of the year before nobody knows what came and went in it.
    expect(whyNoBooks(now, made('2020-09-01', '2027-08-31', null))).toMatch(/^1 September 2020 is before 2026\/27/);
    const followed = { ...made('2026-09-01', '2027-09-30'), followedBy: '2027/28' };
    expect(whyNoBooks(now, followed)).toMatch('is in the books of 2027/28');
    const noBalances = workedYearOn('2027-08-31', { bank: [] });
    expect(whyNoBooks(noBalances.now, made('2026-09-01', '2027-08-31', noBalances.before))).toMatch(
      /is not known\. Type it into Contributions as Held before/,
    );
    const gap = workedYearMatched('2027-08-31', { bank: workedYear.toSpliced(8, 1) });
    const says = receiptsAndPaymentsData(gap.now, made('2026-09-01', '2027-08-31', gap.before));
    expect(says.closing - says.bank!.balance).not.toBe(says.bank!.typedBesides);
    const held = workedYearOn('2027-08-31', { bank: [], more: '\n| | | Held before | 5000 | 1/9/2026 | | |' });
    const account = receiptsAndPaymentsData(held.now, made('2026-09-01', '2027-08-31', held.before));
    expect([account.opening, account.bank, account.notPlaced]).toEqual([500_000, null, []]);
    expect(inPounds(account.closing)).toBe(5000 + 4000 + 4800 + 2000 + 1700 + 762.34 - 600 - 1410.6);
  });
});
