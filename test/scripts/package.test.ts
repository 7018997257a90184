import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { notedPage } from '../../functions/edges/local/running-page.ts';
import { entryBytes, makeZip, openZip } from '../../functions/edges/local/xlsx/zip.ts';
import { BUNDLED_FOR } from '../../scripts/deployment/bundle.ts';
import { readNodeArchive } from '../../scripts/packaging/node-archive.ts';
import { packageFor } from '../../scripts/packaging/package-for.ts';
import { type PackedFile, programFiles } from '../../scripts/packaging/program-files.ts';
import { openedPage } from '../support/opened-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MILLISECONDS = 40_000;
const TOP = 'Concordat 1.2.3';
const [WINDOWS, MACOS, LINUX] = [
  'node-v24.21.0-win-x64.zip',
  'node-v24.21.0-darwin-arm64.tar.gz',
  'node-v24.21.0-linux-x64.tar.xz',
];

let place: string;
let files: PackedFile[];
let inputs: readonly string[];
beforeAll(async () => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'concordat-package-')));
  ({ files, inputs } = await programFiles());
  for (const name of [WINDOWS, MACOS, LINUX]) {
    publish(name);
    packages.set(name, packageOutOf(name));
  }
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Made up in the shape that Node publishes: its program here only hands on to the Node that the tests run on. */
const HANDS_ON = `#!/bin/sh\nexec '${process.execPath}' "$@"\n`;

/** Makes an archive, and puts its checksum on the list beside it. */
function publish(name: string, without = ''): string {
  const stem = name.replace(/\.(?:zip|tar\..z)$/, '');
  const program = name.endsWith('.zip') ? 'node.exe' : 'bin/node';
  const held = {
    [program]: HANDS_ON,
    LICENSE: 'Node.js is licensed as follows',
    'README.md': 'Node',
    'bin/npm': 'npm',
  };
  const parts = Object.entries(held).filter(([path]) => path !== without);
  if (name.endsWith('.zip')) {
    writeFileSync(join(place, name), makeZip(parts.map(([path, text]) => [`${stem}/${path}`, text])));
  } else {
    for (const [path, text] of parts) {
      mkdirSync(dirname(join(place, stem, path)), { recursive: true });
      writeFileSync(join(place, stem, path), text, { mode: 0o755 });
    }
    execFileSync('tar', ['-caf', name, stem], { cwd: place });
    rmSync(join(place, stem), { recursive: true });
  }
  return list(name);
}

function list(name: string): string {
  const line = `${hash('sha256', readFileSync(join(place, name)))}  ${name}\n`;
  writeFileSync(join(place, 'SHASUMS256.txt'), line, { flag: 'a' });
  return join(place, name);
}

/** Enough of the program to see where it is put; the whole of it is unpacked and run below. */
const LIGHT = 100_000;

/** What the ZIPs are called and hold, by the archive they are made from; by names without the folder that all stand in. */
const packages = new Map<string, { readonly name: string; readonly held: Map<string, Held> }>();
interface Held {
  readonly bytes: Buffer;
  readonly mode: number;
}

function packageOutOf(archive: string) {
  const light = files.filter(({ path, content }) => content.length < LIGHT || !path.endsWith('.mjs'));
  const { name, zip: bytes } = packageFor(readNodeArchive(join(place, archive)), light, '1.2.3');
  const zip = openZip(bytes);
  const held = new Map<string, Held>();
  for (const entry of zip.entries.values()) {
    expect(entry.name.startsWith(`${TOP}/`)).toBe(true);
    const mode = entry.directoryRecord.readUInt16LE(40);
    held.set(entry.name.slice(TOP.length + 1), { bytes: entryBytes(zip, entry), mode });
  }
  return { name, held };
}

