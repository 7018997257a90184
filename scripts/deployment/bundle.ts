import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The framework keeps a list of functions; a second copy in the bundle would have a list of its own, that nobody reads. */
const FRAMEWORK = '@google-cloud/functions-framework';
/** Packages written for CommonJS ask for these. */
const BANNER = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Puts what is deployed into `folder`, which it empties first: the functions in few files, the typeface, and a package.json with exact
 * versions. What a function does not need for its answer is in files of their own, loaded when it is needed.
 */
export async function bundle(folder: string): Promise<Metafile> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['functions/index.ts'],
    outdir: join(folder, 'functions'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: [FRAMEWORK],
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    banner: { js: BANNER },
    logLevel: 'warning',
  });
  cpSync(join(root, 'templates/fonts'), join(folder, 'templates/fonts'), { recursive: true });
  const { name, version, license, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const deployed = {
    name,
    version,
    license,
    private: true,
    type: 'module',
    main: 'functions/index.js',
    engines: { node: '24' },
    dependencies: { [FRAMEWORK]: dependencies[FRAMEWORK] },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(deployed, null, 2)}\n`);
  return metafile;
}
