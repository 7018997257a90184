import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import { type ParsedTab, parseTab } from '../../sheets-schema/parse-tab.ts';
import { type Settings, settingsFor } from '../../sheets-schema/setting.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { isKept } from '../../sheets-schema/workbooks.ts';
import { type RowsByTab, rowsOf } from '../history/records.ts';
import { listsOf } from '../protocols/catalogue.ts';
import { findTab, madeWith, type WorkbookIdentity } from './identify-workbook.ts';
import { allDeclared, type Declared, tabsOf } from './kinds.ts';

/**
 * Reads every tab people type in: those the alliance keeps, and those that stand there all the same. A school's workbook knows
 * schools by the alliance's list, where that is at hand.
 */
export function parseWorkbook(
  identity: WorkbookIdentity,
  tabs: readonly RawTab[],
  alliance: RowsByTab | null,
  notAddedYet: readonly Tab[] = [],
  catalogue: Declared = allDeclared,
): ParsedTab[] {
  const blind = { academicYear: identity.startYear, schools: null };
  const version = madeWith(tabs);
  const own =
    identity.kind.id === 'alliance' ? parseTab(schoolsTab, findTab(tabs, schoolsTab.title), blind, version) : null;
  const members = own?.rows ?? (alliance ? rowsOf(alliance, schoolsTab) : null);
  const settings = settingsIn(identity, tabs, alliance, catalogue);
  const context = {
    ...blind,
    schools: members && schoolNames(members.map(({ urn, name }) => ({ urn, name }))),
    lists: listsOf(catalogue, settings),
  };
  return tabsOf(identity.kind, catalogue.packs)
    .filter((tab) => (isKept(tab, settings) && !notAddedYet.includes(tab)) || findTab(tabs, tab.title))
    .map((tab) => (own && tab.id === schoolsTab.id ? own : parseTab(tab, findTab(tabs, tab.title), context, version)));
}

/** What the alliance decided, by its own workbook or by its latest records. */
export function settingsIn(
  { kind, startYear }: WorkbookIdentity,
  tabs: readonly RawTab[],
  alliance: RowsByTab | null,
  catalogue: Declared = allDeclared,
): Settings {
  const context = { academicYear: startYear, schools: null, lists: listsOf(catalogue, null) };
  if (kind.id === 'alliance')
    return settingsFor(parseTab(settingsTab, findTab(tabs, settingsTab.title), context).rows, startYear);
  return settingsFor(alliance ? rowsOf(alliance, settingsTab) : [], startYear);
}
