import { longDate } from '../../../../sheets-schema/wording.ts';
import { dueThisTerm } from '../../../protocols/due-this-term.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { BESIDE_SECOND, beside, headed, type Line, linkTo, text } from './layout.ts';
import { memberIn } from './where-it-stands.ts';

/** What is to be done before the term ends; nothing in the workbook of a school that is no member. */
export function toDo(of: AsChecked): readonly Line[] {
  const { identity, situation, parsed, catalogue } = of;
  if (!identity.kind.tellsOfPromises || (identity.urn !== null && memberIn(of) === null)) return [];
  const lines = dueThisTerm(situation, catalogue).flatMap(({ tab, by, what }) => {
    const place = parsed.some((one) => one.tab.title === tab) ? linkTo(tab, tab) : text(tab, 'label');
    return beside([place, text(by === null ? 'as it happens' : longDate(by), 'words')], what, BESIDE_SECOND);
  });
  return headed('To do this term', lines);
}
