import { allianceName } from '../../sheets-schema/core-settings.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import type { PublishPorts } from '../documents/publish.ts';
import { AdvisedError, type DocumentShelf, type Store, type TaskQueue } from '../edges/ports.ts';
import { dayInLondon } from '../figures/london-day.ts';
import { schoolsIn } from '../figures/school-numbers.ts';
import { readHead } from '../history/read-history.ts';
import { Refusal } from '../refusal.ts';
import { findTab, identifyWorkbook } from '../workbooks/identify-workbook.ts';
import { allianceKind } from '../workbooks/kinds.ts';
import { newWorkbook } from '../workbooks/new-workbook.ts';
import { parseWorkbook } from '../workbooks/parse-workbook.ts';
import { allianceKey } from '../workbooks/workbook-key.ts';
import { allianceWorkbook, schoolWorkbooks, type WorkbookToMake } from '../workbooks/workbooks-to-make.ts';
import { fileLetter } from './file-letter.ts';
import { type Provided, type ProvidePorts, provide, whereItStands } from './provide.ts';
import { allianceCalled, allowNewHistory, type KnownAlliance, placeOf, registerAlliance } from './registry.ts';
import { checkTask } from './tasks.ts';

export interface ProvideAlliancePorts extends ProvidePorts {
  readonly storeOf: (alliance: string) => Promise<Store>;
  readonly shelfIn: (folder: string) => DocumentShelf;
  readonly fonts: PublishPorts['fonts'];
  readonly queue: TaskQueue;
}

export interface AllianceToProvide {
  readonly alliance: string;
  readonly startYear: number;
  /** Null: it is called as before. */
  readonly name: string | null;
  /** The alliance's own workbook as it is first made; null where it has to be there. */
  readonly first: WorkbookToMake | null;
  /** Workbooks that were checked before may begin a new history. */
  readonly newHistory?: boolean;
}

export interface AllianceProvided {
  readonly folder: string;
  readonly folderMade: boolean;
  /** The alliance's own workbook first. */
  readonly workbooks: readonly Provided[];
  /** How many of those that were made have a letter to the school's office. */
  readonly letters: number;
  /** Why some could not be provided, each in a sentence. */
  readonly troubles: readonly string[];
  /** Rows of *Schools* that have to be mended before the school can have a workbook. */
  readonly rowsWaiting: number;
  /** Workbooks that were never checked, and will be now. */
  readonly enqueued: number;
}

/**
 * Sets up an alliance's workbooks of one academic year. Its own comes first; once that is there its tabs *Schools* and *Settings* decide
 * whose the others are. Done again it changes nothing but what is not as it should be. A workbook's letter is filed before the workbook
 * is made, so that one that stands has its letter wherever a run was stopped. `tell` hears of each workbook at once.
 * @throws AdvisedError where nothing can be done, and any that is retryable: doing it again goes on from there.
 */
