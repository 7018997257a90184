import * as independent from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import type { NewSheet, RawCell, SheetCell } from '../../../../sheets-schema/sheet.ts';
import { runs } from '../../../support/property-runs.ts';
import { checks, column, headsList, sampleSheets, staffDays, startHere } from './sample-sheets.ts';

const bytes = createXlsx(sampleSheets);
const part = (name: string) => partText(openZip(bytes), name);

function rawValue(cell: RawCell | SheetCell | undefined): RawCell {
  if (cell === undefined) return null;
  return typeof cell === 'object' && cell !== null && 'style' in cell ? cell.value : cell;
}

/** What a reader should see of a sheet: rows cut after their last cell. */
function expected(sheet: NewSheet): RawCell[][] {
  const headings = sheet.headings ? [sheet.columns.map(({ heading }): RawCell => heading)] : [];
  return [...headings, ...sheet.rows.map((row) => row.map(rawValue))].map((row) =>
    row.slice(0, row.findLastIndex((value) => value !== null) + 1),
  );
}

/** What is left of a text in a cell: no control characters, line ends as LF. */
function storable(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}

describe('a new workbook', () => {
  it('is read back as it was made, without the palette', () => {
    const tabs = readXlsx(bytes);
    expect(tabs.map(({ title }) => title)).toEqual(['Start here', 'Staff days', "Head's list", 'Checks', 'Lists']);
    for (const [index, sheet] of sampleSheets.entries()) {
      expect(Array.from(tabs[index]!.rows, (row) => row ?? [])).toEqual(expected(sheet));
    }
    expect(tabs[4]!.rows).toEqual([['Reading, writing'], ['Sums']]);
  });

  it('says the same to another reader, and has no formula in it', () => {
    const book = independent.read(Buffer.from(bytes), { cellNF: true, cellFormula: true });
    for (const sheet of sampleSheets) {
      for (const [row, values] of expected(sheet).entries()) {
        for (const [at, value] of values.entries()) {
          const found = book.Sheets[sheet.title]?.[independent.utils.encode_cell({ r: row, c: at })];
          expect(found?.f).toBeUndefined();
          if (value === null) expect(found?.v ?? '').toBe('');
          else if (typeof value !== 'object') expect(found?.v).toBe(value);
          else if ('date' in value) expect(found).toMatchObject({ t: 'n', v: value.date, z: 'dd/mm/yyyy' });
          else expect(found).toMatchObject({ t: 'e', w: value.error });
        }
      }
    }
  });

  it('is the same to the byte each time', () => {
    expect(createXlsx(sampleSheets)).toEqual(bytes);
  });

  it('keeps any text as text, less its control characters', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('_', 'x', '0', '4', '1', 'D', '=', '<', '&', '"', "'", '\r', '\n', ' ', ']]>'),
      }),
      fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '{=1}', '_x0041_', '__x0041_x0042_', '\u0000', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const made = createXlsx([{ ...headsList, headings: false, rows: texts.map((one) => [one]) }]);
        const { rows } = readXlsx(made)[0]!;
        expect(texts.map((_one, index) => rows[index]?.[0] ?? '')).toEqual(texts.map(storable));
        expect(partText(openZip(made), 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[\s/>]/);
      }),
      runs(200),
    );
  });

  it('cuts a text that no cell can hold', () => {
    const [tab] = readXlsx(createXlsx([{ ...headsList, rows: [['x'.repeat(40_000)]] }]));
    expect(tab?.rows[1]?.[0]).toHaveLength(32_767);
  });
});

