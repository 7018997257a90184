import { lstatSync, readdirSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { asFolderName } from '../../functions/edges/local/file-names.ts';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { moveFile } from '../../functions/edges/local/workbook-files.ts';
import { checksPlace, SCHOOLS_FOLDER } from '../../functions/edges/local/workbooks-in-folder.ts';
import {
  AdvisedError,
  EdgeError,
  type FolderListing,
  type Store,
  type Workbooks,
} from '../../functions/edges/ports.ts';
import { numbersOf, schoolWith } from '../../functions/figures/school-numbers.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { refuseNewerHistory } from '../../functions/history/read-history.ts';
import { readAs } from '../../functions/history/stored-forms.ts';
import { schoolsKept } from '../../functions/status/gather/workbook-names.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { isSchools } from '../../functions/workbooks/kinds.ts';
import { schoolsFolder } from '../../functions/workbooks/schools-folder.ts';
import { ownerOfKey, workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { type KeptPlace, keepPlaces, lastReadFrom } from '../../functions/workbooks/workbook-places.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { letterName } from './make-in-folder.ts';

/** Where the letters were before each was in the folder of its school. */
const LETTERS_FOLDER = 'Letters';

interface Folder {
  readonly workbooks: Pick<Workbooks, 'read'>;
  readonly listing: FolderListing;
  readonly store: Store;
}

export interface MovedIntoSchools {
  /** Where the workbooks are that were moved, by where they were. */
  readonly moved: ReadonlyMap<string, string>;
  /** What was done and what was left, a sentence each. */
  readonly says: readonly string[];
}

/**
 * An older folder has the schools' workbooks side by side, and their letters in one folder. Each is put into the folder of its school,
 * over nothing that stands there; what is open waits, and a stopped round is finished by the next. It is done once: what people put
 * elsewhere after that is left there.
 * @throws Refusal where a newer program wrote the history
 */
export async function moveIntoSchools(folder: string, ports: Folder): Promise<MovedIntoSchools> {
  const { listing, store } = ports;
  await refuseNewerHistory(store);
  const kept = await lastReadFrom(store);
  const files = new Map([...kept].flatMap(([key, { file }]) => (file === null ? [] : [[key, file] as const])));
  const moved = new Map<string, string>();
  const left: string[] = [];
  const waiting = await schoolsAtTheTop(ports, files, await settled(store));
  for (const { place, key, identity } of waiting) {
    const home = await homeOf(identity, files, waiting, ports);
    const target = join(folder, SCHOOLS_FOLDER, home, basename(place));
    const name = listing.nameOf(place);
    try {
      if (!(await moveWithChecks(place, target))) {
        left.push(`${name} was left where it is: ${listing.nameOf(target)} stands there already.`);
        continue;
      }
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      left.push(
        `${name} was left where it is for now, and not put into ${join(SCHOOLS_FOLDER, home)}. ${error.advice}`,
      );
      continue;
    }
    const standing: KeptPlace = { file: listing.nameOf(target), version: kept.get(key)?.version ?? null };
    files.set(key, standing.file!);
    moved.set(place, target);
    // Where another run keeps it too, both keep the same.
    await keepPlaces(store, new Map([[key, standing]]));
  }
  const letters = await moveLetters(folder, listing, left);
  const done = [
    ...(moved.size === 0 ? [] : [counted(moved.size, 'workbook')]),
    ...(letters === 0 ? [] : [counted(letters, 'letter')]),
  ];
  const news =
    done.length === 0
      ? []
      : [`Put ${done.join(' and ')} into ${join(folder, SCHOOLS_FOLDER)}, where each school has a folder of its own.`];
  return { moved, says: [...news, ...left] };
}

const settledForm = z.strictObject({ keys: z.array(z.string()) });
const SETTLED = 'settled';

/** The workbooks that stood in the schools' folders once. */
async function settled(store: Store): Promise<readonly string[]> {
  const kept = await store.getDocument(SETTLED);
  return (kept && readAs(settledForm, kept.value)?.keys) ?? [];
}

/** Remembers which workbooks stand in the schools' folders, so that none is moved there that people take out again. */
export async function rememberSettled({ listing, store }: Pick<Folder, 'listing' | 'store'>): Promise<void> {
  const once = await settled(store);
  const now = [...(await lastReadFrom(store))].flatMap(([key, { file }]) =>
    file !== null && listing.schoolsFolderOf(file) !== null ? [key] : [],
  );
  const keys = [...new Set([...once, ...now])].sort();
  if (keys.length === once.length) return;
  // Another run that is at it remembers the same, or the next one does.
  await store.compareAndSet(SETTLED, (await store.getDocument(SETTLED))?.version ?? null, canonicalText({ keys }));
}

interface AtTheTop {
  readonly place: string;
  readonly key: string;
  readonly identity: WorkbookIdentity;
}

/** The schools' workbooks beside the alliance's that never were in a folder of *Schools*, and that nothing speaks against. */
async function schoolsAtTheTop(
  { workbooks, listing }: Folder,
  files: ReadonlyMap<string, string>,
  once: readonly string[],
): Promise<AtTheTop[]> {
  const keyOf = new Map([...files].map(([key, file]) => [file, key]));
  const found: AtTheTop[] = [];
  for (const place of listing.workbooks()) {
    const name = listing.nameOf(place);
    const was = keyOf.get(name) ?? null;
    if (listing.schoolsFolderOf(name) !== null || (was !== null && ownerOfKey(was)?.urn === null)) continue;
    const identity = await identityAt(workbooks, place);
    if (identity === null || !isSchools(identity.kind)) continue;
    const key = workbookKey(identity);
    const file = files.get(key);
    const isItself = was === null ? file === undefined : was === key;
    if (isItself && !once.includes(key) && lstatSync(place, { throwIfNoEntry: false })?.isFile())
      found.push({ place, key, identity });
  }
  const times = (key: string) => found.filter((other) => other.key === key).length;
  const alone = found.filter(({ key }) => times(key) === 1);
  if (alone.every(({ key }) => files.has(key))) return alone;
  // Of two files that were never read and say they are the same workbook, nobody can tell which is meant from where they lie.
  const inSchools = new Set<string>();
  for (const place of listing.workbooks().filter((one) => listing.schoolsFolderOf(listing.nameOf(one)) !== null)) {
    const identity = await identityAt(workbooks, place);
    if (identity !== null) inSchools.add(workbookKey(identity));
  }
  return alone.filter(({ key }) => files.has(key) || !inSchools.has(key));
}

async function identityAt(workbooks: Pick<Workbooks, 'read'>, place: string): Promise<WorkbookIdentity | null> {
  try {
    const identity = identifyWorkbook((await workbooks.read(place)).tabs);
    return 'unknown' in identity ? null : identity;
  } catch (error) {
    if (error instanceof EdgeError) return null;
    throw error;
  }
}

/** As *Schools* calls the school; before the first check as its workbook does. */
async function homeOf(
  { urn, school, startYear }: WorkbookIdentity,
  files: ReadonlyMap<string, string>,
  waiting: readonly AtTheTop[],
  { listing, store }: Folder,
): Promise<string> {
  const schools = await schoolsKept(store, startYear);
  const own = schoolWith(schools, urn);
  const told = waiting.flatMap(({ identity }) => (identity.urn === urn ? [] : identity.school!));
  return schoolsFolder(
    {
      numbers: own === undefined ? [urn!] : [...new Set([...numbersOf(own), urn!])],
      name: own?.name ?? school!,
      others: own === undefined ? told : schools.flatMap((one) => (one === own ? [] : one.name)),
    },
    files,
    listing,
    asFolderName,
  );
}

/** The Checks beside it go first: without them at its side it would get new ones, in which no reply stands. */
async function moveWithChecks(place: string, target: string): Promise<boolean> {
  const [checks, itsChecks] = [checksPlace(place), checksPlace(target)];
  const isBeside = lookAt(checks) !== null;
  if (isBeside && !(await moveFile(checks, itsChecks))) return false;
  const isMoved = await moveFile(place, target).catch(async (error: unknown) => {
    if (isBeside) await moveFile(itsChecks, checks);
    throw error;
  });
  if (!isMoved && isBeside) await moveFile(itsChecks, checks);
  return isMoved;
}

/** Each to its workbook, by whose name it was called. */
async function moveLetters(folder: string, listing: FolderListing, left: string[]): Promise<number> {
  const letters = join(folder, LETTERS_FOLDER);
  if (!(lookAt(letters)?.isDirectory() ?? false)) return 0;
  let moved = 0;
  for (const workbook of listing.workbooks()) {
    const [, stem, year] = /^(.*(\d{4})-\d\d)\.xlsx$/i.exec(basename(workbook)) ?? [];
    const letter = join(letters, `${stem}.pdf`);
    if (listing.schoolsFolderOf(listing.nameOf(workbook)) === null || stem === undefined || lookAt(letter) === null)
      continue;
    const target = join(dirname(workbook), letterName(Number(year)));
    try {
      if (await moveFile(letter, target)) moved += 1;
      else left.push(`${listing.nameOf(letter)} was left where it is: ${listing.nameOf(target)} stands there already.`);
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      left.push(`${listing.nameOf(letter)} was left where it is for now. ${error.advice}`);
    }
  }
  if (readdirSync(letters).length === 0) rmdirSync(letters);
  return moved;
}
