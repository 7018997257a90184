import { join } from 'node:path';
import { letterToTheOffice } from '../../functions/documents/letter-to-the-office.ts';
import type { PublishPorts } from '../../functions/documents/publish.ts';
import { asFileName, asFolderName } from '../../functions/edges/local/file-names.ts';
import { SCHOOLS_FOLDER } from '../../functions/edges/local/workbooks-in-folder.ts';
import { writeWhole } from '../../functions/edges/local/write-whole.ts';
import type { FolderListing, Workbooks } from '../../functions/edges/ports.ts';
import { Refusal } from '../../functions/refusal.ts';
import { schoolsFolder } from '../../functions/workbooks/schools-folder.ts';
import { ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { makeOnce, type WorkbookToMake } from '../../functions/workbooks/workbooks-to-make.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { makeFolder } from './folder-option.ts';

interface Folder {
  readonly workbooks: Workbooks;
  readonly listing: FolderListing;
  readonly fonts: PublishPorts['fonts'];
}

/** What a workbook's file is called, and its letter, without their endings. */
export function stemOf(name: string): string {
  return asFileName(`${name}.xlsx`).slice(0, -'.xlsx'.length);
}

/**
 * Makes a workbook in an alliance's folder: a school's in that school's folder, with the letter to its office.
 * @param stands where it stands already
 * @param there where the workbooks stand that are known, by their keys
 * @throws AdvisedError, as where a file may be the workbook in a form that is not read
 */
export async function makeInFolder(
  folder: string,
  { workbooks, listing, fonts }: Folder,
  workbook: WorkbookToMake,
  stands: string | null,
  there: ReadonlyMap<string, string>,
  writtenOn: string,
): Promise<string> {
  const files = new Map([...there].map(([key, place]) => [key, listing.nameOf(place)]));
  const home = join(folder, homeOf(workbook, files, listing));
  const file = join(home, `${stemOf(workbook.name)}.xlsx`);
  if (stands === null) {
    refuseBeside(listing.nameOf(file), listing, new Set(files.values()));
    makeFolder(home);
  }
  const place = stands ?? (await makeOnce(workbooks, file, workbook));
  if (workbook.hasLetter) {
    const letter = await letterToTheOffice(workbook, { on: writtenOn, isShared: false, fonts });
    await writeWhole(join(home, letterName(workbook.identity.startYear)), letter);
  }
  return place;
}

/** The folder of the school whose workbook it is, beneath the alliance's; that itself where it is the alliance's. */
function homeOf(
  { identity: { urn, school }, keys, otherNames }: WorkbookToMake,
  files: ReadonlyMap<string, string>,
  listing: FolderListing,
): string {
  if (urn === null) return '';
  const numbers = [...new Set([urn, ...keys.flatMap((key) => ownerOfKey(key)?.urn ?? [])])];
  return join(
    SCHOOLS_FOLDER,
    schoolsFolder({ numbers, name: school!, others: otherNames }, files, listing, asFolderName),
  );
}

/** What the letter to a school's office is called, in that school's folder. */
export function letterName(startYear: number): string {
  return `Letter to the office ${yearLabel(startYear).replace('/', '-')}.pdf`;
}

/** A second workbook beside one that only nobody could read yet would be typed into in vain. */
function refuseBeside(file: string, listing: FolderListing, known: ReadonlySet<string>): void {
  const [alike] = listing.alike(file).filter((name) => !known.has(name));
  if (alike === undefined) return;
  throw new Refusal(
    `${alike} may be ${file} in a form that is not read. Open it and save it here as an Excel workbook (.xlsx), or take it out of the folder.`,
  );
}
