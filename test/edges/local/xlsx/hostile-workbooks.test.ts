import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { makeZip, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { type SmallWorkbook, sheetData, smallWorkbook } from './small-workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What docs/limits.md promises of any file at all, on an ordinary computer: of its processor, which others use too. */
const MOST_MILLISECONDS = 10_000;
const MOST_MEGABYTES = 1000;

interface Reading {
  readonly outcome: string;
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Reads a workbook in a process of its own, so that its time and peak memory can be told. */
function readApart(bytes: Uint8Array): Reading {
  const file = join(folder, 'hostile.xlsx');
  writeFileSync(file, bytes);
  const source = new URL('../../../../functions/edges/local/workbook-files.ts', import.meta.url).href;
  const script = `
    import { workbookFiles } from ${JSON.stringify(source)};
    const start = process.cpuUsage();
    const outcome = await workbookFiles().read(${JSON.stringify(file)}).then(
      ({ tabs }) => 'read ' + tabs[0].rows.length,
      (error) => error.name === 'EdgeError' ? error.code + ': ' + error.advice : String(error.stack),
    );
    const { maxRSS } = process.resourceUsage();
    const { user, system } = process.cpuUsage(start);
    console.log(JSON.stringify({ outcome, milliseconds: (user + system) / 1000, megabytes: maxRSS / 1024 }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}

const book = (sheet: string, more: Partial<SmallWorkbook> = {}) => smallWorkbook({ sheet, ...more });
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
const rows = (count: number, cells: (number: number) => string) =>
  sheetData(Array.from({ length: count }, (_none, index) => row(index + 1, cells(index + 1))).join(''));
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

/** So often and with so much between that it is no zip bomb. */
function varied(piece: string): string {
  return noise(8_000_000).replace(/.{8}/g, (gap) => `${piece}<!--${gap}-->`);
}

/** Text that hardly packs, so that a part may be as large as a part may be. */
function noise(length: number): string {
  const pieces: string[] = [];
  for (let state = 1; pieces.length < length / 8; ) {
    state = (state * 48_271) % 2_147_483_647;
    pieces.push(state.toString(36).padStart(8, 'x').slice(0, 8));
  }
  return pieces.join('').slice(0, length);
}

const BOMB = 'too-large: This workbook is larger than Concordat reads';
const cases: readonly [string, string, () => Uint8Array][] = [
  ['a zip bomb', BOMB, () => book('', { more: [['bomb', ' '.repeat(100_000_000)]] })],
  ['a zip bomb that lies about its size', 'unreadable: This workbook is damaged', lyingBomb],
  ['a thousand parts that share one stretch of the file', 'not-a-workbook', overlapping],
  [
    'a million blank rows',
    'read 0',
    () => book(sheetData(Array.from({ length: 1e6 }, (_none, at) => `<row r="${at + 1}" ht="${at % 97}"/>`).join(''))),
  ],
  [
    'a million rows of one cell',
    `${BOMB} (more than 60,000 rows)`,
    () => book(rows(1e6, (at) => `<c><v>${at * 7919}</v></c>`)),
  ],
  [
    '10,000 columns',
    `${BOMB} (more than 500 columns)`,
    () => book(rows(50, () => Array.from({ length: 10_000 }, (_none, at) => `<c><v>${at * 7919}</v></c>`).join(''))),
  ],
  [
    'rows with one cell far to the right',
    `${BOMB} (more than 1 million cells)`,
    () => book(rows(200_000, (at) => `<c r="SF${at}"><v>${at}</v></c>`)),
  ],
  ['960,000 cells', 'read 60000', () => book(rows(60_000, (at) => `<c><v>${at}</v></c>`.repeat(16)))],
  ['XML nested 200,000 deep', 'unreadable: This workbook is damaged', () => book('<a>'.repeat(200_000))],
  [
    'elements closed by the wrong name',
    'unreadable: This workbook is damaged',
    () => book(sheetData(`<row><c t="inlineStr"><is><t>${varied('<x></t>')}</t></is></c></row>`)),
  ],
  [
    'texts within texts',
    'read 0',
    () => book(sheetData(`<row><c t="inlineStr"><is><t>${varied('<t></t>')}</t></is></c></row>`)),
  ],
  [
    'recursive entities',
    'unreadable: This workbook is damaged',
    () => book(`<!DOCTYPE a [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]>${sheetData(row(1, inline('&a;')))}`),
  ],
  [
    'an external entity',
    'unreadable: This workbook is damaged',
    () => book(`<!DOCTYPE a SYSTEM "file:///etc/passwd">${sheetData('')}`),
  ],
  [
    'a tag with a million attributes',
    'read 1',
    () =>
      book(
        sheetData(
          `<row ${Array.from({ length: 1e6 }, (_none, at) => `a${at}=""`).join(' ')} r="1"><c><v>1</v></c></row>`,
        ),
      ),
  ],
  [
    'a number format of ten million brackets',
    'read 1',
    () =>
      book(sheetData(row(1, '<c s="0"><v>1</v></c>')), {
        styles: `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${'['.repeat(1e7)}${noise(4e6)}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`,
      }),
  ],
  ['100,000 tabs on one sheet', 'unreadable: This workbook is damaged|too-large', () => tabs(100_000, () => 's')],
  ['256 tabs', `${BOMB} (more than 255 tabs)`, () => tabs(256, (at) => `s${at}`)],
  ['50,000 characters in a cell', 'read 1', () => book(sheetData(row(1, inline('é'.repeat(50_000)))))],
  [
    '100,001 characters in a cell',
    `${BOMB} (a cell of more than 100,000 characters)`,
    () => book(sheetData(row(1, inline('x'.repeat(100_001))))),
  ],
  [
    'a text said a million times',
    `${BOMB} (more than 50 million characters)`,
    () =>
      book(
        rows(100_000, () => '<c t="s"><v>0</v></c>'.repeat(10)),
        { strings: `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>` },
      ),
  ],
  [
    'a part as large as a part may be',
    'read 0',
    () => book(sheetData(`<!--${noise(40_000_000)}${'é'.repeat(40_000_000)}-->`)),
  ],
  [
    'as many characters as there may be',
    'read 490',
    () => book(rows(490, (at) => inline(`${at}${noise(100_000 - 5)}`))),
  ],
];

describe('a workbook made to do harm', () => {
  it.each(cases)('is answered in bounded time and memory: %s', (name, answer, make) => {
    const { outcome, milliseconds, megabytes } = readApart(make());
    console.info(`${name}: ${(milliseconds / 1000).toFixed(2)} s, ${megabytes.toFixed(0)} MB: ${outcome.slice(0, 90)}`);
    expect(
      answer.split('|').some((one) => outcome.startsWith(one)),
      outcome,
    ).toBe(true);
    expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });

  it.each([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), 'not-a-workbook'],
    ['a text document', makeZip([['word/document.xml', '<w/>'], ['_rels/.rels', '<Relationships/>']]), 'not-a-workbook'], // biome-ignore format: as it stands
    [
      'a spreadsheet of OpenDocument',
      makeZip([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet']]),
      'not-a-workbook',
    ],
    ['rows with commas', Buffer.from('Member of staff,Date\nA,1\n'), 'not-a-workbook'],
    ['half of a workbook', book(sheetData('')).subarray(0, 700), 'unreadable'],
  ])('is named when it is %s with the wrong ending', (_kind, bytes, code) => {
    expect(() => readXlsx(bytes)).toThrow(expect.objectContaining({ name: 'EdgeError', code }));
  });

  it('is refused when two tabs differ in case alone', () => {
    expect(() => readXlsx(tabs(2, (at) => `s${at}`, ['Checks', 'CHECKS']))).toThrow(
      'Two tabs of this workbook have the same name, so it cannot be told which is meant. Rename one of them and save it again.',
    );
  });

  it('keeps what is written in any script', () => {
    const words = ['Ysgol Tŷ Ddŵr', 'مدرسة النور', 'שלום \u202eabc', '🏫👩‍🏫', `"It's" <&>`, 'two\nlines', 'e\u0301 é'];
    const read = readXlsx(
      book(sheetData(row(1, words.map((one) => inline(one.replace('&', '&amp;').replace('<', '&lt;'))).join('')))),
    );
    expect(read[0]?.rows[0]).toEqual(words);
  });
});

function lyingBomb(): Uint8Array {
  const bomb = Buffer.from(book('x'.repeat(50_000_000)));
  const entry = Buffer.from(openBlindly(bomb));
  bomb.writeUInt32LE(1000, bomb.indexOf(entry) + 24);
  return bomb;
}

/** The directory's record of the sheet. */
function openBlindly(bytes: Buffer): Buffer {
  const name = bytes.lastIndexOf('book/tabs/only.xml');
  return bytes.subarray(name - 46, name);
}

/** Each part says it begins at the same place, as in a bomb that packs far more than 300 times. */
function overlapping(): Uint8Array {
  const parts = Array.from(
    { length: 1000 },
    (_none, index) => [`part${index}`, index === 0 ? noise(200_000) : ''] as const,
  );
  const bytes = Buffer.from(makeZip([...parts, ['zz', 'x']]));
  const packed = deflateRawSync(Buffer.from(noise(200_000))).length;
  let at = bytes.readUInt32LE(bytes.length - 6);
  for (const _part of parts) {
    bytes.writeUInt32LE(packed, at + 20);
    bytes.writeUInt32LE(200_000, at + 24);
    bytes.writeUInt32LE(0, at + 42);
    at += 46 + bytes.readUInt16LE(at + 28);
  }
  expect(openZip(bytes).entries.size).toBe(1001);
  return bytes;
}

/** A workbook with so many tabs, each naming the relationship `of` says. */
function tabs(count: number, of: (at: number) => string, titles: readonly string[] = []): Uint8Array {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const places = Array.from({ length: count }, (_none, at) => at);
  const related = [...new Set(places.map(of))];
  return makeZip([
    [
      '_rels/.rels',
      `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="w.xml"/></Relationships>`,
    ],
    [
      'w.xml',
      `<workbook xmlns:r="${office}"><sheets>${places.map((at) => `<sheet name="${titles[at] ?? `T${at}`}" r:id="${of(at)}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      '_rels/w.xml.rels',
      `<Relationships>${related.map((id) => `<Relationship Id="${id}" Type="${office}/worksheet" Target="${id}.xml"/>`).join('')}</Relationships>`,
    ],
    ...related.map((id) => [`${id}.xml`, sheetData('')] as const),
  ]);
}
