import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { faultsOnShelf } from '../../functions/documents/issued-files.ts';
import { faultsInRegister, registerOf, wholeRegister } from '../../functions/documents/register.ts';
import {
  HISTORY_FILE,
  HISTORY_FOLDER,
  keyFoldersOf,
  openFoldersStore,
} from '../../functions/edges/local/alliance-folder.ts';
import { documentShelf } from '../../functions/edges/local/documents-in-folder.ts';
import {
  isUnused,
  KEY_FILE,
  type KeyFolders,
  knownSigner,
  lastCopy,
  leftWithin,
  openSecretFile,
  placeOfKeys,
  readPublicKeys,
  SECRET_FILE,
} from '../../functions/edges/local/key-file.ts';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { leftIn, toChoose } from '../../functions/edges/local/replace-file.ts';
import { refuseDamagedStore } from '../../functions/edges/local/sqlite-store.ts';
import { whyUnsafe } from '../../functions/edges/local/unsafe-place.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { checksPlace, folderListing, foldersOf, workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { type DocumentShelf, EdgeError, type Store, type Workbooks } from '../../functions/edges/ports.ts';
import { CHECKPOINTS, misfitsSinceCheckpoint } from '../../functions/history/checkpoint.ts';
import { doubtOfClock, lostClock } from '../../functions/history/clock.ts';
import type { PublicKey } from '../../functions/history/public-keys.ts';
import { readLatest, refuseNewerHistory } from '../../functions/history/read-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import { findTab, identifyWorkbook, MADE_WITH_NEWER } from '../../functions/workbooks/identify-workbook.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { wasChecked } from '../../functions/workbooks/was-checked.ts';
import { ownerOfKey, workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { lookAtPlaces, type SaidOfPlace, sayOfPlaces } from '../../functions/workbooks/workbook-places.ts';
import { daysLater } from '../../sheets-schema/cells/calendar-day.ts';
import { counted, listed, longDate } from '../../sheets-schema/wording.ts';
import { quoted } from '../console.ts';
import { type Examination, ill, type Seen, well } from './examination.ts';
import { lostHistory } from './lost-history.ts';
import { historySecret, newestKey } from './newest-key.ts';

const MONTH_DAYS = 31;
const MIB = 1024 * 1024;
/** Every workbook and document is written beside its place first. */
const LEAST_MIB = 100;

/**
 * What an alliance's folder is made of, one thing after another. Nothing is made that is not there.
 * @param free how many bytes a disk has free.
 */
export async function* folderExaminations(
  folder: string,
  today: string,
  free: (folder: string) => number = freeBytes,
  declared: Declared = allDeclared,
): AsyncGenerator<Examination> {
  const hidden = join(folder, HISTORY_FOLDER);
  yield { what: 'Folder', look: async () => writable(folder, Date.now()) };
  yield { what: 'Place', look: async () => onOwnDisk(folder) };
  yield { what: 'Disk', look: async () => room(free(folder)) };
  let kept: ReadonlySet<string> | null = null;
  yield {
    what: 'History',
    async look() {
      const moment = { at: new Date().toISOString(), asOf: today };
      const clock = lostClock(moment);
      if (clock !== null) return ill(clock.says, clock.fix);
      const missing = await lost(folder);
      if (missing !== null) return missing;
      return inStore(hidden, async (store) => {
        await refuseNewerHistory(store);
        const doubt = await doubtOfClock(store, moment);
        const heads = (await store.list('head/')).map(({ key }) => key.slice('head/'.length));
        kept = new Set(heads.filter((key) => key !== CHECKPOINTS));
        const seen = await history(store, kept, hidden, declared);
        return seen.mend === null && doubt !== null ? ill(doubt.says, doubt.fix) : seen;
      });
    },
  };
  yield { what: 'Documents', look: () => inStore(hidden, (store) => documents(store, documentShelf(folder))) };
  const keys = keyFoldersOf(folder);
  yield { what: 'Signing key', look: () => key(keys, today) };
  yield { what: 'History secret', look: () => secret(keys, today) };
  let places: readonly string[] = [];
  let misplaced: readonly SaidOfPlace[] = [];
  yield {
    what: 'Workbooks',
    async look() {
      places = workbooksIn(folder);
      if (places.length === 0)
        return ill('None found.', 'Make some with “concordat new”, or name the folder they are in.');
      misplaced = await whatIsMisplaced(folder, today, declared);
      const gone = misplaced.filter(({ fault }) => fault.what === 'gone');
      const found = `${places.length} found.`;
      if (gone.length === 0) return well(found);
      const fixes = new Set(gone.map(({ fix }) => fix));
      return ill([found, ...gone.map(({ says }) => says)].join(' '), [...fixes].join(' '));
    },
  };
  for (const place of places)
    yield {
      what: folderListing(folder).nameOf(place),
      look: () =>
        workbook(
          place,
          kept,
          misplaced.find((one) => one.place === place),
          declared,
        ),
    };
}

function writable(folder: string, now: number): Seen {
  try {
    rmdirSync(mkdtempSync(join(folder, '.concordat-')));
  } catch (cause) {
    throw new Refusal(`Nothing can be written in ${folder}. Choose a folder that you may write in.`, { cause });
  }
  const left = foldersOf(folder).flatMap((one) => leftIn(one, now));
  const displaced = left.filter(({ fate }) => fate === 'takes its place').map(({ to }) => `"${basename(to)}"`);
  const toSee = left.filter(({ fate }) => fate === 'somebody must choose').map(toChoose);
  if (displaced.length + toSee.length === 0) return well('Can be written in.');
  const says = displaced.length === 0 ? [] : [`The next “concordat start” puts back ${listed(displaced)}.`];
  return ill('Can be written in. Concordat was stopped while it wrote there.', [...says, ...toSee].join(' '));
}

function onOwnDisk(folder: string): Seen {
  const unsafe = whyUnsafe(folder, 'move');
  if (unsafe === null) return well('Nothing is known that keeps it in step with other computers.');
  return ill(unsafe.why, unsafe.fix);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function room(free: number): Seen {
  const mib = Math.floor(free / MIB);
  const says = `${mib.toLocaleString('en-GB')} MiB are free.`;
  return mib >= LEAST_MIB ? well(says) : ill(says, `Make room: it should be ${LEAST_MIB} MiB at least.`);
}

async function lost(folder: string): Promise<Seen | null> {
  const missing = await lostHistory(folder);
  return missing === null ? null : ill('Is not there.', missing);
}

async function inStore(hidden: string, look: (store: Store) => Promise<Seen>): Promise<Seen> {
  const file = join(hidden, HISTORY_FILE);
  if (lookAt(file) === null) return well('Nothing was checked here yet.');
  refuseDamagedStore(file);
  const store = openFoldersStore(hidden);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** What a check would stop at is said here too. */
async function history(store: Store, kept: ReadonlySet<string>, hidden: string, { kinds }: Declared): Promise<Seen> {
  const keys = new Map(readPublicKeys(hidden).map(({ keyId, publicKey }) => [keyId, publicKey]));
  for (const workbook of kept) {
    const owner = ownerOfKey(workbook, kinds);
    if (!owner?.kind.ownTabs.includes(issuedTab)) continue;
    const newest = await readLatest(store, workbook);
    const entries = await registerOf(store, owner.startYear);
    const [fault] = await faultsInRegister(store, entries, newest?.manifest ?? null, keys);
    if (fault !== undefined) return ill(fault, 'Put the history back from a backup.');
  }
  const since = await misfitsSinceCheckpoint(store, async () => keys);
  if (since.length > 0) return ill(since.map(({ says }) => says).join(' '), 'Put the history back from a backup.');
  return well(`Opens, with ${counted(kept.size, 'workbook')}. “concordat verify” checks every snapshot.`);
}

async function documents(store: Store, shelf: DocumentShelf): Promise<Seen> {
  const entries = await wholeRegister(store);
  const faults = await faultsOnShelf(shelf, entries);
  if (faults.length === 0)
    return well(`${counted(entries.length, 'document')} issued, each where it was filed and unaltered.`);
  return ill(`${counted(faults.length, 'document')} of ${entries.length} not as issued.`, faults.join(' '));
}

async function key(folders: KeyFolders, today: string): Promise<Seen> {
  const { history } = folders;
  const keys = lookAt(history) === null ? [] : readPublicKeys(history);
  if (keys.length === 0) return inStore(history, notYet);
  const signer = knownSigner(folders);
  const seen = await inStore(history, (store) =>
    newestKey(signer, keys, [store], 'Put the signing key back from a backup.'),
  );
  if (seen.mend !== null) return seen;
  const lie = whereKeysLie(seen.says, folders);
  return { ...lie, says: `${lie.says}${whetherCopied(folders, keys.at(-1)!, today)}` };
}

/** Where key and secret lie, and whether they lie as they should. */
function whereKeysLie(says: string, folders: KeyFolders): Seen {
  const { history, stayWithin } = folders;
  const place = placeOfKeys(folders)!;
  const lies = `${says} It lies in ${place}`;
  if (place === history && !stayWithin)
    return ill(
      `${lies}, within what others may reach.`,
      'The next “concordat start” moves it into a folder of yours alone.',
    );
  const left = leftWithin(folders);
  if (left.length > 0)
    return ill(
      `${lies}, and ${listed(left)} ${left.length === 1 ? 'is' : 'are'} not needed there.`,
      'Take out what is not needed.',
    );
  const open = [history, place, join(place, KEY_FILE), join(place, SECRET_FILE)].filter(isOpenToOthers);
  if (open.length > 0)
    return ill(
      `${lies}. Others on this computer have rights in ${listed([...new Set(open)])}.`,
      `Take them away from all but you: “chmod go= ${[...new Set(open)].map(quoted).join(' ')}”.`,
    );
  return well(`${lies}${stayWithin ? ', as the sample keeps everything within itself' : ''}.`);
}

/** Whether a copy was made here, which is all that can be known; asked once the key is a month old. */
function whetherCopied(folders: KeyFolders, { keyId, from }: PublicKey, today: string): string {
  const copied = lastCopy(folders, keyId);
  if (copied !== null) return ` A copy was made with “concordat key export” on ${longDate(copied)}.`;
  const isAsked = !folders.stayWithin && from !== null && daysLater(from, MONTH_DAYS) < today;
  return isAsked ? ' No copy was made here: make one with “concordat key export”, and keep it elsewhere.' : '';
}

/** Windows has rights of another kind, of which the mode says nothing. */
function isOpenToOthers(path: string): boolean {
  return process.platform !== 'win32' && ((lookAt(path)?.mode ?? 0) & 0o077) !== 0;
}

async function secret(folders: KeyFolders, today: string): Promise<Seen> {
  const { history } = folders;
  if (isUnused(folders)) return inStore(history, notYet);
  const secret = openSecretFile(folders, today);
  return inStore(history, (store) => historySecret(secret, [store], 'Put the secret back from a backup.'));
}

/** Opening the key would make one or list whichever is there. */
async function notYet(store: Store): Promise<Seen> {
  if ((await store.list('head/', { limit: 1 })).length === 0) return well('Is made by the first check.');
  return ill('No public key is listed, although the history is signed.', 'Put the hidden folder back from a backup.');
}

async function whatIsMisplaced(folder: string, today: string, declared: Declared): Promise<SaidOfPlace[]> {
  const listing = folderListing(folder);
  const history = join(folder, HISTORY_FOLDER, HISTORY_FILE);
  const store = lookAt(history) === null ? null : openFoldersStore(join(folder, HISTORY_FOLDER));
  try {
    const { faults } = await lookAtPlaces(listing, workbookFiles(), store, declared);
    return await sayOfPlaces(faults, listing, store, today);
  } finally {
    await store?.close();
  }
}

/** @param kept keys of the workbooks with a history; null where that cannot be told. */
async function workbook(
  place: string,
  kept: ReadonlySet<string> | null,
  misplaced: SaidOfPlace | undefined,
  declared: Declared,
): Promise<Seen> {
  const files = workbookFiles();
  const { tabs, version } = await files.read(place);
  const identity = identifyWorkbook(tabs, declared);
  if ('unknown' in identity && identity.unknown === MADE_WITH_NEWER) return ill('Can be read.', MADE_WITH_NEWER);
  if ('unknown' in identity) return ill('Can be read, and is no workbook of an alliance.', identity.unknown);
  if (misplaced !== undefined) return ill(misplaced.says, misplaced.fix);
  if (wasChecked(tabs) && kept !== null && kept.size > 0 && !kept.has(workbookKey(identity)))
    return ill('Was checked before, and nothing of that is kept.', 'Put the history back from a backup.');
  if (lookAt(checksPlace(place)) !== null) return well('Can be read. Its Checks stand beside it.');
  if (!findTab(tabs, checksTab.title))
    return ill('Can be read, and has no tab Checks.', 'Put the tab back from an earlier copy.');
  const refusal = await refusalToWrite(files, place, version);
  if (refusal !== null) return ill('Can be read, and Checks cannot be written.', refusal);
  return well('Can be read.');
}

/** Replacing nothing writes nothing, and says whether something could be. A workbook that is open is written once it is closed. */
async function refusalToWrite(files: Workbooks, place: string, version: string): Promise<string | null> {
  try {
    await files.replaceOwnSheets(place, version, []);
    return null;
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    return error.retryable ? null : error.advice;
  }
}
