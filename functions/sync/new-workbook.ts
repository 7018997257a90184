import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import type { NewSheet, RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { yearlyStatementTab } from '../../sheets-schema/tabs/yearly-statement.tab.ts';
import { tabsOf } from '../../sheets-schema/workbooks.ts';
import { clausesOf, type Pack } from '../protocols/pack.ts';
import type { WorkbookIdentity } from './identify-workbook.ts';
import { newChecksSheet } from './own-tabs/checks.ts';
import { newIssuedSheet } from './own-tabs/issued.ts';
import { newStartHereSheet } from './own-tabs/start-here.ts';

/** Rows a workbook begins with, as a person would have typed them, by tab id. */
export type FirstRows = ReadonlyMap<string, readonly (readonly RawCell[])[]>;

/** A workbook as it is first made, tab by tab. `schoolNames` fills the dropdowns of a school's workbook. */
export function newWorkbook(identity: WorkbookIdentity, first: FirstRows, schoolNames: readonly string[]): NewSheet[] {
  const tabs = tabsOf[identity.kind];
  const sheets = tabs.map((tab) =>
    newSheet(tab, first.get(tab.id) ?? [], identity.kind === 'school' ? schoolNames : null),
  );
  const context = { academicYear: identity.startYear, schools: null };
  const parsed = tabs.map((tab) => parseTab(tab, { title: tab.title, rows: typedIn(tab, first.get(tab.id)) }, context));
  return [
    newStartHereSheet(identity, parsed),
    ...sheets,
    ...(identity.kind === 'alliance' ? [newIssuedSheet()] : []),
    newChecksSheet(),
  ];
}

function typedIn(tab: Tab, rows: readonly (readonly RawCell[])[] = []): (readonly RawCell[])[] {
  return [Object.values(tab.columns).map(({ heading }) => heading), ...rows];
}

/** The rows of a new yearly statement: each protocol that rests on the head's word, waiting for an answer. */
export function statementRows(pack: Pack): RawCell[][] {
  const width = Object.keys(yearlyStatementTab.columns).length;
  return clausesOf(pack)
    .filter(({ keeping }) => keeping.kept === 'answered yearly')
    .map(({ number, paraphrase }) => [number, paraphrase, ...Array<null>(width - 2).fill(null)]);
}
