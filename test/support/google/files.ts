import { createHash } from 'node:crypto';
import type { drive_v3 } from '@googleapis/drive';
import { type Clock, timestamp } from './clock.ts';
import { type Book, newGrid } from './grid.ts';

export const FOLDER = 'application/vnd.google-apps.folder';
export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

export type Role = 'reader' | 'commenter' | 'writer' | 'fileOrganizer' | 'organizer' | 'owner';
const ROLES: readonly Role[] = ['reader', 'commenter', 'writer', 'fileOrganizer', 'organizer', 'owner'];

export interface Grant {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  readonly role: Role;
  readonly emailAddress?: string;
}

export interface SharedDrive {
  readonly id: string;
  readonly name: string;
  grants: readonly Grant[];
  restrictions: { readonly domainUsersOnly: boolean; readonly driveMembersOnly: boolean };
}

export interface StoredFile {
  readonly id: string;
  readonly mimeType: string;
  readonly driveId: string | null;
  /** Whose My Drive it is in; null in a shared drive. */
  readonly owner: string | null;
  readonly createdTime: string;
  name: string;
  parents: readonly string[];
  grants: readonly Grant[];
  appProperties: Readonly<Record<string, string>>;
  description: string | null;
  trashed: boolean;
  modifiedTime: string;
  lastModifiedBy: string;
  version: number;
  content: Uint8Array | null;
  /** What a spreadsheet holds. */
  book: Book | null;
  /** Edits that Drive has not noticed yet: since when, and by whom the last. */
  unnoticed: { readonly since: number; readonly by: string } | null;
}

/** What the feed learns of: a file as it is now, or that somebody cannot see it any more. */
export type Noticed = (file: StoredFile, lostBy: string | null) => void;

export type Files = ReturnType<typeof openFiles>;

/**
 * Everything in Drive. Edits of cells are noticed `noticedAfter` milliseconds after the first of them, in one change, as Google
 * gathers them; anything else is noticed at once.
 */
export function openFiles(clock: Clock, noticedAfter: number, noticed: Noticed) {
  const files = new Map<string, StoredFile>();
  const drives = new Map<string, SharedDrive>();
  let made = 0;

  /** Like Google's: long, of letters and digits, in no order. */
  function newId(): string {
    made += 1;
    return createHash('sha256').update(`id ${made}`).digest('base64url').slice(0, 33);
  }

  /** A number for a tab or a protected range. */
  function newNumber(): number {
    made += 1;
    return createHash('sha256').update(`number ${made}`).digest().readUInt32BE() >>> 1;
  }

  function grantsOn(file: StoredFile): readonly Grant[] {
    const above = file.parents.flatMap((id) => {
      const parent = files.get(id);
      return parent ? grantsOn(parent) : (drives.get(id)?.grants ?? []);
    });
    return [...file.grants, ...above];
  }

  /** The strongest role that a person has on a file. */
  function roleOf(email: string, file: StoredFile): Role | null {
    if (file.owner === email) return 'owner';
    const roles = grantsOn(file)
      .filter((grant) => grant.emailAddress === email || grant.type === 'anyone')
      .map(({ role }) => role);
    return ROLES.findLast((role) => roles.includes(role)) ?? null;
  }

  function allows(email: string, file: StoredFile, role: Role): boolean {
    const has = roleOf(email, file);
    return has !== null && ROLES.indexOf(has) >= ROLES.indexOf(role);
  }

  function notice(file: StoredFile, by: string, at = clock.now()): void {
    file.version += 1;
    file.modifiedTime = timestamp(at);
    file.lastModifiedBy = by;
    noticed(file, null);
  }

  return {
    newId,
    newNumber,
    roleOf,
    allows,
    grantsOn,
    find: (id: string) => files.get(id),
    all: () => [...files.values()],
    drive: (id: string) => drives.get(id),

    addDrive(name: string, grants: readonly Grant[]): SharedDrive {
      const restrictions = { domainUsersOnly: false, driveMembersOnly: false };
      const drive = { id: newId(), name, grants, restrictions };
      drives.set(drive.id, drive);
      return drive;
    },

    add(
      given: Pick<StoredFile, 'name' | 'mimeType' | 'parents' | 'driveId' | 'owner'> & Partial<StoredFile>,
      by: string,
    ): StoredFile {
      const now = timestamp(clock.now());
      const file: StoredFile = {
        id: newId(),
        createdTime: now,
        grants: [],
        appProperties: {},
        description: null,
        trashed: false,
        modifiedTime: now,
        lastModifiedBy: by,
        version: 0,
        content: null,
        book: given.mimeType === SPREADSHEET ? newBook(given.name) : null,
        unnoticed: null,
        ...given,
      };
      files.set(file.id, file);
      notice(file, by);
      return file;
    },

    /** New content of a spreadsheet. A new title is the file's new name, which is noticed at once. */
    edit(file: StoredFile, by: string, book: Book): void {
      file.book = book;
      file.unnoticed = { since: file.unnoticed?.since ?? clock.now(), by };
      if (book.properties.title === file.name) return;
      file.name = book.properties.title;
      notice(file, by);
    },

    /** A change of the file rather than of its cells. */
    change(file: StoredFile, by: string, changed: Partial<StoredFile>): void {
      Object.assign(file, changed);
      if (file.book) file.book.properties = { ...file.book.properties, title: file.name };
      notice(file, by);
    },

    /** Sharing is no edit, and may take the file out of somebody's sight. */
    share(file: StoredFile, grants: readonly Grant[]): void {
      const before = grantsOn(file);
      file.grants = grants;
      file.version += 1;
      noticed(file, null);
      const seeing = new Set(before.map(({ emailAddress }) => emailAddress));
      for (const email of seeing) {
        if (email && roleOf(email, file) === null) noticed(file, email);
      }
    },

    remove(file: StoredFile): void {
      const seeing = new Set([file.owner, ...grantsOn(file).map(({ emailAddress }) => emailAddress)]);
      files.delete(file.id);
      for (const email of seeing) if (email) noticed(file, email);
    },

    /** Lets Drive notice the edits whose time has come. */
    noticeEdits(): void {
      const due = [...files.values()].flatMap((file) => (file.unnoticed ? [{ file, ...file.unnoticed }] : []));
      for (const { file, since, by } of due.sort((one, other) => one.since - other.since)) {
        if (since + noticedAfter > clock.now()) continue;
        file.unnoticed = null;
        notice(file, by, since + noticedAfter);
      }
    },
  };
}

