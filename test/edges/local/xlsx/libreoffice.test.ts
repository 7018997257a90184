import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createXlsx } from '../../../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../../../functions/edges/local/xlsx/read-workbook.ts';
import { replaceOwnSheets } from '../../../../functions/edges/local/xlsx/replace-own-sheets.ts';
import { partText } from '../../../../functions/edges/local/xlsx/workbook-parts.ts';
import { openZip } from '../../../../functions/edges/local/xlsx/zip.ts';
import { realPart } from '../../../support/real-parts.ts';
import { newChecks, sampleSheets } from './sample-sheets.ts';

const soffice = realPart('soffice');

describe.skipIf(soffice === null)('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-xlsx-'));
  const made = createXlsx(sampleSheets);
  let saved: Uint8Array;

  function convert(file: string, to: string, into: string): Uint8Array {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const args = [profile, '--headless', '--convert-to', to, '--outdir', join(folder, into), join(folder, file)];
    execFileSync(soffice!, args, { stdio: 'ignore', timeout: 110_000 });
    return readFileSync(join(folder, into, file.replace(/[^.]+$/, to)));
  }

  beforeAll(() => {
    writeFileSync(join(folder, 'made.xlsx'), made);
    saved = convert('made.xlsx', 'xlsx', 'saved');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens what we make and prints it, a page a sheet', () => {
    const pdf = Buffer.from(convert('made.xlsx', 'pdf', 'printed')).toString('latin1');
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
    const replaced = replaceOwnSheets(saved, [newChecks]);
    expect(readXlsx(replaced)[3]?.rows).toEqual(readXlsx(replaceOwnSheets(made, [newChecks]))[3]?.rows);
    const styles = partText(openZip(replaced), 'xl/styles.xml');
    const sheet = partText(openZip(replaced), 'xl/worksheets/sheet4.xml');
    const style = Number(/<c r="A2" s="(\d+)"/.exec(sheet)?.[1]);
    const look = /<cellXfs.*<\/cellXfs>/s.exec(styles)![0].match(/<xf .*?<\/xf>/gs)![style]!;
    const fill = Number(/fillId="(\d+)"/.exec(look)?.[1]);
    expect(styles.match(/<fill>.*?<\/fill>/gs)![fill]).toContain('FFFBE0CF');
  });

  it('opens a workbook we replaced sheets in, and saves it again as we wrote it', () => {
    const replaced = replaceOwnSheets(saved, [newChecks]);
    writeFileSync(join(folder, 'replaced.xlsx'), replaced);
    expect(readXlsx(convert('replaced.xlsx', 'xlsx', 'again'))).toEqual(readXlsx(replaced));
  });
});
