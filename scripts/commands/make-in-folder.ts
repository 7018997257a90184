import { join } from 'node:path';
import { letterToTheOffice } from '../../functions/documents/letter-to-the-office.ts';
import type { PublishPorts } from '../../functions/documents/publish.ts';
import { asFileName, LETTERS_FOLDER, writeWhole } from '../../functions/edges/local/alliance-folder.ts';
import type { FolderListing, Workbooks } from '../../functions/edges/ports.ts';
import { Refusal } from '../../functions/refusal.ts';
import { makeOnce, type WorkbookToMake } from '../../functions/workbooks/workbooks-to-make.ts';

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
 * Makes a workbook in an alliance's folder, and its letter in the folder for letters.
 * @param stands where it stands already
 * @param known places of files of which it is known which workbook they are
 * @throws AdvisedError, as where a file may be the workbook in a form that is not read
 */
export async function makeInFolder(
  folder: string,
  { workbooks, listing, fonts }: Folder,
  workbook: WorkbookToMake,
  stands: string | null,
  known: ReadonlySet<string>,
  writtenOn: string,
): Promise<string> {
  const stem = stemOf(workbook.name);
  const file = `${stem}.xlsx`;
  if (stands === null) refuseBeside(file, listing, new Set([...known].map(listing.nameOf)));
  const place = stands ?? (await makeOnce(workbooks, join(folder, file), workbook));
  if (workbook.hasLetter) {
    const letter = await letterToTheOffice(workbook, { on: writtenOn, isShared: false, fonts });
    await writeWhole(join(folder, LETTERS_FOLDER, `${stem}.pdf`), letter);
  }
  return place;
}

/** A second workbook beside one that only nobody could read yet would be typed into in vain. */
function refuseBeside(file: string, listing: FolderListing, known: ReadonlySet<string>): void {
  const [alike] = listing.alike(file).filter((name) => !known.has(name));
  if (alike === undefined) return;
  throw new Refusal(
    `${alike} may be ${file} in a form that is not read. Open it and save it here as an Excel workbook (.xlsx), or take it out of the folder.`,
  );
}
