import {
  EdgeError,
  type Share,
  type SharedDrive,
  type SheetsByTab,
  type Store,
  type Workbooks,
} from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import type { WorkbookKind } from '../workbooks/define-workbook.ts';
import { identifyWorkbook } from '../workbooks/identify-workbook.ts';
import { workbookKey } from '../workbooks/workbook-key.ts';
import type { WorkbookToMake } from '../workbooks/workbooks-to-make.ts';
import { placeOf, registerWorkbook } from './registry.ts';

export interface ProvidePorts {
  readonly registry: Store;
  readonly drive: SharedDrive;
  /** Spreadsheets of a kind; new ones are made in a folder. Which tabs each place has is taken from `tabs` and put there. */
  readonly workbooksIn: (folder: string, kind: WorkbookKind, tabs?: Map<string, SheetsByTab>) => Workbooks;
  /** The e-mail address Concordat works as. */
  readonly account: string;
}

export interface WorkbookToProvide
  extends Omit<WorkbookToMake, 'keys' | 'settings' | 'hasLetter' | 'member' | 'calendar' | 'otherNames'> {
  readonly alliance: string;
  readonly folder: string;
}

/** What was done for a workbook, and who may see it now. */
export interface Provided {
  readonly key: string;
  readonly name: string;
  /** The spreadsheet's id. */
  readonly place: string;
  readonly made: boolean;
  readonly registered: boolean;
  /** The address that was let in. */
  readonly shared: string | null;
  /** Why whoever it belongs to is not let in, and what to do; null where they are. */
  readonly unshared: string | null;
  /** Addresses that were let out, and `anyone` or the name of a domain. */
  readonly takenAway: readonly string[];
  /** Whom people let in besides, and who may stay. */
  readonly guests: readonly string[];
  /** Who may see it because they may see its folder or the whole drive. */
  readonly fromAbove: readonly string[];
}

/**
 * Makes a workbook on the shared drive or finds it there, has it looked after, and lets in whose it is and nobody else's school. Done
 * again it changes nothing; stopped anywhere, the next time goes on. Tabs that are lacking are left to its check.
 * @throws AdvisedError, as for a spreadsheet that is in the bin, and where another one stands in its place.
 */
export async function provide(wanted: WorkbookToProvide, ports: ProvidePorts): Promise<Provided> {
  const { alliance, folder, key, name, identity } = wanted;
  const { registry, drive } = ports;
  const known = await placeOf(registry, alliance, key);
  const stands = await whereItStands(wanted, ports, known);
  const tabs = new Map<string, SheetsByTab>();
  const place = stands?.place ?? (await makeOnDrive(wanted, drive, ports.workbooksIn(folder, identity.kind, tabs)));
  if (stands?.isNamed !== true) await drive.name(place, nameOnDrive(wanted));
  await registerWorkbook(registry, { place, alliance, workbook: key, tabs: tabs.get(place) ?? null });
  return {
    key,
    name,
    place,
    made: stands === null,
    registered: known !== place,
    ...(await letIn(place, wanted, ports)),
  };
}

/** Where a workbook stands on the drive, and whether its spreadsheet says so; null where it is not there. */
export async function whereItStands(
  wanted: Pick<WorkbookToProvide, 'alliance' | 'key' | 'name'>,
  { drive }: Pick<ProvidePorts, 'drive'>,
  known: string | null,
): Promise<{ readonly place: string; readonly isNamed: boolean } | null> {
  const looked = known === null ? null : await drive.look(known);
  if (looked?.inBin) {
    const advice = `The spreadsheet “${wanted.name}” is in the bin of the shared drive. Take it out, or delete it for good and do this again.`;
    throw new Refusal(advice);
  }
  if (known !== null && looked !== null) return { place: known, isNamed: looked.of === nameOnDrive(wanted) };
  const place = await drive.find(nameOnDrive(wanted));
  return place === null ? null : { place, isNamed: true };
}

/** Alliances may share a drive and have schools and years alike. */
export function nameOnDrive({ alliance, key }: Pick<WorkbookToProvide, 'alliance' | 'key'>): string {
  return `${alliance}/${key}`;
}

/** The same workbook that stands there already was made by a run that was stopped before it could say whose it is. */
async function makeOnDrive(wanted: WorkbookToProvide, drive: SharedDrive, workbooks: Workbooks): Promise<string> {
  const { folder, name, key, sheets } = wanted;
  try {
    return await workbooks.create(name, await sheets());
  } catch (error) {
    if (!(error instanceof EdgeError) || error.code !== 'not-allowed') throw error;
    for (const place of await drive.strangers(folder, name)) {
      const found = identifyWorkbook((await workbooks.read(place)).tabs);
      if (!('unknown' in found) && workbookKey(found) === key) return place;
    }
    throw error;
  }
}

type LetIn = Pick<Provided, 'shared' | 'unshared' | 'takenAway' | 'guests' | 'fromAbove'>;

async function letIn(place: string, wanted: WorkbookToProvide, { drive, account }: ProvidePorts): Promise<LetIn> {
  const { owner, name } = wanted;
  const shares = (await drive.shares(place)).filter((share) => !isFor(share, account));
  const own = shares.filter(({ inherited }) => !inherited);
  const outOfPlace = own.filter((share) => isOutOfPlace(share, wanted));
  for (const share of outOfPlace) await drive.unshare(place, share);
  const { shared, unshared } = shares.some((share) => share.edits && isFor(share, owner))
    ? { shared: null, unshared: null }
    : await shareWith(owner, place, wanted, drive);
  return {
    shared,
    unshared: unshared && `“${name}” is not shared yet. ${unshared}`,
    takenAway: outOfPlace.map(nameOf),
    guests: own.filter((share) => !outOfPlace.includes(share) && !isFor(share, owner)).map(nameOf),
    fromAbove: shares.filter((share) => share.inherited && !isFor(share, owner)).map(nameOf),
  };
}

async function shareWith(
  owner: string | null,
  place: string,
  { identity }: WorkbookToProvide,
  drive: SharedDrive,
): Promise<{ readonly shared: string | null; readonly unshared: string | null }> {
  if (owner === null) {
    const { address, tab } = identity.kind.owner;
    return { shared: null, unshared: `Type the ${address} in ${tab.title}.` };
  }
  try {
    await drive.share(place, owner);
    return { shared: owner, unshared: null };
  } catch (error) {
    if (!(error instanceof EdgeError) || error.retryable) throw error;
    return { shared: null, unshared: error.advice };
  }
}

/**
 * Links for anyone and whole domains let in pupils and strangers. A school's workbook is for its office and whoever has an address of
 * the same domain, never for another school's office; into the alliance's, people let the treasurer and the chairs by name.
 */
export function isOutOfPlace(
  share: Share,
  { identity, owner, others }: Pick<WorkbookToMake, 'identity' | 'owner' | 'others'>,
): boolean {
  if (share.type === 'anyone' || share.type === 'domain') return true;
  if (identity.kind.owner.decides || share.who === null || isFor(share, owner)) return false;
  if (others.some((address) => isFor(share, address))) return true;
  return owner !== null && domainOf(share.who) !== domainOf(owner);
}

export function isFor({ who }: Share, address: string | null): boolean {
  return who !== null && who.toLowerCase() === address?.toLowerCase();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

export function nameOf({ who, type }: Share): string {
  return who ?? type;
}
