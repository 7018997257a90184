import { describe, expect, it } from 'vitest';
import { dayIn, penceIn } from '../../../sheets-schema/bank/amounts-and-days.ts';
import { rowsOfText } from '../../../sheets-schema/bank/lines-of-text.ts';
import { readStatements, type Statement } from '../../../sheets-schema/bank/read-statements.ts';
import { serialOfDay } from '../../../sheets-schema/cells/calendar-day.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { shapes } from './shapes.ts';

/** As a file that is opened, a line a row; and as a person's paste leaves it, a text in column A. */
function asFile(lines: readonly string[]): RawCell[][] {
  const sheet: RawCell[][] = [];
  for (const { rowNumber, cells } of rowsOfText(lines.join('\n'))) sheet[rowNumber - 1] = [...cells];
  return Array.from(sheet, (cells) => cells ?? []);
}
function asPasted(lines: readonly string[]): RawCell[][] {
  return lines.map((line) => (line === '' ? [] : [line]));
}
/** As a spreadsheet leaves it that turns days and numbers into its own. */
function asTurned(lines: readonly string[]): RawCell[][] {
  return asFile(lines).map((cells) =>
    cells.map((cell) => {
      if (typeof cell !== 'string') return cell;
      const read = dayIn(cell);
      if (read !== null && read !== 'no such day') return { date: serialOfDay(read.day) };
      return /^-?[\d,]+(?:\.\d+)?$/.test(cell) ? Number(cell.replaceAll(',', '')) : cell;
    }),
  );
}

const TWO = [
  ['2026-10-05', 300_000],
  ['2026-10-07', -12_050],
];

function daysAndAmounts(statements: readonly Statement[]) {
  return statements.flatMap(({ lines }) => lines.map(({ day, amount }) => [day, amount])).sort();
}

