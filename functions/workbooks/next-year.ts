import { z } from 'zod';
import { rowAsTyped } from '../../sheets-schema/as-typed.ts';
import { allianceName, yearAsked } from '../../sheets-schema/core-settings.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { type Setting, type Settings, settingsFor, showSetting } from '../../sheets-schema/setting.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { counted, yearLabel } from '../../sheets-schema/wording.ts';
import { AdvisedError, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readContent, readLatest } from '../history/read-history.ts';
import { latestRecords, type Records, waitingIn } from '../history/records.ts';
import { readAs } from '../history/stored-forms.ts';
import { listsOf } from '../protocols/catalogue.ts';
import type { WorkbookIdentity } from './define-workbook.ts';
import { allDeclared, allianceKind, type Declared } from './kinds.ts';
import { newWorkbook } from './new-workbook.ts';
import { allianceKey } from './workbook-key.ts';
import { allianceWorkbook, membersByName, schoolWorkbooks, type WorkbookToMake } from './workbooks-to-make.ts';

const madeForm = z.object({
  /** Places by workbook key. One that was made is never made again, wherever people moved it. */
  made: z.record(z.string(), z.string()),
  /** Why the others could not be made when it was last tried. */
  waiting: z.string().nullable(),
});
type Made = z.infer<typeof madeForm>;

export interface NextYearPorts {
  readonly store: Store;
  /** Makes a workbook, or finds the one that a round made which was stopped; gives its place. */
  readonly make: (workbook: WorkbookToMake) => Promise<string>;
  /** What may be decided and which workbooks there are: all that is declared, unless told. */
  readonly catalogue?: Declared;
}

export interface NextYearRound {
  /** Places of the workbooks made in this round. */
  readonly made: readonly string[];
  /** Whether the alliance's workbook has something new to say of it. */
  readonly news: boolean;
  /** Why not all could be made, in words; null where they are, or where nothing was asked for. */
  readonly waiting: string | null;
  /** One of the reasons why the others could not be made passes by itself. */
  readonly waitingPasses: boolean;
}

/**
 * Makes the workbooks of the year after this one where *Settings* asks for them: the alliance's with its members and settings, and
 * one for each member. Stopped anywhere, the next round goes on.
 */
export async function makeNextYear(startYear: number, ports: NextYearPorts): Promise<NextYearRound> {
  const nothing = { made: [], news: false, waiting: null, waitingPasses: false };
  if (!(await isAsked(ports.store, startYear))) return nothing;
  const records = (await latestRecords(ports.store, allianceKey(startYear)))!;
  const kept = await readMade(ports.store, startYear);
  if (kept === 'damaged') return { ...nothing, waiting: DAMAGED };
  const lacking = workbooksAfter(records, startYear, ports.catalogue ?? allDeclared).filter(
    ({ key }) => !(key in kept.made),
  );
  const made: string[] = [];
  let waitingPasses = false;
  const after: Made = { made: { ...kept.made }, waiting: null };
  if (records.missing.includes(schoolsTab.id))
    after.waiting =
      'The tab Schools is missing, or a column of it. Put it back first, so that all members are carried over.';
  else if (waitingIn(records, schoolsTab) > 0 || waitingIn(records, settingsTab) > 0)
    after.waiting = 'Rows of Schools or Settings wait to be mended. Mend them first, so that all is carried over.';
  else
    for (const workbook of lacking) {
      try {
        const place = await ports.make(workbook);
        after.made[workbook.key] = place;
        made.push(place);
      } catch (error) {
        if (!(error instanceof AdvisedError)) throw error;
        after.waiting = error.advice;
        waitingPasses ||= error.retryable;
      }
    }
  const value = canonicalText(after);
  if (value === canonicalText({ made: kept.made, waiting: kept.waiting }))
    return { ...nothing, waiting: after.waiting, waitingPasses };
  await ports.store.compareAndSet(madeKey(startYear), kept.version, value);
  return { made, news: true, waiting: after.waiting, waitingPasses };
}

