import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { followingErasures } from '../../history/erasures.ts';
import { configurationFolder } from '../config.ts';
import { mailInHtml } from '../mail-in-html.ts';
import {
  type AttachedDocument,
  type DocumentShelf,
  EdgeError,
  type FolderListing,
  type Mailer,
  type Secret,
  type Signer,
  type Store,
  type Workbooks,
} from '../ports.ts';
import { DOCUMENTS_FOLDER, documentShelf } from './documents-in-folder.ts';
import { asFileName } from './file-names.ts';
import { type KeyFolders, openKeyFile, openSecretFile, readPublicKeys } from './key-file.ts';
import { lookAt } from './look-at.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { isUnfinished, workbookFiles } from './workbook-files.ts';
import { checksPlace, folderListing, SCHOOLS_FOLDER } from './workbooks-in-folder.ts';
import { writeWhole } from './write-whole.ts';

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
  /** A picture in it of at most so many bytes, by its file's name; no bytes where it has more. */
  readonly picture: (name: string, most: number) => Promise<Uint8Array | null>;
  readonly listing: FolderListing;
  readonly checksPlace: (workbook: string) => string;
}

export const HISTORY_FOLDER = '.concordat';
/** The store, in the folder of the history. */
export const HISTORY_FILE = 'history.sqlite';
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
    store: openFoldersStore(hidden),
    signer: {
      get keyId() {
        return opened().keyId;
      },
      get publicKey() {
        return opened().publicKey;
      },
      sign: (text) => opened().sign(text),
      listedKeys: () => opened().listedKeys(),
      refuseIfEnded: () => opened().refuseIfEnded(),
    },
    readKeyAnew() {
      signer = null;
      opened();
    },
    get secret() {
      secret ??= openSecretFile(keys, todayInLondon());
      return secret;
    },
    mailer: outbox(folder),
    shelf: documentShelf(folder),
    picture: (name, most) => pictureIn(folder, name, most),
    listing: folderListing(folder),
    checksPlace,
  };
}

/** Null where there is no such file in the folder itself; more than a picture may have is not read. */
async function pictureIn(folder: string, name: string, most: number): Promise<Uint8Array | null> {
  if (name !== basename(name) || name.startsWith('.') || /[\\/:]/.test(name)) return null;
  const path = join(folder, name);
  const found = lookAt(path);
  if (!found?.isFile()) return null;
  return found.size > most ? new Uint8Array() : new Uint8Array(await readFile(path));
}

/** The store in the hidden folder, with what took the place of what was erased from it. @throws EdgeError */
export function openFoldersStore(hidden: string): Store {
  return followingErasures(openSqliteStore(join(hidden, HISTORY_FILE)), async () => {
    return new Map(readPublicKeys(hidden).map(({ keyId, publicKey }) => [keyId, publicKey]));
  });
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

/**
 * Each message becomes a draft that a mail program opens with its button to send: in Outlook and Thunderbird by `X-Unsent`. It is called by
 * whom it is about, and by a hash of its id, so that delivering twice writes the same file. Both parts stand as they are, so that whoever
 * looks for a word finds it. Documents are attached that are still as they were issued.
 */
function outbox(folder: string): Mailer {
  return {
    async deliver({ id, to, subject, text, called, attached = [] }) {
      const boundary = `part-${createHash('sha256').update(`${id}\n${text}`).digest('hex').slice(0, 32)}`;
      const part = (type: string, content: string) => [
        `--words-${boundary}`,
        `Content-Type: ${type}; charset=utf-8`,
        'Content-Transfer-Encoding: 8bit',
        '',
        content.replace(/\r?\n/g, '\r\n'),
      ];
      const lines = [
        `To: ${onOneLine(to.join(', '))}`,
        `Subject: ${encodeHeader(subject)}`,
        'X-Unsent: 1',
        `Message-ID: <${onOneLine(id)}@concordat.invalid>`,
        'MIME-Version: 1.0',
        `Content-Type: multipart/mixed; boundary="${boundary}"`,
        '',
        `--${boundary}`,
        `Content-Type: multipart/alternative; boundary="words-${boundary}"`,
        '',
        ...part('text/plain', text),
        ...part('text/html', mailInHtml(subject, text)),
        `--words-${boundary}--`,
        ...(await Promise.all(attached.map((one) => attachment(folder, one, boundary)))).flat(),
        `--${boundary}--`,
        '',
      ];
      await writeWhole(join(folder, OUTBOX_FOLDER, fileOf(id, called)), lines.join('\r\n'));
    },
  };
}

/** More than mail servers take. */
const MOST_ATTACHED = 10_000_000;

/** Nothing for a document that lies elsewhere now, or is not as it was issued: whatever else lies in its place goes to nobody. */
async function attachment(folder: string, { link, sha256 }: AttachedDocument, boundary: string): Promise<string[]> {
  try {
    const path = join(folder, link);
    if (!lookAt(path)?.isFile() || statSync(path).size > MOST_ATTACHED) return [];
    const bytes = await readFile(path);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return [];
    const name = encodeURIComponent(basename(link)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    return [
      `--${boundary}`,
      'Content-Type: application/pdf',
      `Content-Disposition: attachment; filename*=UTF-8''${name}`,
      'Content-Transfer-Encoding: base64',
      '',
      ...(bytes.toString('base64').match(/.{1,76}/g) ?? []),
    ];
  } catch {
    return [];
  }
}

/** Two of a name stay apart. */
function fileOf(id: string, called: string | undefined): string {
  if (called === undefined) return `${id}.eml`;
  return asFileName(`${called} ${createHash('sha256').update(id).digest('hex').slice(0, 6)}.eml`);
}

/** So that nothing in a header becomes another one. */
function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** A header in words of at most 75 characters each, as RFC 2047 asks, split between characters. */
function encodeHeader(text: string): string {
  const pieces: string[] = [''];
  for (const character of onOneLine(text)) {
    if (Buffer.byteLength(pieces.at(-1)! + character) > 42) pieces.push('');
    pieces.push(pieces.pop()! + character);
  }
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}
