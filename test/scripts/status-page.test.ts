import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { openedPage } from '../support/opened-page.ts';
import { asRead } from '../support/status-bench.ts';
import { ALLIANCE, concordat, DUNSHOLT, journeys, PROGRAM, type } from './run-concordat.ts';

const PATIENCE_MILLISECONDS = 40_000;

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  mkdirSync(join(place, 'whole'));
  await writeSampleAlliance(join(place, 'whole'));
  for (const name of [ALLIANCE, DUNSHOLT]) cpSync(join(place, 'whole', name), join(place, 'al', name));
});

let watcher: ChildProcess | null = null;
afterEach(() => void watcher?.kill('SIGKILL'));

function started(place: string, ...typed: string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'start', 'al', ...typed], { cwd: place });
  watcher = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  return { child, said: () => said };
}

test('concordat start serves a status page, tells it of each check, and stops cleanly', async () => {
  const place = madePlace();
  const { child, said } = started(place);
  await until(() => said().includes('Watching '), 'Watching');
  const address = /^Status {5}(http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43})$/m.exec(said())?.[1] ?? '';
  const { origin, get } = await openedPage(address);
  expect((await fetch(origin)).status).toBe(403);
  const read = async (path: string) => asRead(await (await get(path)).text());
  expect(await read('/')).toContain('Harrowdale Learning Alliance');

  const following = (await get('/news')).body!.pipeThrough(new TextDecoderStream()).getReader();
  const dunsholt = /href="(\/workbooks\/[^"]*)"[^>]*><bdi>Dunsholt/.exec(await (await get('/')).text())![1]!;
  type(join(place, 'al', DUNSHOLT), 'Staff days', 'B3', '31/02/2026');
  // A check of what Concordat itself wrote may be told of first.
  while (!(await read(dunsholt)).includes('B3 says 31/02/2026'))
    expect((await following.read()).value).toMatch(/^event: checked/);

  const document = /href="(\/documents\/[^"]*)"/.exec(await (await get('/documents')).text())![1]!;
  const opened = await get(document);
  expect(opened.headers.get('content-type')).toBe('application/pdf');
  expect((await opened.text()).slice(0, 5)).toBe('%PDF-');

  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(said()).not.toMatch(/fault of its own|Error|okafor/i);
});

test('concordat start leaves the page out where it is told to, and where it does the job once', async () => {
  const place = madePlace();
  const { child, said } = started(place, '--no-status');
  await until(() => said().includes('Watching '), 'Watching');
  expect(said()).not.toContain('Status ');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect((await concordat(place, 'start', 'al', '--once')).out).not.toContain('Status ');
});

async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MILLISECONDS; !holds(); await pause(200))
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
}
