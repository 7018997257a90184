import { z } from 'zod';
import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { EdgeError, type FolderListing, type Store, type Workbooks } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readHead } from '../history/read-history.ts';
import { latestRecords, type Records, rowsOf, waitingIn } from '../history/records.ts';
import { readAs } from '../history/stored-forms.ts';
import { ownerOfKey, workbookKey } from '../history/workbook-key.ts';
import { type PlaceFault, placeMessages, placeWords, type WorkbookOwner } from '../protocols/place-faults.ts';
import { phrase } from './findings.ts';
import { identifyWorkbook } from './identify-workbook.ts';

/** A look at where the workbooks stand. */
export interface PlacesSeen {
  /** The key of the workbook that stands at a place, for every place that nothing speaks against. */
  readonly held: ReadonlyMap<string, string>;
  readonly faults: readonly PlaceFault[];
  /** The files that stand for a workbook from now on, by its key. */
  readonly moved: ReadonlyMap<string, KeptPlace>;
}

/** The file a workbook was last read from, by its name alone, as a folder may be moved as a whole; null where that is not known. */
interface KeptPlace {
  readonly file: string | null;
  /** Of the document that says so, for writing over it. */
  readonly version: string | null;
}

/** What a file says it is: a workbook's key, or why that cannot be told; `later` where it may be told soon. */
type Claim = { readonly key: string } | { readonly unread: string; readonly later: boolean };

/**
 * Which file is which workbook. The one it was last read from goes on being it while it is there, and no other; a file goes on being
 * what it was while it keeps its name, and nothing else. Only where a workbook's file is gone may another take its place, and where
 * two could, neither does. So no rows enter the history of a workbook that stands in another file. Writes nothing.
 * @param store null where nothing was kept yet.
 */
export async function lookAtPlaces(
  listing: FolderListing,
  workbooks: Pick<Workbooks, 'read'>,
  store: Store | null,
  asOf: string,
): Promise<PlacesSeen> {
  const places = new Map(listing.workbooks().map((place) => [fileName(place), place]));
  const claims = new Map<string, Claim>();
  for (const [file, place] of places) claims.set(file, await claimOf(workbooks, place));
  const kept = store === null ? new Map<string, KeptPlace>() : await lastReadFrom(store);
  const fileOf = (key: string) => kept.get(key)?.file ?? null;
  const keyOf = new Map([...kept].map(([key, { file }]) => [file, key]));

  const newcomers = [...claims].filter(([file, claim]) => 'key' in claim && !keyOf.has(file)).map(([file]) => file);
  const claiming = Map.groupBy(newcomers, (file) => (claims.get(file) as { key: string }).key);
  const held = new Map<string, string>();
  const moved = new Map<string, KeptPlace>();
  const faults: PlaceFault[] = [];
  for (const [file, claim] of claims) {
    const was = keyOf.get(file);
    if (!('key' in claim)) {
      if (was !== undefined && claim.later) held.set(places.get(file)!, was);
      const since = was === undefined || claim.later || store === null ? null : await dayOf(store, was);
      if (since !== null) faults.push({ what: 'unread', owner: ownerOfKey(was!)!, file, why: claim.unread, since });
      continue;
    }
    const owner = ownerOfKey(claim.key)!;
    const standing = fileOf(claim.key);
    const others = (claiming.get(claim.key) ?? []).filter((other) => other !== file);
    if (was === claim.key) held.set(places.get(file)!, was);
    else if (was !== undefined) faults.push({ what: 'changed', owner: ownerOfKey(was)!, file, says: owner });
    else if (standing !== null && claims.has(standing)) faults.push({ what: 'copy', owner, file, of: standing });
    else if (others.length > 0) faults.push({ what: 'twin', owner, file, others });
    else {
      held.set(places.get(file)!, claim.key);
      moved.set(claim.key, { file, version: kept.get(claim.key)?.version ?? null });
    }
  }

  const isThere = (key: string) => claims.has(fileOf(key) ?? '') || claiming.has(key);
  const years = new Set([...kept.keys(), ...claiming.keys()].filter(isThere).map((key) => ownerOfKey(key)!.startYear));
  const isUnknown = (file: string) => !keyOf.has(file) && !('key' in (claims.get(file) ?? {}));
  const gone = store && (await goneFrom({ store, listing, asOf, years, isThere, fileOf, isUnknown }));
  return { held, faults: [...faults, ...(gone ?? [])], moved };
}

interface GoneFrom {
  readonly store: Store;
  readonly listing: FolderListing;
  readonly asOf: string;
  /** Years of which some workbook is there: a set that was put away as a whole is not missed. */
  readonly years: ReadonlySet<number>;
  readonly isThere: (key: string) => boolean;
  readonly fileOf: (key: string) => string | null;
  /** Whether it cannot be told which workbook a file is. */
  readonly isUnknown: (file: string) => boolean;
}

