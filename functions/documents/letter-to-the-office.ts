import { allianceAddress, yearBegins } from '../../sheets-schema/core-settings.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import type { LetterMeta } from '../../templates/kit/document.ts';
import { academicYear } from '../figures/academic-year.ts';
import { allDeclared, type Declared } from '../workbooks/kinds.ts';
import type { WorkbookToMake } from '../workbooks/workbooks-to-make.ts';
import { letterToTheOfficeData } from './letter-to-the-office-data.ts';

interface Writing {
  /** The day it is written on. */
  readonly on: string;
  /** The workbook is a spreadsheet shared with the office, and no file that comes with the letter. */
  readonly isShared: boolean;
  readonly fonts: LetterMeta['fonts'];
  /** All that is declared, unless told. */
  readonly declared?: Declared;
}

/** The letter that goes with a school's workbook, as a PDF. What fell due before the school joined is not asked of it. */
export async function letterToTheOffice(
  { identity: { alliance, school, startYear }, settings, member, calendar }: WorkbookToMake,
  { on, isShared, fonts, declared = allDeclared }: Writing,
): Promise<Uint8Array> {
  const year = academicYear(startYear, settings.held(yearBegins).value);
  const data = {
    ...letterToTheOfficeData(school!, settings, year, on, declared, member ?? undefined, calendar),
    isShared,
  };
  // What draws pages is loaded when there is one to draw.
  const [{ renderLetter }, template] = await Promise.all([
    import('../../templates/kit/document.ts'),
    import('../../templates/letter-to-the-office.document.ts'),
  ]);
  const address = settings.held(allianceAddress).value;
  const meta = {
    fonts,
    issuedOn: on,
    alliance,
    academicYear: yearLabel(startYear),
    ...(address === null ? {} : { address }),
  };
  return renderLetter(template.letterToTheOffice, data, meta);
}
