import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { Refusal } from '../../functions/refusal.ts';
import { BUNDLED_FOR } from '../deployment/bundle.ts';
import { type System, systems } from './systems.ts';

/** What Node calls the list of checksums that it publishes with each version. */
const CHECKSUMS = 'SHASUMS256.txt';
const AS_PUBLISHED =
  /^(?<stem>node-(?<version>v(?<major>\d+)\.\d+\.\d+)-(?<system>[a-z]+)-(?<processor>[a-z0-9]+))(?<ending>\.zip|\.tar\.gz|\.tar\.xz)$/;

/** Node as it was published for a system: what runs, and its licence. */
export interface PublishedNode {
  readonly system: System;
  /** Such as x64 or arm64. */
  readonly processor: string;
  /** Such as v24.21.0. */
  readonly version: string;
  readonly program: Uint8Array;
  readonly licence: Uint8Array;
}

/**
 * Reads an archive that was downloaded from nodejs.org, once it is known to be the one that Node published; the list of checksums stands
 * beside it unless told. @throws Refusal with what to do instead
 */
export function readNodeArchive(archive: string, checksums = join(dirname(archive), CHECKSUMS)): PublishedNode {
  const name = basename(archive);
  const { stem, version, major, system: systemName, processor, ending } = AS_PUBLISHED.exec(name)?.groups ?? {};
  if (stem === undefined || version === undefined || processor === undefined)
    throw new Refusal(
      `${name} is not called as Node calls its archives, such as node-v24.21.0-win-x64.zip. Take one that ends in .zip, .tar.gz or .tar.xz from nodejs.org, and leave its name as it is.`,
    );
  const system = systems[systemName!];
  if (system === undefined)
    throw new Refusal(
      `${name} is for a system that there is no package for. Take the archive for win, darwin or linux.`,
    );
  if (Number(major) < BUNDLED_FOR)
    throw new Refusal(
      `Concordat needs Node ${BUNDLED_FOR} or newer; this is ${version}. Take a newer archive from nodejs.org.`,
    );

  const bytes = contentOf(archive, 'Download it from nodejs.org.');
  const published = checksumOf(name, checksums);
  if (hash('sha256', bytes) !== published)
    throw new Refusal(
      `${name} is not the file that Node published: its checksum is another than ${basename(checksums)} says. Download both again. Nothing was written.`,
    );
  const [program, licence] = unpacked(bytes, { name, ending: ending! }, [`${stem}/${system.node}`, `${stem}/LICENSE`]);
  return { system, processor, version, program: program!, licence: licence! };
}

function contentOf(path: string, advice: string): Uint8Array {
  if (lookAt(path)?.isFile() !== true) throw new Refusal(`There is no file ${path}. ${advice}`);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Refusal(`The file ${path} cannot be read. Check that you may open it.`, { cause });
  }
}

function checksumOf(name: string, list: string): string {
  const advice = `Download ${CHECKSUMS} from the page that has the archive, and put it beside it or name it with --checksums.`;
  const lines = Buffer.from(contentOf(list, advice)).toString('utf8').split(/\r?\n/);
  for (const line of lines) {
    const [checksum, file] = line.split(/ [ *]/);
    if (file === name && /^[0-9a-f]{64}$/i.test(checksum!)) return checksum!.toLowerCase();
  }
  throw new Refusal(`${basename(list)} does not list ${name}: it is of another version. ${advice}`);
}

/** Some files out of an archive, by the system's own program: `tar` reads all three kinds but on Linux, where `unzip` reads one of them. */
function unpacked(
  bytes: Uint8Array,
  { name, ending }: { readonly name: string; readonly ending: string },
  wanted: readonly string[],
): Uint8Array[] {
  const place = mkdtempSync(join(tmpdir(), 'concordat-node-'));
  try {
    const copy = `archive${ending}`;
    writeFileSync(join(place, copy), bytes);
    const runs = (program: string, ...args: string[]) =>
      spawnSync(program, [...args, copy, ...wanted], { cwd: place, stdio: 'ignore' }).status === 0;
    const done = runs('tar', '-xf') || (ending === '.zip' && runs('unzip', '-q', '-o'));
    if (!done || !wanted.every((path) => lstatSync(join(place, path), { throwIfNoEntry: false })?.isFile()))
      throw new Refusal(
        `${name} could not be unpacked, or it does not hold ${wanted.join(' and ')}. Download it again from nodejs.org; where it is the same, see that “${ending === '.zip' ? 'unzip' : 'tar'}” is installed here.`,
      );
    return wanted.map((path) => readFileSync(join(place, path)));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