describe('a typed sheet', () => {
  const xml = part('xl/worksheets/sheet2.xml');
  const styles = part('xl/styles.xml');
  const formatOf = (columnNumber: number) => {
    const style = Number(new RegExp(`<col min="${columnNumber}" [^>]*style="(\\d+)"`).exec(xml)?.[1]);
    const cellXfs = /<cellXfs.*<\/cellXfs>/.exec(styles)![0];
    return cellXfs.match(/<xf .*?<\/xf>/g)![style]!;
  };

  it('gives empty cells their format and leaves them unlocked, the headings locked', () => {
    expect([1, 2, 3, 4, 5].map((number) => /numFmtId="(\d+)"/.exec(formatOf(number))?.[1])).toEqual([
      '49',
      '164',
      '0',
      '165',
      '0',
    ]);
    for (let number = 1; number <= 10; number++) expect(formatOf(number)).toContain('locked="0"');
    expect(styles).toContain('<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>');
    const heading = Number(/<c r="A1" s="(\d+)"/.exec(xml)?.[1]);
    expect(/<cellXfs.*<\/cellXfs>/.exec(styles)![0].match(/<xf .*?<\/xf>/g)![heading]).toContain('locked="1"');
    expect(xml).toMatch(/<sheetProtection sheet="1"[^>]*insertRows="0" deleteRows="0" sort="0" autoFilter="0"/);
  });

  it('freezes, filters, prints and hides as it should', () => {
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A1:I2000"/>');
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(xml).toMatch(/<col min="9" max="9" [^>]*hidden="1"/);
    const workbook = part('xl/workbook.xml');
    expect(workbook).toContain(`localSheetId="2">'Head''s list'!$1:$1</definedName>`);
    expect(workbook).toContain(`'Staff days'!$A$1:$I$2000`);
  });

  it('offers choices inline, from a hidden sheet, or from a tab, and lets other values in', () => {
    expect(xml.match(/<dataValidation type="list" errorStyle="warning"/g)).toHaveLength(3);
    // A prompt would cover the cells beside it at every click.
    expect(xml).not.toMatch(/ prompt=|showInputMessage/);
    expect(xml.match(/<formula1>.*?<\/formula1>/g)).toEqual([
      '<formula1>&quot;Training,Visit&quot;</formula1>',
      "<formula1>'Lists'!$A$1:$A$2</formula1>",
      "<formula1>'Head''s list'!$A$2:$A$501</formula1>",
    ]);
    expect(part('xl/workbook.xml')).toContain('name="Lists" sheetId="5" state="hidden"');
    const long = column('Long', 'text', { choices: Array.from({ length: 100 }, (_none, index) => `Choice ${index}`) });
    expect(readXlsx(createXlsx([{ ...headsList, title: 'lists', columns: [long] }])).map((tab) => tab.title)).toEqual([
      'lists',
      'Lists (2)',
    ]);
    const nowhere = column('Nowhere', 'text', { choices: { tab: 'Nowhere', column: 0 } });
    expect(() => createXlsx([{ ...headsList, columns: [nowhere] }])).toThrow('Nowhere');
  });

  it('looks its cells up in Checks and has a note on each heading', () => {
    expect(xml).toContain('<conditionalFormatting sqref="A2:I2000">');
    expect(xml).toContain(
      'COUNTIFS(INDIRECT(&quot;Checks!$B$2:$B$5000&quot;),&quot;Staff days!&quot;&amp;ADDRESS(ROW(),COLUMN(),4)',
    );
    expect(part('xl/worksheets/sheet3.xml')).toContain("&quot;Head's list!&quot;&amp;ADDRESS");
    expect(part('xl/comments2.xml').match(/<comment /g)).toHaveLength(8);
    expect(part('xl/comments2.xml')).toContain('What goes into &quot;Date&quot; &amp; how.');
    expect(part('xl/drawings/vmlDrawing2.vml').match(/<v:shape /g)).toHaveLength(8);
  });
});

describe('a sheet of our own', () => {
  it('links within the workbook', () => {
    expect(part('xl/worksheets/sheet4.xml')).toContain(
      `<hyperlink ref="B3" location="'Head''s list'!A2" display="Head's list!A2"/>`,
    );
    expect(part('xl/worksheets/sheet1.xml')).toContain(`<hyperlink ref="B5" location="'Staff days'!B3"`);
  });

  it('hides its palette, has no heading row when laid out freely, and no rule of its own', () => {
    const xml = part('xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<col min="26" max="40" [^>]*hidden="1"/);
    expect(xml).not.toMatch(/<pane|<conditionalFormatting|<autoFilter|legacyDrawing/);
    expect(xml).toContain('style:title');
    expect(createXlsx([{ ...startHere, rows: [] }])).toBeInstanceOf(Uint8Array);
  });

  it('gives a row the height its wrapped text needs', () => {
    const long = { value: 'words and more words '.repeat(20), style: 'text' as const };
    const made = createXlsx([{ ...checks, rows: [[null, null, long]] }]);
    const height = /<row r="2" ht="([\d.]+)"/.exec(partText(openZip(made), 'xl/worksheets/sheet1.xml'))?.[1];
    expect(Number(height)).toBeGreaterThan(9 * 15);
    expect(part('xl/worksheets/sheet2.xml')).toContain('<row r="2" ht="15">');
  });

  it('holds nothing but well-ordered children', () => {
    const order = [
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'sheetProtection',
      'autoFilter',
      'conditionalFormatting',
      'dataValidations',
      'hyperlinks',
      'printOptions',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'legacyDrawing',
    ];
    for (const number of [1, 2, 3, 4]) {
      const places = order
        .map((name) => part(`xl/worksheets/sheet${number}.xml`).search(new RegExp(`<${name}[ />]`)))
        .filter((at) => at >= 0);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    expect(staffDays.columns).toHaveLength(9);
  });
});
