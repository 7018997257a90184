import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSheets } from '../../../../functions/edges/local/xlsx/add-sheets.ts';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { openWorkbook, partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { converted } from '../../../support/libre-office.ts';
import { realPart } from '../../../support/real-parts.ts';
import { checks, headsList, newChecks, sampleSheets, staffDays, startHere } from './sample-sheets.ts';

const soffice = realPart('soffice');
const pdftoppm = realPart('pdftoppm');

describe.skipIf(soffice === null)('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-xlsx-'));
  const made = createXlsx(sampleSheets);
  const few = createXlsx([startHere, headsList, checks]);
  let saved: Uint8Array;
  let replaced: Uint8Array;
  let replacedAgain: Uint8Array;
  let added: Uint8Array;
  let addedAgain: Uint8Array;
  let printed: Uint8Array;

  /** A page as a picture, without its footer, which numbers the pages. */
  function page(pdf: string, number: number): Buffer {
    const window = ['-r', '60', '-f', `${number}`, '-l', `${number}`, '-x', '0', '-y', '0', '-W', '700', '-H', '420'];
    return execFileSync(pdftoppm!, [...window, join(folder, pdf)], { maxBuffer: 8_000_000 });
  }

  beforeAll(() => {
    const first = converted(soffice!, folder, { 'made.xlsx': made, 'few.xlsx': few }, 'xlsx', 'saved');
    saved = first('made.xlsx');
    replaced = replaceOwnSheets(saved, [newChecks]);
    added = addSheets(first('few.xlsx'), [staffDays, { ...checks, title: 'Issued' }]);
    const second = converted(soffice!, folder, { 'replaced.xlsx': replaced, 'added.xlsx': added }, 'xlsx', 'again');
    replacedAgain = second('replaced.xlsx');
    addedAgain = second('added.xlsx');
    printed = converted(soffice!, folder, { 'made.xlsx': made, 'added.xlsx': added }, 'pdf', 'printed')('made.pdf');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens what we make and prints it, a page a sheet', () => {
    const pdf = Buffer.from(printed).toString('latin1');
    expect(pdf.startsWith('%PDF')).toBe(true);
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(4);
    expect(statSync(join(folder, 'printed', 'made.pdf')).size).toBeGreaterThan(10_000);
  });

  it('saves what we make so that we read the same values', () => {
    expect(readXlsx(saved)).toEqual(readXlsx(made));
  });

  it('keeps protection, choices, rules, notes and widths', () => {
    const zip = openZip(saved);
    const sheet = partText(zip, 'xl/worksheets/sheet2.xml');
    expect(sheet).toMatch(/<sheetProtection [^>]*sheet="true"/);
    expect(sheet.match(/<dataValidation /g)).toHaveLength(3);
    expect(sheet.match(/<cfRule /g)).toHaveLength(4);
    expect(sheet).toContain('width="16.71"');
    expect(partText(zip, 'xl/comments2.xml').match(/<comment /g)).toHaveLength(8);
  });

  it('leaves the palette such that replaced cells have the looks they should', () => {
    expect(readXlsx(replaced)[3]?.rows).toEqual(readXlsx(replaceOwnSheets(made, [newChecks]))[3]?.rows);
    const styles = partText(openZip(replaced), 'xl/styles.xml');
    const sheet = partText(openZip(replaced), 'xl/worksheets/sheet4.xml');
    const style = Number(/<c r="A2" s="(\d+)"/.exec(sheet)?.[1]);
    const look = /<cellXfs.*<\/cellXfs>/s.exec(styles)![0].match(/<xf .*?<\/xf>/gs)![style]!;
    const fill = Number(/fillId="(\d+)"/.exec(look)?.[1]);
    expect(styles.match(/<fill>.*?<\/fill>/gs)![fill]).toContain('FFFBE0CF');
  });

  it('opens a workbook we replaced sheets in, and saves it again as we wrote it', () => {
    expect(readXlsx(replacedAgain)).toEqual(readXlsx(replaced));
  });

  describe('a sheet added to what it saved', () => {
    const staffDaysIn = (bytes: Uint8Array) => {
      const { zip, sheets } = openWorkbook(bytes);
      const { part } = sheets.find(({ title }) => title === 'Staff days')!;
      return { part, xml: partText(zip, part) };
    };

    it('says the same when LibreOffice has saved it, dates as dates', () => {
      expect(readXlsx(addedAgain)).toEqual(readXlsx(added));
      const tabs = readXlsx(addedAgain);
      const order = ['Start here', "Head's list", 'Staff days', 'Issued', 'Checks', 'Lists'];
      expect(tabs.map(({ title }) => title)).toEqual(order);
      expect(tabs[2]?.rows).toEqual(readXlsx(made)[1]?.rows);
      expect(tabs[2]?.rows[1]?.[1]).toEqual({ date: 46_000 });
      expect(tabs[3]?.rows).toEqual(readXlsx(made)[3]?.rows);
    });

    it('keeps its dropdowns, rules, notes, protection, filter and print titles', () => {
      const { part, xml } = staffDaysIn(addedAgain);
      expect(xml.match(/<formula1>.*?<\/formula1>/g)?.toSorted()).toEqual(
        [
          '<formula1>&quot;Training,Visit&quot;</formula1>',
          '<formula1>&apos;Head&apos;&apos;s list&apos;!$A$2:$A$501</formula1>',
          '<formula1>Lists!$A$1:$A$2</formula1>',
        ].toSorted(),
      );
      expect(xml.match(/<cfRule /g)).toHaveLength(4);
      expect(xml).toMatch(/<sheetProtection [^>]*sheet="true"/);
      expect(xml).toContain('<autoFilter ref="A1:I2000"');
      const zip = openZip(addedAgain);
      const relationships = partText(zip, part.replace('worksheets/', 'worksheets/_rels/').concat('.rels'));
      const notes = /comments\d+\.xml/.exec(relationships)![0];
      expect(partText(zip, `xl/${notes}`)).toContain('What goes into &quot;Date&quot; &amp; how.');
      const names = partText(zip, 'xl/workbook.xml')
        .match(/<definedName .*?<\/definedName>/g)
        ?.join('\n');
      expect(names).toMatch(/localSheetId="2" name="_xlnm.Print_Titles"[^>]*>&apos;Staff days&apos;!\$1:\$1</);
      expect(names).toMatch(/localSheetId="4" name="_xlnm.Print_Titles"[^>]*>Checks!\$1:\$1</);
    });

    it('lets *Checks* and the new sheet of ours be written in, before LibreOffice saved it and after', () => {
      for (const bytes of [added, addedAgain]) {
        const written = readXlsx(replaceOwnSheets(bytes, [newChecks, { ...newChecks, title: 'Issued' }]));
        const wanted = readXlsx(replaceOwnSheets(made, [newChecks]))[3]?.rows;
        expect(written[4]?.rows).toEqual(wanted);
        expect(written[3]?.rows).toEqual(wanted);
      }
    });

    it.skipIf(pdftoppm === null)('prints, point for point, as the same sheet of a new workbook does', () => {
      const staffDaysPages = [page('printed/added.pdf', 3), page('printed/made.pdf', 2)] as const;
      const ourPages = [page('printed/added.pdf', 4), page('printed/made.pdf', 4)] as const;
      expect(staffDaysPages[0].equals(staffDaysPages[1])).toBe(true);
      expect(ourPages[0].equals(ourPages[1])).toBe(true);
      expect(staffDaysPages[0].equals(ourPages[0])).toBe(false);
    });
  });
});
