import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { plusDays } from '../../functions/figures/academic-year.ts';
import { todayInLondon } from '../../scripts/commands/today.ts';
import { makeSampleAlliance } from '../../scripts/sample-alliance/make-sample-alliance.ts';
import { longDate } from '../../sheets-schema/wording.ts';
import { settingsOf } from '../support/own-configuration.ts';
import { ALLIANCE, CONFIGURATION, concordat, edit, journeys, PROGRAM, textOf } from './run-concordat.ts';

const PATIENCE_MILLISECONDS = 40_000;
const DAY = 86_400_000;

/** The computer's clock goes ahead by as many milliseconds as a file says, and what is done each minute is done at once. */
const CLOCK = `
import { readFileSync } from 'node:fs';
const { Date: Real, setInterval: each } = globalThis;
const ahead = () => Number(readFileSync(process.env.CLOCK_AHEAD, 'utf8'));
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead()] : given));
  }
  static now() {
    return Real.now() + ahead();
  }
};
globalThis.setInterval = (work, wait, ...rest) => each(work, Math.min(wait, 100), ...rest);
`;

const tomorrow = plusDays(todayInLondon(), 1);

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  const { fileName, sheets } = makeSampleAlliance({ mistakes: false }).workbooks[0]!;
  await workbookFiles().create(join(place, 'al', fileName), sheets);
  edit(join(place, 'al', ALLIANCE), ({ Sheets }) => {
    const sheet = Sheets['Documents']!;
    for (const cell of Object.keys(sheet).filter((name) => /^[A-D][3-9]$/.test(name))) delete sheet[cell];
    sheet['A2'] = { t: 's', v: 'Treasurer’s annual statement' };
    sheet['C2'] = { t: 's', v: tomorrow.split('-').reverse().join('/') };
  });
});

let watcher: ChildProcess | null = null;
afterEach(() => void watcher?.kill('SIGKILL'));

test('a document asked for as of tomorrow waits, says so, and is made when tomorrow comes, with nobody’s help', async () => {
  const place = madePlace();
  const al = join(place, 'al');
  const clock = join(place, 'clock.mjs');
  const ahead = join(place, 'ahead');
  writeFileSync(clock, CLOCK);
  writeFileSync(ahead, '0');
  const environment = { ...process.env, ...settingsOf(join(place, CONFIGURATION)), CLOCK_AHEAD: ahead };
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(clock).href, PROGRAM, 'start', 'al', '--no-status'],
    {
      cwd: place,
      env: environment,
    },
  );
  watcher = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const until = async (words: string) => {
    for (const end = Date.now() + PATIENCE_MILLISECONDS; !said.includes(words); await pause(200))
      if (Date.now() > end) throw new Error(`Waited in vain for: ${words}\n${said}`);
  };
  const beside = () => textOf(join(al, ALLIANCE), 'Checks').filter((line) => line.join().includes('Documents!A2'));

  await until('Watching ');
  expect(existsSync(join(al, 'Documents'))).toBe(false);
  expect(beside().join()).toContain(`as of ${longDate(tomorrow)}, a day to come`);
  const asked = await concordat(place, 'publish', '--folder', 'al');
  expect(asked).toEqual({
    status: 0,
    out: '',
    err: `Treasurer’s annual statement is made on ${longDate(tomorrow)}, the day asked for.\n`,
  });

  writeFileSync(ahead, String(DAY));
  await until('Made 1 document');
  expect(readdirSync(join(al, 'Documents', '2025-26'))).toEqual(['2025-0001 Treasurer’s annual statement.pdf']);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(beside().join()).not.toContain('Note');
});

test('publish issues nothing as of a day to come, by name or all at once', async () => {
  const place = madePlace();
  await concordat(place, 'start', 'al', '--once');
  for (const what of ['treasurers-statement', '--all']) {
    expect(await concordat(place, 'publish', what, '--folder', 'al', '--as-of', tomorrow)).toEqual({
      status: 2,
      out: '',
      err: `Nothing is issued as of a day to come. Ask again on ${longDate(tomorrow)}, or put a row into the tab Documents: it waits for its day.\n`,
    });
  }
  expect(existsSync(join(place, 'al', 'Documents'))).toBe(false);
});
