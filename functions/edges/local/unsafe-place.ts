import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** What this computer says of itself; told in tests. */
export interface Computer {
  readonly home: string;
  readonly isThere: (path: string) => boolean;
  /** Where a path leads: past links, and on Windows past the letter of a network drive. */
  readonly leadsTo: (path: string) => string;
  /** The file systems that are mounted, as Linux lists them in `/proc/mounts`; empty elsewhere. */
  readonly mounts: () => string;
}

const thisComputer: Computer = {
  home: homedir(),
  isThere: existsSync,
  leadsTo(path) {
    try {
      return realpathSync.native(path);
    } catch {
      return path;
    }
  },
  mounts() {
    try {
      return readFileSync('/proc/mounts', 'utf8');
    } catch {
      return '';
    }
  },
};

/** Names of folders by which programs that keep files in step are known. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^onedrive(?:$| - |-)/i, 'OneDrive'],
  [/^(?:dropbox(?:$| \()|dropbox-)/i, 'Dropbox'],
  [/^(?:mobile documents|com~apple~clouddocs|icloud ?drive)$/i, 'iCloud'],
  [/^(?:google ?drive(?:$|-)|my drive$|shared drives$|drivefs$)/i, 'Google Drive'],
  [/^nextcloud$/i, 'Nextcloud'],
  // Where macOS has the folders of every such program.
  [/^cloudstorage$/i, 'a folder that is kept in step with other computers'],
];

/** What they leave in a folder that they keep in step, whatever it is called; the long one in each synced library of SharePoint. */
const BY_MARK: readonly (readonly [string, string])[] = [
  ['.849C9593-D756-4E56-8D6E-42412F2A707B', 'a library of OneDrive or SharePoint'],
  ['.dropbox.cache', 'Dropbox'],
  ['.tmp.driveupload', 'Google Drive'],
  ['.tmp.drivedownload', 'Google Drive'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.stfolder', 'Syncthing'],
];

const NETWORK =
  /^(?:nfs\d*|cifs|smb\d*|smbfs|ncpfs|afs|ceph|glusterfs|lustre|davfs\d*|fuse\.(?:sshfs|rclone|gvfsd-fuse|onedriver|google-drive-ocamlfuse|s3fs|smbnetfs|curlftpfs|glusterfs|ceph|davfs\d*))$/;

/** Why a folder is not safe for a history, and what to do instead: a sentence each. */
export interface Unsafe {
  readonly why: string;
  readonly fix: string;
}

/**
 * What speaks against keeping the history of an alliance in a folder; null where nothing is known. What a program keeps in step without
 * its name or mark on the way to the folder goes unnoticed.
 */
export function whyUnsafe(folder: string, says: 'choose' | 'move', computer: Computer = thisComputer): Unsafe | null {
  const unsafe = unsafePlace(folder, computer);
  if (unsafe === null) return null;
  const why =
    unsafe === NETWORK_DRIVE
      ? `${folder} is on ${unsafe}: the history can be damaged there while it is written, and whoever reaches the drive can change it.`
      : `${folder} is in ${unsafe}: the history is copied from there while it is written, which can damage it, to everybody who has that folder.`;
  const elsewhere = says === 'choose' ? 'Choose a folder on' : 'Stop Concordat and move the folder to';
  const other = saferPlace(folder, computer);
  const such = other === null ? '' : `, such as ${other}`;
  return {
    why,
    fix: `${elsewhere} this computer’s own disk${such}; of what is in it, share the folders in Schools alone.`,
  };
}

export function inTwoSentences(unsafe: Unsafe | null): string | null {
  return unsafe && `${unsafe.why} ${unsafe.fix}`;
}

/** A place of the same name in the person's own folders of which nothing is known against it; null where there is none. */
export function saferPlace(folder: string, computer: Computer = thisComputer): string | null {
  const { home, isThere } = computer;
  const own = [join(home, 'Documents'), home].filter((one) => isThere(one));
  return own.map((one) => join(one, basename(folder))).find((one) => unsafePlace(one, computer) === null) ?? null;
}

const NETWORK_DRIVE = 'a network drive';

/** What it is in; null where nothing is known. */
function unsafePlace(folder: string, computer: Computer): string | null {
  const place = resolve(folder);
  const found = withParents(place).find((one) => computer.isThere(one)) ?? place;
  const leads = `${computer.leadsTo(found)}${place.slice(found.length)}`;
  for (const path of new Set([folder, place, leads])) {
    const what = keptInStepBy(path, computer);
    if (what !== null) return what;
    if (isOnNetwork(path, computer)) return NETWORK_DRIVE;
  }
  return null;
}

function keptInStepBy(path: string, { isThere }: Computer): string | null {
  const names = path.split(/[\\/]/);
  const [, named = null] = BY_NAME.find(([pattern]) => names.some((name) => pattern.test(name))) ?? [];
  if (named !== null) return named;
  const [, marked = null] = BY_MARK.find(([mark]) => withParents(path).some((one) => isThere(join(one, mark)))) ?? [];
  return marked;
}

function isOnNetwork(path: string, { mounts }: Computer): boolean {
  if (/^(?:\\\\|\/\/)[^\\/?.]/.test(path)) return true;
  const [nearest] = mounts()
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([, at, type]) => (at === undefined || type === undefined ? [] : [{ at: unescaped(at), type }]))
    .filter(({ at }) => isBeneath(path, at))
    // What was mounted last over the same folder counts.
    .reverse()
    .sort((one, other) => other.at.length - one.at.length);
  return nearest !== undefined && NETWORK.test(nearest.type);
}

function isBeneath(path: string, folder: string): boolean {
  const [inside, outside] = [path, folder].map((one) => `${one.replaceAll('\\', '/').replace(/\/+$/, '')}/`);
  return inside!.startsWith(outside!);
}

/** Blanks and the like stand in `/proc/mounts` by their octal numbers. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** A path and the folders on the way to it, the nearest first. */
function withParents(path: string): string[] {
  return dirname(path) === path ? [path] : [path, ...withParents(dirname(path))];
}
