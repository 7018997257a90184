import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { settingsOf } from '../support/own-configuration.ts';
import { quickProgram } from '../support/program-for-all.ts';
import { CONFIGURATION, concordat, concordatWith, journeys } from './run-concordat.ts';

const PATIENCE_MILLISECONDS = 40_000;

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,Name\n900301,Ashgrove School\n');
  for (const name of ['Harrowdale', 'Upper Vale'])
    await concordat(
      place,
      'new',
      '--name',
      name,
      '--schools',
      'schools.csv',
      '--protocols',
      'none',
      '--year',
      '2026/27',
      '--folder',
      name,
    );
  mkdirSync(join(place, 'From schools'));
});

let running: ChildProcess | null = null;
afterEach(() => void running?.kill('SIGKILL'));

/** Opens where there is no browser, until it watches. */
async function watching(place: string, answers: readonly string[], path = '') {
  const { file } = await quickProgram();
  const child = spawn(process.execPath, [file, 'open'], {
    cwd: place,
    env: { PATH: path, ...settingsOf(join(place, CONFIGURATION)) },
  });
  running = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  child.stdin.write(answers.map((line) => `${line}\n`).join(''));
  for (const end = Date.now() + PATIENCE_MILLISECONDS; !/Watching .*to stop/.test(said); await pause(50))
    if (Date.now() > end) throw new Error(`It does not watch: ${said}`);
  return {
    said: () => said,
    stop: async () => {
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
  };
}

/** The same, and stops it; gives what was said. */
async function opened(place: string, ...answers: string[]): Promise<string> {
  const { said, stop } = await watching(place, answers);
  await stop();
  return said();
}

test('of several alliances one is chosen; the address is said where no browser opens', async () => {
  const said = await opened(madePlace(), 'two', '3', '2');
  expect(said).toContain('There are several alliances here.\n  1  Harrowdale\n  2  Upper Vale\n');
  expect(said.match(/Type a number from 1 to 2, or press Enter for 1\./g)).toHaveLength(2);
  expect(said).toMatch(/Watching .*Upper Vale\./);
  expect(said).toMatch(
    /The browser did not open\. Type this address into it: http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43}\n/,
  );
});

test('without an alliance the sample is made where it is asked for, and offered the next time', async () => {
  const place = join(madePlace(), 'From schools');
  const first = await opened(place, '2');
  expect(first).toContain('  2  Look at a sample first: nine invented schools.');
  expect(first).toMatch(/Making the sample alliance in sample-alliance …[\s\S]*Watching .*sample-alliance\./);
  const second = await opened(place, '2');
  expect(second).toContain('  2  Open the sample alliance again.');
  expect(second).not.toContain('Making the sample');
});

test('what runs already is shown again, and goes on alone', async () => {
  const place = madePlace();
  const { said, stop } = await watching(place, ['1']);
  const address = /^Status {5}(.*)$/m.exec(said())![1]!;
  const again = () => concordatWith({ PATH: '' }, place, 'start', 'Harrowdale', '--open', '--once');
  const second = await again();
  expect(second).toEqual({
    status: 0,
    out: '',
    err: `Concordat runs already, in another window. Its page is ${address}\nThe browser did not open. Type this address into it: ${address}\n`,
  });
  await stop();
  expect((await again()).err).not.toContain('runs already');
}, 120_000);

test.skipIf(process.platform === 'win32')(
  'the address is on no command line: a file that is the person’s alone leads there',
  async () => {
    const place = madePlace();
    const programs = join(place, 'programs');
    mkdirSync(programs);
    for (const name of ['open', 'xdg-open']) {
      writeFileSync(join(programs, name), `#!/bin/sh\necho "$1" > '${programs}/given'\n`);
      chmodSync(join(programs, name), 0o755);
    }
    const { said, stop } = await watching(place, ['1'], programs);
    const address = /^Status {5}(.*)$/m.exec(said())![1]!;
    const given = readFileSync(join(programs, 'given'), 'utf8').trim();
    expect(given).toMatch(/status-page\.html$/);
    expect(readFileSync(given, 'utf8')).toContain(`content="0; url=${address}"`);
    expect([statSync(given).mode & 0o777, statSync(dirname(given)).mode & 0o777]).toEqual([0o600, 0o700]);
    await stop();
    expect(existsSync(given)).toBe(false);
  },
);

test('nothing is made where nobody answers', async () => {
  const place = join(madePlace(), 'From schools');
  expect(await concordat(place, 'open')).toMatchObject({
    status: 2,
    out: '',
    err: expect.stringMatching(/Which number\? \[1\] \nStopped\. Nothing was made\.\n$/),
  });
});
