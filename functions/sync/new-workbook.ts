import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { type Settings, settingsFor } from '../../sheets-schema/settings.ts';
import type { NewSheet, RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { yearlyStatementTab } from '../../sheets-schema/tabs/yearly-statement.tab.ts';
import { isKept, tabsOf } from '../../sheets-schema/workbooks.ts';
import { clausesOf, type Pack } from '../protocols/pack.ts';
import { packs } from '../protocols/registry.ts';
import type { WorkbookIdentity } from './identify-workbook.ts';
import { newChecksSheet } from './own-tabs/checks.ts';
import { newIssuedSheet } from './own-tabs/issued.ts';
import { newStartHereSheet } from './own-tabs/start-here.ts';

/** Rows a workbook begins with, as a person would have typed them, by tab id. */
export type FirstRows = ReadonlyMap<string, readonly (readonly RawCell[])[]>;

/**
 * A workbook as it is first made, with the tabs that the alliance keeps and those that begin with rows. `schoolNames` fills the
 * dropdowns of a school's workbook.
 */
export function newWorkbook(
  identity: WorkbookIdentity,
  first: FirstRows,
  schoolNames: readonly string[],
  settings: Settings = settingsFor([], identity.startYear),
): NewSheet[] {
  const rowsOf = (tab: Tab) => first.get(tab.id) ?? [];
  const tabs = tabsOf[identity.kind].filter((tab) => isKept(tab, settings) || rowsOf(tab).length > 0);
  const context = { academicYear: identity.startYear, schools: null };
  const parsed = tabs.map((tab) => parseTab(tab, { title: tab.title, rows: typedIn(tab, rowsOf(tab)) }, context));
  return [
    newStartHereSheet(identity, parsed),
    ...tabs.map((tab) => newTypedSheet(tab, rowsOf(tab), schoolNames)),
    ...(identity.kind === 'alliance' ? [newIssuedSheet()] : []),
    newChecksSheet(),
  ];
}

function typedIn(tab: Tab, rows: readonly (readonly RawCell[])[]): (readonly RawCell[])[] {
  return [Object.values(tab.columns).map(({ heading }) => heading), ...rows];
}

/** A tab that people type in, as it is first made. */
export function newTypedSheet(
  tab: Tab,
  rows: readonly (readonly RawCell[])[],
  schoolNames: readonly string[],
): NewSheet {
  return newSheet(tab, rows, tab.workbook === 'school' ? schoolNames : null);
}

/** The rows a tab begins with in every alliance. */
export function usualRows(tab: Tab): RawCell[][] {
  return tab.id === yearlyStatementTab.id ? packs.flatMap(statementRows) : [];
}

/** The rows of a new yearly statement: each protocol that rests on the head's word, waiting for an answer. */
export function statementRows(pack: Pack): RawCell[][] {
  const width = Object.keys(yearlyStatementTab.columns).length;
  return clausesOf(pack)
    .filter(({ keeping }) => keeping.kept === 'answered yearly')
    .map(({ number, paraphrase }) => [number, paraphrase, ...Array<null>(width - 2).fill(null)]);
}
