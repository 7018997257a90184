import type { ReadContext } from '../../sheets-schema/cells/cell.ts';
import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { keyWithoutOccurrence, parseTab } from '../../sheets-schema/parse-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { NewSheet, RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import type { School } from '../figures/members.ts';
import { isKept, listsOf, listsToOffer } from '../protocols/catalogue.ts';
import { answeredClauses, type Pack } from '../protocols/pack.ts';
import type { OwnTab, WorkbookIdentity } from './define-workbook.ts';
import { allDeclared, type Declared, tabsOf } from './kinds.ts';
import { settingsRows } from './settings-rows.ts';

/** Rows a workbook begins with, as a person would have typed them, by tab id. */
export type FirstRows = ReadonlyMap<string, readonly (readonly RawCell[])[]>;

/**
 * A workbook as it is first made, with the tabs that the alliance keeps and those that begin with rows; `first` goes before the rows
 * that a tab has in every alliance. `schoolNames` fills the dropdowns of a school's workbook; `school` is whose it is, as *Schools* has it;
 * `madeWith` is the version of the workbooks that it says it was made with.
 */
export function newWorkbook(
  identity: WorkbookIdentity,
  first: FirstRows,
  schoolNames: readonly string[],
  settings: Settings,
  catalogue: Declared = allDeclared,
  school: School | null = null,
  madeWith: number = VERSIONS.workbooks,
): NewSheet[] {
  const kept = (tab: Tab) => isKept(tab, settings, catalogue.packs);
  const usual = (tab: Tab) =>
    tab.id === settingsTab.id
      ? settingsRows([], identity.startYear, catalogue)
      : usualRows(tab, catalogue.packs, school);
  const rowsOf = (tab: Tab) => first.get(tab.id) ?? (kept(tab) ? usual(tab) : []);
  const typed = tabsOf(identity.kind, catalogue.packs);
  const tabs = typed.filter((tab) => kept(tab) || rowsOf(tab).length > 0);
  const context = { academicYear: identity.startYear, schools: null, lists: listsOf(catalogue, settings) };
  const parsed = tabs.map((tab) => parseTab(tab, asSheet(tab, rowsOf(tab)), context));
  const choices = choicesOfSchools(typed, schoolNames);
  const lists = listsToOffer(catalogue, settings);
  const [startHere, ...others] = identity.kind.ownTabs.map((tab) => tab.make({ identity, madeWith, parsed }));
  return [startHere!, ...tabs.map((tab) => newSheet(tab, rowsOf(tab), choices, lists)), ...others];
}

/** One of our own tabs for a workbook that stands. What it says is filled in by the next check. */
export function newOwnSheet(
  tab: OwnTab,
  identity: WorkbookIdentity,
  madeWith: number,
  packs: readonly Pack[],
): NewSheet {
  const context = { academicYear: identity.startYear, schools: null };
  const parsed = tabsOf(identity.kind, packs).map((one) => parseTab(one, { title: one.title, rows: [] }, context));
  return tab.make({ identity, madeWith, parsed });
}

/** What the dropdowns of schools offer: null where the workbook itself has the tab *Schools*, in which they look it up. */
export function choicesOfSchools(tabs: readonly Tab[], schoolNames: readonly string[]): readonly string[] | null {
  return tabs.includes(schoolsTab) ? null : schoolNames;
}

/** A tab with these rows beneath its headings, as it would be read. */
export function asSheet(tab: Tab, rows: readonly (readonly RawCell[])[]): RawTab {
  return { title: tab.title, rows: [Object.values(tab.columns).map(({ heading }) => heading), ...rows] };
}

/** The rows a tab begins with in every alliance that keeps it; in a school's workbook those that apply to the school. */
export function usualRows(tab: Tab, packs: readonly Pack[], school: School | null): (readonly RawCell[])[] {
  return packs.flatMap((pack) => [
    ...(pack.statement?.tab.id === tab.id ? statementRows(pack) : []),
    ...pack.begins.filter((one) => one.tab.id === tab.id).flatMap(({ rows }) => rows(school)),
  ]);
}

/** Where a row stands by its key: as the rows that its tab begins with in every alliance do, and any other after them all. */
export function placesOfUsualRows(tab: Tab, packs: readonly Pack[], context: ReadContext): (key: string) => number {
  const { rows } = parseTab(tab, asSheet(tab, usualRows(tab, packs, null)), context);
  const places = new Map(rows.map(({ key }, place) => [key, place]));
  return (key) => places.get(keyWithoutOccurrence(key)) ?? rows.length;
}

/** The rows of a new yearly statement: each protocol that rests on the head's word, waiting for an answer. */
export function statementRows({ statement, chapters }: Pack): RawCell[][] {
  if (statement === null) return [];
  const { clause, ...others } = statement.tab.columns;
  const context = { academicYear: 0, schools: null };
  return answeredClauses({ chapters }).map(({ ref, paraphrase }) => [
    clause.cell.write(ref, context),
    ...Object.keys(others).map((column) => (column === 'says' ? paraphrase : null)),
  ]);
}
