import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { ALLIANCE, concordat, DUNSHOLT, journeys, PROGRAM, textOf, type } from './run-concordat.ts';

const PATIENCE_MILLISECONDS = 40_000;

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  mkdirSync(join(place, 'whole'));
  await writeSampleAlliance(join(place, 'whole'));
  for (const name of [ALLIANCE, DUNSHOLT]) cpSync(join(place, 'whole', name), join(place, 'al', name));
});

let watcher: ChildProcess | null = null;
afterEach(() => void watcher?.kill('SIGKILL'));

/** Starts it, and gives what waits for words that are said after those that were waited for before. */
async function watching(place: string) {
  const child = spawn(process.execPath, [PROGRAM, 'start', 'al', '--no-status'], { cwd: place });
  watcher = child;
  let [said, heard] = ['', 0];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const hears = async (words: string) => {
    for (const end = Date.now() + PATIENCE_MILLISECONDS; !said.slice(heard).includes(words); await pause(50))
      if (Date.now() > end) throw new Error(`Waited in vain for: ${words}\n${said}`);
    heard += said.slice(heard).indexOf(words) + words.length;
  };
  await hears('Watching ');
  return { child, hears, said: () => said };
}

async function snapshotsOfDunsholt(place: string): Promise<number> {
  const { out, status } = await concordat(place, 'verify', '--folder', 'al');
  expect(status).toBe(0);
  return Number(/^Dunsholt Academy 2025\/26: (\d+) snapshots? in order/m.exec(out)?.[1]);
}

test('a folder that goes away is watched again when it is back, and a history that was replaced is opened anew', async () => {
  const place = madePlace();
  const [al, elsewhere] = [join(place, 'al'), join(place, 'elsewhere')];
  const [kept, old] = [join(al, '.concordat'), join(place, 'old')];
  const { child, hears, said } = await watching(place);
  const before = await snapshotsOfDunsholt(place);
  const mistype = (folder: string, cell: string) => type(join(folder, DUNSHOLT), 'Staff days', cell, '31/02/2026');
  const standsInChecks = (words: string) => expect(textOf(join(al, DUNSHOLT), 'Checks').join()).toContain(words);

  renameSync(al, elsewhere);
  await hears('al or the history in it is not there just now. Nothing is checked or kept until it is back.\n');
  mistype(elsewhere, 'B3');
  await pause(2500);
  expect(existsSync(al)).toBe(false);
  renameSync(elsewhere, al);
  await hears('al is there again, with the same history. Everything in it is looked at.\n');
  await hears('Watching ');
  standsInChecks('B3 says 31/02/2026');
  expect(said().match(/not there just now/g)).toHaveLength(1);

  renameSync(al, elsewhere);
  await pause(200);
  renameSync(elsewhere, al);
  await hears('al is there again, with the same history. Everything in it is looked at.\n');
  await hears('Watching ');
  mistype(al, 'B4');
  await hears('Dunsholt Academy 2025-26.xlsx: 167 rows, 10 open findings; snapshot taken\n');
  expect(await snapshotsOfDunsholt(place)).toBe(before + 2);

  cpSync(kept, join(place, 'copy'), { recursive: true });
  renameSync(kept, old);
  renameSync(join(place, 'copy'), kept);
  const bytes = readFileSync(join(old, 'history.sqlite'));
  mistype(al, 'B5');
  await hears('Another history than before stands in al. It is looked through and opened anew.\n');
  await hears('Watching ');
  standsInChecks('B5 says 31/02/2026');
  expect(await snapshotsOfDunsholt(place)).toBe(before + 3);
  expect(Buffer.compare(readFileSync(join(old, 'history.sqlite')), bytes)).toBe(0);
  expect(said()).not.toMatch(/fault of its own|Error/);

  cpSync(join(al, ALLIANCE), join(place, 'no history'));
  renameSync(join(place, 'no history'), join(kept, 'history.sqlite'));
  expect(await once(child, 'exit')).toEqual([2, null]);
  expect(said()).toMatch(/Another history than before [^\n]*\n[^\n]* Put the file back from a backup\.\n$/);
}, 240_000);
