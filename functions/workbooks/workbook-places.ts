import { z } from 'zod';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { EdgeError, type FolderListing, type Store, type Workbooks } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { namesOf, schoolsIn } from '../figures/school-numbers.ts';
import { canonicalText } from '../history/canonical.ts';
import { readHead, refuseNewerHistory } from '../history/read-history.ts';
import { latestRecords, type Records, waitingIn } from '../history/records.ts';
import { readAs } from '../history/stored-forms.ts';
import { phrase } from '../protocols/finding.ts';
import { isMissed, type PlaceFault, placeMessages, placeWords } from '../protocols/place-faults.ts';
import { Refusal } from '../refusal.ts';
import type { WhoseWorkbook, WorkbookKind } from './define-workbook.ts';
import { identifyWorkbook, MADE_WITH_NEWER } from './identify-workbook.ts';
import { allDeclared, type Declared, isSchools } from './kinds.ts';
import { allianceKey, ownerOfKey, workbookKey } from './workbook-key.ts';

/** A look at where the workbooks stand. */
export interface PlacesSeen {
  /** The key of the workbook that stands at a place, for every place that nothing speaks against. */
  readonly held: ReadonlyMap<string, string>;
  readonly faults: readonly PlaceFault<WhoseWorkbook>[];
  /** A place by the key of every workbook that a file says it is, or was last read as, whatever speaks against it. */
  readonly there: ReadonlyMap<string, string>;
  /** The files that stand for a workbook from now on, by its key. */
  readonly moved: ReadonlyMap<string, KeptPlace>;
}

/** The file a workbook was last read from, by its name in the alliance's folder, as that may be moved as a whole; null where that is not known. */
export interface KeptPlace {
  readonly file: string | null;
  /** Of the document that says so, for writing over it. */
  readonly version: string | null;
}

/** What a file says it is: a workbook's key, or why that cannot be told; `later` where it may be told soon. */
type Claim = { readonly key: string } | { readonly unread: string; readonly later: boolean };

/**
 * Which file is which workbook. The one it was last read from goes on being it while it is there, and no other; a file goes on being
 * what it was while it keeps its name, and nothing else. Only where a workbook's file is gone may another take its place, and where
 * two could, neither does. So no rows enter the history of a workbook that stands in another file. What the alliance decides is never
 * taken from a folder that a school may reach. Writes nothing.
 * @param store null where nothing was kept yet.
 */
export async function lookAtPlaces(
  listing: FolderListing,
  workbooks: Pick<Workbooks, 'read'>,
  store: Store | null,
  declared: Declared = allDeclared,
): Promise<PlacesSeen> {
  const whoseIs = (key: string) => ownerOfKey(key, declared.kinds)!;
  if (store !== null) await refuseNewerHistory(store);
  const places = new Map(listing.workbooks().map((place) => [listing.nameOf(place), place]));
  const claims = new Map<string, Claim>();
  for (const [file, place] of places) claims.set(file, await claimOf(workbooks, place, declared));
  const kept = store === null ? new Map<string, KeptPlace>() : await lastReadFrom(store, declared.kinds);
  const fileOf = (key: string) => kept.get(key)?.file ?? null;
  const keyOf = new Map([...kept].map(([key, { file }]) => [file, key]));
  const isMisplaced = (file: string, key: string) =>
    !isSchools(whoseIs(key).kind) && listing.schoolsFolderOf(file) !== null;
  const newcomers = Map.groupBy(
    [...claims].flatMap(([file, claim]) =>
      'key' in claim && !keyOf.has(file) && !isMisplaced(file, claim.key) ? [{ file, key: claim.key }] : [],
    ),
    ({ key }) => key,
  );

  const held = new Map<string, string>();
  const moved = new Map<string, KeptPlace>();
  const faults: PlaceFault<WhoseWorkbook>[] = [];
  for (const [file, claim] of claims) {
    const was = keyOf.get(file) ?? null;
    if ('unread' in claim) {
      if (was !== null && claim.later) held.set(places.get(file)!, was);
      const since = was === null || claim.later || store === null ? null : await dayOf(store, was);
      if (since !== null) faults.push({ what: 'unread', owner: whoseIs(was!), file, why: claim.unread, since });
      continue;
    }
    const { key } = claim;
    const owner = whoseIs(key);
    const standing = fileOf(key);
    const others = (newcomers.get(key) ?? []).map((one) => one.file).filter((other) => other !== file);
    if (isMisplaced(file, key)) faults.push({ what: 'shared', owner, file });
    else if (was !== null && was !== key) faults.push({ what: 'changed', owner: whoseIs(was), file, says: owner });
    else if (was === key) held.set(places.get(file)!, key);
    else if (standing !== null && claims.has(standing)) faults.push({ what: 'copy', owner, file, of: standing });
    else if (others.length > 0) faults.push({ what: 'twin', owner, file, others });
    else {
      held.set(places.get(file)!, key);
      moved.set(key, { file, version: kept.get(key)?.version ?? null });
    }
  }
  const there = new Map(
    [...claims].flatMap(([file, claim]) => {
      const keys = ['key' in claim ? claim.key : null, keyOf.get(file) ?? null].filter((key) => key !== null);
      return keys.filter((key) => !isMisplaced(file, key)).map((key) => [key, places.get(file)!] as const);
    }),
  );
  if (store === null) return { held, faults, there, moved };

  const isThere = (key: string) => claims.has(fileOf(key) ?? '') || newcomers.has(key);
  // A set that was put away as a whole is not missed.
  const years = new Set([...kept.keys(), ...newcomers.keys()].filter(isThere).map((key) => whoseIs(key).startYear));
  const isUnknown = (file: string) => !keyOf.has(file) && !('key' in (claims.get(file) ?? {}));
  for (const key of await keysWithHistory(store, declared.kinds)) {
    const owner = whoseIs(key);
    if (!years.has(owner.startYear) || isThere(key)) continue;
    const file = fileOf(key);
    const alike = listing.alike(file ?? (await usualName(store, owner))).filter(isUnknown);
    const [likest = null] = alike.sort((one, other) => one.length - other.length || one.localeCompare(other, 'en'));
    faults.push({ what: 'gone', owner, file, alike: likest, since: (await dayOf(store, key))! });
  }
  return { held, faults, there, moved };
}

