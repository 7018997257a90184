import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as independent from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSheets } from '../../../../functions/edges/local/xlsx/add-sheets.ts';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { openWorkbook, partText, relationshipsPart } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { entryBytes, makeZip, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import type { NewSheet, OwnSheet, RawTab } from '../../../../sheets-schema/sheet.ts';
import { converted } from '../../../support/libre-office.ts';
import { realPart } from '../../../support/real-parts.ts';
import { altered } from './altered-workbook.ts';
import { richFods } from './rich-fods.ts';
import { cell, checks, headsList, newChecks, sampleSheets, staffDays } from './sample-sheets.ts';

const OURS: readonly OwnSheet[] = [
  newChecks,
  { title: 'Start here', rows: [[cell('Oak Lane', 'title')], [], [cell('In order', 'good')]], peoplesColumns: [] },
];
const isOurs = (title: string) => OURS.some((sheet) => sheet.title.toLowerCase() === title.toLowerCase());

/** Every part of the file, unpacked, in the order of the zip. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = openZip(bytes);
  return new Map([...zip.entries.values()].map((entry) => [entry.name, entryBytes(zip, entry).toString('latin1')]));
}

function theirs(tabs: readonly RawTab[]): RawTab[] {
  return tabs.filter(({ title }) => !isOurs(title));
}

/** Writes back and proves that only the parts of our own sheets changed. Gives the new workbook. */
function onlyOursChanges(before: Uint8Array): Uint8Array {
  const after = replaceOwnSheets(before, OURS);
  const [old, now] = [unzipped(before), unzipped(after)];
  expect([...now.keys()], 'the parts and their order').toEqual([...old.keys()]);
  const changed = [...now.keys()].filter((name) => now.get(name) !== old.get(name));
  const ourParts = openWorkbook(before).sheets.flatMap(({ title, part }) => (isOurs(title) ? [part] : []));
  expect(changed.toSorted()).toEqual(ourParts.toSorted());
  expect(theirs(readXlsx(after))).toEqual(theirs(readXlsx(before)));
  expect(readXlsx(after).find(({ title }) => title === 'Checks')?.rows[1]?.[0]).toBe('Breach');
  expect(replaceOwnSheets(after, OURS)).toBe(after);
  return after;
}

const ADDED: readonly NewSheet[] = [headsList, { ...staffDays, title: 'Evaluations' }, { ...checks, title: 'Issued' }];

/** The compressed bytes of each part. */
function packed(bytes: Uint8Array): Map<string, string> {
  const zip = openZip(bytes);
  return new Map(
    [...zip.entries.values()].map(({ name, dataStart, compressedSize }) => [
      name,
      zip.bytes.subarray(dataStart, dataStart + compressedSize).toString('latin1'),
    ]),
  );
}

/** The tags of a part in order, without the numbers that count or place other tags; an empty list may have been filled. */
function lines(xml: string): string[] {
  const tags = xml.replace(/ (count|localSheetId|activeTab)="\d+"/g, '').match(/<[^>]*>/g) ?? [];
  return tags.map((tag) => tag.replace(/\s*\/>$/, '>'));
}

/** Adds sheets and proves that every other part keeps its bytes, and that what tells of the parts only gets more. Gives the new workbook. */
function onlyAdds(before: Uint8Array, last = 'Checks'): Uint8Array {
  const after = addSheets(before, ADDED);
  const [old, now] = [packed(before), packed(after)];
  const { workbookPart, stylesPart } = openWorkbook(before);
  const telling = ['[Content_Types].xml', workbookPart, relationshipsPart(workbookPart), stylesPart];
  expect([...now.keys()].slice(0, old.size), 'the parts and their order').toEqual([...old.keys()]);
  for (const [name, bytes] of old) if (!telling.includes(name)) expect(now.get(name) === bytes, name).toBe(true);
  for (const name of telling) {
    const [then, more] = [before, after].map((bytes) => lines(partText(openZip(bytes), name!)));
    let at = -1;
    for (const line of then!) {
      at = more!.indexOf(line, at + 1);
      expect(at, `${line} still stands in ${name}`).toBeGreaterThanOrEqual(0);
    }
  }
  const titles = readXlsx(before).map(({ title }) => title);
  const added = ADDED.map(({ title }) => title).filter((title) => !titles.includes(title));
  const tabs = readXlsx(after);
  expect(tabs.filter(({ title }) => titles.includes(title))).toEqual(readXlsx(before));
  const place = titles.indexOf(last);
  expect(tabs.map(({ title }) => title).slice(0, place + added.length + 1)).toEqual([
    ...titles.slice(0, place),
    ...added,
    last,
  ]);
  const fresh = readXlsx(createXlsx(ADDED));
  const rowsOf = (of: readonly RawTab[], title: string) => of.find((tab) => tab.title === title)?.rows;
  for (const title of added) expect(rowsOf(tabs, title)).toEqual(rowsOf(fresh, title));
  expect(addSheets(after, ADDED)).toBe(after);
  onlyOursChanges(after);
  return after;
}

const soffice = realPart('soffice');
const folder = mkdtempSync(join(tmpdir(), 'concordat-theirs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAYS_COUNTED_FROM = ['1899-12-30', '1904-01-01'] as const;

describe.skipIf(soffice === null)('a workbook LibreOffice made', () => {
  let savedAgain: (name: string) => Uint8Array;
  beforeAll(() => {
    const ours = DAYS_COUNTED_FROM.flatMap((from) => {
      // One at a time, as LibreOffice leaves out the chart of a second one.
      const file = { [`rich-${from}.fods`]: richFods(from) };
      const made = converted(soffice!, folder, file, 'xlsx', 'made')(`rich-${from}.xlsx`);
      return [
        [`after-${from}.xlsx`, onlyOursChanges(made)],
        [`added-${from}.xlsx`, onlyAdds(made)],
      ];
    });
    savedAgain = converted(soffice!, folder, Object.fromEntries(ours), 'xlsx', 'again');
  });

  describe.each(DAYS_COUNTED_FROM)('with days counted from %s', (datesFrom) => {
    let made: Uint8Array;
    let after: Uint8Array;
    let added: Uint8Array;
    beforeAll(() => {
      made = readFileSync(join(folder, 'made', `rich-${datesFrom}.xlsx`));
    });

    it('has all that people put into workbooks', () => {
      const parts = unzipped(made);
      const all = [...parts].map(([name, content]) => `${name}\n${content}`).join('\n');
      for (const sign of [
        'xl/charts/chart1.xml',
        'xl/media/image1.png',
        'xl/comments2.xml',
        'xl/pivotTables/pivotTable1.xml',
        '<conditionalFormatting',
        'x14:conditionalFormatting',
        '<dataValidation ',
        '<mergeCell ',
        '<f aca="false">SUM(B2:B5)',
        'hidden="true"',
        '<definedName ',
        'https://example.org/',
      ])
        expect(all).toContain(sign);
      expect(openWorkbook(made).datesFrom1904).toBe(datesFrom === '1904-01-01');
      const budget = readXlsx(made).find(({ title }) => title === 'Budget');
      expect(budget?.rows[1]?.[4]).toEqual({ date: 45_992 });
    });

    it('keeps every other part byte for byte when we write back', () => {
      after = onlyOursChanges(made);
      const checks = readXlsx(after).find(({ title }) => title === 'Checks');
      expect(checks?.rows[1]?.slice(4, 6)).toEqual(['We are on it', 'Yes']);
    });

    it('keeps every other part byte for byte when we add sheets', () => {
      added = onlyAdds(made);
    });

    it('still holds all of it when LibreOffice opens it and saves it again', () => {
      const again = savedAgain(`after-${datesFrom}.xlsx`);
      // LibreOffice works a pivot table out when it saves it the second time.
      const typed = (bytes: Uint8Array) => readXlsx(bytes).filter(({ title }) => title !== 'Summary');
      expect(typed(again)).toEqual(typed(after));
      const kinds = (bytes: Uint8Array) =>
        [...unzipped(bytes).keys()].map((name) => name.replace(/\d+/g, '')).toSorted();
      expect(kinds(again)).toEqual(expect.arrayContaining(kinds(made)));
      onlyOursChanges(again);
    });

    it('shows the sheets we added when LibreOffice opens it, and keeps them when it saves it again', () => {
      const again = savedAgain(`added-${datesFrom}.xlsx`);
      const typed = (bytes: Uint8Array) => readXlsx(bytes).filter(({ title }) => title !== 'Summary');
      expect(typed(again)).toEqual(typed(added));
      expect(readXlsx(again).find(({ title }) => title === 'Evaluations')?.rows[1]?.[1]).toEqual({ date: 46_000 });
      onlyOursChanges(again);
    });
  });
});

describe('a workbook another library made', () => {
  it.each([false, true])('keeps every other part byte for byte (days counted from 1904: %s)', (date1904) => {
    const book = independent.read(createXlsx(sampleSheets), { cellNF: true, cellFormula: true });
    const budget = independent.utils.aoa_to_sheet([
      ['Item', 'Cost'],
      ['A', 10],
      ['B', 20],
    ]);
    budget['B4'] = { t: 'n', f: 'SUM(B2:B3)', v: 30 };
    budget['!merges'] = [independent.utils.decode_range('A5:B5')];
    budget['!ref'] = 'A1:B5';
    independent.utils.book_append_sheet(book, budget, 'Budget');
    book.Workbook = { ...book.Workbook, WBProps: { date1904 }, Names: [{ Name: 'Costs', Ref: 'Budget!$B$2:$B$3' }] };
    for (const compression of [false, true]) {
      const made = independent.write(book, { type: 'buffer', bookType: 'xlsx', compression }) as Buffer;
      const after = onlyOursChanges(made);
      const added = independent.read(onlyAdds(made, 'Budget'), { cellNF: true });
      expect(added.SheetNames).toEqual(expect.arrayContaining(['Evaluations', 'Issued', 'Budget']));
      expect(added.Sheets['Evaluations']?.['B2']).toMatchObject({
        t: 'n',
        z: 'dd/mm/yyyy',
        v: date1904 ? 44_538 : 46_000,
      });
      expect(independent.read(after, { cellFormula: true }).Sheets['Budget']!['B4'].f).toBe('SUM(B2:B3)');
    }
  });
});

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Bytes that are no text in any encoding. */
const BINARY = Uint8Array.from({ length: 3000 }, (_none, index) => (index * 37 + (index >> 3)) % 256);

/** Our own sample with parts put in or altered. */
const grafted = (grafts: Parameters<typeof altered>[1], alter?: Parameters<typeof altered>[2]) =>
  altered(createXlsx(sampleSheets), grafts, alter);

const MACRO_TYPE = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';

function withMacros(): Uint8Array {
  return grafted({ 'xl/vbaProject.bin': BINARY }, (name, xml) => {
    if (name === '[Content_Types].xml')
      return xml
        .replace(/(PartName="\/xl\/workbook.xml" ContentType=")[^"]*/, `$1${MACRO_TYPE}`)
        .replace('<Default ', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ');
    if (name === 'xl/_rels/workbook.xml.rels')
      return xml.replace(
        '</Relationships>',
        '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
      );
    return xml;
  });
}

describe('a workbook with parts nobody asked us to know', () => {
  it('keeps macros and stays a macro workbook', () => {
    onlyAdds(withMacros());
    const after = unzipped(onlyOursChanges(withMacros()));
    expect(after.get('xl/vbaProject.bin')).toBe(Buffer.from(BINARY).toString('latin1'));
    expect(after.get('[Content_Types].xml')).toContain(MACRO_TYPE);
  });

  it('keeps custom XML, threaded comments with their people, printer settings, a vendor’s part and x14 extensions', () => {
    const grafts = {
      'customXml/item1.xml': '<?xml version="1.0" encoding="UTF-16"?><mine xmlns="urn:mine">½</mine>',
      'customXml/itemProps1.xml': '<ds:datastoreItem xmlns:ds="urn:x" ds:itemID="{1}"/>',
      'customXml/_rels/item1.xml.rels': `<Relationships><Relationship Id="rId1" Type="${OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
      'xl/threadedComments/threadedComment1.xml':
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A2" dT="2025-11-03T10:00:00.00" personId="{2}" id="{3}"><text>Really?</text></threadedComment></ThreadedComments>',
      'xl/persons/person.xml':
        '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="A N Other" id="{2}" userId="x" providerId="None"/></personList>',
      'xl/printerSettings/printerSettings1.bin': BINARY,
      'vendor/strange part.dat': BINARY,
      'empty folder/': '',
    };
    const made = grafted(grafts, (name, xml) =>
      name === 'xl/worksheets/sheet2.xml'
        ? xml.replace(
            '</worksheet>',
            '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups/></ext></extLst></worksheet>',
          )
        : xml,
    );
    onlyAdds(made);
    const after = unzipped(onlyOursChanges(made));
    for (const name of Object.keys(grafts)) expect(after.has(name)).toBe(true);
    expect(after.get('xl/worksheets/sheet2.xml')).toContain('x14:sparklineGroups');
  });

  it('keeps what others put into our own sheets: extensions, page settings, rules, validations', () => {
    const addition = '<extLst><ext uri="{x}"><their:own xmlns:their="urn:their">½</their:own></ext></extLst>';
    const made = grafted({}, (name, xml) =>
      name === 'xl/worksheets/sheet4.xml' ? xml.replace('</worksheet>', `${addition}</worksheet>`) : xml,
    );
    const after = onlyOursChanges(made);
    const without = (bytes: Uint8Array) =>
      partText(openZip(bytes), 'xl/worksheets/sheet4.xml').replace(
        /<sheetData>.*<\/sheetData>|<hyperlinks>.*<\/hyperlinks>/gs,
        '',
      );
    expect(without(after)).toBe(without(made));
    expect(without(after)).toContain(addition);
  });
});

const wide = (xml: string) => Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le');

describe('a workbook we must not write in', () => {
  const zip = openZip(createXlsx(sampleSheets));
  const standing = [...zip.entries.values()].map(({ name }) => [name, partText(zip, name)] as const);
  const kinds: readonly [string, RegExp, Uint8Array][] = [
    ['digitally signed', /is digitally signed/, grafted({ '_xmlsignatures/sig1.xml': '<Signature/>' })],
    [
      'Strict Open XML',
      /is saved as Strict Open XML/,
      grafted({}, (_name, xml) =>
        xml
          .replaceAll(OFFICE, 'http://purl.oclc.org/ooxml/officeDocument/relationships')
          .replaceAll(
            'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
            'http://purl.oclc.org/ooxml/spreadsheetml/main',
          ),
      ),
    ],
    [
      'in UTF-16',
      /is written in UTF-16/,
      makeZip(standing.map(([name, xml]) => [name, name.endsWith('sheet4.xml') ? wide(xml) : xml])),
    ],
  ];

  it.each(kinds)('is read all the same when it is %s, and left as it is', (_kind, words, bytes) => {
    const copy = Buffer.from(bytes);
    expect(readXlsx(bytes)).toEqual(readXlsx(createXlsx(sampleSheets)));
    const refusal = expect.objectContaining({ code: 'not-allowed', advice: expect.stringMatching(words) });
    expect(() => replaceOwnSheets(bytes, OURS)).toThrow(refusal);
    expect(() => addSheets(bytes, ADDED)).toThrow(refusal);
    expect(addSheets(bytes, sampleSheets)).toBe(bytes);
    expect(Buffer.from(bytes).equals(copy)).toBe(true);
  });

  it('is named when it is .xlsb or encrypted', () => {
    const binary = makeZip([
      [
        '_rels/.rels',
        `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>`,
      ],
      ['xl/workbook.bin', BINARY],
    ]);
    expect(() => readXlsx(binary)).toThrow(/the \.xlsb format\. Open it in Excel or LibreOffice and save it as \.xlsx/);
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(() => replaceOwnSheets(ole, OURS)).toThrow(/protected by a password/);
  });
});
