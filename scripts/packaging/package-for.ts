import { makeZip } from '../../functions/edges/local/xlsx/zip.ts';
import type { PublishedNode } from './node-archive.ts';
import type { PackedFile } from './program-files.ts';
import { readMe } from './read-me.ts';
import { PROGRAM, startFiles } from './start-files.ts';

const [PROGRAM_MODE, FILE_MODE] = [0o755, 0o644];

/** The ZIP for the system that a Node was published for, with the program in this version. The same always gives the same bytes. */
export function packageFor(
  node: PublishedNode,
  program: readonly PackedFile[],
  version: string,
): { readonly name: string; readonly zip: Uint8Array } {
  const { system, processor } = node;
  const inProgram: readonly PackedFile[] = [
    { path: system.id === 'windows' ? 'node.exe' : 'node', content: node.program, executable: true },
    { path: 'NODE-LICENCE.txt', content: node.licence },
    ...program,
  ];
  const files: readonly PackedFile[] = [
    { path: 'READ ME.txt', content: readMe({ system, processor, concordat: version, node: node.version }) },
    ...startFiles(system),
    ...inProgram.map((file) => ({ ...file, path: `${PROGRAM}/${file.path}` })),
  ];
  // Named by its version, a newer one is never unpacked in place of the folder that an alliance is in.
  const top = `Concordat ${version}`;
  return {
    name: `concordat-${version}-${system.id}-${processor}.zip`,
    zip: makeZip(
      files.map(({ path, content, executable }) => [`${top}/${path}`, content, executable ? PROGRAM_MODE : FILE_MODE]),
    ),
  };
}
