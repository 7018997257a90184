import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { configurationFolder } from '../config.ts';
import {
  type DocumentShelf,
  EdgeError,
  type FolderListing,
  type Mailer,
  type Secret,
  type Signer,
  type Store,
  type Workbooks,
} from '../ports.ts';
import { asFileName } from './file-names.ts';
import { type KeyFolders, openKeyFile, openSecretFile } from './key-file.ts';
import { lookAt } from './look-at.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { isUnfinished, moveNew, moveOver, workbookFiles, writeBeside } from './workbook-files.ts';
import { checksPlace, folderListing, SCHOOLS_FOLDER } from './workbooks-in-folder.ts';

/** An alliance kept in a folder: workbooks side by side, documents and outbox beneath, the history in a hidden folder. */
export interface AllianceFolder {
  readonly workbooks: Workbooks;
  readonly store: Store;
  /** Signs with the key as it was read last. */
  readonly signer: Signer;
  /** Reads the key anew, which may have been replaced meanwhile; what is signed in one job is signed with one key. @throws EdgeError */
  readKeyAnew(): void;
  readonly secret: Secret;
  readonly mailer: Mailer;
  readonly shelf: DocumentShelf;
  readonly listing: FolderListing;
  readonly checksPlace: (workbook: string) => string;
}

export const HISTORY_FOLDER = '.concordat';
/** The store, in the folder of the history. */
export const HISTORY_FILE = 'history.sqlite';
export const DOCUMENTS_FOLDER = 'Documents';
export const OUTBOX_FOLDER = 'Outbox';
/** Workbooks from the history. Only what stands in the alliance’s folder itself is checked and watched. */
export const RESTORED_FOLDER = 'Restored';

/** Stands in the folder of the sample alliance, which is known by it. */
export const SAMPLE_FILE = 'Mistakes.json';

/** Where the keys of an alliance's history lie: not beside what others may reach, but for the sample, which keeps everything within itself. */
export function keyFoldersOf(folder: string, own: string = configurationFolder()): KeyFolders {
  return { history: join(folder, HISTORY_FOLDER), own, stayWithin: lookAt(join(folder, SAMPLE_FILE)) !== null };
}

/** Opens the folder, making what is missing beneath it. @throws EdgeError when it cannot be used. */
export function openAllianceFolder(folder: string, keys: KeyFolders = keyFoldersOf(folder)): AllianceFolder {
  const hidden = join(folder, HISTORY_FOLDER);
  let signer: Signer | null = null;
  // Opened when it is first asked for, so that a history whose key is lost can still be read and verified.
  const opened = () => {
    signer ??= openKeyFile(keys, todayInLondon());
    return signer;
  };
  let secret: Secret | null = null;
  try {
    mkdirSync(hidden, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new EdgeError('not-allowed', `Nothing can be written in ${folder}. Choose a folder that you may write in.`, {
      cause,
    });
  }
  try {
    sweep(folder);
  } catch {
    // What cannot be looked at now is swept another time; whoever needs it is told then.
  }
  return {
    workbooks: workbookFiles(),
    store: openSqliteStore(join(hidden, HISTORY_FILE)),
    signer: {
      get keyId() {
        return opened().keyId;
      },
      get publicKey() {
        return opened().publicKey;
      },
      sign: (text) => opened().sign(text),
      listedKeys: () => opened().listedKeys(),
    },
    readKeyAnew() {
      signer = null;
      opened();
    },
    get secret() {
      secret ??= openSecretFile(keys, todayInLondon());
      return secret;
    },
    mailer: outbox(join(folder, OUTBOX_FOLDER)),
    shelf: documentShelf(folder),
    listing: folderListing(folder),
    checksPlace,
  };
}

function todayInLondon(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
}

/** Another Concordat may be writing in the folder this very moment; what it writes is moved away within seconds. */
const UNFINISHED_FOR_MILLISECONDS = 60_000;

function sweep(folder: string): void {
  const beneath = [DOCUMENTS_FOLDER, OUTBOX_FOLDER, SCHOOLS_FOLDER].map((name) => join(folder, name)).filter(isFolder);
  const inside = beneath.flatMap((place) =>
    readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => join(place, name)),
  );
  const paths = [...readdirSync(folder).map((name) => join(folder, name)), ...inside];
  for (const path of paths.filter((one) => isUnfinished(basename(one)))) {
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - changed > UNFINISHED_FOR_MILLISECONDS) rmSync(path, { force: true });
  }
}

