import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { type RowsByTab, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { NewSheet, RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { EdgeError, type Workbooks } from '../edges/ports.ts';
import { schoolsIn, schoolWith } from '../figures/school-numbers.ts';
import { tabsIn } from '../history/kept-sums.ts';
import type { Manifest } from '../history/snapshot.ts';
import { isKept, listsOf } from '../protocols/catalogue.ts';
import type { WorkbookIdentity, WorkbookKind } from './define-workbook.ts';
import { findTab } from './identify-workbook.ts';
import { type Declared, tabsOf } from './kinds.ts';
import { choicesOfSchools, newOwnSheet, usualRows } from './new-workbook.ts';
import { tabsListed } from './own-tabs/start-here/what-goes-where.ts';
import { startHereTab } from './own-tabs/start-here.ts';

/**
 * The tabs people type in that the alliance keeps since the workbook was made. One that the history knows, or before its first snapshot
 * *Start here*, was taken out or renamed by somebody: that is a finding, and no blank tab is put in its place.
 */
export function lackingTabs(
  kind: WorkbookKind,
  tabs: readonly RawTab[],
  settings: Settings | null,
  previous: Manifest | null,
  { packs }: Declared,
): Tab[] {
  if (settings === null) return [];
  const wasThere = previous === null ? wasMadeWith(tabs) : ({ id }: Tab) => tabsIn(previous).includes(id);
  return tabsOf(kind, packs).filter(
    (tab) => isKept(tab, settings, packs) && !findTab(tabs, tab.title) && !wasThere(tab),
  );
}

/** Which tabs the workbook had when it was made, by what goes where in *Start here*; every tab where that no longer says. */
function wasMadeWith(tabs: readonly RawTab[]): (tab: Tab) => boolean {
  const start = findTab(tabs, startHereTab.title);
  const listed = start ? tabsListed(start) : null;
  return ({ title }) => listed?.includes(title) ?? true;
}

/** Those tabs as they are first made; `alliance` has the names of schools. */
export function sheetsOf(
  lacking: readonly Tab[],
  { kind, urn, startYear }: WorkbookIdentity,
  alliance: RowsByTab | null,
  catalogue: Declared,
): NewSheet[] {
  const schools = schoolsIn(rowsOf(alliance ?? new Map(), schoolsTab), startYear);
  const names = schools.map(({ name }) => name);
  const school = schoolWith(schools, urn) ?? null;
  const choices = choicesOfSchools(tabsOf(kind, catalogue.packs), names);
  return lacking.map((tab) =>
    newSheet(tab, usualRows(tab, catalogue.packs, school), choices, listsOf(catalogue, null)),
  );
}

/** Our own tabs that are younger than the workbook, as they are first made. One that was there from the start was taken out by somebody. */
export function lackingOwnSheets(
  identity: WorkbookIdentity,
  tabs: readonly RawTab[],
  madeWith: number,
  { packs }: Declared,
): NewSheet[] {
  return identity.kind.ownTabs
    .filter(({ title, since }) => since > madeWith && !findTab(tabs, title))
    .map((tab) => newOwnSheet(tab, identity, madeWith, packs));
}

interface AddedSheets {
  /** They were put in, or the workbook changed meanwhile: it is to be read again. */
  readonly readAgain: boolean;
  /** Why they could not be put in now; the next check tries again. Null where there were none. */
  readonly why: string | null;
  /** That reason passes by itself. */
  readonly passes: boolean;
}

/** Puts those sheets into the workbook that was read as `version` which it lacks. @throws Error for a fault of ours only. */
export async function addSheets(
  workbooks: Workbooks,
  { place, version }: { readonly place: string; readonly version: string },
  sheets: readonly NewSheet[],
): Promise<AddedSheets> {
  if (sheets.length === 0) return { readAgain: false, why: null, passes: false };
  try {
    // The same version: all are there, one maybe under a name that somebody gave it.
    const readAgain = (await workbooks.addSheets(place, version, sheets)) !== version;
    return { readAgain, why: null, passes: false };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    return { readAgain: error.code === 'changed-meanwhile', why: error.advice, passes: error.retryable };
  }
}
