import type { RawTab } from '../../../../sheets-schema/sheet.ts';
import type { Tab } from '../../../../sheets-schema/tab.ts';
import { counted } from '../../../../sheets-schema/wording.ts';
import type { AsMade } from '../../define-workbook.ts';
import { type Line, linkTo, text } from './layout.ts';
import { rowsIn } from './verdict.ts';

const HEADING = 'What goes where';

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
  const nothing: Line[] = [[text('Nothing is typed in this workbook yet.', 'words')]];
  return [[text(HEADING, 'section')], ...(lines.length === 0 ? nothing : lines)];
}

/** The titles of the tabs that it lists; null where people took out its heading. */
export function tabsListed({ rows }: RawTab): readonly string[] | null {
  const at = rows.findIndex((row) => row[0] === HEADING);
  if (at < 0) return null;
  const below = rows.slice(at + 1).map(([first]) => first ?? null);
  const end = below.indexOf(null);
  return below.slice(0, end < 0 ? undefined : end).map(String);
}
