import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAllianceFolder } from '../../../functions/edges/local/alliance-folder.ts';
import { leftIn, tidy } from '../../../functions/edges/local/replace-file.ts';
import { workbookFiles } from '../../../functions/edges/local/workbook-files.ts';
import { createXlsx } from '../../../functions/edges/local/xlsx/create-workbook.ts';
import { EdgeError } from '../../../functions/edges/ports.ts';
import { cell, newChecks, sampleSheets } from './xlsx/sample-sheets.ts';

const workbooks = workbookFiles();
const NAME = 'Elm Park.xlsm';
let folder: string;
let place: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-whole-'));
  place = join(folder, NAME);
  writeFileSync(place, createXlsx(sampleSheets));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes back in a process of its own that is killed as soon as it has come to `step`, or just before it. */
function killedAt(step: 'open' | 'sync' | 'renameSync' | 'linkSync' | 'rm', when: 'before' | 'after'): void {
  const source = new URL('../../../functions/edges/local/workbook-files.ts', import.meta.url).href;
  const script = `
    import fs from 'node:fs';
    import files from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const die = () => process.kill(process.pid, 'SIGKILL');
    const dying = (work) => async (...given) => {
      if ('${when}' === 'before') die();
      const done = await work(...given);
      die();
      return done;
    };
    const { open } = files;
    if ('${step}' === 'rm') files.rm = dying(files.rm);
    for (const name of ['renameSync', 'linkSync']) {
      const work = fs[name];
      if (name !== '${step}') continue;
      fs[name] = (...given) => {
        if ('${when}' === 'after') work(...given);
        die();
      };
    }
    files.open = async (path, flags, mode) => {
      if (flags !== 'wx') return open(path, flags, mode);
      if ('${step}' === 'open') return dying(open)(path, flags, mode);
      const file = await open(path, flags, mode);
      if ('${step}' === 'sync') file.sync = dying(file.sync.bind(file));
      return file;
    };
    syncBuiltinESMExports();
    const { workbookFiles } = await import(${JSON.stringify(source)});
    const workbooks = workbookFiles();
    const { version } = await workbooks.read(${JSON.stringify(place)});
    await workbooks.replaceOwnSheets(${JSON.stringify(place)}, version, ${JSON.stringify([newChecks])});
    process.exit(7);`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(ended.signal, ended.stderr).toBe('SIGKILL');
}

describe('a program stopped in the middle of writing back', () => {
  it.each([
    ['open', 'before', 'old'],
    ['open', 'after', 'old'],
    ['sync', 'before', 'old'],
    ['sync', 'after', 'old'],
    ['renameSync', 'before', 'old'],
    ['renameSync', 'after', 'moved'],
    ['linkSync', 'before', 'moved'],
    ['linkSync', 'after', 'new'],
    ['rm', 'before', 'new'],
    ['rm', 'after', 'new'],
  ] as const)('leaves a whole workbook: killed at %s, %s it, the %s one', async (step, when, which) => {
    const before = readFileSync(place);
    killedAt(step, when);
    const put = leftIn(folder, Date.now()).map(tidy);
    expect(put).toEqual(
      which === 'moved' ? [`"${NAME}" was put back: Concordat was stopped while it wrote there.`] : [],
    );
    if (which !== 'new') expect(readFileSync(place).equals(before)).toBe(true);
    const { tabs, version } = await workbooks.read(place);
    expect(tabs[3]?.rows[1]?.[0]).toBe(which === 'new' ? 'Breach' : 'Problem');
    const left = readdirSync(folder).filter((name) => name !== NAME);
    expect(left.every((name) => /^\.concordat-(?:.*\.tmp$|was-)/.test(name))).toBe(true);

    await workbooks.replaceOwnSheets(place, version, [newChecks]);
    expect((await workbooks.read(place)).tabs[3]?.rows[1]?.[0]).toBe('Breach');
    const anHourAgo = Date.now() / 1000 - 3600;
    for (const name of left) utimesSync(join(folder, name), anHourAgo, anHourAgo);
    const { store } = openAllianceFolder(folder);
    await store.close();
    expect(leftIn(folder, Date.now()).map(tidy).filter(Boolean)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['.concordat', NAME]);
  });
});

