import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_FIRST, headed, inLines, type Line, text } from './layout.ts';

/** Why members have no workbook of this year yet. */
export function notYetMade({ made }: AsChecked): readonly Line[] {
  return headed('Workbooks still to be made', linesOf(made?.thisYear ?? null));
}

/** How far the workbooks of the next year are made. */
export function nextYear({ made }: AsChecked): readonly Line[] {
  return headed('Next year', linesOf(made?.nextYear ?? null));
}

function linesOf(words: string | null): Line[] {
  return (words === null ? [] : inLines(words, BESIDE_FIRST)).map((line) => [text(line, 'lead')]);
}
