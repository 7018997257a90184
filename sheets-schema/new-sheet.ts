import type { NewColumn, NewSheet, RawCell } from './sheet.ts';
import type { Tab } from './tab.ts';
import { schoolsTab } from './tabs/schools.tab.ts';

/**
 * A tab as it is first made: headings with notes, formats and dropdowns from its definition, and any rows it begins with.
 * `schoolNames` is what a dropdown of schools offers where the workbook has no *Schools* tab of its own.
 */
export function newSheet(
  tab: Tab,
  rows: readonly (readonly RawCell[])[],
  schoolNames: readonly string[] | null,
): NewSheet {
  const nameColumn = Object.keys(schoolsTab.columns).indexOf('name');
  const columns = Object.values(tab.columns).map(({ heading, note, width, cell, required }): NewColumn => {
    const schools = schoolNames ?? { tab: schoolsTab.title, column: nameColumn };
    return {
      heading,
      note: `${note}\n${cell.hint}${required ? '' : '\nMay be left blank.'}`,
      width,
      format: cell.format,
      choices: cell.choices === 'schools' ? schools : cell.choices,
    };
  });
  return { id: tab.id, title: tab.title, purpose: 'typed', columns, headings: true, rows };
}
