import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { workbookFiles } from '../../../../functions/edges/local/workbook-files.ts';
import { addSheets } from '../../../../functions/edges/local/xlsx/add-sheets.ts';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { MAIN, RELATIONS } from '../../../../functions/edges/local/xlsx/workbook-entries.ts';
import { converted } from '../../../support/libre-office.ts';
import { runs } from '../../../support/property-runs.ts';
import { realPart } from '../../../support/real-parts.ts';
import { altered } from './altered-workbook.ts';
import { dressed } from './dressed.ts';
import { type Meaning, meaningOf } from './independent-reader.ts';
import { checks, column, headsList, newChecks, sampleSheets, staffDays, startHere } from './sample-sheets.ts';

const few = createXlsx([startHere, headsList, checks]);
const whole = createXlsx([startHere, headsList, staffDays, checks]);
const ADDED = ['Staff days', 'Lists'];

const belongsTo = (tabs: readonly string[]) => (name: string) => tabs.some((tab) => name.includes(` of ${tab}:`));

/** Adds *Staff days* and proves that it stands there as in a new workbook, and that all else says what it said. */
function takesSheets(before: Uint8Array): Uint8Array {
  const after = addSheets(before, [staffDays]);
  const [then, now, made] = [before, after, whole].map(meaningOf) as [Meaning, Meaning, Meaning];
  const last = then.order.findLastIndex((tab) => tab.endsWith(' visible'));
  expect(now.order).toEqual([...then.order.toSpliced(last, 0, 'Staff days visible'), 'Lists hidden']);
  for (const [title, tab] of then.tabs) expect(now.tabs.get(title), title).toBe(tab);
  for (const title of ADDED) expect(now.tabs.get(title), title).toBe(made.tabs.get(title));
  expect(now.names).toEqual([...then.names, ...made.names.filter(belongsTo(ADDED))].toSorted());
  expect(now.activeTab).toBe(then.activeTab);
  for (const [list, looks] of Object.entries(then.looks)) {
    expect(now.looks[list as keyof Meaning['looks']].slice(0, looks.length), list).toEqual(looks);
  }
  expect(now.formatsElsewhere).toEqual(then.formatsElsewhere);
  expect(readXlsx(after).filter(({ title }) => then.tabs.has(title))).toEqual(readXlsx(before));
  expect(addSheets(after, [staffDays])).toBe(after);
  return after;
}

/** Writes in *Checks* and proves that all else says what it said. */
function takesChecks(before: Uint8Array): Uint8Array {
  const after = replaceOwnSheets(before, [newChecks]);
  const [then, now] = [before, after].map(meaningOf) as [Meaning, Meaning];
  expect({ ...now, tabs: new Map(now.tabs).set('Checks', '') }).toEqual({
    ...then,
    tabs: new Map(then.tabs).set('Checks', ''),
  });
  expect(replaceOwnSheets(after, [newChecks])).toBe(after);
  return after;
}

type Parts = Readonly<Record<string, string>>;
const BOOK = 'xl/workbook.xml';
const BOOK_RELATIONS = 'xl/_rels/workbook.xml.rels';
const TYPES = '[Content_Types].xml';
const STYLES = 'xl/styles.xml';
const CHECKS = 'xl/worksheets/sheet3.xml';
const R = ` xmlns:r="${RELATIONS}"`;
const M = ` xmlns="${MAIN}"`;
const REFUSAL =
  'This workbook is written in a way that Concordat cannot safely add to, so it was read and left as it is. Open it in Excel or LibreOffice and save it again.';

function form(part: string, alter: (xml: string) => string, more: Parts = {}): Uint8Array {
  const bytes = altered(few, more, (name, xml) => (name === part ? alter(xml) : xml));
  expect(Buffer.from(bytes).equals(few), `${part} is another`).toBe(false);
  return bytes;
}

/** Every element with a prefix that the root declares; `only` names some elements. */
function prefixed(xml: string, prefix: string, only = /[A-Za-z]+/): string {
  const names = new RegExp(`<(/?)(?=(?:${only.source})[ />])`, 'g');
  return xml.replace(names, `<$1${prefix}:`);
}

