import { describe, expect, it } from 'vitest';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readBack } from '../../../../functions/edges/local/xlsx/read-back.ts';
import { MAIN, RELATIONS } from '../../../../functions/edges/local/xlsx/workbook-entries.ts';
import { openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { altered } from './altered-workbook.ts';
import { checks, startHere } from './sample-sheets.ts';

const sound = createXlsx([startHere, checks]);
const R = ` xmlns:r="${RELATIONS}"`;
const BOOK = 'xl/workbook.xml';
const SHEET = 'xl/worksheets/sheet2.xml';

const BROKEN: readonly (readonly [what: string, part: string, alter: (xml: string) => string])[] = [
  ['a prefix that nobody declared', BOOK, (xml) => xml.replace(R, '')],
  ['elements closed under another prefix', BOOK, (xml) => xml.replace('</sheets>', '</x:sheets>')],
  ['a tag that is not well-formed', SHEET, (xml) => xml.replace('<row r="1"', '<row r=1')],
  ['a sign that is no reference', SHEET, (xml) => xml.replace('location="', 'location="&')],
  ['an attribute twice', SHEET, (xml) => xml.replace('<row ', '<row ht="1" ')],
  [
    'an attribute twice under two prefixes',
    BOOK,
    (xml) => xml.replace('<sheet ', `<sheet xmlns:q="${RELATIONS}" q:id="rId1" `),
  ],
  ['a root of another namespace', SHEET, (xml) => xml.replace(MAIN, 'urn:other')],
  ['a tab whose part is not there', BOOK, (xml) => xml.replace('r:id="rId2"', 'r:id="rId7"')],
  ['a tab whose part is named in another namespace', BOOK, (xml) => xml.replace(R, ' xmlns:r="urn:other"')],
  [
    'a tab of another namespace',
    BOOK,
    (xml) => xml.replace(/<sheet (name="Checks")/, `<r:sheet xmlns:r="${RELATIONS}" $1`),
  ],
];

describe('what was put together', () => {
  it('may take the place of the workbook when it can be read back, parts that are gone aside', () => {
    expect(readBack(sound, [...openZip(sound).entries.keys(), 'xl/calcChain.xml'])).toBe(sound);
  });

  it.each(BROKEN)('must not when it has %s', (_what, part, alter) => {
    const bytes = altered(sound, {}, (name, xml) => (name === part ? alter(xml) : xml));
    expect(Buffer.from(bytes).equals(sound)).toBe(false);
    expect(() => readBack(bytes, [part])).toThrow(
      expect.objectContaining({
        code: 'not-allowed',
        advice:
          'This workbook is written in a way that Concordat cannot safely add to, so it was read and left as it is. Open it in Excel or LibreOffice and save it again.',
      }),
    );
    expect(readBack(bytes, []), 'parts we did not write are not ours to judge').toBe(bytes);
  });
});