/** Workbooks with a history that are not there; those of schools that have left are not missed. */
async function goneFrom({ store, listing, asOf, years, isThere, fileOf, isUnknown }: GoneFrom): Promise<PlaceFault[]> {
  const faults: PlaceFault[] = [];
  const keys = (await store.list('head/')).map(({ key }) => key.slice('head/'.length));
  for (const key of keys) {
    const owner = ownerOfKey(key);
    if (owner === null || !years.has(owner.startYear) || isThere(key)) continue;
    const alliance = await recordsOfAlliance(store, owner.startYear);
    const since = await dayOf(store, key);
    if (since === null || hasLeft(owner, alliance, asOf)) continue;
    const file = fileOf(key);
    const alike = listing.alike(file ?? usualName(owner, alliance)).filter(isUnknown);
    const [likest = null] = alike.sort((one, other) => one.length - other.length || one.localeCompare(other, 'en'));
    faults.push({ what: 'gone', owner, file, alike: likest, since });
  }
  return faults;
}

function hasLeft({ urn }: WorkbookOwner, alliance: Records | null, asOf: string): boolean {
  if (urn === null || alliance === null) return false;
  const row = rowsOf(alliance.rows, schoolsTab).find((school) => school.urn === urn);
  // A row that waits to be mended may be this school's.
  if (row === undefined) return waitingIn(alliance, schoolsTab) === 0;
  return row.leftOn !== null && row.leftOn < asOf;
}

function usualName({ urn, startYear }: WorkbookOwner, alliance: Records | null): string {
  const whose = urn === null ? 'Alliance' : namesIn(alliance)(urn);
  return `${whose} ${yearLabel(startYear).replace('/', '-')}`;
}

/** A fault as it is said to whoever looks after the folder: beside the name of the file, where there is one. */
export interface SaidOfPlace {
  readonly fault: PlaceFault;
  readonly place: string;
  readonly says: string;
  readonly fix: string;
}

export async function sayOfPlaces(
  faults: readonly PlaceFault[],
  listing: FolderListing,
  store: Store | null,
): Promise<SaidOfPlace[]> {
  const said: SaidOfPlace[] = [];
  for (const fault of faults) {
    const alliance = store && (await recordsOfAlliance(store, fault.owner.startYear));
    const { message, data } = placeWords(fault, namesIn(alliance), 'this workbook');
    const { message: says, fix } = phrase({ ...placeMessages[message], data }, null, null);
    said.push({ fault, place: listing.placeOf(fault.file ?? usualName(fault.owner, alliance)), says, fix });
  }
  return said;
}

function namesIn(alliance: Records | null): (urn: string) => string {
  const names = schoolNames(rowsOf(alliance?.rows ?? new Map(), schoolsTab).map(({ urn, name }) => ({ urn, name })));
  return (urn) => names.nameOf(urn);
}

function recordsOfAlliance(store: Store, startYear: number): Promise<Records | null> {
  return latestRecords(store, workbookKey({ kind: 'alliance', urn: null, startYear }));
}

/** The day of the newest snapshot; null where there is none. */
async function dayOf(store: Store, key: string): Promise<string | null> {
  return (await readHead(store, key))?.head.asOf ?? null;
}

async function claimOf(workbooks: Pick<Workbooks, 'read'>, place: string): Promise<Claim> {
  try {
    const identity = identifyWorkbook((await workbooks.read(place)).tabs);
    return 'unknown' in identity ? { unread: identity.unknown, later: false } : { key: workbookKey(identity) };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    return { unread: error.advice, later: error.retryable };
  }
}

const placeForm = z.strictObject({ file: z.string() });

async function lastReadFrom(store: Store): Promise<Map<string, KeptPlace>> {
  const kept = (await store.list(keyOfPlace(''))).map(({ key, value, version }) => {
    const place: KeptPlace = { file: readAs(placeForm, value)?.file ?? null, version };
    return [key.slice(keyOfPlace('').length), place] as const;
  });
  return new Map(kept.filter(([key]) => ownerOfKey(key) !== null));
}

/** Keeps where workbooks stand from now on. False where another run keeps it at the same time: look again. */
export async function keepPlaces(store: Store, moved: PlacesSeen['moved']): Promise<boolean> {
  for (const [key, { file, version }] of moved)
    if ((await store.compareAndSet(keyOfPlace(key), version, canonicalText({ file }))) === null) return false;
  return true;
}

function keyOfPlace(workbook: string): string {
  return `place/${workbook}`;
}

export function fileName(place: string): string {
  return place.split(/[\\/]/).at(-1) ?? place;
}
