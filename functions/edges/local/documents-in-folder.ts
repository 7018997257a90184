import { hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { type DocumentShelf, EdgeError } from '../ports.ts';
import { asFileName } from './file-names.ts';
import { lookAt } from './look-at.ts';
import { moveNew, writeBeside } from './workbook-files.ts';
import { SCHOOLS_FOLDER, schoolFoldersIn } from './workbooks-in-folder.ts';
import { writing } from './write-whole.ts';

/** The alliance's own documents stand in it; in each school's folder those that are addressed to that school. */
export const DOCUMENTS_FOLDER = 'Documents';

/** The documents that were issued in an alliance's folder. Nothing is made before the first is filed. */
export function documentShelf(folder: string): DocumentShelf {
  return {
    async file({ folder: year, number, name, schoolsFolder }, bytes) {
      const file = asFileName(`${number} ${name}.pdf`);
      const link =
        schoolsFolder === undefined
          ? join(DOCUMENTS_FOLDER, ...year.split('/').map(asFileName), file)
          : join(SCHOOLS_FOLDER, asFileName(schoolsFolder), DOCUMENTS_FOLDER, file);
      const whole = join(folder, link);
      return writing(whole, async () => {
        if (holds(whole, bytes)) return link;
        // People move documents about and call them otherwise: a number is taken wherever it stands.
        if (filesNumbered(folder, year, number).length > 0) return null;
        const isNew = await moveNew(await writeBeside(whole, bytes, 0o666), whole);
        return isNew || holds(whole, bytes) ? link : null;
      });
    },
    async filed({ folder: year, number }) {
      try {
        return filesNumbered(folder, year, number).map((path) => hash('sha256', readFileSync(path)));
      } catch (cause) {
        const advice = `The documents in ${folder} cannot be read. Check who may read what is in it.`;
        throw new EdgeError('not-allowed', advice, { cause });
      }
    },
  };
}

function holds(path: string, bytes: Uint8Array): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there?.isFile() === true && Buffer.compare(readFileSync(path), bytes) === 0;
}

const NUMBERED = /(?<!\d)20\d\d-\d{4,}(?!\d)/g;

/** The folders in which documents stand. */
function shelvesIn(folder: string): string[] {
  const schools = schoolFoldersIn(folder).map((name) => join(folder, SCHOOLS_FOLDER, name));
  return [join(folder, DOCUMENTS_FOLDER), ...schools].filter((one) => lookAt(one)?.isDirectory() ?? false);
}

function filesBeneath(folder: string): string[] {
  return shelvesIn(folder).flatMap((shelf) =>
    readdirSync(shelf, { recursive: true, encoding: 'utf8' }).map((path) => join(shelf, path)),
  );
}

/** The files that carry a number in their names, wherever they stand; those in another year's folder have numbers of their own. */
function filesNumbered(folder: string, year: string | null, number: string): string[] {
  return filesBeneath(folder).filter((path) => {
    const [top, ofYear = ''] = relative(folder, path).split(/[\\/]/);
    const isOthers = year !== null && top === DOCUMENTS_FOLDER && /^20\d\d-\d\d$/.test(ofYear) && ofYear !== year;
    return !isOthers && numbersOf(path).includes(number);
  });
}

function numbersOf(path: string): readonly string[] {
  return basename(path).match(NUMBERED) ?? [];
}

/** The numbers of the documents that were issued into a folder and stand there still. */
export function issuedIn(folder: string): string[] {
  return filesBeneath(folder).flatMap((path) => (/\.pdf$/i.test(path) ? (numbersOf(path)[0] ?? []) : []));
}

/**
 * Opens documents of an alliance's folder: only where documents stand, whatever the link says, and only the very bytes that were issued,
 * also where the folder of their school has another name by now. Null for anything else.
 */
export function documentsOf(folder: string) {
  return async ({ link, sha256 }: { readonly link: string; readonly sha256: string }) => {
    const path = join(folder, ...link.split(/[\\/]/));
    for (const one of [
      path,
      ...numbersOf(link.replaceAll('\\', '/')).flatMap((number) => filesNumbered(folder, null, number)),
    ]) {
      const bytes = await bytesOnShelf(folder, one);
      if (bytes !== null && hash('sha256', bytes) === sha256) return bytes;
    }
    return null;
  };
}

/** Links count by where they lead; a school's folder may be one itself. */
async function bytesOnShelf(folder: string, path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const whole = await realpath(path);
    const shelves = await Promise.all(shelvesIn(folder).map((shelf) => realpath(shelf)));
    return shelves.some((shelf) => whole.startsWith(shelf + sep)) ? new Uint8Array(await readFile(whole)) : null;
  } catch {
    return null;
  }
}