/** What Drive makes when asked for a spreadsheet. */
function newBook(title: string): Book {
  const properties = { title, locale: 'en_US', autoRecalc: 'ON_CHANGE', timeZone: 'Etc/GMT' };
  return { properties, grids: [newGrid(0, 'Sheet1')] };
}

/** A file as an answer describes it to somebody, every field that the stand-in knows. */
export function fileAnswer(files: Files, file: StoredFile, email: string): drive_v3.Schema$File {
  const user = (emailAddress: string) => userAnswer(emailAddress, email);
  const visible = file.parents.filter((id) => {
    const parent = files.find(id);
    return parent ? files.roleOf(email, parent) !== null : files.drive(id) !== undefined;
  });
  const canEdit = files.allows(email, file, 'writer');
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    ...(file.description === null ? {} : { description: file.description }),
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    ...(visible.length > 0 ? { parents: visible } : {}),
    ...(Object.keys(file.appProperties).length > 0 ? { appProperties: { ...file.appProperties } } : {}),
    version: String(file.version),
    createdTime: file.createdTime,
    modifiedTime: file.modifiedTime,
    lastModifyingUser: user(file.lastModifiedBy),
    modifiedByMe: file.lastModifiedBy === email,
    ...(file.driveId
      ? { driveId: file.driveId }
      : { owners: [user(file.owner ?? '')], ownedByMe: file.owner === email }),
    shared: files.grantsOn(file).length > 0,
    ...(canEdit ? { permissions: files.grantsOn(file).map((grant) => grantAnswer(grant)) } : {}),
    capabilities: { canEdit, canRename: canEdit, canShare: canEdit, canTrash: canEdit },
    webViewLink: linkTo(file),
    ...(file.content ? contentAnswer(file.content) : {}),
  };
}

function linkTo({ id, mimeType }: StoredFile): string {
  if (mimeType === FOLDER) return `https://drive.google.com/drive/folders/${id}`;
  if (mimeType === SPREADSHEET) return `https://docs.google.com/spreadsheets/d/${id}/edit?usp=drivesdk`;
  return `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
}

function contentAnswer(content: Uint8Array): drive_v3.Schema$File {
  const digest = (algorithm: string) => createHash(algorithm).update(content).digest('hex');
  return {
    size: String(content.length),
    md5Checksum: digest('md5'),
    sha1Checksum: digest('sha1'),
    sha256Checksum: digest('sha256'),
    headRevisionId: digest('sha256').slice(0, 28),
  };
}

export function grantAnswer({ id, type, role, emailAddress }: Grant): drive_v3.Schema$Permission {
  return { kind: 'drive#permission', id, type, role, ...(emailAddress ? { emailAddress } : {}) };
}

export function userAnswer(emailAddress: string, me: string): drive_v3.Schema$User {
  return {
    kind: 'drive#user',
    displayName: emailAddress,
    emailAddress,
    me: emailAddress === me,
    permissionId: permissionId(emailAddress),
  };
}

/** Google's ids of permissions are numbers that stand for a person. */
export function permissionId(emailAddress: string): string {
  return createHash('sha256').update(emailAddress).digest().readBigUInt64BE().toString().padStart(20, '0');
}