const withinRoot = (xml: string, text: string) => xml.replace(/(<\w+ xmlns="[^>]*)(>)/, `$1${text}$2`);

const BOOKS: Readonly<Record<string, Uint8Array>> = {
  'relationships declared on each tab': form(BOOK, (xml) => xml.replace(R, '').replaceAll('<sheet ', `<sheet${R} `)),
  'relationships declared on the list of tabs': form(BOOK, (xml) =>
    xml.replace(R, '').replace('<sheets', `<sheets xmlns:rel="${RELATIONS}"`).replaceAll(' r:id', ' rel:id'),
  ),
  'relationships under another prefix, and ours in use for something else': form(BOOK, (xml) =>
    xml.replace(R, ` xmlns:rel="${RELATIONS}" xmlns:r="urn:other"`).replaceAll(' r:id', ' rel:id'),
  ),
  'another prefix of relationships on each tab': form(BOOK, (xml) => {
    let tab = 0;
    return xml.replace(R, '').replace(/<sheet ([^>]*) r:id/g, (_all, said) => {
      tab += 1;
      return `<sheet xmlns:q${tab}="${RELATIONS}" ${said} q${tab}:id`;
    });
  }),
  'a tab whose title looks like an attribute': form(BOOK, (xml) =>
    xml
      .replace(R, '')
      .replaceAll('<sheet ', `<sheet${R} `)
      .replace('name="Start here"', `name="a q:id='b' xmlns:r='c'"`),
  ),
  'everything under a prefix, and none meaning something else': form(BOOK, (xml) =>
    prefixed(xml, 'x').replace(M, ` xmlns:x="${MAIN}" xmlns="urn:other"`),
  ),
  'a prefix for tabs and names alone': form(BOOK, (xml) =>
    prefixed(xml, 'x', /sheets?|definedNames?/).replaceAll(/<(x:sheets|x:definedNames)/g, `<$1 xmlns:x="${MAIN}"`),
  ),
  'tabs under a prefix where none means something else': form(BOOK, (xml) =>
    prefixed(xml, 'x', /sheets?/).replace('<x:sheets', `<x:sheets xmlns:x="${MAIN}" xmlns="urn:other"`),
  ),
  'an empty list of names under a prefix': form(BOOK, (xml) =>
    xml.replace(/<definedNames>.*<\/definedNames>/, `<x:definedNames xmlns:x="${MAIN}" />`),
  ),
  'comments, CDATA and instructions that hold tags': form(BOOK, (xml) =>
    xml
      .replace('<sheets>', '<!-- <sheets><sheet name="None" r:id="rId9"/> --><sheets><?tabs <sheet?>')
      .replace(
        '<definedNames>',
        '<definedNames><definedName name="Mine"><![CDATA["<sheet>"&"</sheets>"]]></definedName>',
      ),
  ),
  'tabs and names of a program of its own before the real ones': form(BOOK, (xml) =>
    xml.replace(
      '<bookViews>',
      '<own:sheets xmlns:own="urn:own"><own:sheet name="None"/></own:sheets><own:definedNames xmlns:own="urn:own"><own:definedName/></own:definedNames><bookViews>',
    ),
  ),
  'what newer programs put around the tabs': form(BOOK, (xml) =>
    withinRoot(
      xml,
      ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15 xr" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"',
    )
      .replace(
        '<bookViews>',
        '<fileVersion appName="xl"/><workbookPr/><mc:AlternateContent><mc:Choice Requires="x15"><x15:absPath url="/x/"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0"/><bookViews>',
      )
      .replace('</workbook>', '<calcPr calcId="1"/><extLst><ext uri="{1}"><x15:workbookPr/></ext></extLst></workbook>'),
  ),
  'neither views nor names, but what stands before and behind them': form(BOOK, (xml) =>
    xml
      .replace(/<bookViews>.*<\/bookViews>/, '<workbookPr/>')
      .replace(/<definedNames>.*<\/definedNames>/, '<functionGroups/><calcPr calcId="1"/>'),
  ),
  'names of tabs, of all tabs and of a tab that is gone, and a tab looked at': form(BOOK, (xml) =>
    xml
      .replace('<workbookView ', '<workbookView firstSheet="1" activeTab="2" ')
      .replace(
        '<definedNames>',
        `<definedNames><definedName name="Here" localSheetId='2'>Checks!$A$1</definedName><definedName name="Here" localSheetId="1">'Head''s list'!$A$1</definedName><definedName name="Here">'Start here'!$A$1</definedName>`,
      ),
  ),
  'sheetIds that new tabs would have, and hidden tabs last': form(BOOK, (xml) =>
    xml.replace('sheetId="1"', 'sheetId="4"').replace('sheetId="3"', 'sheetId="5" state="veryHidden"'),
  ),
  'relationships between parts under a prefix, one of them with the next id': form(BOOK_RELATIONS, (xml) =>
    prefixed(
      xml.replace('</R', `<Relationship Id="rId5" Type="${RELATIONS}/theme" Target="/xl/theme/theme1.xml"/></R`),
      'p',
    )
      .replace('xmlns=', 'xmlns="urn:other" xmlns:p=')
      .replaceAll('Target="work', 'Target="/xl/work'),
  ),
  'kinds of parts under a prefix': form(TYPES, (xml) =>
    prefixed(xml, 'p').replace('xmlns=', 'xmlns="urn:other" xmlns:p='),
  ),
  'kinds of parts said one by one, other than ours': form(TYPES, (xml) =>
    xml
      .replace(/<Default Extension="rels"[^>]*>/, '')
      .replace(/(<Default Extension="vml" ContentType=")[^"]*/, '$1application/xml')
      .replace(/(<Default Extension="xml" ContentType=")[^"]*/, '$1text/xml')
      .replace(
        '</Types>',
        [
          ...[
            '_rels/.rels',
            'xl/_rels/workbook.xml.rels',
            'xl/worksheets/_rels/sheet2.xml.rels',
            'xl/worksheets/_rels/sheet3.xml.rels',
          ].map(
            (part) =>
              `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
          ),
          ...[2, 3].map(
            (part) =>
              `<Override PartName="/xl/drawings/vmlDrawing${part}.vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`,
          ),
          '</Types>',
        ].join(''),
      ),
  ),
  'parts spoken of that are gone, with names that new ones would have': form(TYPES, (xml) =>
    xml.replace('</Types>', '<Override PartName="/XL/worksheets/Sheet4.xml" ContentType="application/xml"/></Types>'),
  ),
  'notes spoken of that are gone, where new ones would stand': form('xl/worksheets/_rels/sheet3.xml.rels', (xml) =>
    xml.replace('comments3.xml', 'comments4.xml').replace('vmlDrawing3', 'vmlDrawing4'),
  ),
  'a part in other letters where a new one would stand': form(TYPES, (xml) => xml.replace('</Types>', ' </Types>'), {
    'XL/Worksheets/SHEET4.xml': '<orphan/>',
  }),
};

const theirStyles = (lists: string, root = M) => form(STYLES, () => `<styleSheet${root}>${lists}</styleSheet>`);
const FONTS = '<fonts count="1"><font><sz val="9"/><name val="Arial"/></font></fonts>';
const FILLS =
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>';
const BORDERS = '<borders count="1"><border/></borders>';
const FORMATS = `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="60">${'<xf/>'.repeat(60)}</cellXfs>`;
const DXFS = `<dxfs count="4">${'<dxf/>'.repeat(4)}</dxfs>`;
const PLAIN = FONTS + FILLS + BORDERS + FORMATS + DXFS;
const OUR_DATES = 'formatCode="dd/mm/yyyy"';

const STYLED: Readonly<Record<string, Uint8Array>> = {
  'a number format that a style names and nothing describes': theirStyles(
    PLAIN.replace('<xf/></cellXfs>', '<xf numFmtId="164"/></cellXfs>'),
  ),
  'a number format that only named styles name': theirStyles(
    PLAIN.replace('<xf/></cellStyleXfs>', '<xf numFmtId="165"/></cellStyleXfs>'),
  ),
  'a number format that only a rule has': theirStyles(
    PLAIN.replace('<dxf/>', '<dxf><numFmt numFmtId="164" formatCode="0.0"/></dxf>'),
  ),
  'a number format that only a pivot table names': altered(
    theirStyles(PLAIN),
    {
      'xl/pivot/one.xml': `<p:pivotTableDefinition xmlns:p="${MAIN}"><p:dataFields><p:dataField numFmtId='164'/></p:dataFields></p:pivotTableDefinition>`,
    },
    (name, xml) =>
      name === TYPES
        ? xml.replace(
            '</Types>',
            '<Override PartName="/xl/pivot/one.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml"/></Types>',
          )
        : xml,
  ),
  'our format code under a number with two meanings': theirStyles(
    `<numFmts count="2"><numFmt numFmtId="164" ${OUR_DATES}/><numFmt numFmtId="164" formatCode="0.0"/></numFmts>${PLAIN}`,
  ),
  'our format code under a number that a rule means otherwise': theirStyles(
    `<numFmts count="1"><numFmt numFmtId="164" ${OUR_DATES}/></numFmts>${PLAIN.replace('<dxf/>', '<dxf><numFmt numFmtId="164" formatCode="0.0"/></dxf>')}`,
  ),
  'our format code under the number of a format that programs have': theirStyles(
    `<numFmts count="1"><numFmt numFmtId="14" ${OUR_DATES}/></numFmts>${PLAIN}`,
  ),
  'our format code under a number of its own': theirStyles(
    `<numFmts count="1"><numFmt numFmtId="200" ${OUR_DATES}/></numFmts>${PLAIN}`,
  ),
  'empty lists, one of them under a prefix': altered(
    theirStyles(`<x:numFmts xmlns:x="${MAIN}" count="0"/>${PLAIN.replace(DXFS, "<dxfs count='0' />")}`),
    {},
    (_name, xml) => xml.replace(/<conditionalFormatting.*<\/conditionalFormatting>/s, ''),
  ),
  'lists under prefixes of their own, and none meaning something else': theirStyles(
    prefixed(PLAIN, 'x').replace(/<(x:\w+) count/g, `<$1 xmlns:x="${MAIN}" xmlns="urn:other" count`),
  ),
  'styles under a prefix, and none meaning something else': form(STYLES, () =>
    prefixed(`<styleSheet${M}>${PLAIN}</styleSheet>`, 'x').replace(M, ` xmlns:x="${MAIN}" xmlns="urn:other"`),
  ),
  'lists of a program of its own before and behind the real ones': theirStyles(
    `<own:fonts xmlns:own="urn:own"><own:font/></own:fonts><own:dxfs xmlns:own="urn:own"/>${PLAIN}<colors/><extLst><ext uri="{1}"/></extLst>`,
  ),
};

const SHEETS: Readonly<Record<string, Uint8Array>> = {
  'cells under a prefix that their row declares': form(CHECKS, (xml) =>
    prefixed(xml, 'x', /row|c|is|t|v/).replaceAll('<x:row ', `<x:row xmlns:x="${MAIN}" `),
  ),
  'cells under a prefix that the list of rows declares': form(CHECKS, (xml) =>
    prefixed(xml, 'x', /sheetData|row|c|is|t|v/).replace(
      '<x:sheetData',
      `<x:sheetData xmlns:x="${MAIN}" xmlns="urn:other"`,
    ),
  ),
  'cells without a prefix among what has one': form(CHECKS, (xml) =>
    prefixed(xml, 'x')
      .replace(M, ` xmlns:x="${MAIN}"`)
      .replace(/<x:row.*<\/x:row>/s, (rows) => rows.replaceAll('x:', '').replaceAll('<row ', `<row${M} `)),
  ),
  'a link of people’s under a prefix that the list of links declares': form(CHECKS, (xml) =>
    xml
      .replace(R, '')
      .replace('<hyperlinks>', `<hyperlinks xmlns:rel="${RELATIONS}"><hyperlink ref="E2" rel:id="rId9"/>`)
      .replace('<legacyDrawing ', `<legacyDrawing${R} `),
  ),
  'merged cells under a prefix that their list declares': form(CHECKS, (xml) =>
    xml
      .replace(
        '</sheetData>',
        `</sheetData><x:mergeCells xmlns:x="${MAIN}" count="2"><x:mergeCell ref="A1:B1"/><x:mergeCell ref="A90:B90"/></x:mergeCells>`,
      )
      .replace(/(<\/sheetData>)(<x:mergeCells.*<\/x:mergeCells>)(<sheetProtection[^>]*>)/, '$1$3$2'),
  ),
};

const READABLE: Readonly<Record<string, Uint8Array>> = { ...BOOKS, ...STYLED, ...SHEETS };

describe('a workbook whose parts others wrote takes sheets and *Checks*, and all else says what it said', () => {
  it.each(Object.entries(READABLE))('%s', (_what, bytes) => {
    takesChecks(takesSheets(bytes));
    takesChecks(bytes);
  });

  it.each(Object.entries(SHEETS))('%s, which hold what they held', (what, bytes) => {
    const of = (written: Uint8Array) => meaningOf(takesChecks(written)).tabs.get('Checks')!;
    const cells = (tab: string) => /<\{[^}]*\}sheetData .*(?=<\{[^}]*\}sheetProtection )/s.exec(tab)![0];
    expect(cells(of(bytes))).toBe(cells(of(few)));
    if (what.includes('link')) expect(of(bytes)).toContain(`hyperlink ref=E2 {${RELATIONS}}id=rId9`);
    if (what.includes('merged'))
      expect(of(bytes)).toContain(`<{${MAIN}}mergeCells count=1><{${MAIN}}mergeCell ref=A90:B90>`);
  });

  it('whatever prefixes its parts are written with, and wherever these are declared', () => {
    const made = meaningOf(takesChecks(takesSheets(few)));
    fc.assert(
      fc.property(fc.array(fc.nat(719), { minLength: 1, maxLength: 60 }), (choices) => {
        const bytes = dressed(few, choices);
        const { tabs, order, names } = meaningOf(takesChecks(takesSheets(bytes)));
        expect({ tabs, order, names }).toEqual({ tabs: made.tabs, order: made.order, names: made.names });
      }),
      runs(60),
    );
  });

  it('without styles, where a part already has the name that ours would have', () => {
    const bare = altered(few, {}, (name, xml) => {
      if (name === STYLES) return '<orphan/>';
      return xml.replace(/<Relationship Id="rId4"[^>]*>|<Override PartName="\/xl\/styles.xml"[^>]*>/, '');
    });
    const now = meaningOf(addSheets(bare, [staffDays]));
    expect(now.order).toEqual(meaningOf(whole).order);
    expect(now.tabs.get('Staff days')).toBe(meaningOf(whole).tabs.get('Staff days'));
  });
});

