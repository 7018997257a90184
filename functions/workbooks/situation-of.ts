import { cellAsTyped, typedByColumn } from '../../sheets-schema/as-typed.ts';
import type { ReadContext } from '../../sheets-schema/cells/cell.ts';
import { standsInForAName } from '../../sheets-schema/cells/nobody-yet.ts';
import { yearBegins } from '../../sheets-schema/core-settings.ts';
import { type ParsedTab, whyUnreadable } from '../../sheets-schema/parse-tab.ts';
import {
  type Carried,
  type Elsewhere,
  type MissingColumns,
  NOTHING_ELSEWHERE,
  notKnownIn,
  type RowsByTab,
  rowsOf,
  type UnusableCells,
} from '../../sheets-schema/rows-by-tab.ts';
import { readSetting, type Setting, type Settings, settingsFor } from '../../sheets-schema/setting.ts';
import type { Row, Tab } from '../../sheets-schema/tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { academicYear } from '../figures/academic-year.ts';
import { membersIn, type School } from '../figures/members.ts';
import { schoolCalendar } from '../figures/school-calendar.ts';
import { namesOf, schoolsIn, schoolWith, underNumbersOf } from '../figures/school-numbers.ts';
import { ONLY_SUMS } from '../history/kept-sums.ts';
import { isKept, listsOf, tabsOfItsOwn } from '../protocols/catalogue.ts';
import {
  countAbout,
  indexBySchool,
  type Look,
  rowsHere,
  type Situation,
  type TabBySchool,
  type WaitingRow,
} from '../protocols/situation.ts';
import type { WhoseWorkbook } from './define-workbook.ts';
import { allDeclared, type Declared, readsAlliance, tabsOf } from './kinds.ts';

/** The rows of an alliance's workbook, and the version of the workbooks that it was made with: what it decided follows from both. */
export interface AllianceRows {
  readonly rows: RowsByTab;
  readonly madeWith: number;
}

/** A workbook's rows as read or as a snapshot has them, and those that wait to be mended. A tab without rows by its id is not here. */
export interface RowsAtHand extends AllianceRows {
  /** The ids of tabs that ought to be there and are not, or lack a column without which no row can be used. */
  readonly missing: readonly string[];
  /** Columns that other tabs ought to have and have not: their rows say themselves that what would stand there is not known. */
  readonly missingColumns: MissingColumns;
  readonly waiting: readonly UnusableCells[];
  /** In the alliance's workbook, what of its other years' counts in this one. */
  readonly elsewhere: Elsewhere;
  /** What its year leaves to the next; nothing unless told. */
  readonly carries?: Carried;
  /** The *Calendar* of the alliance's next year, for what falls due in it; absent where that is not at hand. */
  readonly nextCalendar?: readonly Row<typeof calendarTab>[];
}

interface Whose extends WhoseWorkbook {
  /** What the workbook calls the school. */
  readonly school?: string | null;
}

/** A workbook as it was read: its tabs, and what the alliance decided by then. */
export interface ReadWorkbook {
  readonly identity: Whose;
  readonly settings: Settings;
  readonly parsed: readonly ParsedTab[];
  /** The version of the workbooks that it was made with. */
  readonly madeWith: number;
  /** What of other years' workbooks counts in this one; nothing unless told. */
  readonly elsewhere?: Elsewhere;
  /** What its newest snapshot keeps for the year after; nothing unless told. */
  readonly carries?: Carried;
}

/**
 * What every promise rests on: whose it is, what was decided, which days count, what was agreed otherwise. Each with the columns in which
 * a blank says something that would change a verdict, so that one whose heading is gone may not be taken for blank.
 */
const RESTED_ON: readonly { readonly tab: Tab; readonly columns: readonly string[] }[] = [
  restedOn(schoolsTab, ['kind', 'phase', 'joinedOn', 'leftOn', 'earlierUrns', 'urnSince']),
  restedOn(settingsTab, ['fromYear']),
  restedOn(calendarTab, ['to', 'school']),
  restedOn(exceptionsTab, ['protocols', 'about', 'until']),
];

function restedOn<T extends Tab>(tab: T, columns: readonly (keyof T['columns'] & string)[]) {
  return { tab, columns };
}

/** The situation by a workbook as read; `alliance` is the alliance's own, of no account where the workbook is that one, null where it is not at hand. */
export function situationAsRead(
  { identity, settings, ...read }: ReadWorkbook,
  alliance: RowsAtHand | null,
  asOf: string,
  catalogue: Declared = allDeclared,
): Situation {
  const why = (tab: Tab) => read.parsed.filter((one) => one.tab.id === tab.id).map(whyUnreadable)[0] ?? null;
  return situationOf(identity, settings, rowsAtHand(read), alliance, why, asOf, catalogue);
}

