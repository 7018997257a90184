import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly program: string;
  }
}

const START = fileURLToPath(new URL('../../scripts/concordat.ts', import.meta.url));
const OURS = /[\\/](?:functions|scripts|sheets-schema|templates)[\\/].*\.ts$/;
const READY = 'ready';
const PATIENCE_MILLISECONDS = 60_000;

/** What is read beside a source file is still found from there. */
const inItsPlace: Plugin = {
  name: 'in its place',
  setup({ onLoad }) {
    onLoad({ filter: OURS }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    }));
  },
};

/** Puts the program together for the whole run, since it then starts in half the time. Waits for nothing: the tests that need it do. */
export default function setup({ provide }: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-program-'));
  chmodSync(folder, 0o755);
  provide('program', folder);
  const built = build({
    entryPoints: [START],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    external: ['esbuild'],
    plugins: [inItsPlace],
    // Packages of the older kind of module expect these three.
    banner: {
      js: `import { createRequire as requireFor } from 'node:module';
        const [require, __dirname, __filename] = [requireFor(import.meta.url), import.meta.dirname, import.meta.filename];`,
    },
  }).then(() => writeFileSync(join(folder, READY), ''));
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