describe('a workbook as we make it', () => {
  it.each([
    ['all that it can have', sampleSheets],
    ['nothing but what it must', [{ ...startHere, rows: [] }]],
    [
      'texts that are hard to write',
      [
        {
          ...staffDays,
          title: `<&>"'_x000D_`,
          columns: [column('a\u0000<]]>&\r\n"\ud800', 'text')],
          rows: [[']]>&lt;<![CDATA[\u0007\uffff']],
        },
      ],
    ],
  ] as const)('is sound to a reader that knows namespaces: %s', (_what, sheets) => {
    const bytes = createXlsx(sheets);
    const visible = sheets.map(({ title }) => `${title} visible`);
    expect(meaningOf(bytes).order.slice(0, visible.length)).toEqual(visible);
  });
});

const STRANGE: Readonly<Record<string, Uint8Array>> = {
  'a workbook of another namespace': form(BOOK, (xml) => xml.replace(MAIN, 'urn:other')),
  'styles of another namespace': theirStyles(PLAIN, ' xmlns="urn:other"'),
  'kinds of parts of another namespace': form(TYPES, (xml) => xml.replace('content-types"', 'other"')),
  'relationships of another namespace': form(BOOK_RELATIONS, (xml) =>
    xml.replace('2006/relationships">', '2006/other">'),
  ),
  'tabs whose relationships are of another namespace': form(BOOK, (xml) => xml.replace(R, ' xmlns:r="urn:other"')),
  'a tab that may be there or not': form(BOOK, (xml) =>
    xml.replace(
      '</sheets>',
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback/></mc:AlternateContent></sheets>',
    ),
  ),
  'a style that may be there or not': form(STYLES, (xml) =>
    xml.replace(
      '</cellXfs>',
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback/></mc:AlternateContent></cellXfs>',
    ),
  ),
};

