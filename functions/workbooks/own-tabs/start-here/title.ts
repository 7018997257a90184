import { yearLabel } from '../../../../sheets-schema/wording.ts';
import type { AsMade } from '../../define-workbook.ts';
import { type Line, text } from './layout.ts';

/** Whose workbook it is, of which year, and what for. */
export function title({ identity }: AsMade): Line[] {
  return [
    [text(identity.school ?? identity.alliance, 'title')],
    [text(`${yearLabel(identity.startYear)}. ${identity.kind.purpose}`, 'lead')],
  ];
}
