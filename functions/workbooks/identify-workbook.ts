import type { Settings } from '../../sheets-schema/setting.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { tabsIn } from '../history/kept-sums.ts';
import type { Manifest } from '../history/snapshot.ts';
import { isKept } from '../protocols/catalogue.ts';
import { OWN_IDS, type OwnTab, START_HERE, type WhoseWorkbook, type WorkbookKind } from './define-workbook.ts';
import { allDeclared, type Declared, isSchools, tabsOf } from './kinds.ts';

/** The heading above the lines of *Start here* by which a workbook says what it is. */
export const ABOUT = 'About this workbook';

/** The lines of *Start here* by which a workbook says what it is. */
export const IDENTITY_LABELS = {
  kind: 'This is',
  alliance: 'Alliance',
  school: 'School',
  urn: 'URN',
  year: 'Academic year',
  /** Workbooks of the first version have no such line. */
  madeWith: 'Made with',
} as const;

/** Why a workbook is left alone that a newer program made: it may hold what this one would misread. */
export const MADE_WITH_NEWER =
  'This workbook was made with a newer Concordat than this one. Install the newer one, then check again.';

export interface WorkbookIdentity extends WhoseWorkbook {
  readonly alliance: string;
  readonly school: string | null;
}

/** What the workbook says it is, or a sentence saying what is missing. One of Checks beside another is none of its own. */
export function identifyWorkbook(
  tabs: readonly RawTab[],
  declared: Declared = allDeclared,
): WorkbookIdentity | { readonly unknown: string } {
  const owner = ownerOf(tabs, declared);
  const isTypedIn = tabs.some(({ title }) => !Object.keys(OWN_IDS).some((one) => isTitled(title, one)));
  if ('unknown' in owner || isTypedIn) return owner;
  return {
    unknown:
      'This workbook holds findings only and none of the tabs people type in. Put the school’s workbook here, or the tabs back.',
  };
}

/** Whose tabs these are by their *Start here*, whether or not people type in any of them. */
export function ownerOf(
  tabs: readonly RawTab[],
  declared: Declared = allDeclared,
): WorkbookIdentity | { readonly unknown: string } {
  const start = findTab(tabs, START_HERE);
  if (!start) {
    const ours = declared.tabs.some(({ title }) => findTab(tabs, title));
    return {
      unknown: ours
        ? 'The tab Start here is missing, so it cannot be told whose workbook this is. Put the tab back from an earlier copy of the file.'
        : 'This workbook was not made by Concordat: it has none of its tabs. Leave it out of this folder, or start a new alliance with “concordat new”.',
    };
  }
  if (madeWith(tabs) > VERSIONS.workbooks) return { unknown: MADE_WITH_NEWER };
  const said = linesAbout(start);
  const kind = declared.kinds.find(({ name }) => name === said.get(IDENTITY_LABELS.kind));
  const startYear = Number(/^(20\d{2})\/\d{2}$/.exec(said.get(IDENTITY_LABELS.year) ?? '')?.[1]);
  const hasSchool = kind !== undefined && isSchools(kind);
  const urn = hasSchool ? (said.get(IDENTITY_LABELS.urn) ?? '') : null;
  if (!kind || !startYear || (urn !== null && !/^\d{6}$/.test(urn))) {
    return {
      unknown:
        'Start here no longer says whose workbook this is and for which year. Put the tab back from an earlier copy of the file.',
    };
  }
  return {
    kind,
    alliance: said.get(IDENTITY_LABELS.alliance) ?? '',
    urn,
    school: hasSchool ? (said.get(IDENTITY_LABELS.school) ?? null) : null,
    startYear,
  };
}

/** What a workbook says of itself, by label. */
function linesAbout(start: RawTab): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const about = start.rows.findLastIndex((row) => row?.[0] === ABOUT);
  for (const row of start.rows.slice(about + 1)) {
    const [label, value] = row ?? [];
    if (typeof label === 'string' && value !== null && value !== undefined)
      said.set(label.trim(), String(value).trim());
  }
  return said;
}

/** The version of the workbooks that this one was made with; the first where it does not say. */
export function madeWith(tabs: readonly RawTab[]): number {
  const start = findTab(tabs, START_HERE);
  const said = start && linesAbout(start).get(IDENTITY_LABELS.madeWith);
  return Number(/^version (\d{1,4}) /.exec(said ?? '')?.[1] ?? 1);
}

/** As `madeWith` reads it. */
export function versionSaid(version: number): string | null {
  return version === 1 ? null : `version ${version} of the workbooks`;
}

/** Every tab a workbook may have, in the order they stand; with settings, those it should have by what the alliance keeps. */
export function everyTabOf(
  kind: WorkbookKind,
  settings: Settings | null = null,
  { packs }: Pick<Declared, 'packs'> = allDeclared,
): Pick<Tab, 'id' | 'title'>[] {
  const own = (title: OwnTab) => ({ id: OWN_IDS[title], title });
  const typed = tabsOf(kind, packs).filter((tab) => settings === null || isKept(tab, settings, packs));
  const [first, ...last] = kind.ownTabs.map(own);
  return [first!, ...typed, ...last];
}

/** The ids of tabs that ought to be there and are not: our own, and those that the newest snapshot knows. */
export function lostTabs(
  kind: WorkbookKind,
  tabs: readonly RawTab[],
  newest: Manifest | null,
  declared: Declared,
): string[] {
  const own: readonly string[] = Object.values(OWN_IDS);
  const known = newest === null ? [] : tabsIn(newest);
  const isExpected = (id: string) => own.includes(id) || known.includes(id);
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
