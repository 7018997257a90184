import { z } from 'zod';
import { asTyped } from '../../sheets-schema/as-typed.ts';
import {
  settings as definitions,
  inForce,
  type Settings,
  settingsFor,
  yearAsked,
} from '../../sheets-schema/settings.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { yearlyStatementTab } from '../../sheets-schema/tabs/yearly-statement.tab.ts';
import { counted, yearLabel } from '../../sheets-schema/wording.ts';
import { EdgeError, type Store, type Workbooks } from '../edges/ports.ts';
import { academicYear } from '../figures/academic-year.ts';
import { inNameOrder, membersIn, type School } from '../figures/members.ts';
import { canonicalText } from '../history/canonical.ts';
import { latestRecords, type Records, rowsOf, waitingIn } from '../history/records.ts';
import { workbookKey } from '../history/workbook-key.ts';
import { identifyWorkbook, type WorkbookIdentity } from './identify-workbook.ts';
import { newWorkbook, usualRows } from './new-workbook.ts';

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
}

export interface NextYearRound {
  /** Places of the workbooks made in this round. */
  readonly made: readonly string[];
  /** Whether the alliance's workbook has something new to say of it. */
  readonly news: boolean;
  /** One of the reasons why the others could not be made passes by itself. */
  readonly waitingPasses: boolean;
}

/**
 * Makes the workbooks of the year after this one where *Settings* asks for them: the alliance's with its members and settings, and
 * one for each member. Stopped anywhere, the next round goes on.
 */
export async function makeNextYear(startYear: number, ports: NextYearPorts): Promise<NextYearRound> {
  const nothing = { made: [], news: false, waitingPasses: false };
  const records = await latestRecords(ports.store, workbookKey({ kind: 'alliance', urn: null, startYear }));
  const asked = rowsOf(records?.rows ?? new Map(), settingsTab).some(
    (row) => yearAsked(row, startYear) === startYear + 1,
  );
  if (records === null || !asked) return nothing;
  const kept = await readMade(ports.store, startYear);
  const lacking = workbooksAfter(records, startYear).filter(({ key }) => !(key in kept.made));
  const made: string[] = [];
  let waitingPasses = false;
  const after: Made = { made: { ...kept.made }, waiting: null };
  if (waitingIn(records, schoolsTab) > 0 || waitingIn(records, settingsTab) > 0)
    after.waiting = 'Rows of Schools or Settings wait to be mended. Mend them first, so that all is carried over.';
  else
    for (const workbook of lacking) {
      try {
        const place = await ports.make(workbook);
        after.made[workbook.key] = place;
        made.push(place);
      } catch (error) {
        if (!(error instanceof EdgeError)) throw error;
        after.waiting = error.advice;
        waitingPasses ||= error.retryable;
      }
    }
  const value = canonicalText(after);
  if (value === canonicalText({ made: kept.made, waiting: kept.waiting })) return { ...nothing, waitingPasses };
  await ports.store.compareAndSet(keyOf(startYear), kept.version, value);
  return { made, news: true, waitingPasses };
}

/** How far that is, for *Start here*; null where nothing was asked for. */
export async function nextYearInWords(store: Store, startYear: number): Promise<string | null> {
  const { made, waiting, version } = await readMade(store, startYear);
  if (version === null) return null;
  const year = yearLabel(startYear + 1);
  const count = Object.keys(made).length;
  const done = count === 0 ? '' : `${counted(count, 'workbook')} for ${year} ${count === 1 ? 'is' : 'are'} made.`;
  const left = waiting === null ? '' : `The workbooks for ${year} could not all be made ready. ${waiting}`;
  return [done, left].filter((words) => words !== '').join(' ');
}

/** Makes a workbook where no file stands yet. The same workbook that stands there already was made by a round that was stopped. */
export async function makeOnce(workbooks: Workbooks, place: string, { key, sheets }: WorkbookToMake): Promise<string> {
  try {
    return await workbooks.create(place, sheets);
  } catch (error) {
    if (!(error instanceof EdgeError) || error.code !== 'not-allowed') throw error;
    const found = await workbooks.read(place).then(({ tabs }) => identifyWorkbook(tabs));
    if ('unknown' in found || workbookKey(found) !== key) throw error;
    return place;
  }
}