const another = { ...newChecks, rows: [...newChecks.rows, [cell('Warning', 'warning')]] };

describe('a file that others change meanwhile', () => {
  it('is never half read while it is replaced again and again', async () => {
    const versions = [createXlsx(sampleSheets), createXlsx(sampleSheets.slice(0, 1))];
    let stop = false;
    const replacing = (async () => {
      for (let turn = 0; !stop; turn++) {
        writeFileSync(join(folder, 'saving'), versions[turn % 2]!);
        renameSync(join(folder, 'saving'), place);
        await new Promise((resume) => setImmediate(resume));
      }
    })();
    const seen = new Set<number>();
    try {
      for (let reads = 0; reads < 200; reads++) seen.add((await workbooks.read(place)).tabs.length);
    } finally {
      stop = true;
      await replacing;
    }
    expect([...seen].every((tabs) => tabs === 5 || tabs === 1)).toBe(true);
  });

  it('is read whole or refused with a sentence while it is written in place', async () => {
    const whole = readFileSync(place);
    for (let length = 0; length < whole.length; length += 997) {
      writeFileSync(place, whole.subarray(0, length));
      const reading = workbooks.read(place);
      writeFileSync(place, whole);
      const outcome = await reading.catch((cause: unknown) => cause);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'EdgeError', retryable: true });
    }
  });
});

describe('a folder that cannot be written in', () => {
  it('loses nothing when it may only be read', async () => {
    const { version } = await workbooks.read(place);
    const before = readFileSync(place);
    chmodSync(place, 0o644);
    chmodSync(folder, 0o555);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid!(65_534);
    try {
      await expect(workbooks.replaceOwnSheets(place, version, [newChecks])).rejects.toMatchObject({
        code: 'not-allowed',
        advice: `This computer may not read or change "${NAME}". Ask for access to its folder.`,
      });
    } finally {
      if (isRoot) process.seteuid!(0);
      chmodSync(folder, 0o755);
    }
    expect(readFileSync(place).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('loses nothing when the disk is full, and is written once there is room', async ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('a small disk can be mounted by root only');
    }
    try {
      const file = join(disk, NAME);
      copyFileSync(place, file);
      const { version } = await workbooks.read(file);
      const filler = join(disk, 'filler');
      fillUp(filler);
      const before = readFileSync(file);
      await expect(workbooks.replaceOwnSheets(file, version, [another])).rejects.toMatchObject({
        code: 'no-space',
        retryable: true,
      });
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(disk).sort()).toEqual([NAME, 'filler']);
      rmSync(filler);
      await workbooks.replaceOwnSheets(file, version, [another]);
      expect((await workbooks.read(file)).tabs[3]?.rows[4]?.[0]).toBe('Warning');
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

function fillUp(file: string): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(4096), { flag: 'a' });
  } catch (cause) {
    expect(cause).toMatchObject({ code: 'ENOSPC' });
  }
}

describe('a link', () => {
  it('that leads in a circle is said to lead nowhere', async () => {
    const [one, other] = [join(folder, 'one.xlsx'), join(folder, 'other.xlsx')];
    symlinkSync(one, other);
    symlinkSync(other, one);
    const works = [workbooks.read(one), workbooks.replaceOwnSheets(one, '', []), workbooks.create(one, [])];
    for (const work of await Promise.allSettled(works))
      expect(work).toMatchObject({ status: 'rejected', reason: expect.any(EdgeError) });
    await expect(workbooks.read(one)).rejects.toMatchObject({
      advice: expect.stringContaining('a link that leads nowhere'),
    });
  });
});
