import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeHashesIn } from '../../../functions/history/find-snapshot.ts';
import { figuresOf, snapshotsOf } from '../../../templates/kit/attached-tables.ts';
import { defineDocument, renderDocument } from '../../../templates/kit/document.ts';
import { DAY_UNIT, dayCell, moneyCell } from '../../../templates/kit/money-and-dates.ts';
import type { Table } from '../../../templates/kit/table.ts';
import { exampleDocuments, exampleMeta } from '../../support/example-documents.ts';
import { readPdf } from '../../support/read-pdf.ts';

const table = (rows: Table['rows'], columns: Table['columns'] = [{ heading: 'What', share: 1 }]): Table => ({
  caption: 'Of the year',
  columns,
  rows,
  whenEmpty: 'nothing.',
});
const csvOf = (...tables: Table[]) => new TextDecoder().decode(figuresOf(tables)!.bytes);

describe('the figures attached to a document', () => {
  it('are those of its tables, each under its caption and headings; without a row there are none', () => {
    expect(figuresOf([])).toBeNull();
    expect(figuresOf([table([])])).toBeNull();
    expect(csvOf(table([['one'], ['two']]), table([]), table([['three']]))).toBe(
      'Of the year\r\nWhat\r\none\r\ntwo\r\n\r\nOf the year\r\nWhat\r\nthree\r\n',
    );
  });

  it('give money in pounds that add up and days that sort, under headings that say so', () => {
    const columns = [
      { heading: 'Date', unit: DAY_UNIT, share: 1 },
      { heading: 'Due', unit: '£', share: 1 },
      { heading: 'Balance', share: 1 },
    ];
    const rows = [[dayCell('2025-11-03'), moneyCell(300_000), moneyCell(-22_305, '£223.05 in credit')]];
    expect(csvOf(table(rows, columns))).toBe(
      'Of the year\r\nDate (year-month-day),Due (£),Balance\r\n2025-11-03,3000.00,-223.05\r\n',
    );
  });

  it('leave out totals, which whoever works on with them adds up anew', () => {
    expect(csvOf({ ...table([['one']]), totals: ['All'] })).not.toContain('All');
  });

  it('never let a text become a formula, and give every other text back to the letter', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const [, , ...lines] = parse(csvOf(table(texts.map((text) => [text, 'x']))), {
          relax_column_count: true,
        }) as string[][];
        for (const [at, text] of texts.entries()) {
          const written = lines[at]![0]!;
          if (/^[=+@\t\r-]/.test(written)) expect(Number.isNaN(Number(written))).toBe(false);
          expect([text, `'${text}`]).toContain(written);
          expect(lines[at]![1]).toBe('x');
        }
      }),
    );
    expect(csvOf(table([['=1+1', '-5', '-5+A1', '"q", r']]))).toContain(`'=1+1,-5,'-5+A1,"""q"", r"`);
  });

  it('hold what the page prints: every text of a table, whichever block is drawn around it', async () => {
    const document = defineDocument({
      id: 'test',
      title: 'Test',
      audience: 'alliance',
      about: () => 'A test',
      example: null,
      render(page) {
        page.facts([['Not a', 'table']]);
        page.table(
          table(
            [['Elm Park', { printed: 'five', attached: '5' }]],
            [
              { heading: 'School', share: 1 },
              { heading: 'Days', unit: 'whole', share: 1 },
            ],
          ),
        );
        page.barChart({ title: 'None', series: ['a', 'b'], groups: [] });
      },
    });
    const { text, attachments } = await readPdf(await renderDocument(document, null, exampleMeta));
    expect([...attachments]).toEqual([['figures.csv', 'Of the year\r\nSchool,Days (whole)\r\nElm Park,5\r\n']]);
    expect(text).toMatch(/Of the year School Days Elm Park five/);
    expect(text).toContain('Attached: figures.csv.');
  });

  it.each(exampleDocuments)('name no field of ours: $id', async ({ render }) => {
    for (const csv of (await readPdf(await render())).attachments.values())
      expect(csv).not.toMatch(/\b[a-z]+[A-Z][a-z]+|^[a-z]+(?:,[a-z]+)*$/m);
  });
});

describe('the list of snapshots', () => {
  const hash = (digits: string) => digits.repeat(32);
  const alliance = { of: 'alliance' as const, academicYear: '2025/26', hash: hash('aa') };

  it('is not attached to what is made from the alliance’s own records alone, which the page names', () => {
    expect(snapshotsOf(alliance, [])).toBeNull();
  });

  it('names them all, no school, and is a file that “verify --against” reads', () => {
    const schools = ['cc', '0b', 'b0'].map((digits) => ({
      of: 'school' as const,
      academicYear: '2024/25',
      hash: hash(digits),
    }));
    const lastYears = { ...alliance, academicYear: '2024/25', hash: hash('dd') };
    const { bytes } = snapshotsOf(alliance, [...schools, lastYears])!;
    const text = new TextDecoder().decode(bytes);
    expect(text.split('\r\n').slice(1, -1)).toEqual([
      'Records of,Academic year,Snapshot',
      `The alliance,2025/26,${hash('aa')}`,
      `The alliance,2024/25,${hash('dd')}`,
      `A school,2024/25,${hash('0b')}`,
      `A school,2024/25,${hash('b0')}`,
      `A school,2024/25,${hash('cc')}`,
    ]);
    expect(wholeHashesIn(text)).toEqual(['aa', 'dd', '0b', 'b0', 'cc'].map(hash));
  });
});
