import { counted } from '../../../../sheets-schema/wording.ts';
import { whyNotRun } from '../../../protocols/check.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_FIRST, beside, headed, type Line, text } from './layout.ts';

/** Why some checks did not run, each with how many. */
export function notChecked({ outcomes }: AsChecked): readonly Line[] {
  const lines = whyNotRun(outcomes).flatMap(({ why, rules }) =>
    beside([text(counted(rules, 'check'), 'warning')], why, BESIDE_FIRST),
  );
  return headed('What could not be checked', lines);
}
