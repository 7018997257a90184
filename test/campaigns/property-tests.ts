import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Campaign, Failure } from './rounds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MOST_LINES = 12;
/** A campaign gives way to whatever else the computer does. */
const PATIENCE_MILLISECONDS = 600_000;

/** The files of tests that draw their examples, each with the seed of the round. */
export const propertyTests: Campaign = { name: 'property-tests', round: (seed) => runTests(filesThatDraw(), seed, {}) };

/** The job and the documents stopped at every write there is, on every store, every damage, and all that goes wrong at Google; `npm test` draws some by its seed. */
export const crashes: Campaign = {
  name: 'crashes',
  round: (seed) =>
    runTests(
      [
        ...['test/sync/killed.test.ts', 'test/history/erase.test.ts', 'test/scripts/damaged.test.ts'],
        ...['test/journeys/google-at-fault.test.ts', 'test/journeys/people-and-others-at-work.test.ts'],
      ],
      seed,
      {
        [EVERY_MOMENT]: '1',
      },
    ),
};

/** Told so, tests that would draw some moments go through all. */
export const EVERY_MOMENT = 'CONCORDAT_EVERY_MOMENT';

async function runTests(files: readonly string[], seed: number, settings: NodeJS.ProcessEnv) {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-campaign-'));
  try {
    return await run(files, seed, settings, join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

async function run(
  files: readonly string[],
  seed: number,
  settings: NodeJS.ProcessEnv,
  report: string,
): Promise<readonly Failure[]> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['--reporter=json', `--outputFile=${report}`, `--testTimeout=${PATIENCE_MILLISECONDS}`];
  const args = [vitest, 'run', ...options, ...files];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...settings, CONCORDAT_SEED: String(seed) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaint, status] = await Promise.all([
    text(child.stderr),
    new Promise((ended, failed) => child.once('error', failed).once('close', ended)),
  ]);
  if (status === 0) return [];
  const failed = failuresIn(report);
  return failed.length > 0 ? failed : [{ what: 'The tests could not be run.', how: shortened(complaint) }];
}

function filesThatDraw(): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join('test', path))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes("from 'fast-check'"));
}

function failuresIn(report: string): Failure[] {
  let read: Report;
  try {
    read = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return [];
  }
  return read.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults
      .filter((one) => one.status === 'failed')
      .map(({ fullName, failureMessages = [] }) => ({
        what: `${file}: ${fullName}`,
        how: shortened(failureMessages.join('\n')),
      }));
    if (failed.length > 0 || status === 'passed') return failed;
    return [{ what: file, how: shortened(message) }];
  });
}

function shortened(message: string): string {
  return message.trim().split('\n').slice(0, MOST_LINES).join('\n');
}