describe('statements as they come', () => {
  const minusOf = (from: string) => (from.startsWith('School ledger') ? [['Minus is money in']] : []);

  it.each(shapes)(
    '%s: the same two lines as a file, as pasted text, and with days and numbers turned',
    (from, lines) => {
      for (const sheet of [asFile(lines), asPasted(lines), asTurned(lines)]) {
        const statements = readStatements([...minusOf(from), ...sheet]);
        expect(statements.flatMap(({ faults }) => faults)).toEqual([]);
        expect(daysAndAmounts(statements)).toEqual(TWO);
        for (const { balance, day } of statements.flatMap((one) => one.lines))
          expect([null, day === '2026-10-05' ? 400_000 : 387_950]).toContain(balance);
      }
    },
  );

  it.each(shapes)('%s: the lines in the other order', (from, lines) => {
    const rows = asFile(lines);
    const data = rows.flatMap((cells, at) => (/0?[57][/ -](?:10|Oct)|2026[-/]10/.test(cells.join(',')) ? [at] : []));
    const [one, other] = data.slice(-2);
    if (from.startsWith('Santander') || one === undefined || other === undefined) return;
    [rows[one], rows[other]] = [rows[other]!, rows[one]!];
    expect(daysAndAmounts(readStatements([...minusOf(from), ...rows]))).toEqual(TWO);
  });

  it('all of them pasted one under another, each read by itself', () => {
    const sheet = shapes.flatMap(([from, lines]) => [...minusOf(from), ...asFile(lines)]);
    const statements = readStatements(sheet).filter(({ lines }) => lines.length > 0);
    expect(statements).toHaveLength(shapes.length);
    for (const one of statements) expect(daysAndAmounts([one])).toEqual(TWO);
  });

  it('asks which way is in where nothing proves it, and takes the answer', () => {
    const [, lines] = shapes.find(([from]) => from.startsWith('School ledger'))!;
    expect(readStatements(asFile(lines))).toMatchObject([{ lines: [], faults: [{ why: 'which-way-is-in' }] }]);
    const debits = [
      ['Date', 'Details', 'Debit', 'Credit'],
      ['5/10/2026', 'Oakfield', '3,000.00', null],
    ];
    expect(readStatements(debits)).toMatchObject([{ lines: [], faults: [{ why: 'which-way-is-in' }] }]);
    expect(readStatements([['Debit is money in'], ...debits])).toMatchObject([{ lines: [{ amount: 300_000 }] }]);
    expect(readStatements([['A minus means money out'], ...debits])).toMatchObject([{ lines: [{ amount: -300_000 }] }]);
  });

  it('believes the balance before the heading', () => {
    const sheet = [
      ['Date', 'Details', 'Debit', 'Credit', 'Balance'],
      ['1/10/2026', 'Oakfield', '1,000.00', null, '2,000.00'],
      ['5/10/2026', 'Elm Park', '3,000.00', null, '5,000.00'],
      ['7/10/2026', 'Hire', null, '120.50', '4,879.50'],
    ];
    expect(daysAndAmounts(readStatements(sheet))).toEqual([['2026-10-01', 100_000], ...TWO]);
  });

  it('asks where every balance is below nothing, as in a ledger that shows income so', () => {
    const sheet = [
      ['Date', 'Narrative', 'Amount', 'Balance'],
      ['5/10/2026', 'Oakfield', '-3,000.00', '-4,000.00'],
      ['7/10/2026', 'Hire', '120.50', '-3,879.50'],
    ];
    expect(readStatements(sheet)).toMatchObject([{ lines: [], faults: [{ why: 'which-way-is-in' }] }]);
    expect(daysAndAmounts(readStatements([['Minus is money in'], ...sheet]))).toEqual(TWO);
  });

  it('takes nothing of a statement whose days cannot all be British, or were half turned into dates', () => {
    const heading = ['Date', 'Details', 'Amount'];
    const american = [heading, ['10/05/2026', 'Oakfield', '3,000.00'], ['10/13/2026', 'Hire', '-120.50']];
    expect(readStatements(american)).toMatchObject([{ lines: [], faults: [{ rowNumber: 3, why: 'no-such-day' }] }]);
    const half = [heading, [{ date: serialOfDay('2026-05-10') }, 'Oakfield', 3000], ['13/10/2026', 'Hire', -120.5]];
    expect(readStatements(half)).toMatchObject([{ lines: [], faults: [{ why: 'days-of-two-kinds' }] }]);
  });

  it('names a line without a day or an amount, and goes by the others', () => {
    const sheet = [
      ['Date', 'Details', 'Amount', 'Balance'],
      ['5/10/2026', 'Oakfield', '3,000.00', '4,000.00'],
      ['6/10/2026', 'Elm Park', 'soon', '4,000.00'],
      ['pending', 'Hire', '-20.00', null],
      ['7/10/2026', 'Hire', '-120.50', '3,879.50'],
    ];
    const [statement] = readStatements(sheet);
    expect(statement!.faults).toEqual([
      { rowNumber: 3, why: 'no-amount' },
      { rowNumber: 4, why: 'no-day' },
    ]);
    expect(daysAndAmounts([statement!])).toEqual(TWO);
  });

  it('reads amounts as banks write them, to the penny', () => {
    const said = { '£1,000.00': 100_000, '-£120.50': -12_050, '+£3879.50': 387_950, '(120.50)': -12_050 };
    for (const [text, pence] of Object.entries({ ...said, '1,000.00 Cr': 100_000, '12.5 DR': -1250, '7-': -700 }))
      expect(penceIn(text)).toBe(pence);
    for (const text of ['', '1.234', '12,34.00', '(5', '5)', '1e3', 'HIRE 7', '5.00 5.00', '−', '00-00'])
      expect(penceIn(text)).toBeNull();
    expect(penceIn(120.5)).toBe(12_050);
    expect(penceIn(0.1 + 0.2)).toBe(30);
    expect(penceIn(1.005)).toBeNull();
    expect(penceIn(Number.NaN)).toBeNull();
  });
});
