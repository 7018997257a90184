import type { Settings } from '../../sheets-schema/setting.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { tabsIn } from '../history/kept-sums.ts';
import type { Manifest } from '../history/snapshot.ts';
import { isKept } from '../protocols/catalogue.ts';
import type { WorkbookIdentity, WorkbookKind } from './define-workbook.ts';
import { allDeclared, type Declared, isSchools, tabsOf } from './kinds.ts';
import { saidAbout } from './own-tabs/start-here/about.ts';
import { tabsListed } from './own-tabs/start-here/what-goes-where.ts';
import { startHereTab } from './own-tabs/start-here.ts';

/** Why a workbook is left alone that a newer program made: it may hold what this one would misread. */
export const MADE_WITH_NEWER =
  'This workbook was made with a newer Concordat than this one. Install the newer one, then check again.';

/** What the workbook says it is, or a sentence saying what is missing. One of Checks beside another is none of its own. */
export function identifyWorkbook(
  tabs: readonly RawTab[],
  declared: Declared = allDeclared,
): WorkbookIdentity | { readonly unknown: string } {
  const owner = ownerOf(tabs, declared);
  const ours = declared.kinds.flatMap(({ ownTabs }) => ownTabs);
  const isTypedIn = tabs.some(({ title }) => !ours.some((tab) => isTitled(title, tab.title)));
  if ('unknown' in owner || isTypedIn || hasNoneToTypeIn(owner.kind, tabs, declared)) return owner;
  return {
    unknown:
      'This workbook holds findings only and none of the tabs people type in. Put the school’s workbook here, or the tabs back.',
  };
}

/** Whether nothing that its alliance adopted needs a tab of it. One of Checks beside another lists what goes where in that one. */
function hasNoneToTypeIn(kind: WorkbookKind, tabs: readonly RawTab[], { packs }: Declared): boolean {
  const listed = tabsListed(findTab(tabs, startHereTab.title)!);
  return listed !== null && tabsOf(kind, packs).every(({ title }) => !listed.includes(title));
}

/** Whose tabs these are by their *Start here*, whether or not people type in any of them. */
export function ownerOf(
  tabs: readonly RawTab[],
  declared: Declared = allDeclared,
): WorkbookIdentity | { readonly unknown: string } {
  const start = findTab(tabs, startHereTab.title);
  if (!start) {
    const ours = declared.tabs.some(({ title }) => findTab(tabs, title));
    return {
      unknown: ours
        ? 'The tab Start here is missing, so it cannot be told whose workbook this is. Put the tab back from an earlier copy of the file.'
        : 'This workbook was not made by Concordat: it has none of its tabs. Leave it out of this folder, or start a new alliance with “concordat new”.',
    };
  }
  const said = saidAbout(start);
  if (said.madeWith > VERSIONS.workbooks) return { unknown: MADE_WITH_NEWER };
  const kind = declared.kinds.find(({ name }) => name === said.kind);
  const startYear = Number(/^(20\d{2})\/\d{2}$/.exec(said.year ?? '')?.[1]);
  const hasSchool = kind !== undefined && isSchools(kind);
  const urn = hasSchool ? (said.urn ?? '') : null;
  if (!kind || !startYear || (urn !== null && !/^\d{6}$/.test(urn))) {
    return {
      unknown:
        'Start here no longer says whose workbook this is and for which year. Put the tab back from an earlier copy of the file.',
    };
  }
  return {
    kind,
    alliance: said.alliance ?? '',
    urn,
    school: hasSchool ? (said.school ?? null) : null,
    startYear,
  };
}

/** The version of the workbooks that this one was made with; the first where it does not say. */
export function madeWith(tabs: readonly RawTab[]): number {
  const start = findTab(tabs, startHereTab.title);
  return start ? saidAbout(start).madeWith : 1;
}

/** Every tab a workbook may have, in the order they stand; with settings, those it should have by what the alliance keeps. */
export function everyTabOf(
  kind: WorkbookKind,
  settings: Settings | null = null,
  { packs }: Pick<Declared, 'packs'> = allDeclared,
): Pick<Tab, 'id' | 'title'>[] {
  const typed = tabsOf(kind, packs).filter((tab) => settings === null || isKept(tab, settings, packs));
  const [first, ...last] = kind.ownTabs;
  return [first!, ...typed, ...last];
}

/** The ids of tabs that ought to be there and are not: our own, and those that the newest snapshot knows. */
export function lostTabs(
  kind: WorkbookKind,
  tabs: readonly RawTab[],
  newest: Manifest | null,
  declared: Declared,
): string[] {
  const known = newest === null ? [] : tabsIn(newest);
  const isExpected = (id: string) => kind.ownTabs.some((tab) => tab.id === id) || known.includes(id);
  return everyTabOf(kind, null, declared).flatMap(({ id, title }) =>
    isExpected(id) && !findTab(tabs, title) ? [id] : [],
  );
}

export function findTab(tabs: readonly RawTab[], title: string): RawTab | undefined {
  return tabs.find((tab) => isTitled(tab.title, title));
}

function isTitled(title: string, wanted: string): boolean {
  return title.trim().toLowerCase() === wanted.toLowerCase();
}
