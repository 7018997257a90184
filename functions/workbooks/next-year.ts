import { allianceName, yearAsked } from '../../sheets-schema/core-settings.ts';
import { type RowsByTab, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { type Setting, type Settings, settingsFor, showSetting } from '../../sheets-schema/setting.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import type { Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { namesOf, schoolsIn } from '../figures/school-numbers.ts';
import { latestRecords, type Records } from '../history/records.ts';
import { listsOf } from '../protocols/catalogue.ts';
import { carriedRows } from './carried-rows.ts';
import type { WorkbookIdentity, WorkbookKind } from './define-workbook.ts';
import { keyKept, numbersWith } from './keys-of-school.ts';
import type { Declared } from './kinds.ts';
import { type FirstRows, newWorkbook } from './new-workbook.ts';
import { settingsRows, typedSetting } from './settings-rows.ts';
import { allianceKey, ownerOfKey, workbookKey } from './workbook-key.ts';
import { allianceWorkbook, membersByName, schoolWorkbooks, type WorkbookToMake } from './workbooks-to-make.ts';

/** Whether an alliance's settings ask for the workbooks of the year after its own. */
export function asksForNextYear(records: Records, startYear: number): boolean {
  return rowsOf(records.rows, settingsTab).some((row) => yearAsked(row, startYear) === startYear + 1);
}

/**
 * The workbooks of the year after an alliance's own: the alliance's, and one for each member. They begin with the rows that carry over,
 * read when a workbook is made.
 * @param records of *Schools* and *Settings*
 */
export function nextYears(
  records: Records,
  startYear: number,
  store: Store,
  written: (name: string) => string,
  catalogue: Declared,
): WorkbookToMake[] {
  const next = startYear + 1;
  // The history keeps no order: settings come as they are listed, members by name.
  const order = catalogue.settings.map(({ id }) => id);
  const typed = rowsOf(records.rows, settingsTab).filter((row) => yearAsked(row, startYear) === null);
  const settings = settingsFor(typed, next, records.madeWith);
  const decided = [...typed, ...saidUnasked(typed, settings, next, catalogue.settings)].toSorted(
    (one, other) => order.indexOf(one.setting) - order.indexOf(other.setting),
  );
  const rows = rowsOf(records.rows, schoolsTab);
  const schools = schoolsIn(rows, next);
  const members = membersByName(schools, settings, next);
  const asTyped = members.map(({ key }) => rows.find((row) => row.key === key)!);
  const chosen = new Map<string, readonly object[]>([
    [schoolsTab.id, asTyped],
    [settingsTab.id, decided],
  ]);
  const carried = carriedInto(schools, settings, next, { store, chosen, catalogue });
  const identity: WorkbookIdentity = {
    kind: ownerOfKey(allianceKey(next), catalogue.kinds)!.kind,
    alliance: settings.held(allianceName).value,
    urn: null,
    school: null,
    startYear: next,
  };
  const names = members.map(({ name }) => name);
  const sheets = async () => newWorkbook(identity, await carried(identity), names, settings, catalogue);
  return [
    allianceWorkbook(identity, sheets, settings),
    ...schoolWorkbooks(schools, settings, next, { declared: catalogue, written, first: carried }),
  ];
}

interface CarryingOver {
  readonly store: Store;
  /** As `carriedRows` wants it. */
  readonly chosen?: RowsByTab;
  readonly catalogue: Declared;
}

/** The rows that carry over into a workbook of a year from the same of the year before, where that has a history. */
export function carriedInto(
  schools: readonly School[],
  settings: Settings,
  startYear: number,
  { store, chosen = new Map(), catalogue }: CarryingOver,
): (identity: WorkbookIdentity) => Promise<FirstRows> {
  const context = { academicYear: startYear, schools: namesOf(schools), lists: listsOf(catalogue, null) };
  return async ({ kind, urn, school }) => {
    const kept = await newestOf(store, kind, urn === null ? null : numbersWith(schools, urn), startYear - 1);
    if (kept === null) return new Map();
    const rows = carriedRows(kind, kept, { whose: school ?? 'the alliance', chosen, context, settings }, catalogue);
    const typed = rows.get(settingsTab.id);
    if (typed === undefined) return rows;
    return new Map([...rows, [settingsTab.id, settingsRows(typed.map(typedSetting), startYear, catalogue)]]);
  };
}

/** Of schools that became one, nothing goes over by itself: nobody could say which of two rows is right. */
async function newestOf(
  store: Store,
  kind: WorkbookKind,
  numbers: readonly string[] | null,
  startYear: number,
): Promise<Records | null> {
  if (numbers === null) return latestRecords(store, workbookKey({ kind, urn: null, startYear }));
  const key = await keyKept(store, kind, numbers, startYear);
  return key === null ? null : latestRecords(store, key);
}

const BLANK = { unit: null, whileBlank: null, whoChose: null, decides: null, fromYear: null, note: null };

/** What held until the alliance decides, where a workbook made now would hold something else: its *Settings* says it from the start. */
function saidUnasked(
  typed: readonly Row<typeof settingsTab>[],
  settings: Settings,
  next: number,
  offered: readonly Setting[],
): Row<typeof settingsTab>[] {
  const made = settingsFor(typed, next, VERSIONS.workbooks);
  return offered.flatMap((setting) => {
    const { value } = settings.held(setting);
    const shown = value === made.held(setting).value ? null : showSetting(setting, value, next);
    return shown === null ? [] : { ...BLANK, rowNumber: 0, key: setting.id, setting: setting.id, value: shown };
  });
}