const folder = mkdtempSync(join(tmpdir(), 'concordat-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a workbook in which it cannot be told what goes where', () => {
  it.each(Object.entries(STRANGE))('takes no sheet, stays as it is, and is read all the same: %s', (_what, bytes) => {
    const copy = Buffer.from(bytes);
    const refusal = expect.objectContaining({ code: 'not-allowed', advice: REFUSAL });
    expect(() => addSheets(bytes, [staffDays])).toThrow(refusal);
    expect(Buffer.from(bytes).equals(copy)).toBe(true);
    expect(readXlsx(bytes).map(({ title }) => title)).toEqual(readXlsx(few).map(({ title }) => title));
    expect(addSheets(bytes, [checks])).toBe(bytes);
  });

  it('is left on the disk byte for byte', async () => {
    const bytes = STRANGE['tabs whose relationships are of another namespace']!;
    const place = join(folder, 'Strange.xlsx');
    writeFileSync(place, bytes);
    const { read, addSheets } = workbookFiles();
    const { version } = await read(place);
    await expect(addSheets(place, version, [staffDays])).rejects.toMatchObject({ advice: REFUSAL });
    expect(readFileSync(place).equals(bytes)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['prefixes nobody declared', BOOK, (xml: string) => xml.replace(R, '')],
    ['an attribute twice', BOOK, (xml: string) => xml.replace('name="Checks"', 'name="Checks" name="Checks"')],
    ['elements closed under another prefix', BOOK, (xml: string) => xml.replace('</sheets>', '</x:sheets>')],
    ['two roots', TYPES, (xml: string) => `${xml}<more/>`],
  ])('is called damaged where it has %s', (_what, part, alter) => {
    const refusal = expect.objectContaining({
      code: 'unreadable',
      advice: expect.stringMatching(/^This workbook is damaged\./),
    });
    expect(() => addSheets(form(part, alter), [staffDays])).toThrow(refusal);
  });

  it('has no *Checks* written in a sheet of another namespace', () => {
    const bytes = form(CHECKS, (xml) => xml.replace(MAIN, 'urn:other'));
    expect(() => replaceOwnSheets(bytes, [newChecks])).toThrow(
      expect.objectContaining({ code: 'not-allowed', advice: REFUSAL }),
    );
  });
});

const soffice = realPart('soffice');

/** One of each kind, as LibreOffice takes its time. */
const SHOWN: readonly string[] = [
  'relationships declared on each tab',
  'another prefix of relationships on each tab',
  'everything under a prefix, and none meaning something else',
  'an empty list of names under a prefix',
  'what newer programs put around the tabs',
  'kinds of parts said one by one, other than ours',
  'a number format that a style names and nothing describes',
  'lists under prefixes of their own, and none meaning something else',
  'cells under a prefix that their row declares',
  'a link of people’s under a prefix that the list of links declares',
];

describe.skipIf(soffice === null)('LibreOffice', () => {
  it('opens them with what we wrote, and shows it', () => {
    const written = SHOWN.map((what) => takesChecks(takesSheets(READABLE[what]!)));
    const inOtherDress = takesChecks(takesSheets(dressed(few, [5, 1, 4, 2, 3, 8, 0, 7])));
    const files = Object.fromEntries([...written, inOtherDress].map((bytes, index) => [`${index}.xlsx`, bytes]));
    const opened = converted(soffice!, folder, files, 'xlsx', 'opened');
    const rows = (bytes: Uint8Array, title: string) => readXlsx(bytes).find((tab) => tab.title === title)?.rows;
    for (const name of Object.keys(files)) {
      expect(rows(opened(name), 'Staff days'), name).toEqual(rows(whole, 'Staff days'));
      expect(rows(opened(name), 'Checks')?.[1]?.[0], name).toBe('Breach');
    }
  });
});
