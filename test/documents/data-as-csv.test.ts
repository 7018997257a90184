import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataAsCsv } from '../../functions/documents/data-as-csv.ts';

const csvOf = (data: unknown) => new TextDecoder().decode(dataAsCsv(data)!.bytes);

describe('dataAsCsv', () => {
  it('gives nothing for data without a table', () => {
    expect(
      dataAsCsv({ school: 'Elm Park', chapters: [{ title: 'Strategy' }], lines: ['a', 'b'], none: [] }),
    ).toBeNull();
  });

  it('writes each table under its name, tables within a part too', () => {
    const data = {
      rows: [{ school: 'Elm Park', days: 3 }],
      part: { totals: [{ label: 'All', days: null }], note: 'no table' },
    };
    expect(csvOf(data)).toBe('rows\r\nschool,days\r\nElm Park,3\r\n\r\npart totals\r\nlabel,days\r\nAll,\r\n');
  });

  it('gives money in pounds, as figures that add up', () => {
    const rows = [{ due: 300_000, balance: -22_305, paid: null }];
    expect(csvOf({ rows })).toBe('rows\r\ndue (£),balance (£),paid (£)\r\n3000.00,-223.05,\r\n');
  });

  it('shows a figure as it is printed, and a hidden one as hidden', () => {
    const shown = { kind: 'number', text: '4.5%', value: 450 };
    const hidden = { kind: 'symbol', symbol: 'c', value: 3 };
    expect(csvOf({ rows: [{ shown, hidden }] })).toBe('rows\r\nshown,hidden\r\n4.5%,c\r\n');
  });

  it('never lets a text become a formula, and gives every other text back to the letter', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const data = { rows: texts.map((text) => ({ text, end: 'x' })) };
        const [, , ...lines] = parse(csvOf(data), { relax_column_count: true }) as string[][];
        for (const [at, text] of texts.entries()) {
          const written = lines[at]![0]!;
          if (/^[=+@\t\r-]/.test(written)) expect(Number.isNaN(Number(written))).toBe(false);
          expect([text, `'${text}`]).toContain(written);
          expect(lines[at]![1]).toBe('x');
        }
      }),
    );
    expect(csvOf({ rows: [{ a: '=1+1', b: '-5', c: '-5+A1', d: '"q", r' }] })).toContain(`'=1+1,-5,'-5+A1,"""q"", r"`);
  });
});
