import { yearBegins } from '../../sheets-schema/core-settings.ts';
import { type ParsedTab, parsePasted, parseTab, whyUnreadable } from '../../sheets-schema/parse-tab.ts';
import { notKnownIn, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import { putBeside, type RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { namesOf, payersIn, schoolsIn } from '../figures/school-numbers.ts';
import { everyTabNeeded, isKept, listsOf } from '../protocols/catalogue.ts';
import type { WorkbookIdentity } from './define-workbook.ts';
import { findTab, madeWith } from './identify-workbook.ts';
import { allDeclared, type Declared, readsAlliance, tabsOf } from './kinds.ts';
import { type AllianceRows, decided, isDecidedBy, missingOf, type ReadWorkbook } from './situation-of.ts';

/**
 * Reads every tab people type in: those the alliance keeps, and those that stand there all the same. A school's workbook goes by what
 * the alliance decided and by its list of schools, where those are at hand; the alliance's by its own.
 */
export function parseWorkbook(
  identity: WorkbookIdentity,
  tabs: readonly RawTab[],
  alliance: AllianceRows | null,
  catalogue: Declared = allDeclared,
): ReadWorkbook {
  const blind = { academicYear: identity.startYear, schools: null, lists: listsOf(catalogue, null) };
  const version = madeWith(tabs);
  const read = <T extends Tab>(tab: T) => parseTab(tab, findTab(tabs, tab.title), blind, version);
  const own = readsAlliance(identity.kind) ? null : { schools: read(schoolsTab), settings: read(settingsTab) };
  const members = own?.schools.rows ?? (alliance ? rowsOf(alliance.rows, schoolsTab) : null);
  const shared = own ? settingsAlone(own.settings, version) : alliance;
  const settings = decided(identity, shared, idsOf(identity, tabs, catalogue), catalogue);
  const isDecided = shared === null || isDecidedBy(shared);
  const context = {
    ...blind,
    yearBegins: settings.held(yearBegins).value,
    schools: members && namesOf(schoolsIn(members, identity.startYear)),
    payers: payersIn(schoolsIn(members ?? [], identity.startYear)),
    lists: listsOf(catalogue, settings),
  };
  const readBefore = own ? [own.schools, own.settings] : [];
  const wanted = tabsOf(identity.kind, catalogue.packs).filter(
    (tab) => isWanted(tab, isDecided ? settings : null, catalogue) || findTab(tabs, tab.title),
  );
  const typed = wanted.flatMap((tab) => {
    if (tab.pasted) return [];
    return readBefore.find((one) => one.tab.id === tab.id) ?? parseTab(tab, findTab(tabs, tab.title), context, version);
  });
  const rows = new Map(typed.map((one) => [one.tab.id, one.rows]));
  const parsed = wanted.map(
    (tab) => typed.find((one) => one.tab.id === tab.id) ?? parsePasted(tab, sheetsOf(tab, tabs), context, rows),
  );
  return { identity, settings, parsed, madeWith: version };
}

/** The tab into which people paste, and after it what was put beside the workbook for it. */
function sheetsOf({ title }: Tab, tabs: readonly RawTab[]): RawTab[] {
  const own = findTab(tabs, title);
  return own ? [own, ...tabs.filter((tab) => tab.title.startsWith(putBeside(title)))] : [];
}

/** Whether the workbook ought to have a tab; while nobody knows what the alliance decided, only one that every alliance has. */
function isWanted(tab: Tab, settings: Settings | null, { packs }: Declared): boolean {
  if (settings !== null) return isKept(tab, settings, packs);
  return packs.every((pack) => !everyTabNeeded(pack).includes(tab)) && tab !== exceptionsTab;
}

/**
 * What its alliance decided, as `parseWorkbook` has it, without reading the other tabs; null where that is not known, though the alliance's
 * workbook is there.
 */
export function settingsIn(
  identity: WorkbookIdentity,
  tabs: readonly RawTab[],
  alliance: AllianceRows | null,
  catalogue: Declared,
): Settings | null {
  const version = madeWith(tabs);
  const blind = { academicYear: identity.startYear, schools: null, lists: listsOf(catalogue, null) };
  const typed = () => parseTab(settingsTab, findTab(tabs, settingsTab.title), blind, version);
  const shared = readsAlliance(identity.kind) ? alliance : settingsAlone(typed(), version);
  if (shared && !isDecidedBy(shared)) return null;
  return decided(identity, shared, idsOf(identity, tabs, catalogue), catalogue);
}

/** The rows of the alliance's *Settings* alone; none of them where they cannot be read. */
function settingsAlone(settings: ParsedTab, madeWith: number): AllianceRows {
  const isRead = whyUnreadable(settings) === null;
  return { rows: new Map(isRead ? [[settingsTab.id, notKnownIn(missingOf(settings), settings.rows)]] : []), madeWith };
}

/** The ids of the tabs people type in that stand in the workbook. */
function idsOf({ kind }: WorkbookIdentity, tabs: readonly RawTab[], { packs }: Declared): string[] {
  return tabsOf(kind, packs).flatMap(({ id, title }) => (findTab(tabs, title) ? [id] : []));
}
