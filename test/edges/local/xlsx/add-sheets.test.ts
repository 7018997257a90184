import * as independent from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { addSheets } from '../../../../functions/edges/local/xlsx/add-sheets.ts';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { LIMITS } from '../../../../functions/edges/local/xlsx/limits.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { MAIN, RELATIONS } from '../../../../functions/edges/local/xlsx/workbook-entries.ts';
import { openWorkbook, partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { entryBytes, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import type { NewSheet } from '../../../../sheets-schema/sheet.ts';
import { altered } from './altered-workbook.ts';
import { checks, column, headsList, newChecks, sampleSheets, staffDays, startHere } from './sample-sheets.ts';

const few = createXlsx([startHere, headsList, checks]);
const issued: NewSheet = { ...checks, title: 'Issued' };

const text = (bytes: Uint8Array, name: string) => partText(openZip(bytes), name);
const book = (bytes: Uint8Array) => text(bytes, 'xl/workbook.xml');
const titles = (bytes: Uint8Array) => readXlsx(bytes).map(({ title }) => title);

function parts(bytes: Uint8Array): Map<string, string> {
  const zip = openZip(bytes);
  return new Map([...zip.entries.values()].map((entry) => [entry.name, entryBytes(zip, entry).toString()]));
}

/** What the names of a workbook belong to, tab and all. */
function names(bytes: Uint8Array): string[] {
  const tabs = [...book(bytes).matchAll(/<(?:\w+:)?sheet [^>]*name="([^"]*)"/g)].map(([, title]) => title);
  return [...book(bytes).matchAll(/<(?:\w+:)?definedName ([^>]*)>([^<]*)</g)].map(
    ([, tag, refersTo]) => `${tabs[Number(/localSheetId="(\d+)"/.exec(tag!)?.[1])]}: ${refersTo}`,
  );
}

/** How a column or cell of a tab looks: number format, font, fill, alignment and lock, whatever their numbers. */
function look(bytes: Uint8Array, title: string, wanted: RegExp): string {
  const { zip, sheets, stylesPart } = openWorkbook(bytes);
  const sheet = partText(zip, sheets.find((one) => one.title === title)!.part);
  const styles = partText(zip, stylesPart!).replace(/<(\/?)x:/g, '<$1');
  const list = (name: string, item: string) =>
    new RegExp(`<${name}[ >].*?</${name}>`, 's')
      .exec(styles)![0]
      .match(new RegExp(`<${item}(?: [^>]*)?/>|<${item}[ >].*?</${item}>`, 'gs'))!;
  const xf = list('cellXfs', 'xf')[Number(wanted.exec(sheet)![1])]!;
  const id = (kind: string) => Number(new RegExp(`${kind}Id="(\\d+)"`).exec(xf)![1]);
  const code = new RegExp(`<numFmt numFmtId="${id('numFmt')}" formatCode="([^"]*)"`).exec(styles)?.[1];
  return [
    code ?? id('numFmt'),
    list('fonts', 'font')[id('font')],
    list('fills', 'fill')[id('fill')],
    list('borders', 'border')[id('border')],
    /<alignment.*/.exec(xf)![0],
  ].join('\n');
}

const LOOKS: readonly RegExp[] = [
  ...[1, 2, 3, 4, 5, 10].map((number) => new RegExp(`<col min="${number}" [^>]*style="(\\d+)"`)),
  /<c r="A1" s="(\d+)"/,
  /<c r="D2" s="(\d+)"/,
];

function looksAsMade(bytes: Uint8Array): void {
  const made = createXlsx(sampleSheets);
  for (const wanted of LOOKS) expect(look(bytes, 'Staff days', wanted)).toBe(look(made, 'Staff days', wanted));
}

/** Every element of a part with a prefix. */
function prefixed(xml: string, prefix: string): string {
  return xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`).replace('xmlns=', `xmlns:${prefix}=`);
}

describe('a sheet that is added', () => {
  const after = addSheets(few, sampleSheets);

  it('is to the byte what it would be in a new workbook, with its notes and lists, and takes the styles that are there', () => {
    const [old, now, made] = [parts(few), parts(after), parts(createXlsx(sampleSheets))];
    expect(now.get('xl/worksheets/sheet4.xml')).toBe(made.get('xl/worksheets/sheet2.xml'));
    expect(now.get('xl/comments4.xml')).toBe(made.get('xl/comments2.xml'));
    expect(now.get('xl/drawings/vmlDrawing4.vml')).toBe(made.get('xl/drawings/vmlDrawing2.vml'));
    expect(now.get('xl/worksheets/sheet5.xml')).toBe(made.get('xl/worksheets/sheet5.xml'));
    const changed = [...old.keys()].filter((name) => now.get(name) !== old.get(name));
    expect(changed).toEqual(['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels']);
    expect(now.size).toBe(old.size + 5);
  });

  it('stands before the last visible tab, its names and those of the tabs behind it belonging where they should', () => {
    expect(titles(after)).toEqual(['Start here', "Head's list", 'Staff days', 'Checks', 'Lists']);
    expect(book(after)).toContain('<sheet name="Lists" sheetId="5" state="hidden"');
    expect(names(after).toSorted()).toEqual(names(createXlsx(sampleSheets)).toSorted());
    const again = addSheets(after, [{ ...staffDays, title: 'Evaluations' }, issued]);
    const order = ['Start here', "Head's list", 'Staff days', 'Evaluations', 'Issued', 'Checks', 'Lists', 'Lists (2)'];
    expect(titles(again)).toEqual(order);
    expect(names(again)).toEqual(
      expect.arrayContaining([...names(after), "Evaluations: 'Evaluations'!$A$1:$I$2000", "Issued: 'Issued'!$1:$1"]),
    );
    expect(names(again)).toHaveLength(names(after).length + 3);
    const { sheets } = openWorkbook(again);
    expect(text(again, sheets[3]!.part)).toContain("<formula1>'Lists (2)'!$A$1:$A$2</formula1>");
    expect(text(again, sheets[3]!.part)).toContain("<formula1>'Head''s list'!$A$2:$A$501</formula1>");
  });

  it('leaves the very bytes alone when none is lacking, whatever the case of its title and the blanks around it', () => {
    expect(addSheets(after, sampleSheets)).toBe(after);
    expect(addSheets(after, [{ ...staffDays, title: 'STAFF days ' }])).toBe(after);
    expect(addSheets(after, [])).toBe(after);
  });

  it('can be written in if it is ours, as *Checks* can', () => {
    const written = replaceOwnSheets(addSheets(few, [issued]), [newChecks, { ...newChecks, title: 'Issued' }]);
    expect(readXlsx(written).map(({ rows }) => rows[1]?.[0])).toEqual([
      'Days given in 2026/27.',
      'Elm Park',
      'Breach',
      'Breach',
    ]);
  });

  it('counts its days as the workbook does', () => {
    const from1904 = altered(few, {}, (name, xml) =>
      name === 'xl/workbook.xml' ? xml.replace('<bookViews>', '<workbookPr date1904="1"/><bookViews>') : xml,
    );
    const added = addSheets(from1904, [staffDays]);
    expect(readXlsx(added)[2]?.rows[1]?.[1]).toEqual({ date: 46_000 });
    expect(text(added, 'xl/worksheets/sheet4.xml')).toContain('<v>44538</v>');
  });

  it('shows the tab people looked at as before', () => {
    const active = (bytes: Uint8Array) => /activeTab="(\d+)"/.exec(book(bytes))?.[1];
    const lookingAt = (tab: string) =>
      altered(few, {}, (_name, xml) =>
        xml.replace('<workbookView ', `<workbookView activeTab='${tab}' firstSheet="1" `),
      );
    expect(active(addSheets(lookingAt('2'), [staffDays, issued]))).toBe('4');
    expect(active(addSheets(lookingAt('1'), [staffDays]))).toBeUndefined();
    expect(book(addSheets(lookingAt('1'), [staffDays]))).toContain(`activeTab='1' firstSheet="1"`);
    const alone = createXlsx([checks]);
    expect(active(addSheets(alone, [issued]))).toBe('1');
    const unseen = altered(alone, {}, (_name, xml) => xml.replace(/<bookViews>.*<\/bookViews>/, ''));
    expect(book(addSheets(unseen, [issued]))).toContain('<bookViews><workbookView activeTab="1"/></bookViews><sheets>');
  });
});

describe('a workbook others made', () => {
  it('keeps its prefixes', () => {
    const bytes = altered(few, {}, (name, xml) => {
      if (name === '[Content_Types].xml') return prefixed(xml, 'x');
      if (name === 'xl/_rels/workbook.xml.rels') return prefixed(xml, 'x');
      if (name === 'xl/styles.xml') return prefixed(xml.replaceAll('<name val="Calibri"/>', ''), 'x');
      if (name === 'xl/workbook.xml')
        return prefixed(xml, 'x').replaceAll('xmlns:r=', 'xmlns:rel=').replaceAll(' r:id', ' rel:id');
      return xml;
    });
    const after = addSheets(bytes, [staffDays, issued]);
    for (const name of ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml']) {
      expect(text(after, name)).toMatch(/^<\?xml [^>]*>\n(<\/?x:[^>]*>[^<]*)+$/);
      expect(text(after, name)).not.toBe(text(bytes, name));
    }
    expect(book(after)).toContain('<x:sheet name="Staff days" sheetId="4" rel:id="rId5"/>');
    expect(readXlsx(after)[2]?.rows[1]?.slice(0, 3)).toEqual(['A Example', { date: 46_000 }, 0.5]);
  });

  it('gives names and numbers to new tabs that nothing in it has', () => {
    const bytes = altered(
      few,
      { 'xl/worksheets/Sheet4.xml': '<orphan/>', 'xl/comments5.xml': '<orphan/>' },
      (name, xml) => {
        if (name === 'xl/workbook.xml') return xml.replace('sheetId="2"', 'sheetId="4"');
        if (name.endsWith('workbook.xml.rels'))
          return xml.replace('</R', `<Relationship Id="rId5" Type="${RELATIONS}/theme" Target="theme.xml"/></R`);
        return xml;
      },
    );
    const after = addSheets(bytes, [staffDays]);
    expect(book(after)).toContain('<sheet name="Staff days" sheetId="5" r:id="rId6"/>');
    expect(openWorkbook(after).sheets[2]).toEqual({ title: 'Staff days', part: 'xl/worksheets/sheet6.xml' });
    expect([...parts(after).keys()]).toEqual(
      expect.arrayContaining(['xl/comments6.xml', 'xl/drawings/vmlDrawing6.vml']),
    );
    expect(text(after, 'xl/worksheets/Sheet4.xml')).toBe('<orphan/>');
  });

  it('may have sheets that are no tables: they count as tabs, and their titles are taken', () => {
    const chart = `<Relationship Id="c" Type="${RELATIONS}/chartsheet" Target="chartsheets/sheet1.xml"/>`;
    const bytes = altered(few, { 'xl/chartsheets/sheet1.xml': '<chartsheet/>' }, (name, xml) => {
      if (name === 'xl/workbook.xml')
        return xml
          .replace('<sheets>', '<sheets><sheet name="Staff days" sheetId="9" r:id="c"/>')
          .replace(/localSheetId="(\d)"/g, (_all, at) => `localSheetId="${Number(at) + 1}"`);
      return name.endsWith('workbook.xml.rels') ? xml.replace('</R', `${chart}</R`) : xml;
    });
    expect(addSheets(bytes, [staffDays])).toBe(bytes);
    expect(names(addSheets(bytes, [issued])).toSorted()).toEqual([...names(few), "Issued: 'Issued'!$1:$1"].toSorted());
  });

  it('keeps the meaning of each style and gets those that are new behind them', () => {
    const theirs =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>' +
      '<fonts count="1" x14ac:knownFonts="1" xmlns:x14ac="urn:x"><font><sz val="9"/><name val="Arial"/></font></fonts>' +
      '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="164"/></cellXfs>' +
      '<dxfs count="0"/><tableStyles count="0"/></styleSheet>';
    const after = addSheets(
      altered(few, {}, (name, xml) => (name === 'xl/styles.xml' ? theirs : xml)),
      [staffDays],
    );
    const styles = text(after, 'xl/styles.xml');
    expect(styles).toContain('<numFmts count="3"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165"');
    expect(styles).toContain(
      '<fonts count="3" x14ac:knownFonts="1" xmlns:x14ac="urn:x"><font><sz val="9"/><name val="Arial"/>',
    );
    expect(styles).toMatch(/<fills><fill>.*none.*gray125.*DFE8F3.*<\/fills><borders count="3"><border\/>/);
    expect(styles).toMatch(/<cellXfs count="\d+"><xf\/><xf numFmtId="164"\/><xf /);
    expect(styles).toMatch(/<dxfs count="4"><dxf><\/dxf>.*<\/dxfs><tableStyles count="0"\/><\/styleSheet>$/);
    expect(text(after, 'xl/worksheets/sheet4.xml')).toContain('dxfId="3" priority="4"');
    looksAsMade(after);
  });

  it.each([
    ['empty', `<styleSheet xmlns="${MAIN}"/>`],
    ['almost empty', `<styleSheet xmlns="${MAIN}"><colors/></styleSheet>`],
    [
      'without cell formats',
      `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><b/></font></fonts><cellXfs/></styleSheet>`,
    ],
    ['missing', null],
  ])('gets styles where they are %s, in which cells without a style stay plain', (_what, styles) => {
    const bytes = altered(few, {}, (name, xml) => {
      if (name === 'xl/styles.xml') return styles;
      return styles === null
        ? xml.replace(/<Relationship Id="rId4"[^>]*>|<Override PartName="\/xl\/styles.xml"[^>]*>/, '')
        : xml;
    });
    const after = addSheets(bytes, [staffDays]);
    looksAsMade(after);
    const written = text(after, openWorkbook(after).stylesPart!);
    expect(/<cellXfs.*?>(<xf .*?<\/xf>)/.exec(written)?.[1]).toMatch(
      /numFmtId="0" fontId="0" fillId="0" borderId="0".*locked="1"/,
    );
    expect(/<fonts.*?>(<font>.*?<\/font>)/.exec(written)?.[1]).not.toContain('1F3864');
    expect(independent.read(after, { cellNF: true }).Sheets['Staff days']?.['B2'].z).toBe('dd/mm/yyyy');
  });

  it('is written as UTF-8 where it said something else', () => {
    const bytes = altered(few, {}, (_name, xml) => xml.replace('encoding="UTF-8"', "encoding='ISO-8859-1'"));
    const after = addSheets(bytes, [staffDays]);
    expect(book(after)).toMatch(/^<\?xml version="1.0" encoding="UTF-8"/);
    expect(text(after, 'xl/worksheets/sheet1.xml')).toMatch(/^<\?xml version="1.0" encoding='ISO-8859-1'/);
  });
});

describe('a workbook that cannot have more sheets', () => {
  const refusal = (code: string, advice: RegExp) =>
    expect.objectContaining({ code, advice: expect.stringMatching(advice) });

  it('says which tab a dropdown leans on is missing, and finds it under any case', () => {
    const without = createXlsx([startHere, checks]);
    expect(() => addSheets(without, [staffDays])).toThrow(
      refusal('sheet-missing', /^The tab "Head's list" is missing\./),
    );
    const cased = createXlsx([{ ...headsList, title: "HEAD'S list " }, checks]);
    const sheet = text(addSheets(cased, [staffDays]), 'xl/worksheets/sheet3.xml');
    expect(sheet).toContain("<formula1>'HEAD''S list '!$A$2:$A$501</formula1>");
  });

  it.each(['1', 'true'])('is left alone while its tabs are locked (%s), unless nothing is lacking', (value) => {
    const locked = altered(few, {}, (_name, xml) =>
      xml.replace('<bookViews>', `<workbookProtection lockStructure="${value}"/><bookViews>`),
    );
    expect(() => addSheets(locked, [staffDays])).toThrow(refusal('not-allowed', /lets nobody add a tab/));
    expect(addSheets(locked, [startHere])).toBe(locked);
  });

  it('is told what is too large: tabs, cells', () => {
    const many = Array.from({ length: LIMITS.tabs.most - 3 }, (_none, index) => ({
      ...headsList,
      title: `Tab ${index}`,
    }));
    expect(titles(addSheets(few, many))).toHaveLength(LIMITS.tabs.most);
    const more = [...many, { ...headsList, title: 'One more' }];
    expect(() => addSheets(few, more)).toThrow(refusal('too-large', /more than 255 tabs/));
    const long = { ...headsList, title: 'Long', rows: Array<string[]>(LIMITS.rows.most).fill(['x']) };
    expect(() => addSheets(few, [long])).toThrow(refusal('too-large', /more than 60,000 rows/));
  });

  it('is damaged if it has no tab, or none of its parts is listed', () => {
    expect(() => addSheets(createXlsx([]), [startHere])).toThrow(refusal('unreadable', /damaged/));
    const unlisted = altered(few, {}, (name, xml) => (name === '[Content_Types].xml' ? null : xml));
    expect(() => addSheets(unlisted, [staffDays])).toThrow(refusal('unreadable', /damaged/));
  });

  it('has room for long lists beside a tab of its own called Lists', () => {
    const long = column('Long', 'text', { choices: Array.from({ length: 100 }, (_none, index) => `Choice ${index}`) });
    const bytes = createXlsx([{ ...headsList, title: 'LISTS' }, checks]);
    const after = addSheets(bytes, [{ ...headsList, columns: [long] }]);
    expect(titles(after)).toEqual(['LISTS', "Head's list", 'Checks', 'Lists (2)']);
  });
});