/** Whether the alliance's settings ask for them, by as little of its records as can tell. */
async function isAsked(store: Store, startYear: number): Promise<boolean> {
  const latest = await readLatest(store, allianceKey(startYear));
  const content = latest && (await readContent(store, latest.manifest, [settingsTab.id]));
  const rows = [...(content?.get(settingsTab.id)?.values() ?? [])] as unknown as Row<typeof settingsTab>[];
  return rows.some((row) => yearAsked(row, startYear) === startYear + 1);
}

/** How far that is, for *Start here*; null where nothing was asked for. */
export async function nextYearInWords(store: Store, startYear: number): Promise<string | null> {
  const kept = await readMade(store, startYear);
  if (kept === 'damaged') return notAllMade(startYear, DAMAGED);
  const { made, waiting, version } = kept;
  if (version === null) return null;
  const year = yearLabel(startYear + 1);
  const count = Object.keys(made).length;
  const done = count === 0 ? '' : `${counted(count, 'workbook')} for ${year} ${count === 1 ? 'is' : 'are'} made.`;
  const left = waiting === null ? '' : notAllMade(startYear, waiting);
  return [done, left].filter((words) => words !== '').join(' ');
}

/** Says why next year's workbooks are not all there. */
export function notAllMade(startYear: number, waiting: string): string {
  return `The workbooks for ${yearLabel(startYear + 1)} could not all be made ready. ${waiting}`;
}

function workbooksAfter({ rows, madeWith }: Records, startYear: number, catalogue: Declared): WorkbookToMake[] {
  const next = startYear + 1;
  // The history keeps no order: settings come as they are listed, members by name.
  const order = catalogue.settings.map(({ id }) => id);
  const typed = rowsOf(rows, settingsTab).filter((row) => yearAsked(row, startYear) === null);
  const settings = settingsFor(typed, next, madeWith);
  const decided = [...typed, ...saidUnasked(typed, settings, next, catalogue.settings)].toSorted(
    (one, other) => order.indexOf(one.setting) - order.indexOf(other.setting),
  );
  const members = membersByName(rowsOf(rows, schoolsTab), settings, next);
  const context = { academicYear: next, schools: null, lists: listsOf(catalogue, null) };
  const carried = new Map([
    [schoolsTab.id, members.map((row) => rowAsTyped(schoolsTab, row, context))],
    [settingsTab.id, decided.map((row) => rowAsTyped(settingsTab, row, context))],
  ]);
  const alliance = settings.held(allianceName).value;
  const identity: WorkbookIdentity = { kind: allianceKind, alliance, urn: null, school: null, startYear: next };
  const names = members.map(({ name }) => name);
  const sheets = () => newWorkbook(identity, carried, names, settings, catalogue);
  return [
    allianceWorkbook(identity, sheets, settings),
    ...schoolWorkbooks(rowsOf(rows, schoolsTab), settings, next, catalogue),
  ];
}

/** What held until the alliance decides, where a workbook made now would hold something else: its *Settings* says it from the start. */
function saidUnasked(
  typed: readonly Row<typeof settingsTab>[],
  settings: Settings,
  next: number,
  offered: readonly Setting[],
): Row<typeof settingsTab>[] {
  const made = settingsFor(typed, next);
  return offered.flatMap((setting) => {
    const { value } = settings.held(setting);
    const shown = value === made.held(setting).value ? null : showSetting(setting, value, next);
    return shown === null
      ? []
      : { rowNumber: 0, key: setting.id, setting: setting.id, value: shown, fromYear: null, note: null };
  });
}

const DAMAGED = 'The list of those that were made is damaged. Put back the store from a backup.';

async function readMade(
  store: Store,
  startYear: number,
): Promise<(Made & { readonly version: string | null }) | 'damaged'> {
  const kept = await store.getDocument(madeKey(startYear));
  if (kept === null) return { made: {}, waiting: null, version: null };
  const read = readAs(madeForm, kept.value);
  return read === null ? 'damaged' : { ...read, version: kept.version };
}

function madeKey(startYear: number): string {
  return `next-year/${startYear}`;
}