/** The situation by the rows that a snapshot has of a workbook, or for a school's with those of the alliance. */
export function situationAsKept(
  whose: Whose,
  own: RowsAtHand,
  alliance: RowsAtHand | null,
  asOf: string,
  catalogue: Declared = allDeclared,
): Situation {
  const shared = readsAlliance(whose.kind) ? alliance : own;
  const settings = decided(whose, shared, [...own.rows.keys()], catalogue);
  return situationOf(whose, settings, own, alliance, () => null, asOf, catalogue);
}

/**
 * What the alliance decided for the year. While its *Settings* cannot be told, or what they say of an adoption cannot be read, a workbook
 * goes by the tabs that it has, of which `tabs` are the ids: what they are needed for is adopted, so that no slip lets anybody off. Of all
 * else holds what holds until the alliance decides.
 */
export function decided(
  { startYear }: { readonly startYear: number },
  alliance: AllianceRows | null,
  tabs: readonly string[],
  { packs }: Pick<Declared, 'packs'>,
): Settings {
  const byItsTabs = packs
    .filter((pack) => tabsOfItsOwn(pack, packs).some(({ id }) => tabs.includes(id)))
    .flatMap(({ adoptedBy, needsWhere = [] }) => [
      adoptedBy,
      ...needsWhere.flatMap(({ tab, where }) => (tabs.includes(tab.id) ? where : [])),
    ])
    .map((setting) => ({ setting, row: { setting: setting.id, value: true, fromYear: null } }));
  if (!isDecidedBy(alliance))
    return settingsFor(
      byItsTabs.map(({ row }) => row),
      startYear,
      VERSIONS.workbooks,
    );
  const rows = rowsOf(alliance.rows, settingsTab);
  const unclear = byItsTabs.filter(({ setting: asked }) =>
    rows.some(({ setting, value }) => setting === asked.id && cannotBeRead(asked, value, startYear)),
  );
  return settingsFor([...unclear.map(({ row }) => row), ...rows], startYear, alliance.madeWith);
}

/** Whether it can be told what an alliance decided: its *Settings* are at hand, and the column that says from when each holds. */
export function isDecidedBy(alliance: AllianceRows | null): alliance is AllianceRows {
  if (!alliance?.rows.has(settingsTab.id)) return false;
  return rowsOf(alliance.rows, settingsTab).every(({ unread = [] }) => !unread.includes('fromYear'));
}

function cannotBeRead(setting: Setting, value: unknown, startYear: number): boolean {
  const reading = readSetting(setting, value, startYear);
  return reading !== null && 'problem' in reading;
}

/** The rows of the tabs of which something can be read. */
export function rowsAtHand({
  parsed,
  madeWith,
  elsewhere = NOTHING_ELSEWHERE,
  carries = {},
}: Pick<ReadWorkbook, 'parsed' | 'madeWith' | 'elsewhere' | 'carries'>): RowsAtHand {
  const readable = parsed.filter((one) => whyUnreadable(one) === null);
  return {
    rows: new Map(readable.map((one) => [one.tab.id, notKnownIn(missingOf(one), one.rows)])),
    madeWith,
    missing: missingIn(parsed),
    missingColumns: missingColumnsIn(parsed),
    waiting: readable.flatMap(({ tab, headings, unusable }) =>
      unusable.map(({ read, cells }) => ({
        tab: tab.id,
        school: schoolIn(read),
        cells: typedByColumn(headings, cells),
      })),
    ),
    elsewhere,
    carries,
  };
}

/** The ids of tabs of which nothing can be read. */
export function missingIn(parsed: readonly ParsedTab[]): string[] {
  return parsed.filter((one) => whyUnreadable(one) !== null).map(({ tab }) => tab.id);
}

/** The columns that tabs of which something can be read ought to have and have not, by the ids of those tabs. */
export function missingColumnsIn(parsed: readonly ParsedTab[]): MissingColumns {
  const lacking = parsed.filter((one) => whyUnreadable(one) === null && one.headings.missing.length > 0);
  return Object.fromEntries(lacking.map((one) => [one.tab.id, missingOf(one)]));
}

/** In one order, whichever a tab's definition has. */
export function missingOf({ headings }: ParsedTab): string[] {
  return headings.missing.map(({ column }) => column).sort();
}

function schoolIn({ school }: Readonly<Record<string, unknown>>): string | null {
  return typeof school === 'string' ? school : null;
}