export async function provideAlliance(
  wanted: AllianceToProvide,
  ports: ProvideAlliancePorts,
  now: Date,
  tell: (provided: Provided) => void = () => {},
): Promise<AllianceProvided> {
  const { alliance, startYear, first } = wanted;
  const { registry } = ports;
  const key = allianceKey(startYear);
  const known = await allianceCalled(registry, alliance);
  const stood = await whereItStands(
    { alliance, key, name: allianceKind.called(null) },
    ports,
    await placeOf(registry, alliance, key),
  );
  if (stood === null && first === null) {
    const advice = `The alliance ${alliance} has no workbook for that year yet. Say --name and --schools, so that one can be made.`;
    throw new Refusal(advice);
  }
  const { folder, folderMade } = await folderFor(wanted, ports, known);
  const shelf = ports.shelfIn(folder);
  const workbooks: Provided[] = [];
  let letters = 0;
  const provideOne = async (workbook: WorkbookToMake) => {
    const key = await keyRegistered(workbook, alliance, registry);
    const provided = await provide({ ...workbook, key, alliance, folder }, ports);
    workbooks.push(provided);
    if (provided.made && workbook.hasLetter) letters += 1;
    tell(provided);
    return provided.place;
  };

  const place = stood?.place ?? (await provideOne(first!));
  const { tabs } = await ports.workbooksIn(folder, allianceKind).read(place);
  const { settings, own, schools, rowsWaiting } = workbooksBy(tabs);
  if (own.key !== key) {
    const advice =
      'Start here of the alliance’s workbook says that it is another one. Put the tab back from an earlier version.';
    throw new Refusal(advice, { code: 'not-a-workbook' });
  }
  const name = wanted.name ?? known?.name ?? settings.held(allianceName).value;
  await registerAlliance(registry, alliance, { name, folder });
  if (wanted.newHistory) await allowNewHistory(registry, alliance, now);
  if (stood !== null) await provideOne(own);

  const troubles: string[] = [];
  for (const workbook of schools) {
    try {
      await provideOne({
        ...workbook,
        async sheets() {
          if (workbook.hasLetter) await fileLetter(workbook, { shelf, fonts: ports.fonts }, dayInLondon(now));
          return workbook.sheets();
        },
      });
    } catch (error) {
      if (!(error instanceof AdvisedError) || error.retryable) throw error;
      troubles.push(error.advice);
    }
  }
  const enqueued = await enqueueFirstChecks(alliance, workbooks, ports, now);
  return { folder, folderMade, workbooks, letters, troubles, rowsWaiting, enqueued };
}

/** The key under which it is looked after, be it by another number of its school; its own where it is not yet. */
async function keyRegistered({ key, keys }: WorkbookToMake, alliance: string, registry: Store): Promise<string> {
  for (const one of keys) if ((await placeOf(registry, alliance, one)) !== null) return one;
  return key;
}

/**
 * The workbooks of a year and whose they are, as the alliance's own decides; `rowsWaiting` of *Schools* cannot be used.
 * @throws Refusal `not-a-workbook`
 */
export function workbooksBy(tabs: readonly RawTab[]) {
  const identity = identifyWorkbook(tabs);
  if ('unknown' in identity) throw new Refusal(identity.unknown, { code: 'not-a-workbook' });
  const { startYear } = identity;
  const { settings, parsed } = parseWorkbook(identity, tabs, null);
  const calendar = rowsOf(new Map(parsed.map(({ tab, rows }) => [tab.id, rows])), calendarTab);
  const rows = parseTab(schoolsTab, findTab(tabs, schoolsTab.title), { academicYear: startYear, schools: null });
  return {
    settings,
    own: allianceWorkbook(identity, async () => newWorkbook(identity, new Map(), [], settings), settings),
    schools: schoolWorkbooks(schoolsIn(rows.rows, startYear), settings, startYear, { calendar }),
    rowsWaiting: rows.unusable.length,
  };
}

async function folderFor(
  { alliance, name }: AllianceToProvide,
  { drive }: ProvidePorts,
  known: KnownAlliance | null,
): Promise<{ readonly folder: string; readonly folderMade: boolean }> {
  const looked = known === null ? null : await drive.look(known.folder);
  if (looked?.inBin) {
    const advice = 'The alliance’s folder is in the bin of the shared drive. Take it out and do this again.';
    throw new Refusal(advice);
  }
  const folder = known !== null && looked !== null ? known.folder : await drive.findFolder(alliance);
  if (folder !== null) return { folder, folderMade: false };
  return { folder: await drive.makeFolder(alliance, name ?? known?.name ?? alliance), folderMade: true };
}

/** By the history rather than by what was made just now, so that a run that was stopped is made good. */
async function enqueueFirstChecks(
  alliance: string,
  workbooks: readonly Provided[],
  { storeOf, queue }: ProvideAlliancePorts,
  now: Date,
): Promise<number> {
  const store = await storeOf(alliance);
  let enqueued = 0;
  for (const { key, place } of workbooks) {
    if ((await readHead(store, key)) !== null) continue;
    await queue.enqueue(checkTask(place, now));
    enqueued += 1;
  }
  return enqueued;
}
