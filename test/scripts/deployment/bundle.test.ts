import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targets } from '../../../functions/edges/config.ts';
import { bundle } from '../../../scripts/deployment/bundle.ts';
import { FRAMEWORK, installFramework, startFunction } from '../../support/deployed-bundle.ts';
import { realPart } from '../../support/real-parts.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const SETTINGS = {
  NODE_ENV: 'production',
  GOOGLE_CLOUD_PROJECT: 'harrowdale-concordat',
  CONCORDAT_REGION: 'europe-west2',
  CONCORDAT_QUEUE: 'concordat',
  CONCORDAT_DRIVE: '0AHarrowdaleDrive',
  CONCORDAT_FUNCTIONS_URL: 'https://*-123456789012.europe-west2.run.app',
  CONCORDAT_INVOKER: 'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com',
  CONCORDAT_MAIL_FROM: 'concordat@harrowdale.example',
  CONCORDAT_HISTORY_SECRET: '0123456789abcdef'.repeat(4),
  CONCORDAT_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n',
  CONCORDAT_SMTP_URL: 'smtps://harrowdale:s3cret@mail.example:465',
  CONCORDAT_NOTICE_TOKEN: 'n'.repeat(40),
};

let folder: string;
let meta: Metafile;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'concordat-bundle-')));
  meta = await bundle(folder);
  installFramework(folder);
});
afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** The bundle run as Google runs it; gives where it is heard, and what it wrote to its log since. */
async function start(target: string, settings: Readonly<Record<string, string>> = SETTINGS) {
  const child = startFunction(folder, target, settings);
  children.push(child);
  const log: string[] = [];
  child.stderr.on('data', (chunk) => log.push(String(chunk)));
  const lines = createInterface({ input: child.stdout });
  const [first] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(([code]) => [code])]);
  lines.on('line', (line) => log.push(line));
  if (typeof first !== 'string') return { exit: first as number, log };
  const call = async (init: RequestInit) => {
    const answer = await fetch(`http://127.0.0.1:${JSON.parse(first).port}/`, { method: 'POST', ...init });
    return { status: answer.status, text: await answer.text() };
  };
  return { call, log, pid: child.pid! };
}

/** The most memory that a process ever had, in MB; null where the system does not say. */
function mostMemory(pid: number): number | null {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return null;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))![1]) / 1024;
}

/** A body that does not say how long it is. */
function pieces(megabytes: number): ReadableStream<Uint8Array> {
  let left = megabytes;
  return new ReadableStream({
    pull(to) {
      if (left <= 0) return to.close();
      to.enqueue(new Uint8Array(Math.min(1, left) * 1024 * 1024).fill(120));
      left -= 1;
    },
  });
}

