import * as independent from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { MAIN, PACKAGE, RELATIONS } from '../../../../functions/edges/local/xlsx/workbook-entries.ts';
import { partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { EdgeError } from '../../../../functions/edges/ports.ts';
import type { OwnSheet } from '../../../../sheets-schema/sheet.ts';
import { runs } from '../../../support/property-runs.ts';
import { cell, newChecks, sampleSheets } from './sample-sheets.ts';
import { sheetData, smallWorkbook } from './small-workbook.ts';

const before = createXlsx(sampleSheets);
const after = replaceOwnSheets(before, [newChecks]);

/** The compressed bytes of each entry. */
function packed(bytes: Uint8Array): Map<string, string> {
  const zip = openZip(bytes);
  return new Map(
    [...zip.entries].map(([key, { dataStart, compressedSize }]) => [
      key,
      zip.bytes.subarray(dataStart, dataStart + compressedSize).toString('hex'),
    ]),
  );
}

const one = (rows: OwnSheet['rows'], peoplesColumns: readonly number[] = []): OwnSheet => ({
  title: 'One',
  rows,
  peoplesColumns,
});

function replacedSheet(sheet: string, own: OwnSheet): string {
  const bytes = replaceOwnSheets(smallWorkbook({ sheet }), [own]);
  return partText(openZip(bytes), 'book/tabs/only.xml');
}

describe('replacing our own sheets', () => {
  it('changes the bytes of their parts and of nothing else', () => {
    const [old, now] = [packed(before), packed(after)];
    expect([...now.keys()]).toEqual([...old.keys()]);
    const changed = [...now.keys()].filter((key) => now.get(key) !== old.get(key));
    expect(changed).toEqual(['xl/worksheets/sheet4.xml']);
  });

  it('changes cells and links only, within the part', () => {
    const strip = (bytes: Uint8Array) =>
      partText(openZip(bytes), 'xl/worksheets/sheet4.xml')
        .replace(/<sheetData>.*<\/sheetData>/, '')
        .replace(/<hyperlinks>.*<\/hyperlinks>/, '');
    expect(strip(after)).toBe(strip(before));
  });

  it('writes what it was given, keeps what people wrote, and tells other readers the same', () => {
    expect(readXlsx(after)[3]?.rows).toEqual([
      ['Status', 'Place', 'What', 'Since', 'Reply', 'Accept'],
      ['Breach', "Head's list!A3", '=HYPERLINK("x")', null, 'We are on it & will mend it'],
      ['Note', 7],
      ['Good'],
    ]);
    const sheet = independent.read(Buffer.from(after), { cellFormula: true }).Sheets.Checks!;
    expect(sheet.C2).toMatchObject({ t: 's', v: '=HYPERLINK("x")' });
    expect(sheet.C2.f).toBeUndefined();
    expect(sheet.B2.l).toMatchObject({ location: "'Head''s list'!A3" });
    expect(sheet.E2.v).toBe('We are on it & will mend it');
  });

  it('uses the styles of the palette and leaves the palette for the next time', () => {
    const xml = partText(openZip(after), 'xl/worksheets/sheet4.xml');
    const palette = new Map(
      [...xml.matchAll(/ s="(\d+)" t="inlineStr"><is><t xml:space="preserve">style:(\w+)</g)].map(([, style, name]) => [
        name,
        style,
      ]),
    );
    expect(palette.size).toBe(15);
    expect(xml).toContain(`<c r="A2" s="${palette.get('breach')}"`);
    expect(xml).toContain(`<c r="F2" s="${palette.get('yours')}"/>`);
    expect(new Set(palette.values()).size).toBe(15);
  });

  it('gives back the very bytes when nothing differs', () => {
    expect(replaceOwnSheets(after, [newChecks])).toBe(after);
    expect(replaceOwnSheets(before, [])).toBe(before);
  });

  it('finds the sheet whatever its case, and says which is missing', () => {
    const missing = { ...newChecks, title: 'Issued' };
    expect(() => replaceOwnSheets(before, [missing])).toThrow(EdgeError);
    expect(() => replaceOwnSheets(before, [missing])).toThrow(/sheet-missing: The tab "Issued" is missing/);
  });

  it('leaves a signed workbook alone', () => {
    const signed = smallWorkbook({ sheet: sheetData(''), more: [['_xmlsignatures/sig1.xml', '<a/>']] });
    expect(() => replaceOwnSheets(signed, [one([])])).toThrow(/not-allowed/);
  });
});

describe('sheets other programs wrote', () => {
  it('keeps raw cells, formulas and shared strings of people, in rows below ours too', () => {
    const sheet = sheetData(
      '<row r="1" ht="99"><c r="A1"><v>1</v></c><c r="B1" s="4" t="s"><v>0</v></c></row><row r="9"><c r="B9"><f>SUM(A1:A2)</f><v>3</v></c><c r="C9"><v>5</v></c></row>',
    );
    expect(replacedSheet(sheet, one([[cell('New', 'text'), cell('not written', 'text')]], [1]))).toBe(
      sheetData(
        '<row r="1" ht="18"><c r="A1" t="inlineStr"><is><t xml:space="preserve">New</t></is></c><c r="B1" s="4" t="s"><v>0</v></c></row><row r="9" ht="18"><c r="B9"><f>SUM(A1:A2)</f><v>3</v></c></row>',
      ),
    );
  });

  it('names cells that did not say where they stood', () => {
    const sheet = sheetData('<row><c><v>1</v></c><c s="2"><v>2</v></c></row>');
    expect(replacedSheet(sheet, one([], [1]))).toContain('<row r="1" ht="18"><c r="B1" s="2"><v>2</v></c></row>');
  });

  it('writes with the prefix of the sheet, at the right place, with the dimension it now has', () => {
    const sheet = `<x:worksheet xmlns:x="${MAIN}"><x:dimension ref="A1:Z9"/><x:cols><x:col min="1" max="2" style="7"/></x:cols><x:sheetData/><x:mergeCells count="2"><x:mergeCell ref="A1:B1"/><x:mergeCell ref="A8:B8"/></x:mergeCells><x:conditionalFormatting sqref="A1"/><x:pageMargins/></x:worksheet>`;
    expect(replacedSheet(sheet, one([[], [null, cell('x', 'link', { tab: "a'b", cell: 'C1' })]]))).toBe(
      `<x:worksheet xmlns:x="${MAIN}"><x:dimension ref="B2:B2"/><x:cols><x:col min="1" max="2" style="7"/></x:cols><x:sheetData><x:row r="2" ht="18"><x:c r="B2" s="7" t="inlineStr"><x:is><x:t xml:space="preserve">x</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A8:B8"/></x:mergeCells><x:conditionalFormatting sqref="A1"/><x:hyperlinks><x:hyperlink ref="B2" location="'a''b'!C1" display="x"/></x:hyperlinks><x:pageMargins/></x:worksheet>`,
    );
  });

  it("drops links and merges that no longer apply, but not people's links", () => {
    const sheet = `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetData/><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><hyperlinks><hyperlink ref="A1" location="x"/><hyperlink ref="B1" r:id="y"/></hyperlinks></worksheet>`;
    expect(replacedSheet(sheet, one([[cell('x', 'text')]], [1]))).toMatch(
      /<\/sheetData><hyperlinks><hyperlink ref="B1" r:id="y"\/><\/hyperlinks><\/worksheet>$/,
    );
  });

  it.each([
    ['empty', (tag: string, said: string) => `<${tag} ${said}/>`],
    ['closed by a tag of their own', (tag: string, said: string) => `<${tag} ${said}></${tag}>`],
  ])(
    'takes the calculation order away with the last formula it listed, so that nothing refers to a missing cell: entries that are %s',
    (_how, entry) => {
      const types = `<Types xmlns="${PACKAGE}/content-types">`;
      const override = entry('Override', 'PartName="/book/calc.xml" ContentType="x"');
      const book = smallWorkbook({
        sheet: sheetData('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'),
        more: [
          ['[Content_Types].xml', `${types}${override}<Default/></Types>`],
          ['book/calc.xml', '<calcChain><c r="A1"/></calcChain>'],
        ],
        calculation: entry('Relationship', `Id="c" Type="${RELATIONS}/calcChain" Target="calc.xml"`),
      });
      const zip = openZip(replaceOwnSheets(book, [one([])]));
      expect(zip.entries.has('book/calc.xml')).toBe(false);
      expect(partText(zip, '[Content_Types].xml')).toBe(`${types}<Default/></Types>`);
      expect(partText(zip, 'book/_rels/main.xml.rels')).not.toContain('calcChain');
      expect(partText(zip, 'book/_rels/main.xml.rels')).toMatch(/<Relationship [^>]*Id='u'\/><\/Relationships>$/);
    },
  );

  it('never ends in anything but a workbook or an EdgeError, whatever bytes are changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(before.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const changed = Buffer.from(before);
          for (const [at, byte] of changes) changed[at] = byte;
          try {
            replaceOwnSheets(changed, [newChecks]);
          } catch (cause) {
            expect(cause).toBeInstanceOf(EdgeError);
          }
        },
      ),
      runs(200),
    );
  });

  it('survives strange widths, styles and column numbers', () => {
    const sheet = `<worksheet xmlns="${MAIN}"><cols><col min="-9999999999999" max="1e9" style="x" width="NaN"/></cols><sheetData><row r="1"><c r="Z1" s="q" t="inlineStr"><is><t>style:text</t></is></c></row></sheetData></worksheet>`;
    expect(replacedSheet(sheet, one([[cell('x', 'text')]]))).toContain(
      '<row r="1" ht="18"><c r="A1" t="inlineStr"><is><t xml:space="preserve">x</t></is></c><c r="Z1" s="q"',
    );
  });

  it('survives row numbers beyond all bounds', () => {
    const sheet = sheetData('<row r="999999999"><c r="A999999999"><v>1</v></c></row>');
    expect(replacedSheet(sheet, one([[cell('x', 'text')]], [0]))).toContain('A999999999');
  });
});
