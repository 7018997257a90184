import type { NewSheet, OwnSheet, RawTab } from '../../sheets-schema/sheet.ts';

export type EdgeCode =
  | 'not-found'
  | 'not-a-workbook'
  | 'unreadable'
  | 'too-large'
  | 'open-elsewhere'
  | 'changed-meanwhile'
  | 'sheet-missing'
  | 'no-space'
  | 'not-allowed'
  | 'store-damaged'
  | 'history-lost'
  | 'newer'
  | 'unreachable'
  | 'busy'
  | 'feed-lost';

interface FaultOptions {
  readonly cause?: unknown;
  /** The same may succeed later. False unless given. */
  readonly retryable?: boolean;
}

/** Something was not done, and a coordinator can be told why: `advice` is for them, and never holds what a cell says. */
export abstract class AdvisedError extends Error {
  readonly code: EdgeCode;
  readonly advice: string;
  readonly retryable: boolean;

  constructor(name: string, code: EdgeCode, advice: string, { cause, retryable = false }: FaultOptions) {
    super(`${code}: ${advice}`, { cause });
    this.name = name;
    this.code = code;
    this.advice = advice;
    this.retryable = retryable;
  }
}

/** The world outside did not do what was asked. Adapters alone throw it. */
export class EdgeError extends AdvisedError {
  constructor(code: EdgeCode, advice: string, options: FaultOptions = {}) {
    super('EdgeError', code, advice, options);
  }
}

/** A workbook as it stood when it was read. */
export interface WorkbookReading {
  /** Changes whenever the workbook does; writing back asks for it. */
  readonly version: string;
  readonly tabs: readonly RawTab[];
}

/**
 * Which sheet of a spreadsheet each of its tabs is, by the tab's id and the sheet's number, so that nobody has to look. Null for a tab
 * that somebody took out or renamed: it is looked for whenever the spreadsheet is read.
 */
export type SheetsByTab = Readonly<Record<string, number | null>>;

/** Spreadsheets, wherever they live. `place` is a file's path or a spreadsheet's id. Every method throws EdgeError only. */
export interface Workbooks {
  read(place: string): Promise<WorkbookReading>;
  /**
   * For tabs, by their ids, that ought to be there and were not read: reads again where `read` asks for those alone that it was told of,
   * and finds the others where they are. Absent where it reads whatever is there.
   */
  lookFor?(place: string, tabs: readonly string[]): Promise<WorkbookReading>;
  /** Gives the place the new workbook stands at: the path asked for, or the id that Google chose for a workbook of that name. */
  create(place: string, sheets: readonly NewSheet[]): Promise<string>;
  /**
   * Adds the sheets whose title the workbook lacks, before the last one, and leaves every other sheet as it is; gives the new version.
   * @throws EdgeError as `replaceOwnSheets` does.
   */
  addSheets(place: string, version: string, sheets: readonly NewSheet[]): Promise<string>;
  /**
   * Replaces what stands in our own sheets and nothing else; gives the new version.
   * @throws EdgeError `changed-meanwhile` when the workbook is no longer at `version`, `open-elsewhere` while someone has it open.
   */
  replaceOwnSheets(place: string, version: string, sheets: readonly OwnSheet[]): Promise<string>;
}

export interface StoredDocument {
  readonly key: string;
  readonly value: string;
  /** Changes with every write. */
  readonly version: string;
}