/** True for a path that is a folder; false for anything else, and for nothing. @throws EdgeError as `lookAt` does. */
export function isFolder(path: string): boolean {
  return lookAt(path)?.isDirectory() ?? false;
}

/** Each message becomes a file that a mail program opens, named by its id: delivering twice writes the same file. */
function outbox(folder: string): Mailer {
  return {
    async deliver({ id, to, subject, text }) {
      const head = [`To: ${to.join(', ')}`, `Subject: ${encodeHeader(subject)}`, 'MIME-Version: 1.0'];
      const type = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
      await writeWhole(join(folder, `${id}.eml`), `${[...head, ...type, '', text].join('\r\n')}\r\n`);
    },
  };
}

/** The documents that were issued in an alliance's folder. Nothing is made before the first is filed. */
export function documentShelf(alliance: string): DocumentShelf {
  const folder = join(alliance, DOCUMENTS_FOLDER);
  return {
    async file({ folder: year, number, name }, bytes) {
      const path = [...year.split('/'), `${number} ${name}.pdf`].map(asFileName);
      const whole = join(folder, ...path);
      const link = join(DOCUMENTS_FOLDER, ...path);
      return writing(whole, async () => {
        if (holds(whole, bytes)) return link;
        // People move documents about and call them otherwise: a number is taken wherever it stands.
        if (filesNumbered(folder, year, number).length > 0) return null;
        const isNew = await moveNew(await writeBeside(whole, bytes, 0o666), whole);
        return isNew || holds(whole, bytes) ? link : null;
      });
    },
    async filed({ folder: year, number }) {
      try {
        return filesNumbered(folder, year, number).map((path) => hash('sha256', readFileSync(path)));
      } catch (cause) {
        throw new EdgeError('not-allowed', `${folder} cannot be read. Check who may read what is in it.`, { cause });
      }
    },
  };
}

function holds(path: string, bytes: Uint8Array): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there?.isFile() === true && Buffer.compare(readFileSync(path), bytes) === 0;
}

const NUMBERED = /(?<!\d)20\d\d-\d{4,}(?!\d)/g;

/** The files beneath a folder that carry a number in their names; those in another year's folder have numbers of their own. */
function filesNumbered(folder: string, year: string, number: string): string[] {
  if (!isFolder(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => {
    const [top = ''] = path.split(/[\\/]/);
    const isOthers = /^20\d\d-\d\d$/.test(top) && top !== year;
    return (
      !isOthers &&
      basename(path)
        .match(NUMBERED)
        ?.some((one) => one === number) === true
    );
  });
  return paths.map((path) => join(folder, path));
}

/** The numbers of the documents that were issued into a folder and stand there still. */
export function issuedIn(folder: string): string[] {
  const documents = join(folder, DOCUMENTS_FOLDER);
  if (!isFolder(documents)) return [];
  return readdirSync(documents, { recursive: true, encoding: 'utf8' }).flatMap((path) =>
    /\.pdf$/i.test(path) ? (basename(path).match(NUMBERED)?.[0] ?? []) : [],
  );
}

/** A header in words of at most 75 characters each, as RFC 2047 asks, split between characters. */
function encodeHeader(text: string): string {
  const pieces: string[] = [''];
  for (const character of text.replace(/\s+/g, ' ')) {
    if (Buffer.byteLength(pieces.at(-1)! + character) > 42) pieces.push('');
    pieces.push(pieces.pop()! + character);
  }
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}

/** Nobody sees half a file, not even after a power cut: it is written beside its place, flushed and moved there. @throws EdgeError `no-space` or `not-allowed` */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writing(path, async () => moveOver(await writeBeside(path, content, 0o666), path));
}

async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await work();
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    const advice = full
      ? 'The disk is full. Make room, then start again.'
      : `${path} cannot be written. Check that you may write there.`;
    throw new EdgeError(full ? 'no-space' : 'not-allowed', advice, { cause });
  }
}
