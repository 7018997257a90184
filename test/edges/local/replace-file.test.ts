import {
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leftIn, type Steps, tidy } from '../../../functions/edges/local/replace-file.ts';
import { workbookFiles } from '../../../functions/edges/local/workbook-files.ts';
import { createXlsx } from '../../../functions/edges/local/xlsx/create-workbook.ts';
import { cell, newChecks, sampleSheets } from './xlsx/sample-sheets.ts';

const NAME = 'Elm Park.xlsx';
let folder: string;
let place: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-replace-'));
  place = join(folder, NAME);
  writeFileSync(place, createXlsx(sampleSheets));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The workbook as somebody saves it, who changed their own tab. */
function withReply(reply: string): Uint8Array {
  const [first, ...others] = sampleSheets;
  return createXlsx([{ ...first!, rows: [...first!.rows, [cell(reply, 'text')]] }, ...others]);
}

const saved = withReply('saved in the last instant');

/** The ways in which programs save. One that has the file open already writes into that, wherever it was moved. */
const SAVES = {
  'by a new file in its place': () => ({
    save() {
      writeFileSync(join(folder, 'saving'), saved);
      renameSync(join(folder, 'saving'), place);
    },
  }),
  'in place': () => ({ save: () => writeFileSync(place, saved) }),
  'in place, with the file open since before': () => {
    const file = openSync(place, 'r+');
    return {
      save() {
        ftruncateSync(file);
        writeSync(file, saved, 0, saved.length, 0);
        closeSync(file);
      },
    };
  },
};

const DRIVES: Record<string, Steps> = {
  'on a drive where a file has many names': { renameSync, linkSync },
  'on a drive where it has one': {
    renameSync,
    linkSync() {
      throw Object.assign(new Error('no links'), { code: 'EPERM', syscall: 'link' });
    },
  },
};

describe('a save in the last instant before a workbook is replaced', () => {
  const cases = Object.keys(DRIVES).flatMap((drive) =>
    Object.keys(SAVES).flatMap((how) => ['before', 'between'].map((when) => ({ drive, how, when }))),
  );
  it.each(cases)('is never lost: $how, $when the steps, $drive', async ({ drive, how, when }) => {
    const { renameSync: move, linkSync: link } = DRIVES[drive]!;
    const saving = SAVES[how as keyof typeof SAVES]();
    let isDone = false;
    const now = (at: string) => {
      if (at !== when || isDone) return;
      isDone = true;
      saving.save();
    };
    const workbooks = workbookFiles({
      renameSync(from, to) {
        if (from === place) now('before');
        move(from, to);
      },
      linkSync(from, to) {
        now('between');
        link(from, to);
      },
    });
    const { version } = await workbooks.read(place);
    const written = workbooks.replaceOwnSheets(place, version, [newChecks]);
    await expect(written).rejects.toMatchObject({ code: 'changed-meanwhile', retryable: true });
    expect(isDone).toBe(true);
    expect(readFileSync(place).equals(saved)).toBe(true);
    expect(readdirSync(folder)).toEqual([NAME]);
    const { version: next } = await workbooks.read(place);
    await workbooks.replaceOwnSheets(place, next, [newChecks]);
    expect(JSON.stringify((await workbooks.read(place)).tabs)).toContain('saved in the last instant');
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('is never lost where a second save follows while the first is put back', async () => {
    const later = withReply('saved once more');
    const turns = [saved, later];
    const workbooks = workbookFiles({
      renameSync(from, to) {
        const next = from === place ? turns.shift() : undefined;
        if (next !== undefined) writeFileSync(place, next);
        renameSync(from, to);
      },
      linkSync,
    });
    const { version } = await workbooks.read(place);
    await expect(workbooks.replaceOwnSheets(place, version, [newChecks])).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(turns).toEqual([]);
    expect(readFileSync(place).equals(later)).toBe(true);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('leaves a workbook that was taken away where it was taken', async () => {
    const workbooks = workbookFiles({
      renameSync(from, to) {
        if (from === place) renameSync(place, join(folder, 'taken away'));
        renameSync(from, to);
      },
      linkSync,
    });
    const { version } = await workbooks.read(place);
    await expect(workbooks.replaceOwnSheets(place, version, [newChecks])).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(folder)).toEqual(['taken away']);
  });

  it('keeps the workbook where nothing can take its place', async () => {
    const fails = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'link' });
    };
    const before = readFileSync(place);
    let isMoved = false;
    const workbooks = workbookFiles({
      renameSync(from, to) {
        if (isMoved && from.endsWith('.tmp')) fails();
        isMoved = true;
        renameSync(from, to);
      },
      linkSync: fails,
    });
    const { version } = await workbooks.read(place);
    await expect(workbooks.replaceOwnSheets(place, version, [newChecks])).rejects.toMatchObject({ code: 'no-space' });
    expect(readFileSync(place).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual([NAME]);
  });
});

describe.runIf(process.platform === 'linux')('a save while the rights of the file are taken over', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is never lost, and is no want of rights', async () => {
    const { version } = await workbookFiles().read(place);
    const saving = join(folder, 'saving');
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    writeFileSync(saving, saved);
    // What `cp` says and does of a file that became another while it was being copied.
    writeFileSync(join(programs, 'cp'), `#!/bin/sh\n/bin/mv '${saving}' '${place}'\nexit 1\n`, { mode: 0o755 });
    vi.stubEnv('PATH', programs);
    const written = workbookFiles().replaceOwnSheets(place, version, [newChecks]);
    await expect(written).rejects.toMatchObject({ code: 'changed-meanwhile', retryable: true });
    expect(readFileSync(place).equals(saved)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual([NAME, 'programs']);
  });
});