function situationOf(
  whose: Whose,
  settings: Settings,
  own: RowsAtHand,
  alliance: RowsAtHand | null,
  whyUnread: (tab: Tab) => string | null,
  asOf: string,
  catalogue: Declared,
): Situation {
  const shared = readsAlliance(whose.kind) ? alliance : own;
  const year = academicYear(whose.startYear, settings.held(yearBegins).value);
  const schools = shared ? schoolsIn(rowsOf(shared.rows, schoolsTab), whose.startYear) : [];
  const names = namesOf(schools, asOf);
  const underNumbers = underNumbersOf(schools);
  const kept = new Set(catalogue.tabs.flatMap((tab) => (isKept(tab, settings, catalogue.packs) ? tab.id : [])));
  const ownIds = new Set(tabsOf(whose.kind, catalogue.packs).map(({ id }) => id));
  const listed = schoolWith(schools, whose.urn);
  const ofCalendar = (rows: readonly Row<typeof calendarTab>[]) =>
    underNumbers(calendarTab, rows) as readonly Row<typeof calendarTab>[];
  const calendarRows = shared ? ofCalendar(rowsOf(shared.rows, calendarTab)) : [];

  const source = (tab: Tab) => (own.rows.has(tab.id) ? own : shared?.rows.has(tab.id) ? shared : null);
  function whyNotAtHand(tab: Tab): string {
    const { id, title } = tab;
    if (ownIds.has(id)) {
      if (own.missing.includes(id)) return whyUnread(tab) ?? `The tab ${title} is missing, or a column of it.`;
      if (own.rows.size === 0 && whose.kind.keeps === 'sums')
        return `${ONLY_SUMS} The rows of ${title} stand in it alone.`;
      return `The tab ${title} is not in the workbook yet.`;
    }
    if (shared === null) return 'The alliance’s workbook is not at hand.';
    if (shared.missing.includes(id))
      return `The tab ${title}, or a column of it, is missing in the alliance’s workbook.`;
    return `The tab ${title} is not in the alliance’s workbook yet.`;
  }
  const look = once(<T extends Tab>(tab: T): Look<T> => {
    if (!kept.has(tab.id)) return { is: 'not kept' };
    const found = source(tab);
    if (!found) return { is: 'not at hand', why: whyNotAtHand(tab) };
    return { is: 'here', rows: underNumbers(tab, rowsOf(found.rows, tab)) as readonly Row<T>[] };
  }) as Situation['look'];
  const index = once((tab: TabBySchool) => indexBySchool(rowsHere(tab, look(tab))));
  const beside = once((tab: Tab) => {
    const found = (source(tab)?.elsewhere.rows ?? []).filter((row) => row.tab === tab.id);
    return found.map(({ typedIn, row }) => ({
      typedIn,
      row: underNumbers(tab, rowsOf(new Map([[tab.id, [row]]]), tab))[0]!,
    }));
  });
  const elsewhere = once((tab: Tab) =>
    beside(tab).filter(({ row }) => (row as Record<string, unknown>)[tab.yearOfRow ?? ''] === whose.startYear),
  );
  const waitingRows = once((tab: Tab): WaitingRow[] => {
    const from = source(tab);
    const own = (from?.waiting ?? []).map((row) => ({ ...row, typedIn: whose.startYear }));
    const all = [...own, ...(from?.elsewhere.waiting ?? [])].filter((row) => row.tab === tab.id);
    const known = { schools: schools.length > 0 ? names : null, lists: listsOf(catalogue, settings) };
    return all.map((row) => {
      const school = schoolWith(schools, row.school)?.urn ?? row.school;
      return waitingRow(tab, { ...row, school }, { ...known, academicYear: row.typedIn });
    });
  });
  const countWaiting = once((tab: Tab) => countAbout(waitingRows(tab)));
  const calendars = new Map<string | null, ReturnType<typeof schoolCalendar>>();
  function calendarOf(urn: string | null) {
    // Most schools have no days of their own, and one calendar is theirs.
    const whose = calendarRows.some(({ school }) => school === urn) ? urn : null;
    const known = calendars.get(whose) ?? schoolCalendar(calendarRows, whose);
    calendars.set(whose, known);
    return known;
  }

  function whyUnsettled(): string | null {
    if (shared === null) return null;
    for (const { tab, columns } of RESTED_ON.filter((one) => kept.has(one.tab.id))) {
      if (shared.missing.includes(tab.id)) return whyNotAtHand(tab);
      const lacking = shared.missingColumns[tab.id]?.find((column) => columns.includes(column));
      if (lacking === undefined) continue;
      const where = ownIds.has(tab.id) ? '' : ' in the alliance’s workbook';
      return `${tab.title} has no column called ${tab.columns[lacking]!.heading}${where}.`;
    }
    return whose.urn !== null && listed === undefined ? whyUnlisted(whose, shared) : null;
  }

  return {
    whose: { urn: listed?.urn ?? whose.urn, startYear: whose.startYear },
    school: listed ?? (shared === null ? byItself(whose) : null),
    isUnlisted: whose.urn !== null && shared !== null && listed === undefined,
    whyUnsettled: whyUnsettled(),
    asOf,
    year,
    settings,
    schools,
    members: membersIn(schools, year),
    nameOf: (urn) => names.nameOf(urn),
    calendarOf,
    schoolDaysAfter(urn, date, count) {
      const calendar = calendarOf(urn);
      const { gone, all } = calendar.progress(date);
      if (gone + count <= all) return calendar.schoolDaysAfter(date, count);
      const next = schoolCalendar(ofCalendar(shared?.nextCalendar ?? []), urn);
      return next.schoolDaysAfter(date, count - (all - gone));
    },
    isOwn: ({ id }) => ownIds.has(id),
    isKept: ({ id }) => kept.has(id),
    look,
    rows: (tab) => rowsHere(tab, look(tab)),
    bySchool: index as Situation['bySchool'],
    elsewhere: elsewhere as Situation['elsewhere'],
    beside: beside as Situation['beside'],
    keptBefore: (id) => Object.entries(own.carries?.[id] ?? {}) as never,
    broughtForward: (id) => Object.entries(shared?.elsewhere.carried[id] ?? {}) as never,
    waiting: (tab, urn) => countWaiting(tab)(urn),
    waitingRows,
  };
}

