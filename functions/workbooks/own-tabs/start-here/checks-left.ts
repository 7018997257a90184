import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_SECOND, beside, type Line, text } from './layout.ts';

/** Why *Checks* is not brought up to date, where it is not known which words in it are people's. */
export function checksLeft({ checks: { left } }: AsChecked): readonly Line[] {
  const leftAsItIs = 'Until then it is left as it is, and answers hold as they last did.';
  return left === null
    ? []
    : beside([text('Checks not filled in', 'warning'), null], `${left} ${leftAsItIs}`, BESIDE_SECOND);
}
