import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { lockFor } from './lock-for.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The Node that what is bundled runs on, or a newer one. */
export const BUNDLED_FOR = 24;
/** The framework keeps a list of functions; a second copy in the bundle would have a list of its own, that nobody reads. */
const FRAMEWORK = '@google-cloud/functions-framework';
/** Packages written for CommonJS ask for these. */
const BANNER = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/** How any program of ours is put into few files: what it does not need at once is in files of their own, loaded when it is needed. */
export const inFewFiles = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: `node${BUNDLED_FOR}`,
  metafile: true,
  banner: { js: BANNER },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Puts what is deployed into `folder`, which it empties first: the functions in few files, the typeface, and a package.json with our own
 * lock beside it, so that Google installs the very packages that were tested here.
 */
export async function bundle(folder: string): Promise<Metafile> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    ...inFewFiles,
    entryPoints: ['functions/index.ts'],
    outdir: join(folder, 'functions'),
    external: [FRAMEWORK],
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
  });
  cpSync(join(root, 'templates/fonts'), join(folder, 'templates/fonts'), { recursive: true });
  const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const { name, version, license, dependencies } = read('package.json');
  const deployed = {
    name,
    version,
    license,
    private: true,
    type: 'module',
    main: 'functions/index.js',
    engines: { node: String(BUNDLED_FOR) },
    dependencies: { [FRAMEWORK]: dependencies[FRAMEWORK] },
  };
  const write = (name: string, said: object) => writeFileSync(join(folder, name), `${JSON.stringify(said, null, 2)}\n`);
  write('package.json', deployed);
  write('package-lock.json', lockFor(deployed, read('package-lock.json')));
  return metafile;
}
