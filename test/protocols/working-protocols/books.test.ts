import { describe, expect, it } from 'vitest';
import { inNameOrder } from '../../../functions/figures/members.ts';
import type { Situation } from '../../../functions/protocols/situation.ts';
import { accountOf } from '../../../functions/protocols/working-protocols/accounts.ts';
import { cashBook } from '../../../functions/protocols/working-protocols/cash-book.ts';
import { owedOn } from '../../../functions/protocols/working-protocols/owed-on.ts';
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