/** Where snapshots and registers are kept. Values are text of at most 1 MiB; keys are path-like: `head/school-123456-2025`. */
export interface Store {
  /** Content-addressed: putting the same blob again is harmless, and a name never gets other content. */
  putBlobs(blobs: ReadonlyMap<string, string>): Promise<void>;
  /** Blobs that are not there are absent from the answer. */
  getBlobs(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * What took the place of a blob that is gone because something was erased from it: the name of that, and how many records were taken
   * out; null where nothing vouches for any. Absent where nobody looked for it: only `followingErasures` has it.
   */
  erasureOf?(name: string): Promise<{ readonly new: string; readonly removed: number } | null>;
  /** Every blob there is, in no order. */
  blobNames(): Promise<readonly string[]>;
  /** Takes blobs out for good; those that are not there are none to take out. */
  removeBlobs(names: readonly string[]): Promise<void>;
  /** Sees to it that nothing is left of what was taken out or replaced. @throws EdgeError `open-elsewhere` while another program reads or writes */
  compact(): Promise<void>;
  getDocument(key: string): Promise<StoredDocument | null>;
  /** Writes only if the document is still at `expected` (null: not there yet). Gives the new version, or null when someone was first. */
  compareAndSet(key: string, expected: string | null, value: string): Promise<string | null>;
  /** Documents whose key begins with `prefix`, by key. */
  list(prefix: string, options?: { limit?: number; newestFirst?: boolean }): Promise<readonly StoredDocument[]>;
  close(): Promise<void>;
}

/** The folder an alliance's workbooks stand in, for whoever has to know which are there. */
export interface FolderListing {
  /** The places of the workbooks that are there now. */
  workbooks(): readonly string[];
  /** What the file at a place is called there: its path beneath the folder, with "/" between the folders on the way. */
  nameOf(place: string): string;
  /** The school's folder in which a file of this name stands, which that school may reach too; null where it is the coordinator's alone. */
  schoolsFolderOf(name: string): string | null;
  /** The place a file of this name has or would have. */
  placeOf(name: string): string;
  /** Names of files that may be the workbook of this name: as it is called with something before or behind, or with another ending. */
  alike(name: string): readonly string[];
  /** The instant a file was last written, as the folder has it: UTC with milliseconds; null for one that is not there. */
  writtenAt(place: string): string | null;
}

/** Signs and checks heads of the history. The private key never enters the store. */
export interface Signer {
  /** Names the public key: the first 16 hex digits of its SHA-256. */
  readonly keyId: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  /** Ed25519 over the text's UTF-8 bytes, base64. */
  sign(text: string): string;
  /** Public keys (SPKI, base64) by key id, of every key that signs or signed here, from a list that stands outside the store. */
  listedKeys(): Promise<ReadonlyMap<string, string>>;
  /** Reads that list anew, as another program may have changed it. @throws EdgeError where another key has taken over: what this one signs now would be found by `verify` */
  refuseIfEnded(): Promise<void>;
}

/** What a keyed hash is for, so that none is ever taken for another. */
export type KeyedUse =
  | 'salt'
  | 'bucket'
  | 'rows'
  | 'finding'
  | 'acceptance'
  | 'document'
  | 'request'
  | 'erased'
  | 'person';

/**
 * Keys what the history keeps of hashes, so that nobody who sees one can try out what it was made from. It never enters the store, and
 * stays when the key that signs is replaced. Nobody needs it to verify.
 */
export interface Secret {
  /** HMAC-SHA-256 over the use and the text, 64 hex digits. */
  keyed(use: KeyedUse, text: string): string;
}

/** Under what a finished document is put. */
export interface DocumentName {
  /** Beneath the place for documents: `2025-26`. */
  readonly folder: string;
  /** No other document of the folder ever has it: `2025-0001`. */
  readonly number: string;
  /** What people read behind the number: `Contribution statement, Elm Park High School`. */
  readonly name: string;
  /** The folder of the school that it is addressed to, where schools have folders of their own. */
  readonly schoolsFolder?: string | undefined;
}

/** Where finished documents are put. What was put there is never replaced. */
export interface DocumentShelf {
  /**
   * Gives the link under which people find it, also where these very bytes were put there before; null, and nothing is put, where
   * another document has its number.
   */
  file(document: DocumentName, bytes: Uint8Array): Promise<string | null>;
  /** The SHA-256 of every file that has this number, wherever people moved it on the shelf; none where it is gone. */
  filed(document: Pick<DocumentName, 'folder' | 'number'>): Promise<readonly string[]>;
}

export interface MailMessage {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** In plain text; whoever sends it sends the same as a page (mail-in-html.ts). */
  readonly text: string;
  /** What a file with it is called: whom it is about and of which day, never an address. By its id where it is not said. */
  readonly called?: string | undefined;
  /** Documents that go with it where they are files beside the mailer: elsewhere the text leads to them. */
  readonly attached?: readonly AttachedDocument[] | undefined;
}

/** A document by where it was filed, and its hash, so that nothing else that lies there now goes out. */
export interface AttachedDocument {
  readonly link: string;
  readonly sha256: string;
}

/** Delivering a message with an id that was delivered before does nothing. It throws AdvisedError only, whatever goes wrong. */
export interface Mailer {
  deliver(message: MailMessage): Promise<void>;
}

/** Somebody who may see a spreadsheet. */
export interface Share {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  /** The e-mail address, or the domain's name; null for anyone with the link. */
  readonly who: string | null;
  /** May change the spreadsheet. */
  readonly edits: boolean;
  /** By the shared drive or a folder above, where alone it can be taken away. */
  readonly inherited: boolean;
}

/**
 * A drive that people share: what is there, whose it is and who may see it, besides what is in it. Names of workbooks are those of the
 * whole deployment: `harrowdale/school-123456-2025`. Everything may be done again. Every method throws EdgeError only.
 */
export interface SharedDrive {
  /** The folder of an alliance, wherever people moved it on the drive and whatever they call it; null where there is none. */
  findFolder(alliance: string): Promise<string | null>;
  /** Makes one at the top of the drive. */
  makeFolder(alliance: string, name: string): Promise<string>;
  /** The spreadsheet of a workbook, wherever people moved it; null where there is none, and for one in the bin. */
  find(workbook: string): Promise<string | null>;
  /** Spreadsheets of a name in a folder that are not said to be any workbook, and are not in the bin. */
  strangers(folder: string, name: string): Promise<readonly string[]>;
  /** Which workbook a spreadsheet or whose folder it is, if any, and whether it is in the bin; null for what is not there any more. */
  look(place: string): Promise<{ readonly of: string | null; readonly inBin: boolean } | null>;
  /** Says of a spreadsheet which workbook it is. */
  name(place: string, workbook: string): Promise<void>;
  shares(place: string): Promise<readonly Share[]>;
  /** Lets an address edit the spreadsheet, without a message to it. */
  share(place: string, email: string): Promise<void>;
  /** Does nothing for one that is gone already, or that is inherited. */
  unshare(place: string, share: Share): Promise<void>;
}

/** Says which workbooks changed, where something keeps a list of changes. */
export interface ChangeFeed {
  /** A mark that stands for now. */
  start(): Promise<string>;
  /**
   * The places that changed since a mark, each once, and the mark to go on from.
   * @throws EdgeError `feed-lost` when the mark is not known any more: start anew, and look at every workbook.
   */
  since(mark: string): Promise<{ readonly places: readonly string[]; readonly next: string }>;
}

/** A piece of work for later. It carries ids and never what a cell says. */
export interface Task {
  /** The same name again, until an hour after the task was done, asks for nothing more. Letters, digits, - and _. */
  readonly name: string;
  readonly target: 'poll' | 'sync-workbook' | 'publish';
  readonly body: Readonly<Record<string, string>>;
  /** Not before: UTC with milliseconds. */
  readonly at: string;
}

/** Runs tasks at least once each, at a pace the world outside allows. */
export interface TaskQueue {
  enqueue(task: Task): Promise<void>;
}
