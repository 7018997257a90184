import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workbookFiles } from '../../../functions/edges/local/workbook-files.ts';
import { createXlsx } from '../../../functions/edges/local/xlsx/create-workbook.ts';
import { realPart } from '../../support/real-parts.ts';
import { newChecks, sampleSheets } from './xlsx/sample-sheets.ts';

const workbooks = workbookFiles();
const NAME = 'Elm Park.xlsx';
const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;
const [setfacl, setfattr] = process.platform === 'linux' ? [realPart('setfacl'), realPart('setfattr')] : [null, null];

let folder: string;
let place: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-rights-'));
  place = join(folder, NAME);
  writeFileSync(place, createXlsx(sampleSheets));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const output = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' });

/** Writes back, and gives what was said against it; the bytes stay where anything was. */
async function refusalToWrite(sheets = [newChecks]): Promise<string | null> {
  const { version } = await workbooks.read(place);
  const before = readFileSync(place);
  try {
    await workbooks.replaceOwnSheets(place, version, sheets);
    return null;
  } catch (cause) {
    expect(cause).toMatchObject({ name: 'EdgeError', code: 'not-allowed', retryable: false });
    expect(readFileSync(place).equals(before)).toBe(true);
    return (cause as { advice: string }).advice;
  } finally {
    expect(readdirSync(folder)).toEqual([NAME]);
  }
}

describe.skipIf(setfacl === null || setfattr === null)('a list of rights', () => {
  it('is kept, and with it that a group may not write', async () => {
    chmodSync(place, 0o660);
    output('setfacl', '-m', 'u:nobody:r,g::r,m::rw', place);
    output('setfattr', '-n', 'user.note', '-v', 'kept', place);
    const rights = () => [output('getfacl', '-pcn', place), output('getfattr', '-d', '--absolute-names', place)];
    const before = rights();
    expect(before.join()).toMatch(/group::r--[\s\S]*mask::rw-[\s\S]*user.note="kept"/);
    const { ino } = statSync(place);
    expect(await refusalToWrite()).toBeNull();
    expect(statSync(place).ino).not.toBe(ino);
    expect(rights()).toEqual(before);
  });

  it('of the folder for what is new in it gives a workbook none that it did not have', async () => {
    chmodSync(place, 0o600);
    const before = output('getfacl', '-pcn', place);
    output('setfacl', '-d', '-m', 'u:nobody:rw', folder);
    expect(await refusalToWrite()).toBeNull();
    expect(output('getfacl', '-pcn', place)).toBe(before);
  });
});

describe('a workbook', () => {
  it.each([0o444, 0o400, 0o555])('that is read-only is never written, whoever runs Concordat: %o', async (mode) => {
    chmodSync(place, mode);
    const says =
      `"${NAME}" is marked as read-only, so it was left as it is. ` +
      'Take the mark away, or set “Checks beside the workbooks” in Settings to Yes.';
    expect(await refusalToWrite()).toBe(says);
    // So does whoever only asks, as doctor does.
    expect(await refusalToWrite([])).toBe(says);
    expect(statSync(place).mode & 0o777).toBe(mode);
    chmodSync(place, 0o644);
    expect(await refusalToWrite()).toBeNull();
  });

  it.skipIf(!isRoot)('keeps owner and group where whoever runs Concordat may give them', async () => {
    chownSync(place, NOBODY, 12_345);
    chmodSync(place, 0o640);
    expect(await refusalToWrite()).toBeNull();
    const { uid, gid, mode } = statSync(place);
    expect([uid, gid, mode & 0o777]).toEqual([NOBODY, 12_345, 0o640]);
  });

  it.skipIf(!isRoot)('of another owner is left as it is by whoever may not give it back to them', async () => {
    chmodSync(folder, 0o777);
    chmodSync(place, 0o666);
    process.setgroups!([]);
    process.setegid!(NOBODY);
    process.seteuid!(NOBODY);
    try {
      const says =
        `"${NAME}" has an owner or rights that a new file would not get, so it was left as it is. ` +
        'Give it those of its folder, or set “Checks beside the workbooks” in Settings to Yes.';
      expect(await refusalToWrite()).toBe(says);
      expect(await refusalToWrite([])).toBe(says);
    } finally {
      process.seteuid!(0);
      process.setegid!(0);
    }
    expect(statSync(place).uid).toBe(0);
  });
});