export interface WorkbookToMake {
  /** As `workbookKey` gives it. */
  readonly key: string;
  /** Such as "Elm Park High School 2026-27". */
  readonly name: string;
  readonly identity: WorkbookIdentity;
  readonly sheets: readonly NewSheet[];
  /** Whose it is: the coordinator's e-mail address, or that of the school's office; null where there is none. */
  readonly owner: string | null;
  /** The offices of the other schools, which a school's workbook is never for. */
  readonly others: readonly string[];
}

function workbooksAfter({ rows }: Records, startYear: number): WorkbookToMake[] {
  const next = startYear + 1;
  // The history keeps no order: settings come as they are listed, members by name.
  const order = Object.keys(definitions);
  const decided = rowsOf(rows, settingsTab)
    .filter((row) => yearAsked(row, startYear) === null)
    .toSorted((one, other) => order.indexOf(one.setting) - order.indexOf(other.setting));
  const settings = settingsFor(decided, next);
  const members = membersOf(rowsOf(rows, schoolsTab), settings, next);
  const context = { academicYear: next, schools: null };
  const carried = new Map([
    [schoolsTab.id, members.map((row) => asTyped(schoolsTab, row, context))],
    [settingsTab.id, decided.map((row) => asTyped(settingsTab, row, context))],
  ]);
  const alliance = inForce(settings.allianceName, 'The alliance');
  const identity: WorkbookIdentity = { kind: 'alliance', alliance, urn: null, school: null, startYear: next };
  const names = members.map(({ name }) => name);
  const sheets = newWorkbook(identity, carried, names, settings);
  return [allianceWorkbook(identity, sheets, settings), ...schoolWorkbooks(rowsOf(rows, schoolsTab), settings, next)];
}

function membersOf(schools: readonly School[], settings: Settings, startYear: number): School[] {
  return inNameOrder(membersIn(schools, academicYear(startYear, inForce(settings.yearBegins, '09-01'))));
}

export function allianceWorkbook(
  identity: WorkbookIdentity,
  sheets: readonly NewSheet[],
  settings: Settings,
): WorkbookToMake {
  const owner = settings.coordinatorEmail?.value ?? null;
  return {
    key: workbookKey(identity),
    name: named('Alliance', identity.startYear),
    identity,
    sheets,
    owner,
    others: [],
  };
}

/** The workbooks of an alliance's members in a year, by the schools' names. */
export function schoolWorkbooks(schools: readonly School[], settings: Settings, startYear: number): WorkbookToMake[] {
  const members = membersOf(schools, settings, startYear);
  const alliance = inForce(settings.allianceName, 'The alliance');
  const names = members.map(({ name }) => name);
  const statement = new Map([[yearlyStatementTab.id, usualRows(yearlyStatementTab)]]);
  return members.map(({ urn, name, officeEmail }): WorkbookToMake => {
    const identity: WorkbookIdentity = { kind: 'school', alliance, urn, school: name, startYear };
    const sheets = newWorkbook(identity, statement, names, settings);
    const others = schools.flatMap((one) => (one.urn === urn ? [] : (one.officeEmail ?? [])));
    return { key: workbookKey(identity), name: named(name, startYear), identity, sheets, owner: officeEmail, others };
  });
}

function named(whose: string, startYear: number): string {
  return `${whose} ${yearLabel(startYear).replace('/', '-')}`;
}

async function readMade(store: Store, startYear: number): Promise<Made & { readonly version: string | null }> {
  const kept = await store.getDocument(keyOf(startYear));
  if (kept === null) return { made: {}, waiting: null, version: null };
  return { ...madeForm.parse(JSON.parse(kept.value)), version: kept.version };
}

function keyOf(startYear: number): string {
  return `next-year/${startYear}`;
}