/** Somebody else, who saves a file when told to, some microseconds later. */
const SAVER = `
  const { parentPort } = require('node:worker_threads');
  const { renameSync, writeFileSync } = require('node:fs');
  parentPort.on('message', ({ place, bytes, microseconds }) => {
    writeFileSync(place + '.saving', bytes);
    const end = process.hrtime.bigint() + BigInt(microseconds) * 1000n;
    while (process.hrtime.bigint() < end);
    renameSync(place + '.saving', place);
    parentPort.postMessage('saved');
  });
`;

describe('saves at random moments', () => {
  it('are never lost', async () => {
    const saver = new Worker(SAVER, { eval: true });
    const lost: number[] = [];
    /** When a workbook is replaced, after the beginning: the last instants are around it. */
    let instant = 105_000;
    try {
      for (let turn = 0; turn < 60; turn++) {
        const file = join(folder, `Workbook ${turn}.xlsx`);
        writeFileSync(file, createXlsx(sampleSheets));
        let replacedAt = 0;
        const workbooks = workbookFiles({
          renameSync(from, to) {
            if (replacedAt === 0) replacedAt = performance.now();
            renameSync(from, to);
          },
          linkSync,
        });
        const { version } = await workbooks.read(file);
        const done = new Promise((resume) => saver.once('message', resume));
        const began = performance.now();
        const microseconds = Math.max(0, Math.floor(instant + (Math.random() - 0.7) * 8000));
        saver.postMessage({ place: file, bytes: withReply(`reply ${turn}`), microseconds });
        await workbooks.replaceOwnSheets(file, version, [newChecks]).catch((cause: unknown) => {
          expect(cause).toMatchObject({ code: 'changed-meanwhile' });
        });
        await done;
        if (replacedAt > 0) instant += ((replacedAt - began) * 1000 - instant) / 4;
        if (!JSON.stringify((await workbooks.read(file)).tabs).includes(`reply ${turn}`)) lost.push(turn);
      }
    } finally {
      await saver.terminate();
    }
    expect(lost).toEqual([]);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.xlsx'))).toEqual([]);
  }, 60_000);
});

describe('what a Concordat that was stopped left', () => {
  const [was, becomes, other] = ['old', 'ours', 'saved by somebody'];
  /** SHA-256 of each, as long as a folder's name has it. */
  const named: Record<string, string> = {};
  beforeEach(async () => {
    const { hash } = await import('node:crypto');
    for (const text of [was, becomes, other]) named[text] = hash('sha256', text).slice(0, 32);
  });

  function left(aside: readonly string[], stands: string | null): string {
    const holder = join(folder, `.concordat-was-${named[was]}-${named[becomes]}-Ab12cd`);
    for (const [turn, text] of aside.entries()) {
      mkdirSync(join(holder, String(turn + 1)), { recursive: true });
      writeFileSync(join(holder, String(turn + 1), NAME), text);
    }
    mkdirSync(holder, { recursive: true });
    const anHourAgo = Date.now() / 1000 - 3600;
    utimesSync(holder, anHourAgo, anHourAgo);
    rmSync(place);
    if (stands !== null) writeFileSync(place, stands);
    return holder;
  }

  const PUT_BACK = `"${NAME}" was put back: Concordat was stopped while it wrote there.`;
  it.each([
    ['nothing was moved', [], was, null, was],
    ['all was done', [was], becomes, null, becomes],
    ['somebody saved since', [was], other, null, other],
    ['nothing had taken its place', [was], null, PUT_BACK, was],
    ['nothing had taken the place of what was saved', [other], null, PUT_BACK, other],
    ['what was saved was not put back', [other], becomes, PUT_BACK, other],
    ['it was being put back', [other, becomes], null, PUT_BACK, other],
    ['it was put back', [other, becomes], other, null, other],
  ] as const)('is put in order: %s', (_, aside, stands, says, after) => {
    const holder = left(aside, stands);
    const young = leftIn(folder, Date.now() - 3_600_000);
    expect(young.map(({ fate }) => fate)).toEqual(stands === null ? ['takes its place'] : []);
    expect(leftIn(folder, Date.now()).map(tidy)).toEqual([says]);
    expect(readFileSync(place, 'utf8')).toBe(after);
    expect(readdirSync(folder)).toEqual([NAME]);
    expect(holder).not.toBe(place);
  });

  it('stays, and is named, where only a person can tell', () => {
    const holder = left([other], 'saved later');
    const says =
      `Concordat was stopped when "${NAME}" was saved, and what was saved stands in "${join(holder, '1', NAME)}". ` +
      'Move it elsewhere once you have seen which of the two is right.';
    expect(leftIn(folder, Date.now()).map(tidy)).toEqual([says]);
    expect(readFileSync(place, 'utf8')).toBe('saved later');
    expect(readFileSync(join(holder, '1', NAME), 'utf8')).toBe(other);
  });
});
