import { yearLabel } from '../../sheets-schema/wording.ts';
import { letterToTheOffice } from '../documents/letter-to-the-office.ts';
import type { PublishPorts } from '../documents/publish.ts';
import type { DocumentShelf } from '../edges/ports.ts';
import type { WorkbookToMake } from '../workbooks/workbooks-to-make.ts';

interface LetterPorts {
  readonly shelf: DocumentShelf;
  readonly fonts: PublishPorts['fonts'];
}

/** Files the letter that goes with a school's workbook beneath the alliance's folder. One that was filed before stays as it is. */
export async function fileLetter(
  workbook: WorkbookToMake,
  { shelf, fonts }: LetterPorts,
  writtenOn: string,
): Promise<void> {
  const { urn, school, startYear } = workbook.identity;
  await shelf.file(
    { folder: lettersFolder(startYear), number: urn!, name: school! },
    await letterToTheOffice(workbook, { on: writtenOn, isShared: true, fonts }),
  );
}

/** Where the letters of a year are, as a path beneath the alliance's folder. */
export function lettersFolder(startYear: number): string {
  return `Letters/${yearLabel(startYear).replace('/', '-')}`;
}
