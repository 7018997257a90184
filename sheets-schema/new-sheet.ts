import type { CellType, Lists } from './cells/cell.ts';
import { choicesOf, hintWith } from './cells/listed.ts';
import type { NewColumn, NewSheet, RawCell } from './sheet.ts';
import { mayBeBlank, type Tab } from './tab.ts';
import { schoolsTab } from './tabs/schools.tab.ts';

/**
 * A tab as it is first made: headings with notes, formats and dropdowns from its definition, and any rows it begins with.
 * `schoolNames` is what a dropdown of schools offers where the workbook has no *Schools* tab of its own; `lists` holds those that only
 * the packs know.
 */
export function newSheet(
  tab: Tab,
  rows: readonly (readonly RawCell[])[],
  schoolNames: readonly string[] | null,
  lists: Lists = {},
): NewSheet {
  const nameColumn = Object.keys(schoolsTab.columns).indexOf('name');
  const offered = (cell: CellType<unknown>): NewColumn['choices'] =>
    cell.choices === 'schools'
      ? (schoolNames ?? { tab: schoolsTab.title, column: nameColumn })
      : choicesOf(cell, lists);
  const columns = Object.values(tab.columns).map((column): NewColumn => {
    const { heading, note, width, cell, hidden } = column;
    return {
      heading,
      note: `${note}\n${hintWith(cell, lists)}${mayBeBlank(column) ? '\nMay be left blank.' : ''}`,
      width,
      format: cell.format,
      choices: offered(cell),
      ...(hidden ? { hidden } : {}),
    };
  });
  return { id: tab.id, title: tab.title, purpose: 'typed', columns, headings: true, rows };
}
