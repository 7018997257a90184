import { schoolsTab } from '../../../../sheets-schema/tabs/schools.tab.ts';
import { counted } from '../../../../sheets-schema/wording.ts';
import { whyNotRun } from '../../../protocols/check.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_FIRST, beside, headed, type Line, text } from './layout.ts';

/** Why some checks did not run, each with how many; and that a school is in none, while the alliance's row of it cannot be read. */
export function notChecked({ outcomes, situation }: AsChecked): readonly Line[] {
  const lines = whyNotRun(outcomes).flatMap(({ why, rules }) =>
    beside([text(counted(rules, 'check'), 'warning')], why, BESIDE_FIRST),
  );
  const waiting = situation.isOwn(schoolsTab) ? situation.waiting(schoolsTab) : 0;
  if (waiting > 0) {
    const why =
      waiting === 1
        ? 'It cannot be read. Until it is mended, its school is in no promise and no sum, here and in its own workbook.'
        : 'They cannot be read. Until they are mended, their schools are in no promise and no sum, here and in their own workbooks.';
    lines.push(...beside([text(`${counted(waiting, 'row')} of Schools`, 'warning')], why, BESIDE_FIRST));
  }
  return headed('What could not be checked', lines);
}
