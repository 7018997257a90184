import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { EdgeError, type WorkbookReading, type Workbooks } from '../edges/ports.ts';
import { tabsIn } from '../history/kept-sums.ts';
import type { Records } from '../history/records.ts';
import type { Manifest } from '../history/snapshot.ts';
import { isKept } from '../protocols/catalogue.ts';
import { findTab, type WorkbookIdentity } from './identify-workbook.ts';
import { type Declared, tabsOf } from './kinds.ts';
import { choicesOfSchools, newTypedSheet, usualRows } from './new-workbook.ts';

interface AddedTabs {
  /** Tabs were put in, or the workbook changed meanwhile: it is to be read again. */
  readonly readAgain: boolean;
  /** Tabs that could not be put in now, and why; the next check tries again. */
  readonly notYet: readonly Tab[];
  readonly why: string | null;
  /** That reason passes by itself. */
  readonly passes: boolean;
}

export const NONE_ADDED: AddedTabs = { readAgain: false, notYet: [], why: null, passes: false };

/**
 * Puts in the tabs that the alliance keeps since the workbook was made. A tab that the history knows was taken out or renamed by
 * somebody: that is a finding, and no blank tab is put in its place.
 */
export async function addTabs(
  workbooks: Workbooks,
  place: string,
  identity: WorkbookIdentity,
  { tabs, version }: WorkbookReading,
  settings: Settings,
  alliance: Records | null,
  previous: Manifest | null,
  catalogue: Declared,
): Promise<AddedTabs> {
  const typed = tabsOf(identity.kind, catalogue.packs);
  const lacking = typed.filter(
    (tab) =>
      isKept(tab, settings, catalogue.packs) &&
      !findTab(tabs, tab.title) &&
      previous !== null &&
      !tabsIn(previous).includes(tab.id),
  );
  if (lacking.length === 0) return NONE_ADDED;
  const names = rowsOf(alliance?.rows ?? new Map(), schoolsTab).map(({ name }) => name);
  const sheets = lacking.map((tab) =>
    newTypedSheet(tab, usualRows(tab, catalogue.packs), choicesOfSchools(typed, names), catalogue),
  );
  try {
    await workbooks.addSheets(place, version, sheets);
    return { ...NONE_ADDED, readAgain: true };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    return {
      readAgain: error.code === 'changed-meanwhile',
      notYet: lacking,
      why: error.advice,
      passes: error.retryable,
    };
  }
}
