import type { Tab } from '../../../../sheets-schema/tab.ts';
import { counted } from '../../../../sheets-schema/wording.ts';
import type { AsMade } from '../../define-workbook.ts';
import { type Line, linkTo, text } from './layout.ts';
import { rowsIn } from './verdict.ts';

/** Each tab that people type in, with how many rows it has and what for. */
export function whatGoesWhere({ parsed }: AsMade, isKept: (tab: Tab) => boolean = () => true): Line[] {
  const lines = parsed.map((one): Line => {
    const { tab, found } = one;
    return [
      found ? linkTo(tab.title, tab.title, 'A2') : text(tab.title, 'label'),
      text(found ? (isKept(tab) ? counted(rowsIn(one), 'row') : 'not kept') : 'missing', 'words'),
      text(tab.purpose, 'words'),
    ];
  });
  return [[text('What goes where', 'section')], ...lines];
}
