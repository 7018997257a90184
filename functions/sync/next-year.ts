import { z } from 'zod';
import { asTyped } from '../../sheets-schema/as-typed.ts';
import { settings as definitions, inForce, settingsFor, yearAsked } from '../../sheets-schema/settings.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { yearlyStatementTab } from '../../sheets-schema/tabs/yearly-statement.tab.ts';
import { counted, yearLabel } from '../../sheets-schema/wording.ts';
import { EdgeError, type Store, type Workbooks } from '../edges/ports.ts';
import { academicYear } from '../figures/academic-year.ts';
import { inNameOrder, membersIn } from '../figures/members.ts';
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
}

/**
 * Makes the workbooks of the year after this one where *Settings* asks for them: the alliance's with its members and settings, and
 * one for each member. Stopped anywhere, the next round goes on.
 */
export async function makeNextYear(startYear: number, ports: NextYearPorts): Promise<NextYearRound> {
  const nothing = { made: [], news: false };
  const records = await latestRecords(ports.store, workbookKey({ kind: 'alliance', urn: null, startYear }));
  const asked = rowsOf(records?.rows ?? new Map(), settingsTab).some(
    (row) => yearAsked(row, startYear) === startYear + 1,
  );
  if (records === null || !asked) return nothing;
  const kept = await readMade(ports.store, startYear);
  const lacking = workbooksAfter(records, startYear).filter(({ key }) => !(key in kept.made));
  const made: string[] = [];
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
      }
    }
  const value = canonicalText(after);
  if (value === canonicalText({ made: kept.made, waiting: kept.waiting })) return nothing;
  await ports.store.compareAndSet(keyOf(startYear), kept.version, value);
  return { made, news: true };
}

/** How far that is, for *Start here*; null where nothing was asked for. */
export async function nextYearInWords(store: Store, startYear: number): Promise<string | null> {
  const { made, waiting, version } = await readMade(store, startYear);
  if (version === null) return null;
  const year = yearLabel(startYear + 1);
  const count = Object.keys(made).length;
  const done = count === 0 ? '' : `${counted(count, 'workbook')} for ${year} ${count === 1 ? 'is' : 'are'} made.`;
  const left = waiting === null ? '' : `The workbooks for ${year} could not all be made. ${waiting}`;
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
}

function workbooksAfter({ rows }: Records, startYear: number): WorkbookToMake[] {
  const next = startYear + 1;
  // The history keeps no order: settings come as they are listed, members by name.
  const order = Object.keys(definitions);
  const decided = rowsOf(rows, settingsTab)
    .filter((row) => yearAsked(row, startYear) === null)
    .toSorted((one, other) => order.indexOf(one.setting) - order.indexOf(other.setting));
  const settings = settingsFor(decided, next);
  const year = academicYear(next, inForce(settings.yearBegins, '09-01'));
  const members = inNameOrder(membersIn(rowsOf(rows, schoolsTab), year));
  const names = members.map(({ name }) => name);
  const alliance = inForce(settings.allianceName, 'The alliance');
  const of = (
    identity: WorkbookIdentity,
    called: string,
    first: Parameters<typeof newWorkbook>[1],
  ): WorkbookToMake => ({
    key: workbookKey(identity),
    name: `${called} ${yearLabel(next).replace('/', '-')}`,
    identity,
    sheets: newWorkbook(identity, first, names, settings),
  });
  const context = { academicYear: next, schools: null };
  const carried = new Map([
    [schoolsTab.id, members.map((row) => asTyped(schoolsTab, row, context))],
    [settingsTab.id, decided.map((row) => asTyped(settingsTab, row, context))],
  ]);
  const statement = new Map([[yearlyStatementTab.id, usualRows(yearlyStatementTab)]]);
  return [
    of({ kind: 'alliance', alliance, urn: null, school: null, startYear: next }, 'Alliance', carried),
    ...members.map(({ urn, name }) =>
      of({ kind: 'school', alliance, urn, school: name, startYear: next }, name, statement),
    ),
  ];
}

async function readMade(store: Store, startYear: number): Promise<Made & { readonly version: string | null }> {
  const kept = await store.getDocument(keyOf(startYear));
  if (kept === null) return { made: {}, waiting: null, version: null };
  return { ...madeForm.parse(JSON.parse(kept.value)), version: kept.version };
}

function keyOf(startYear: number): string {
  return `next-year/${startYear}`;
}
