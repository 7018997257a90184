import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const OURS = /[\\/](?:functions|scripts|sheets-schema|templates)[\\/].*\.ts$/;

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

/** Puts a program of ours into one folder, with all it imports: it then starts in half the time or less. */
export async function putTogether(entryPoint: string, folder: string): Promise<void> {
  await build({
    entryPoints: [entryPoint],
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
  });
}
