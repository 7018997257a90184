import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { inFewFiles } from '../deployment/bundle.ts';
import { licencesOf } from './licences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where the program's files are put, from the folder it is unpacked into; what is read beside the sources stands as it does here. */
const SCRIPTS = 'scripts';
const READ_BESIDE = ['templates/fonts', 'functions/edges/browser'];

/** A file of a package, by where it stands in it. */
export interface PackedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly executable?: true;
}

/** What is read beside a source is found from the file that the source was put into. */
const foundFromThere: Plugin = {
  name: 'found from there',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const place = relative(root, path).replaceAll('\\', '/');
      if (place.startsWith('node_modules/')) return null;
      const itself = `new URL(${JSON.stringify(`../${place}`)}, import.meta.url).href`;
      return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', itself) };
    });
  },
};

/** The whole program in few files, with all that it reads beside itself and the licences of what is in it. */
export async function programFiles(): Promise<{ readonly files: PackedFile[]; readonly inputs: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    ...inFewFiles,
    entryPoints: ['scripts/packaged.ts'],
    outdir: SCRIPTS,
    outExtension: { '.js': '.mjs' },
    plugins: [foundFromThere],
    write: false,
  });
  const inputs = Object.keys(metafile.inputs);
  return {
    inputs,
    files: [
      ...outputFiles.map(({ path, contents }) => ({
        path: relative(root, path).replaceAll('\\', '/'),
        content: contents,
      })),
      ...READ_BESIDE.flatMap(filesAt),
      { path: 'LICENCES.txt', content: licencesOf(root, inputs) },
    ],
  };
}

function filesAt(folder: string): PackedFile[] {
  return readdirSync(join(root, folder))
    .toSorted()
    .map((name) => ({ path: `${folder}/${name}`, content: readFileSync(join(root, folder, name)) }));
}
