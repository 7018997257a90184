import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { openLibreOffice } from '../support/libre-office.ts';
import { realPart } from '../support/real-parts.ts';
import { DUNSHOLT, journeys, PROGRAM, textOf } from './run-concordat.ts';

const soffice = realPart('soffice');
const PATIENCE_MILLISECONDS = 40_000;
/** Three seconds is the aim and what is printed; a busy machine may take longer. */
const AT_MOST_MILLISECONDS = 10_000;

let watcher: ChildProcess | null = null;
afterEach(() => void watcher?.kill('SIGKILL'));

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  await writeSampleAlliance(join(place, 'al'));
});

async function until<T>(answer: () => T | false, what: string): Promise<T> {
  for (const end = Date.now() + PATIENCE_MILLISECONDS; ; await pause(20)) {
    const now = answer();
    if (now !== false) return now;
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
  }
}

/** When the workbook was last changed, once that is not `before`; while a program replaces it, it may be away. */
function changedSince(file: string, before: number): number | false {
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? before;
  return changed !== before && changed;
}

describe.skipIf(soffice === null)('a workbook saved in LibreOffice while Concordat watches', () => {
  it('has the new findings in Checks within seconds, and after it is closed if it stays open', async () => {
    const place = madePlace();
    const office = openLibreOffice(soffice!, place);
    const file = join(place, 'al', DUNSHOLT);
    const lock = join(dirname(file), `.~lock.${basename(file)}#`);
    const child = spawn(process.execPath, [PROGRAM, 'start', 'al'], { cwd: place });
    watcher = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    await until(() => said.includes('Watching '), 'the start');
    const inChecks = (words: string) => {
      const { mtimeMs } = statSync(file);
      return textOf(file, 'Checks').flat().join('\n').includes(words) && mtimeMs;
    };

    const first = statSync(file).mtimeMs;
    const typing = office.typeAndSave(file, 'Staff days', 'B3', '31/02/2026');
    const saved = await until(() => changedSince(file, first), 'the save');
    await typing;
    const answered = await until(() => inChecks('B3 says 31/02/2026'), 'the finding in Checks');
    report('from the save to Checks', answered - saved);

    const second = statSync(file).mtimeMs;
    const staying = office.typeAndSave(file, 'Staff days', 'B4', '32/03/2026', 4000);
    await until(() => changedSince(file, second), 'the second save');
    await until(
      () => said.includes(`"${basename(DUNSHOLT)}" is open. Close it, and it will be brought up to date.`),
      'the message',
    );
    expect(existsSync(lock)).toBe(true);
    expect(inChecks('32/03/2026')).toBe(false);
    const closed = await until(() => !existsSync(lock) && Date.now(), 'the closing');
    const broughtUp = await until(() => inChecks('B4 says 32/03/2026'), 'the finding after closing');
    report('from the closing to Checks', broughtUp - closed);
    await staying;
    expect(said).not.toMatch(/fault of its own/);
  });
});

function report(what: string, milliseconds: number): void {
  console.info(`LibreOffice: ${(milliseconds / 1000).toFixed(2)} s ${what}`);
  expect(milliseconds).toBeLessThan(AT_MOST_MILLISECONDS);
}
