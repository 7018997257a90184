import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWidths } from '../../../templates/kit/columns.ts';

const column = fc
  .record({
    share: fc.double({ min: 0.5, max: 8, noNaN: true }),
    least: fc.double({ min: 5, max: 200, noNaN: true }),
    more: fc.double({ min: 0, max: 900, noNaN: true }),
    heading: fc.double({ min: 0, max: 90, noNaN: true }),
  })
  .map(({ share, least, more, heading }) => ({ share, least, cells: least + more, whole: least + more + heading }));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('widths of columns', () => {
  it('are by share where everybody has room', () => {
    const roomy = { least: 10, cells: 20, whole: 30 };
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

  it('keep every cell on one line where all of them fit, and every heading where these do', () => {
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('cells', 'whole'),
        (columns, need) => {
          if (sum(columns.map((column) => column[need])) > 480) return;
          const widths = columnWidths(columns, 480);
          for (const [at, column] of columns.entries()) expect(widths[at]).toBeGreaterThanOrEqual(column[need] - 1e-6);
        },
      ),
    );
  });

  it('give what nobody needs to the column that lacks least, and the rest to the long one', () => {
    const needs = [
      { share: 1, least: 40, cells: 2000, whole: 2000 },
      { share: 1, least: 40, cells: 230, whole: 230 },
      { share: 1, least: 40, cells: 150, whole: 150 },
    ];
    expect(columnWidths(needs, 600)).toEqual([220, 230, 150]);
  });
});