/** Whether a school is not in the list because its row waits to be mended, which is for the alliance to do; null where none waits. */
function whyUnlisted({ urn, school }: Whose, { waiting }: RowsAtHand): string | null {
  const rows = waiting.filter(({ tab }) => tab === schoolsTab.id).map(({ cells }) => cells);
  const says = (typed: string | undefined, known: string | null | undefined) =>
    known != null && typed?.trim() === known;
  if (rows.some((cells) => says(cells['urn'], urn) || says(cells['name'], school)))
    return 'The row of this school in Schools of the alliance’s workbook cannot be read, and is to be mended there.';
  if (rows.length === 0) return null;
  const wait = rows.length === 1 ? 'A row' : 'Rows';
  return `${wait} of Schools in the alliance’s workbook cannot be read, and may be this school’s: it is to be mended there.`;
}

/** Whether what stands there tells nobody what belongs there: no letter, an error, or what people type until they know. */
function isNotYetKnown(typed: string): boolean {
  return !/\p{L}/u.test(typed) || typed.startsWith('#') || standsInForAName(typed);
}

/** A row that waits, its cells read again one by one: whom it may be about follows from what is typed under its school. */
function waitingRow(
  tab: Tab,
  { typedIn, school, cells }: UnusableCells & { readonly typedIn: number },
  context: ReadContext,
): WaitingRow {
  const read = Object.entries(tab.columns).map(([id, column]) => {
    const shown = cells[id];
    // Without its heading nobody knows what stands there.
    if (shown === undefined) return [id, null];
    const cell = cellAsTyped(column, shown, context);
    if (cell === null) return [id, column.blankMeans?.(context) ?? null];
    const reading = column.cell.read(cell, context);
    return [id, 'value' in reading ? reading.value : null];
  });
  const typed = (cells['school'] ?? '').trim();
  const mayBe = () => {
    if (school !== null) return [school];
    if (context.schools === null || isNotYetKnown(typed)) return null;
    const found = context.schools.find(typed);
    if ('urn' in found) return [found.urn];
    return found.notCompared ? null : found.candidates;
  };
  return { typedIn, read: Object.fromEntries(read), typed: cells, mayBe: mayBe() };
}

/** Works something out the first time it is asked of a tab. */
function once<T extends Tab, R>(work: (tab: T) => R): (tab: T) => R {
  const known = new Map<string, R>();
  return (tab) => {
    const before = known.get(tab.id);
    if (before !== undefined) return before;
    const made = work(tab);
    known.set(tab.id, made);
    return made;
  };
}

/** A school's workbook away from its alliance knows the school only by what *Start here* says. */
function byItself({ urn, school }: Whose): School | null {
  if (urn === null) return null;
  const unknown = {
    kind: null,
    phase: null,
    laestab: null,
    joinedOn: null,
    leftOn: null,
    earlierUrns: null,
    urnSince: null,
    head: null,
    chair: null,
    officeEmail: null,
    chairEmail: null,
    paysAs: null,
    contribution: null,
    pupilsOnRoll: null,
    purchaseOrder: null,
  };
  return { rowNumber: 0, key: urn, urn, name: school ?? urn, ...unknown };
}
