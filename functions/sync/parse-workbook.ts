import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import { type ParsedTab, parseTab } from '../../sheets-schema/parse-tab.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { tabsOf } from '../../sheets-schema/workbooks.ts';
import { type RowsByTab, rowsOf } from '../history/records.ts';
import { findTab, type WorkbookIdentity } from './identify-workbook.ts';

/** Reads every tab people type in. A school's workbook knows schools by the alliance's list, where that is at hand. */
export function parseWorkbook(
  identity: WorkbookIdentity,
  tabs: readonly RawTab[],
  alliance: RowsByTab | null,
): ParsedTab[] {
  const blind = { academicYear: identity.startYear, schools: null };
  const own = identity.kind === 'alliance' ? parseTab(schoolsTab, findTab(tabs, schoolsTab.title), blind) : null;
  const members = own?.rows ?? (alliance ? rowsOf(alliance, schoolsTab) : null);
  const context = { ...blind, schools: members && schoolNames(members.map(({ urn, name }) => ({ urn, name }))) };
  return tabsOf[identity.kind].map((tab) =>
    own && tab.id === schoolsTab.id ? own : parseTab(tab, findTab(tabs, tab.title), context),
  );
}
