import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_FIRST, headed, inLines, type Line, text } from './layout.ts';

/** How far the workbooks of the next year are made. */
export function nextYear(of: AsChecked): readonly Line[] {
  const lines = of.nextYear === null ? [] : inLines(of.nextYear, BESIDE_FIRST);
  return headed(
    'Next year',
    lines.map((line) => [text(line, 'lead')]),
  );
}
