import { listsOf } from '../../functions/protocols/catalogue.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { Row, Tab } from '../../sheets-schema/tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { newSettings } from './new-settings.ts';
import { drawRows } from './rule-tester.ts';

export const ELM_PARK = '990001';
export const MEADOWS = '990003';
const schools = schoolNames([
  { urn: ELM_PARK, name: 'Elm Park' },
  { urn: MEADOWS, name: 'The Meadows' },
]);

const context = { academicYear: 2025, schools, lists: listsOf(allDeclared, null) };

/** The usable rows of a drawn tab, as the figures get them. Throws where a row cannot be used: a drawing is meant to be right. */
export function rowsDrawn<T extends Tab>(tab: T, drawing: string): readonly Row<T>[] {
  const parsed = parseTab(tab, { title: tab.title, rows: drawRows(drawing) }, context);
  if (parsed.unusable.length > 0) throw new Error(`${tab.title}: ${JSON.stringify(parsed.remarks)}`);
  return parsed.rows;
}

/** Settings in force in 2025/26 with these rows of *Settings*. */
export function settingsDrawn(rows = ''): Settings {
  return newSettings(rowsDrawn(settingsTab, `| Setting | Value | From year |${rows}`), 2025);
}
