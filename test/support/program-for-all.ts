import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { putTogether } from './put-together.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly program: string;
  }
}

const START = fileURLToPath(new URL('../../scripts/concordat.ts', import.meta.url));
const READY = 'ready';
const PATIENCE_MILLISECONDS = 60_000;

/** Puts the program together for the whole run. Waits for nothing: the tests that need it do. */
export default function setup({ provide }: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-program-'));
  chmodSync(folder, 0o755);
  provide('program', folder);
  const built = putTogether(START, folder).then(() => writeFileSync(join(folder, READY), ''));
  return async () => {
    await built;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The program in one folder, as the run put it together, and where Node may keep what it made of it. */
export async function quickProgram(): Promise<{ readonly file: string; readonly compiled: string }> {
  const folder = inject('program');
  for (const end = Date.now() + PATIENCE_MILLISECONDS; !existsSync(join(folder, READY)); await pause(20))
    if (Date.now() > end) throw new Error('the program was not put together');
  return { file: join(folder, 'concordat.mjs'), compiled: join(folder, 'compiled') };
}
