import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWidths } from '../../../templates/kit/columns.ts';

const column = fc
  .record({
    share: fc.double({ min: 0.5, max: 8, noNaN: true }),
    least: fc.double({ min: 5, max: 200, noNaN: true }),
    more: fc.double({ min: 0, max: 900, noNaN: true }),
  })
  .map(({ share, least, more }) => ({ share, least, whole: least + more }));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('widths of columns', () => {
  it('are by share where everybody has room', () => {
    const roomy = { least: 10, whole: 20 };
    expect(
      columnWidths(
        [
          { share: 3, ...roomy },
          { share: 1, ...roomy },
        ],
        400,
      ),
    ).toEqual([300, 100]);
  });

  it('add up to the width, and break no word and no sum that can be kept whole', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 8 }), (columns) => {
        const widths = columnWidths(columns, 480);
        expect(sum(widths)).toBeCloseTo(480, 6);
        if (sum(columns.map(({ least }) => least)) > 480) return;
        for (const [at, { least }] of columns.entries()) expect(widths[at]).toBeGreaterThanOrEqual(least - 1e-6);
      }),
    );
  });

  it('keep every cell on one line where all of them fit', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 8 }), (columns) => {
        if (sum(columns.map(({ whole }) => whole)) > 480) return;
        const widths = columnWidths(columns, 480);
        for (const [at, { whole }] of columns.entries()) expect(widths[at]).toBeGreaterThanOrEqual(whole - 1e-6);
      }),
    );
  });

  it('give what nobody needs to the column that lacks least, and the rest to the long one', () => {
    const needs = [
      { share: 1, least: 40, whole: 2000 },
      { share: 1, least: 40, whole: 230 },
      { share: 1, least: 40, whole: 150 },
    ];
    expect(columnWidths(needs, 600)).toEqual([220, 230, 150]);
  });
});
