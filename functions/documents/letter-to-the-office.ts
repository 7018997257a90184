import { yearBegins } from '../../sheets-schema/core-settings.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import type { LetterMeta } from '../../templates/kit/document.ts';
import { academicYear } from '../figures/academic-year.ts';
import { allDeclared, type Declared } from '../workbooks/kinds.ts';
import type { WorkbookToMake } from '../workbooks/workbooks-to-make.ts';
import { letterToTheOfficeData } from './letter-to-the-office-data.ts';

/** The letter that goes with a school's workbook, as a PDF, written on a day. */
export async function letterToTheOffice(
  { identity: { alliance, school, startYear }, settings }: Pick<WorkbookToMake, 'identity' | 'settings'>,
  writtenOn: string,
  fonts: LetterMeta['fonts'],
  declared: Declared = allDeclared,
): Promise<Uint8Array> {
  const year = academicYear(startYear, settings.held(yearBegins).value);
  const data = letterToTheOfficeData(school!, settings, year, writtenOn, declared);
  // What draws pages is loaded when there is one to draw.
  const [{ renderLetter }, template] = await Promise.all([
    import('../../templates/kit/document.ts'),
    import('../../templates/letter-to-the-office.document.ts'),
  ]);
  const meta = { fonts, issuedOn: writtenOn, alliance, academicYear: yearLabel(startYear) };
  return renderLetter(template.letterToTheOffice, data, meta);
}