describe('the package', () => {
  it.each([
    [WINDOWS, 'concordat-1.2.3-windows-x64.zip', ['Start Concordat.cmd', 'program/concordat.cmd', 'program/node.exe']],
    [MACOS, 'concordat-1.2.3-macos-arm64.zip', ['Start Concordat.command', 'program/concordat', 'program/node']],
    [LINUX, 'concordat-1.2.3-linux-x64.zip', ['Start Concordat.sh', 'program/concordat', 'program/node']],
  ])('out of %s holds what runs and nothing else', (archive, name, programs) => {
    const { name: called, held } = packages.get(archive)!;
    expect(called).toBe(name);
    const executable = [...held].filter(([, { mode }]) => mode === 0o100755).map(([path]) => path);
    expect(executable.toSorted()).toEqual(programs);
    expect([...held.values()].every(({ mode }) => mode === 0o100755 || mode === 0o100644)).toBe(true);
    expect(held.get(programs.at(-1)!)!.bytes.toString()).toBe(HANDS_ON);
    const others = [...held.keys()].filter(
      (path) => !programs.includes(path) && !/^program\/scripts\/[\w.-]+\.mjs$/.test(path),
    );
    expect(others.toSorted()).toEqual([
      'READ ME.txt',
      'program/LICENCES.txt',
      'program/NODE-LICENCE.txt',
      'program/functions/edges/browser/check-a-document.html',
      'program/functions/edges/browser/follow.js',
      'program/functions/edges/browser/status.css',
      'program/templates/fonts/OFL.txt',
      'program/templates/fonts/ibm-plex-sans-bold.ttf',
      'program/templates/fonts/ibm-plex-sans-regular.ttf',
    ]);
    for (const path of held.keys()) expect(path).toMatch(/^(?![/\\]|[A-Za-z]:)(?!.*(?:^|\/)\.\.?\/)[\w ./-]+$/);
  });

  it.each([
    [WINDOWS, /\r\n/g],
    [MACOS, /(?<!\r)\n/g],
    [LINUX, /(?<!\r)\n/g],
  ])('out of %s is in plain signs, with the ends of lines that its system reads', (archive, lineEnd) => {
    const { held } = packages.get(archive)!;
    const texts = [...held].filter(([path]) => /^READ|^Start|concordat(?:\.cmd)?$/.test(path));
    expect(texts).toHaveLength(3);
    for (const [, { bytes }] of texts) {
      const text = bytes.toString('latin1');
      expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
      expect(text.match(lineEnd)!.length).toBe(text.match(/\n/g)!.length);
      expect(text).not.toMatch(/powershell|\/home\/|\/tmp\/|\b[A-Z]:\\(?!Concordat)/i);
    }
    const read = held.get('READ ME.txt')!.bytes.toString();
    expect(read.split(/\r?\n/).filter((line) => line.length > 80)).toEqual([]);
    // What it names is there.
    for (const [path] of read.matchAll(/program[/\\](?:\w|-)+\.\w+/g))
      expect(held.has(path.replaceAll('\\', '/'))).toBe(true);
    const started = held.get([...held.keys()].find((path) => path.startsWith('Start'))!)!.bytes.toString();
    for (const [path] of started.matchAll(/program[/\\][\w.]+/g))
      expect(held.has(path.replaceAll('\\', '/'))).toBe(true);
  });

  it('carries the licence of every package in it, and whatever a source reads beside itself', () => {
    const licences = String(files.find(({ path }) => path === 'LICENCES.txt')!.content);
    const bundled = new Set(inputs.flatMap((path) => /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/.exec(path)?.[0] ?? []));
    expect(bundled.size).toBeGreaterThan(20);
    for (const folder of bundled) {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      expect(licences).toContain(`\n${name} ${version}, ${license}\n`);
    }
    expect(licences).toContain(readFileSync(join(root, 'LICENSE'), 'utf8').trim());
    const paths = files.map(({ path }) => path);
    const beside = inputs
      .filter((path) => !path.startsWith('node_modules/'))
      .flatMap((path) =>
        [
          ...readFileSync(join(root, path), 'utf8').matchAll(/new URL\(\s*[`'"]([^`'"$]*)[^,]*, import\.meta\.url/g),
        ].map(([, read]) => join(dirname(path), read!)),
      );
    expect(beside.length).toBeGreaterThan(1);
    for (const read of beside.filter((path) => path !== '.'))
      expect(
        paths.some((path) => path.startsWith(read)),
        read,
      ).toBe(true);
  });

  it('says nothing of the computer that it was made on', () => {
    const saying = files.filter(({ content }) => Buffer.from(content).includes(root.slice(0, -1)));
    expect(saying.map(({ path }) => path)).toEqual([]);
  });

  it('needs the same Node as Concordat itself', () => {
    expect(readFileSync(join(root, 'scripts/suitable-node.mjs'), 'utf8')).toContain(`NEEDED = ${BUNDLED_FOR};`);
  });
});

describe('an archive of Node', () => {
  it.each<readonly [string, () => string, string]>([
    ['is not there', () => join(place, 'node-v24.0.0-win-x64.zip'), 'There is no file '],
    ['is called otherwise', () => join(place, 'node.zip'), 'node.zip is not called as Node calls its archives'],
    ['is the one that installs', () => join(place, 'node-v24.21.0-x64.msi'), 'node-v24.21.0-x64.msi is not called as'],
    [
      'is for another system',
      () => join(place, 'node-v24.21.0-aix-ppc64.tar.gz'),
      'for a system that there is no package for',
    ],
    [
      'is older than Concordat needs',
      () => join(place, 'node-v22.20.0-linux-x64.tar.gz'),
      'Concordat needs Node 24 or newer; this is v22.20.0.',
    ],
    [
      'is of another version than the list',
      () => {
        const path = join(place, 'node-v24.1.0-linux-x64.tar.gz');
        writeFileSync(path, 'whatever');
        return path;
      },
      'SHASUMS256.txt does not list node-v24.1.0-linux-x64.tar.gz',
    ],
    [
      'was altered',
      () => {
        const path = publish('node-v24.2.0-win-x64.zip');
        writeFileSync(path, 'x', { flag: 'a' });
        return path;
      },
      'node-v24.2.0-win-x64.zip is not the file that Node published',
    ],
    [
      'is none',
      () => {
        writeFileSync(join(place, 'node-v24.3.0-darwin-x64.tar.gz'), 'no archive');
        return list('node-v24.3.0-darwin-x64.tar.gz');
      },
      'node-v24.3.0-darwin-x64.tar.gz could not be unpacked',
    ],
    [
      'is none, and a .zip',
      () => {
        writeFileSync(join(place, 'node-v24.3.0-win-x64.zip'), 'no archive');
        return list('node-v24.3.0-win-x64.zip');
      },
      'node-v24.3.0-win-x64.zip could not be unpacked',
    ],
    [
      'lacks the program',
      () => publish('node-v24.4.0-linux-x64.tar.gz', 'bin/node'),
      'or it does not hold node-v24.4.0-linux-x64/bin/node',
    ],
    [
      'lacks its licence',
      () => publish('node-v24.4.0-win-x64.zip', 'LICENSE'),
      'could not be unpacked, or it does not hold',
    ],
  ])('that %s is refused in a sentence', (_, archive, sentence) => {
    expect(() => readNodeArchive(archive())).toThrow(sentence);
  });

  it('is held to a list that stands elsewhere, where that is named', () => {
    const elsewhere = join(place, 'elsewhere.txt');
    expect(() => readNodeArchive(join(place, LINUX), elsewhere)).toThrow(
      `There is no file ${elsewhere}. Download SHASUMS256.txt`,
    );
    writeFileSync(elsewhere, `${'0'.repeat(64)}  ${LINUX}\n`);
    expect(() => readNodeArchive(join(place, LINUX), elsewhere)).toThrow(
      'its checksum is another than elsewhere.txt says',
    );
    writeFileSync(
      elsewhere,
      readFileSync(join(place, 'SHASUMS256.txt'), 'utf8').replaceAll('  ', ' *').replaceAll('\n', '\r\n'),
    );
    expect(readNodeArchive(join(place, LINUX), elsewhere)).toMatchObject({ version: 'v24.21.0', processor: 'x64' });
  });
});

describe('npm run package', () => {
  const made = (...typed: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/packaging/package.ts', ...typed], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('writes nothing where the checksum is wrong, and says how it is asked for', () => {
    const out = join(place, 'nothing');
    const wrong = join(place, 'wrong.txt');
    writeFileSync(wrong, `${'0'.repeat(64)}  ${LINUX}\n`);
    expect(made('--node', join(place, LINUX), '--checksums', wrong, '--out', out)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${LINUX} is not the file that Node published: its checksum is another than wrong.txt says. Download both again. Nothing was written.\n`,
    });
    expect(existsSync(out)).toBe(false);
    expect(made()).toMatchObject({ status: 2, stderr: 'The option --node <archive> is needed.\n' });
  });

  it('makes a ZIP that starts with a double-click where nothing is installed, and finds its alliance again', async () => {
    const out = join(place, 'out');
    const { stdout, stderr, status } = made('--node', join(place, LINUX), '--out', out);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'Making the package for Linux (x64) with Node v24.21.0 …\n',
    });
    const [zip] = readdirSync(out);
    expect(stdout).toMatch(`Made ${join(out, zip!)}, `);
    const person = join(place, "a person's own");
    mkdirSync(person);
    unpack(join(out, zip!), person);
    const [top] = readdirSync(person);
    const folder = join(person, top!);

    const answers = [
      '',
      'Harrowdale',
      '',
      '900301 Ashgrove School',
      '',
      '',
      'working-protocols',
      '',
      '../elsewhere',
      'Sample-alliance',
      'Harrowdale 26',
      '',
    ];
    const first = await started(folder, answers);
    expect(first.said()).toContain('Welcome to Concordat. There is no alliance here yet.');
    expect(first.said()).toContain('Give the folder a plain name, without a place');
    expect(first.said()).toContain('Sample-alliance is the name of the sample’s folder.');
    expect(first.said()).toMatch(/Made 2 workbooks and 1 letter for 20\d\d\/\d\d in Harrowdale 26\./);
    expect(first.said()).toContain('Next:\n1. Open Alliance 20');
    expect(first.said()).not.toMatch(/npx|ExperimentalWarning|fault/);
    const { get } = await openedPage(first.address);
    const page = await (await get('/')).text();
    expect(page).toContain('Harrowdale');
    expect((await get('/status.css')).status).toBe(200);
    const unfinished = join(folder, 'Harrowdale 26', '.concordat', 'history.sqlite-wal');
    expect(existsSync(unfinished)).toBe(true);
    // Closing the window is a way to stop, and leaves the history whole in its one file.
    await first.stop('SIGHUP');
    for (const end = Date.now() + PATIENCE_MILLISECONDS; existsSync(unfinished); await pause(50))
      expect(Date.now()).toBeLessThan(end);

    const second = await started(folder, []);
    expect(second.said()).not.toContain('Welcome');
    expect(second.said()).toContain(
      `Watching ${join(folder, 'Harrowdale 26')}. Save a workbook to have it checked; close this window`,
    );
    await second.stop();
    expect(readdirSync(folder).toSorted()).toEqual(['Harrowdale 26', 'READ ME.txt', 'Start Concordat.sh', 'program']);
    const home = join(person, '..', 'home');
    const { history } = keyFoldersOf(join(folder, 'Harrowdale 26'));
    const own = join('.config', 'concordat', readPublicKeys(history)[0]!.keyId);
    const isFile = (name: string) => statSync(join(home, name)).isFile();
    expect((readdirSync(home, { recursive: true }) as string[]).filter(isFile).toSorted()).toEqual([
      join(own, 'history-secret'),
      join(own, 'public-keys.json'),
      join(own, 'signing-key.pem'),
    ]);
  });
});

function unpack(archive: string, folder: string): void {
  const zip = openZip(readFileSync(archive));
  for (const entry of zip.entries.values()) {
    const path = join(folder, entry.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, entryBytes(zip, entry));
    chmodSync(path, entry.directoryRecord.readUInt16LE(40) & 0o777);
    expect(statSync(path).mode & 0o111).toBe(entry.directoryRecord.readUInt16LE(40) & 0o111);
  }
}

let child: ChildProcess | null = null;
afterEach(() => {
  if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, 'SIGKILL');
});

/** Double-clicks: with an empty home, no Node in the path, and a browser that only writes down what it is to open. */
async function started(folder: string, answers: readonly string[]) {
  const [programs, home, opened] = ['programs', 'home', 'opened'].map((name) => join(place, name));
  mkdirSync(home!, { recursive: true });
  mkdirSync(programs!, { recursive: true });
  rmSync(opened!, { force: true });
  writeFileSync(join(programs!, 'xdg-open'), `#!/bin/sh\necho "$1" > '${opened}'\n`, { mode: 0o755 });
  for (const name of ['sh', 'dirname']) {
    const itself = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    if (!existsSync(join(programs!, name))) symlinkSync(itself, join(programs!, name));
  }
  const running = spawn(join(folder, 'Start Concordat.sh'), {
    cwd: '/',
    detached: true,
    env: { HOME: home, PATH: programs },
  });
  child = running;
  let said = '';
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (text) => (said += text));
  running.stdin.write(answers.map((line) => `${line}\n`).join(''));
  for (
    const end = Date.now() + PATIENCE_MILLISECONDS;
    !existsSync(opened!) || !said.includes('Watching');
    await pause(50)
  )
    if (Date.now() > end) throw new Error(`The page did not open: ${said}`);
  return {
    said: () => said,
    // The browser is given a file of the person's own that leads to the page.
    address: notedPage(dirname(readFileSync(opened!, 'utf8').trim()))!.address,
    stop: async (signal: NodeJS.Signals = 'SIGINT') => {
      process.kill(-running.pid!, signal);
      await once(running, 'exit');
    },
  };
}
