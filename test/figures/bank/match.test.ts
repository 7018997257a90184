import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineToMatch, match, type RowToMatch } from '../../../functions/figures/bank/match.ts';

function at(
  key: string,
  day: string,
  pounds: number,
  party: string | null = null,
  reference: string | null = null,
): LineToMatch {
  return { key, day, amount: Math.round(pounds * 100), party, reference };
}
const keys = (pairs: readonly { readonly line: LineToMatch; readonly rows: readonly RowToMatch[] }[]) =>
  pairs.map(({ line, rows }) => [line.key, ...rows.map(({ key }) => key)].join(' '));

describe('which typed rows stand at the bank', () => {
  it('never pairs by amount and day alone, as every school pays the same', () => {
    const { matched, offered } = match([at('line', '2026-10-05', 3000)], [at('row', '2026-10-05', 3000, 'Oakfield')]);
    expect(matched).toEqual([]);
    expect(offered).toMatchObject([{ why: 'amount and day alone' }]);
  });

  it('pairs one party and amount within five working days, a weekend between or not', () => {
    const line = at('line', '2026-10-01', 3000, 'Oakfield');
    for (const [day, sure] of [
      ['2026-10-08', true],
      ['2026-09-24', true],
      ['2026-10-09', false],
    ] as const) {
      const { matched, offered } = match([line], [at('row', day, 3000, 'Oakfield')]);
      expect([matched.length, offered.map(({ why }) => why)]).toEqual(
        sure ? [1, []] : [0, ['party and amount, other days']],
      );
    }
  });

  it('asks where another of the same party and amount is near', () => {
    const lines = [at('a', '2026-10-05', 1000, 'Oakfield'), at('b', '2026-10-19', 1000, 'Oakfield')];
    const { matched, offered } = match(lines, [at('row', '2026-10-06', 1000, 'Oakfield')]);
    expect(matched).toEqual([]);
    expect(keys(offered)).toEqual(['a row', 'b row']);
  });

  it('a reference that differs forbids, whatever else is alike, and so does another school', () => {
    const line = at('line', '2026-10-05', 3000, 'Oakfield', '10000127A');
    for (const row of [
      at('row', '2026-10-05', 3000, 'Oakfield', '10000128B'),
      at('row', '2026-10-05', 3000, 'Elm Park'),
    ])
      expect(match([line], [row])).toMatchObject({ matched: [], offered: [] });
  });

  it('a standing order repeats its reference: as many rows as lines pair in the order of their days', () => {
    const days = ['2026-10-01', '2026-10-09', '2026-10-19'];
    const lines = days.map((day, n) => at(`l${n}`, day, 1000, 'Oakfield', 'R'));
    const rows = ['2026-10-03', '2026-10-08', '2026-10-26'].map((day, n) => at(`r${n}`, day, 1000, 'Oakfield', 'R'));
    expect(keys(match(lines, rows).matched)).toEqual(['l0 r0', 'l1 r1', 'l2 r2']);
    const { matched, offered } = match(lines, rows.slice(0, 2));
    expect(matched).toEqual([]);
    expect(new Set(offered.map(({ why }) => why))).toEqual(new Set(['reference, several']));
  });

  it('offers one line as the two to four rows that it comes to, where there is one way only', () => {
    const line = at('line', '2026-11-12', 3300, 'Birch');
    const rows = [
      at('r1', '2026-11-12', 300, 'Birch'),
      at('r2', '2026-11-12', 3000, 'Birch'),
      at('r3', '2026-11-12', 40, 'Birch'),
    ];
    expect(match([line], rows).offered).toMatchObject([{ why: 'several rows', rows: [{ key: 'r1' }, { key: 'r2' }] }]);
    const twoWays = [...rows, at('r4', '2026-11-13', 3000, 'Birch')];
    expect(match([line], twoWays).offered).toEqual([]);
  });

  it('goes by what a person said while both stand as they did, and offers no more what was parted', () => {
    const line = at('line', '2026-11-12', 3300, 'Birch');
    const rows = [at('r1', '2026-11-12', 300, 'Birch'), at('r2', '2026-11-12', 3000, 'Birch')];
    const said = (isOne: boolean) => [{ line: 'line', rows: ['r2', 'r1'], isOne }];
    expect(keys(match([line], rows, said(true)).matched)).toEqual(['line r2 r1']);
    expect(match([line], rows, said(false))).toMatchObject({ matched: [], offered: [] });
    expect(match([{ ...line, key: 'other' }], rows, said(true)).matched).toEqual([]);
  });

  it('pairs what was paid, refunded and paid again on the very days of the rows, and asks where a day differs', () => {
    const paid = (prefix: string, ...days: string[]) =>
      days.map((day, n) => at(`${prefix}${n}`, day, n === 1 ? -3000 : 3000, 'Oakfield'));
    const lines = paid('l', '2025-11-05', '2025-11-06', '2025-11-07');
    const same = match(lines, paid('r', '2025-11-05', '2025-11-06', '2025-11-07').toReversed());
    expect(keys(same.matched)).toEqual(['l0 r0', 'l1 r1', 'l2 r2']);
    const other = match(lines, paid('r', '2025-11-05', '2025-11-06', '2025-11-10'));
    expect(keys(other.matched)).toEqual(['l1 r1']);
    expect(keys(other.offered)).toEqual(['l0 r0', 'l0 r2', 'l2 r0', 'l2 r2']);
  });

  it('a refund is no payment, though the sums are equal', () => {
    const { matched, offered } = match(
      [at('line', '2026-05-04', -600, 'Alder')],
      [at('row', '2026-05-04', 600, 'Alder')],
    );
    expect([matched, offered]).toEqual([[], []]);
  });

  /** Payments as they were, by whom and when; of each whether it reached the statement, was typed, names its school, bears a reference. */
  const payment = fc.record({
    school: fc.nat({ max: 30 }),
    month: fc.nat({ max: 11 }),
    instalment: fc.constantFrom(1000, 3000, 1500),
    late: fc.integer({ min: -4, max: 6 }),
    isAtBank: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    isTyped: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    isNamed: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    hasReference: fc.integer({ min: 0, max: 2 }).map((n) => n === 0),
  });
  const year = fc.uniqueArray(payment, {
    minLength: 1,
    maxLength: 400,
    selector: ({ school, month }) => `${school} ${month}`,
  });
  type Payment = typeof payment extends fc.Arbitrary<infer P> ? P : never;
  const day = (month: number, late = 0) => new Date(Date.UTC(2026, 8 + month, 12 + late)).toISOString().slice(0, 10);
  function drawn(payments: readonly Payment[]) {
    const of = (one: Payment) => `${one.school} ${one.month}`;
    const reference = (one: Payment) => (one.hasReference ? `R${one.school}` : null);
    return {
      lines: payments
        .filter(({ isAtBank }) => isAtBank)
        .map((one) =>
          at(of(one), day(one.month), one.instalment, one.isNamed ? `S${one.school}` : null, reference(one)),
        ),
      rows: payments
        .filter(({ isTyped }) => isTyped)
        .map((one) => at(of(one), day(one.month, one.late), one.instalment, `S${one.school}`, reference(one))),
    };
  }

  it('never pairs what is not one payment, and takes each line and row once', () => {
    fc.assert(
      fc.property(year, (payments) => {
        const { lines, rows } = drawn(payments);
        const { matched, linesAlone, rowsAlone } = match(lines, rows);
        for (const { line, rows: its } of matched) expect(its.map(({ key }) => key)).toEqual([line.key]);
        expect([...matched.map(({ line }) => line.key), ...linesAlone.map(({ key }) => key)].sort()).toEqual(
          lines.map(({ key }) => key).sort(),
        );
        expect([...matched.flatMap((one) => one.rows), ...rowsAlone].map(({ key }) => key).sort()).toEqual(
          rows.map(({ key }) => key).sort(),
        );
      }),
    );
  });

  it('comes to the same in whatever order lines and rows stand, and with an unrelated row', () => {
    const order = fc.func(fc.integer());
    fc.assert(
      fc.property(year, order, (payments, by) => {
        const { lines, rows } = drawn(payments);
        const shuffled = <T extends LineToMatch>(all: readonly T[]) => [...all].sort((a, b) => by(a.key) - by(b.key));
        const first = match(lines, rows);
        expect(match(shuffled(lines), shuffled(rows))).toEqual(first);
        const unrelated = at('other', '2026-10-01', 77.77, 'Nobody else');
        expect(match(lines, [...rows, unrelated]).matched).toEqual(first.matched);
      }),
    );
  });
});

it('offers a line three possibilities at most, the nearest', () => {
  const rows = [1, 2, 3, 5, 6].map((n) => at(`r${n}`, `2026-10-0${n}`, 3000, `S${n}`));
  const { offered } = match([at('line', '2026-10-02', 3000)], rows);
  expect(keys(offered)).toEqual(['line r2', 'line r1', 'line r3']);
});