async function keysWithHistory(store: Store, kinds: readonly WorkbookKind[]): Promise<string[]> {
  const heads = await store.list('head/');
  return heads.map(({ key }) => key.slice('head/'.length)).filter((key) => ownerOfKey(key, kinds) !== null);
}

async function usualName(store: Store, { kind, urn, startYear }: WhoseWorkbook): Promise<string> {
  const school =
    urn === null ? null : namesOf(schoolsOf(await recordsOfAlliance(store, startYear), startYear)).nameOf(urn);
  return `${kind.called(school)} ${yearLabel(startYear).replace('/', '-')}`;
}

/** A fault as it is said to whoever looks after the folder: beside the name of the file, where there is one. */
export interface SaidOfPlace {
  readonly fault: PlaceFault<WhoseWorkbook>;
  readonly place: string;
  readonly says: string;
  readonly fix: string;
}

/** Says all but that the workbook of a school is gone which has left. */
export async function sayOfPlaces(
  faults: readonly PlaceFault<WhoseWorkbook>[],
  listing: FolderListing,
  store: Store | null,
  asOf: string,
): Promise<SaidOfPlace[]> {
  const said: SaidOfPlace[] = [];
  for (const fault of faults) {
    const alliance = store && (await recordsOfAlliance(store, fault.owner.startYear));
    const schools = schoolsOf(alliance, fault.owner.startYear);
    if (!isMissed(fault, schools, alliance === null ? 0 : waitingIn(alliance, schoolsTab), asOf)) continue;
    const { message, data } = placeWords(fault, namesOf(schools).nameOf, 'this workbook');
    const { message: says, fix } = phrase({ ...placeMessages[message], data }, null, null);
    const name = fault.file ?? (store === null ? '' : await usualName(store, fault.owner));
    said.push({ fault, place: listing.placeOf(name), says, fix });
  }
  return said;
}

function schoolsOf(alliance: Records | null, startYear: number): readonly School[] {
  return schoolsIn(rowsOf(alliance?.rows ?? new Map(), schoolsTab), startYear);
}

function recordsOfAlliance(store: Store, startYear: number): Promise<Records | null> {
  return latestRecords(store, allianceKey(startYear));
}

/** The day of the newest snapshot; null where there is none. */
async function dayOf(store: Store, key: string): Promise<string | null> {
  return (await readHead(store, key))?.head.asOf ?? null;
}

async function claimOf(workbooks: Pick<Workbooks, 'read'>, place: string, declared: Declared): Promise<Claim> {
  try {
    const identity = identifyWorkbook((await workbooks.read(place)).tabs, declared);
    return 'unknown' in identity ? { unread: identity.unknown, later: false } : { key: workbookKey(identity) };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    return { unread: error.advice, later: error.retryable };
  }
}

const placeForm = z.strictObject({ file: z.string() });

/** The file each workbook was last read from, by its key. */
export async function lastReadFrom(
  store: Store,
  kinds: readonly WorkbookKind[] = allDeclared.kinds,
): Promise<Map<string, KeptPlace>> {
  const kept = (await store.list(keyOfPlace(''))).map(({ key, value, version }) => {
    const place: KeptPlace = { file: readAs(placeForm, value)?.file ?? null, version };
    return [key.slice(keyOfPlace('').length), place] as const;
  });
  return new Map(kept.filter(([key]) => ownerOfKey(key, kinds) !== null));
}

/** Keeps where workbooks stand from now on. False where another run keeps it at the same time: look again. */
export async function keepPlaces(store: Store, moved: PlacesSeen['moved']): Promise<boolean> {
  for (const [key, { file, version }] of moved)
    if ((await store.compareAndSet(keyOfPlace(key), version, canonicalText({ file }))) === null) return false;
  return true;
}

/**
 * Before anything is made beside an alliance's workbooks from what is kept of them. One that cannot be read, or is not there, says nothing.
 * @throws Refusal `newer` where an alliance's own workbook says that a newer program made it
 */
export async function refuseNewerAlliance(
  listing: Pick<FolderListing, 'workbooks' | 'nameOf'>,
  workbooks: Pick<Workbooks, 'read'>,
  store: Store,
): Promise<void> {
  const places = new Map(listing.workbooks().map((place) => [listing.nameOf(place), place]));
  for (const [key, { file }] of await lastReadFrom(store)) {
    const place = places.get(file ?? '');
    if (place === undefined || isSchools(ownerOfKey(key)!.kind)) continue;
    const claim = await claimOf(workbooks, place, allDeclared);
    if ('unread' in claim && claim.unread === MADE_WITH_NEWER)
      throw new Refusal(`${file}: ${MADE_WITH_NEWER}`, { code: 'newer' });
  }
}

/** Whether a workbook was ever read from a file of this folder. */
export async function wasSeen(store: Store, workbook: string): Promise<boolean> {
  return (await store.getDocument(keyOfPlace(workbook))) !== null;
}

function keyOfPlace(workbook: string): string {
  return `place/${workbook}`;
}

export function fileName(place: string): string {
  return place.split(/[\\/]/).at(-1) ?? place;
}
