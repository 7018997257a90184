import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workbookFiles } from '../../../functions/edges/local/workbook-files.ts';
import { newChecks, sampleSheets } from './xlsx/sample-sheets.ts';

const workbooks = workbookFiles();
let folder: string;
let place: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-files-'));
  place = join(folder, 'Elm Park.xlsx');
  await workbooks.create(place, sampleSheets);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const only = (...names: string[]) => expect(readdirSync(folder).sort()).toEqual(['Elm Park.xlsx', ...names].sort());

const NOBODY = 65_534;

/** Root may read everything, so where tests run as root this is done as another user. */
async function asSomebodyElse(work: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid!(NOBODY);
  try {
    await work();
  } finally {
    if (root) process.seteuid!(0);
  }
}

describe('workbooks as files', () => {
  it('reads what it made and never makes it twice', async () => {
    const reading = await workbooks.read(place);
    expect(reading.tabs.map(({ title }) => title)).toContain('Checks');
    expect(reading.version).toMatch(/^[0-9a-f]{64}$/);
    const bytes = readFileSync(place);
    await expect(workbooks.create(place, [])).rejects.toMatchObject({ code: 'not-allowed' });
    expect(readFileSync(place)).toEqual(bytes);
    only();
  });

  it('replaces our sheets, gives the new version, and then finds nothing to do', async () => {
    const { version } = await workbooks.read(place);
    chmodSync(place, 0o640);
    const next = await workbooks.replaceOwnSheets(place, version, [newChecks]);
    const reading = await workbooks.read(place);
    expect(reading.version).toBe(next);
    expect(next).not.toBe(version);
    expect(reading.tabs[3]?.rows[1]?.[0]).toBe('Breach');
    expect(statSync(place).mode & 0o777).toBe(0o640);
    const { ino } = statSync(place);
    expect(await workbooks.replaceOwnSheets(place, next, [newChecks])).toBe(next);
    expect(statSync(place).ino).toBe(ino);
    only();
  });

  it('adds sheets to the file it is, and leaves it untouched when none is lacking', async () => {
    const { version } = await workbooks.read(place);
    chmodSync(place, 0o640);
    const next = await workbooks.addSheets(place, version, [...sampleSheets, { ...sampleSheets[3]!, title: 'Issued' }]);
    const reading = await workbooks.read(place);
    expect(reading.version).toBe(next);
    expect(reading.tabs.map(({ title }) => title).slice(-3)).toEqual(['Issued', 'Checks', 'Lists']);
    expect(statSync(place).mode & 0o777).toBe(0o640);
    const { ino } = statSync(place);
    expect(await workbooks.addSheets(place, next, sampleSheets)).toBe(next);
    expect(statSync(place).ino).toBe(ino);
    only();
  });

  it('writes through a symbolic link', async () => {
    const link = join(folder, 'link.xlsx');
    symlinkSync(place, link);
    const { version } = await workbooks.read(link);
    await workbooks.replaceOwnSheets(link, version, [newChecks]);
    expect((await workbooks.read(place)).version).not.toBe(version);
    only('link.xlsx');
  });

  it('refuses when the workbook has changed since it was read', async () => {
    const bytes = readFileSync(place);
    await expect(workbooks.replaceOwnSheets(place, 'another', [newChecks])).rejects.toMatchObject({
      code: 'changed-meanwhile',
      retryable: true,
    });
    expect(readFileSync(place)).toEqual(bytes);
    only();
  });

  it.each(['.~lock.Elm Park.xlsx#', '~$Elm Park.xlsx'])('refuses while %s says it is open', async (lock) => {
    const { version } = await workbooks.read(place);
    writeFileSync(join(folder, lock), '');
    const refused = workbooks.replaceOwnSheets(place, version, [newChecks]);
    await expect(refused).rejects.toMatchObject({ code: 'open-elsewhere', retryable: true });
    await expect(refused).rejects.toThrow(lock);
    expect((await workbooks.read(place)).version).toBe(version);
    only(lock);
  });

  it('sees a lock that is only away for the moment of a save', async () => {
    const { version } = await workbooks.read(place);
    const refused = workbooks.replaceOwnSheets(place, version, [newChecks]);
    setTimeout(() => writeFileSync(join(folder, '.~lock.Elm Park.xlsx#'), ''), 10);
    await expect(refused).rejects.toMatchObject({ code: 'open-elsewhere' });
  });
});

describe('files that cannot be read or written', () => {
  it('says what is wrong in plain words', async () => {
    await expect(workbooks.read(join(folder, 'none.xlsx'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(workbooks.read(folder)).rejects.toMatchObject({ code: 'not-found' });
    await expect(workbooks.read('/dev/null')).rejects.toMatchObject({ code: 'not-a-workbook' });
    await expect(workbooks.read('nul\u0000.xlsx')).rejects.toMatchObject({ name: 'EdgeError' });
    await expect(workbooks.create(join(folder, 'none', 'x.xlsx'), [])).rejects.toMatchObject({ code: 'not-found' });
    await expect(workbooks.replaceOwnSheets(join(folder, 'none.xlsx'), '', [])).rejects.toMatchObject({
      code: 'not-found',
    });
    writeFileSync(join(folder, 'empty.xlsx'), '');
    await expect(workbooks.read(join(folder, 'empty.xlsx'))).rejects.toMatchObject({
      code: 'unreadable',
      retryable: true,
    });
    only('empty.xlsx');
  });

  it('does not read a file beyond 64 MB', async () => {
    const large = join(folder, 'large.xlsx');
    writeFileSync(large, 'PK');
    truncateSync(large, 65 * 1024 * 1024);
    await expect(workbooks.read(large)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const { version } = await workbooks.read(place);
    const target = join(folder, 'folder.xlsx');
    mkdirSync(target);
    await expect(workbooks.create(target, [])).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(workbooks.replaceOwnSheets(place, version, [{ ...newChecks, title: 'Gone' }])).rejects.toMatchObject({
      code: 'sheet-missing',
    });
    only('folder.xlsx');
  });

  it('says when access is missing', async () => {
    chmodSync(place, 0);
    await asSomebodyElse(() => expect(workbooks.read(place)).rejects.toMatchObject({ code: 'not-allowed' }));
  });
});
