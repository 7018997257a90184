import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHere, programThatOpens } from '../../../functions/edges/local/open-page.ts';

const ADDRESS = 'http://127.0.0.1:4173';

describe('a page is opened', () => {
  it.each([
    ['win32', ['cmd.exe', '/d', '/s', '/c', `"start "" "${ADDRESS}""`]],
    ['darwin', ['open', ADDRESS]],
    ['linux', ['xdg-open', ADDRESS]],
    ['freebsd', ['xdg-open', ADDRESS]],
  ] as const)('on %s by what the system has for it', (platform, program) => {
    expect(programThatOpens(ADDRESS, platform)).toEqual(program);
  });

  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-open-'));
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  const [program] = programThatOpens(ADDRESS, process.platform);
  const withProgram = (text: string) => {
    writeFileSync(join(folder, program), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, program), 0o755);
  };

  it.skipIf(process.platform === 'win32')('and whether it was is told', async () => {
    expect(await openHere(ADDRESS)).toBe(false);
    withProgram('exit 3');
    expect(await openHere(ADDRESS)).toBe(false);
    withProgram(`echo "$1" > '${folder}/opened'`);
    expect(await openHere(ADDRESS)).toBe(true);
    expect(readFileSync(join(folder, 'opened'), 'utf8')).toBe(`${ADDRESS}\n`);
  });

  it.skipIf(process.platform === 'win32')('also where that program stays for as long as the browser does', async () => {
    withProgram(`while [ ! -e '${folder}/closed' ]; do :; done; echo > '${folder}/ended'`);
    expect(await openHere(ADDRESS)).toBe(true);
    writeFileSync(join(folder, 'closed'), '');
    await vi.waitUntil(() => existsSync(join(folder, 'ended')), { timeout: 10_000 });
  });
});
