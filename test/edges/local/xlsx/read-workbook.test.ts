import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { isDateFormat } from '../../../../functions/edges/local/xlsx/date-formats.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { makeZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { EdgeError } from '../../../../functions/edges/ports.ts';
import { processorTime } from '../../../support/processor-time.ts';
import { runs } from '../../../support/property-runs.ts';
import { sampleSheets } from './sample-sheets.ts';
import { type SmallWorkbook, sheetData, smallWorkbook } from './small-workbook.ts';

function rowsOf(rows: string, more: Partial<SmallWorkbook> = {}) {
  return readXlsx(smallWorkbook({ sheet: sheetData(rows), ...more }))[0]?.rows;
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'read';
  } catch (cause) {
    if (cause instanceof EdgeError) return cause.code;
    throw cause;
  }
}

describe('reading cells', () => {
  it('reads every kind of cell', () => {
    const rows = rowsOf(
      `<row r="1"><c r="A1"><v>1.5</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>false</v></c>
       <c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>A1&amp;"x"</f><v>1.5x</v></c><c r="F1" t="n"><v>7</v></c>
       <c r="G1" t="inlineStr"><is><t>in</t></is></c><c r="H1" t="s"><v>0</v></c><c r="I1"/><c r="J1" s="3"></c></row>`,
      { strings: '<sst><si><t>shared</t></si></sst>' },
    );
    expect(rows).toEqual([[1.5, true, false, { error: '#N/A' }, '1.5x', 7, 'in', 'shared']]);
  });

  it('joins rich text, leaves phonetic guides out, and undoes escapes', () => {
    const strings = `<sst><si><r><t>Bro</t></r><r><rPr><b/></rPr><t xml:space="preserve">wn </t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>
      <si><t>a_x000D_b &amp; &#x3c;c&#62; _x005F_x0041_</t></si><si/><si><t><![CDATA[<raw> &amp;]]><!-- no -->!</t></si></sst>`;
    const rows = rowsOf(
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>',
      { strings },
    );
    expect(rows).toEqual([['Brown ', 'a\rb & <c> _x0041_', null, '<raw> &amp;!']]);
  });

  it('tells dates from numbers by their format, from 1900 or 1904', () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-809]dd/mm/yyyy;@"/><numFmt numFmtId="171" formatCode='0.0" days"'/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`;
    const row =
      '<row><c><v>46000</v></c><c s="1"><v>46000</v></c><c s="2"><v>46000.5</v></c><c s="3"><v>6.5</v></c><c t="d"><v>2025-12-09T06:00:00</v></c></row>';
    expect(rowsOf(row, { styles })).toEqual([[46000, { date: 46000 }, { date: 46000.5 }, 6.5, { date: 46000.25 }]]);
    const since1904 = rowsOf(row, { styles, workbook: "<x:workbookPr date1904='true'/>" });
    expect(since1904?.[0]?.slice(0, 2)).toEqual([46000, { date: 47462 }]);
  });

  it('says which formulas were never calculated, and takes an empty result for blank', () => {
    const rows = rowsOf(
      '<row><c><f>A2</f></c><c><f>A2</f><v></v></c><c t="str"><f>""</f><v></v></c><c><f/><v>3</v></c></row>',
    );
    expect(rows).toEqual([[{ error: 'not calculated' }, { error: 'not calculated' }, null, 3]]);
  });

  it('counts where rows and cells do not say where they are', () => {
    const rows = rowsOf(
      '<row><c><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>',
    );
    expect(rows).toEqual([[1], [], [], [null, null, 2, 3], [4]]);
  });

  it('reads prefixed elements, single quotes and a comment with tags in it', () => {
    const sheet = `<?xml version='1.0'?><x:worksheet xmlns:x='urn:main'><!-- <sheetData> --><x:dimension ref='A1:XFD1048576'/><x:sheetData><x:row r='2'><x:c r='B2' t='inlineStr'><x:is><x:t>a>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(readXlsx(smallWorkbook({ sheet }))[0]).toEqual({ title: 'One', rows: [[], [null, 'a>b']] });
  });

  it('takes a strange cell name for the next place', () => {
    expect(rowsOf('<row><c r="__proto__"><v>1</v></c><c r="A0"><v>2</v></c></row>')).toEqual([[1, 2]]);
  });
});

describe('number formats', () => {
  it.each(['dd/mm/yyyy', 'd mmm', 'h:mm', '[$-F800]dddd, mmmm dd, yyyy', 'yyyy\\-mm\\-dd;@'])(
    '%s is a date',
    (code) => {
      expect(isDateFormat(code)).toBe(true);
    },
  );
  it.each(['General', '0.00', '[Red]0', '"Day" 0', '# ?/2', '@', '[$£-809]#,##0.00', '_-* #,##0_d', '0\\d', '0;"d"'])(
    '%s is not',
    (code) => {
      expect(isDateFormat(code)).toBe(false);
    },
  );
});

describe('a workbook that is not sound', () => {
  it('is refused in words', () => {
    expect(codeOf(() => readXlsx(makeZip([['mimetype', 'application/vnd.oasis']])))).toBe('not-a-workbook');
    const document = smallWorkbook({ sheet: sheetData(''), workbook: '' });
    expect(codeOf(() => readXlsx(document))).toBe('read');
    expect(codeOf(() => rowsOf('<row><c t="s"><v>9</v></c></row>'))).toBe('unreadable');
    expect(codeOf(() => readXlsx(smallWorkbook({ sheet: '<worksheet><sheetData><row>' })))).toBe('unreadable');
    expect(codeOf(() => readXlsx(smallWorkbook({ sheet: '<a>'.repeat(300) })))).toBe('unreadable');
    expect(codeOf(() => readXlsx(smallWorkbook({ sheet: `<!DOCTYPE a [<!ENTITY b "c">]>${sheetData('')}` })))).toBe(
      'unreadable',
    );
    expect(codeOf(() => readXlsx(smallWorkbook({ sheet: '</a>' })))).toBe('unreadable');
  });

  it('is refused when its cells are too many or too far out, but not for blank ones there', () => {
    expect(codeOf(() => rowsOf('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))).toBe('too-large');
    expect(codeOf(() => rowsOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('too-large');
    expect(codeOf(() => rowsOf(`<row>${'<c/>'.repeat(5_000_001)}</row>`))).toBe('too-large');
    expect(rowsOf('<row r="1048576"><c r="XFD1048576" s="1"/></row><row r="1"><c r="A1"><v>1</v></c></row>')).toEqual([
      [1],
    ]);
  });

  it('never ends in anything but an answer or an EdgeError, whatever bytes are changed', () => {
    const whole = Buffer.from(createXlsx(sampleSheets));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const changed = Buffer.from(whole);
          for (const [at, byte] of changes) changed[at] = byte;
          codeOf(() => readXlsx(changed));
        },
      ),
      runs(300),
    );
  });

  it('never ends in anything but an answer or an EdgeError, whatever the sheet says', () => {
    const pieces = fc.constantFrom(
      '<row>',
      '</row>',
      '<c r="A1" t="s">',
      '<c t="inlineStr">',
      '</c>',
      '<v>',
      '</v>',
      '1',
      '<is><t>',
      '</t></is>',
      '<!--',
      '-->',
      '<![CDATA[',
      '&#x110000;',
      '<f/>',
      "<c r='",
      '"',
      '<',
      '>',
      '</sheetData>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        codeOf(() => rowsOf(parts.join('')));
      }),
      runs(500),
    );
  });
});

describe('speed', () => {
  it('reads 50,000 rows of ten columns in good time', () => {
    const row = (index: number) =>
      Array.from({ length: 10 }, (_none, at) => (at % 2 ? index * at : `value ${index} ${at}`));
    const sheet = { ...sampleSheets[2]!, rows: Array.from({ length: 50_000 }, (_none, index) => row(index)) };
    const bytes = createXlsx([sheet]);
    const took = processorTime();
    const [tab] = readXlsx(bytes);
    expect(tab?.rows).toHaveLength(50_001);
    expect(took()).toBeLessThan(5000);
  });
});