describe('the bundle', () => {
  it('holds what runs and nothing else: no tests, no scripts, no packages for developing', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const wrong = Object.keys(meta.inputs).filter((path) => {
      const [installed] =
        /^node_modules\/.*node_modules\/(?:@[^/]+\/)?[^/]+|^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
      if (installed !== undefined) return lock[installed] === undefined || lock[installed].dev === true;
      return !/^(?:functions|sheets-schema|templates)\//.test(path);
    });
    expect(wrong).toEqual([]);
    expect(Object.keys(meta.inputs)).toContain('functions/dispatch/publish-for.ts');
    expect(Object.keys(meta.inputs)).not.toContain('functions/edges/local/sqlite-store.ts');
    const files = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => /\.\w+$/.test(name) && !/^node_modules/.test(name));
    expect(files.filter((name) => !/\.js(?:\.map)?$|^package(?:-lock)?\.json$|^templates\/fonts\//.test(name))).toEqual(
      [],
    );
  });

  it('names the framework by its exact version, and carries the typeface with its licence', () => {
    const { dependencies, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const installed = JSON.parse(readFileSync(join(root, FRAMEWORK, 'package.json'), 'utf8')).version;
    expect(dependencies).toEqual({ '@google-cloud/functions-framework': installed });
    expect(readFileSync(join(folder, main), 'utf8')).toContain('sourceMappingURL');
    for (const name of readdirSync(join(root, 'templates/fonts')))
      expect(readFileSync(join(folder, 'templates/fonts', name))).toEqual(
        readFileSync(join(root, 'templates/fonts', name)),
      );
    const chunks = readdirSync(join(folder, 'functions')).filter((name) => name.endsWith('.js'));
    const beside = chunks.flatMap((name) => [
      ...readFileSync(join(folder, 'functions', name), 'utf8').matchAll(/[`'"]([./]+\/templates\/fonts\/)/g),
    ]);
    expect(beside.map(([, path]) => join(folder, 'functions', path!))).toEqual([join(folder, 'templates/fonts/')]);
  });

  it('has Google install the very packages that are installed here', () => {
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    const { '': own, ...locked } = packages as Record<string, { version: string; integrity: string }>;
    expect(own).toMatchObject({ dependencies: { '@google-cloud/functions-framework': expect.any(String) } });
    for (const name of ['express', 'body-parser', 'raw-body', 'cloudevents'])
      expect(Object.keys(locked)).toContain(`node_modules/${name}`);
    for (const [path, { version, integrity }] of Object.entries(locked)) {
      expect(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).version, path).toBe(version);
      expect(integrity, path).toMatch(/^sha512-/);
    }
  });

  it.skipIf(realPart('npm') === null)('comes with a lock that npm takes as it is, and takes no other', () => {
    const tried = join(folder, 'node_modules', 'tried');
    mkdirSync(tried);
    /** Without a network: what is installed is settled by the lock alone. */
    const install = (without?: string) => {
      const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
      if (without !== undefined) delete lock.packages[`node_modules/${without}`];
      writeFileSync(join(tried, 'package-lock.json'), JSON.stringify(lock));
      writeFileSync(join(tried, 'package.json'), readFileSync(join(folder, 'package.json')));
      const options = ['--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
      const { status, stderr } = spawnSync('npm', ['ci', ...options], { cwd: tried, encoding: 'utf8' });
      return { status, stderr };
    };
    const whole = install();
    expect(whole.status, whole.stderr).toBe(0);
    expect(install('body-parser').status).not.toBe(0);
  });

  it('finds what is in the packages that are loaded when needed: ask them by their default, as their names are lost', () => {
    const asked = Object.keys(meta.inputs).flatMap((path) => {
      if (!path.startsWith('functions/')) return [];
      const text = readFileSync(join(root, path), 'utf8');
      return [...text.matchAll(/.{0,60}import\('[^.'][^']*'\).{0,200}/gs)].map(([use]) => ({ path, use }));
    });
    expect(asked.filter(({ use }) => !/\bdefault\b/.test(use))).toEqual([]);
  });

  it('loads, each of its files', () => {
    const files = readdirSync(join(folder, 'functions')).filter((name) => name.endsWith('.js'));
    const script = files.map((name) => `await import('./functions/${name}');`).join('\n');
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', `${script}\nconsole.log('loaded')`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(out.trim()).toBe('loaded');
  });

  it.each(targets)('starts as %s and refuses who may not call', async (target) => {
    const { call, log } = await start(target);
    const refused = target === 'notice' ? { status: 204, text: '' } : { status: 401, text: '{"code":"not-allowed"}' };
    expect(await call!({ body: '{}' })).toEqual(refused);
    const unreadable = { body: '{"secret words"', headers: { 'content-type': 'application/json' } };
    expect(await call!(unreadable)).toEqual(refused);
    expect(log.join()).not.toContain('secret');
    if (target !== 'notice')
      expect(JSON.parse(log[0]!)).toMatchObject({ severity: 'WARNING', message: target, status: 401 });
  });

  it.each(['notice', 'poll'] as const)('keeps no more of a body than a megabyte, as %s', async (target) => {
    const { call, log, pid = 0 } = await start(target);
    const before = mostMemory(pid);
    const send = (megabytes: number) =>
      call!({ body: pieces(megabytes), duplex: 'half' } as RequestInit).then(
        ({ status }) => status,
        () => 'cut off',
      );
    expect(await Promise.all([1, 2, 3, 4].map(() => send(32)))).toEqual(Array(4).fill('cut off'));
    if (before === null) console.warn('skipped: this system does not say how much memory a process has');
    else expect(mostMemory(pid)! - before).toBeLessThan(64);
    expect(log.join()).not.toContain('xxx');
    // Smaller ones are heard as ever, and so is whoever comes after.
    expect(await send(0.5)).toBe(target === 'notice' ? 204 : 401);
    expect((await call!({ body: '{}' })).status).toBe(target === 'notice' ? 204 : 401);
  });

  it('says which settings are wrong, to the log alone', async () => {
    const { call, log } = await start('poll', { NODE_ENV: 'production', CONCORDAT_REGION: 'the moon' });
    expect(await call!({ body: '{}' })).toEqual({ status: 500, text: '{"code":"not-configured"}' });
    const { faults } = JSON.parse(log[0]!);
    expect(faults).toContain('GOOGLE_CLOUD_PROJECT is missing.');
    expect(faults.join()).not.toContain('the moon');
  });

  it('has no other function', async () => {
    expect(await start('format-disk')).toMatchObject({ exit: 1 });
  });
});
