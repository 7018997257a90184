import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { drive_v3 } from '@googleapis/drive/build/v3.js';
import type { DocumentShelf } from '../ports.ts';
import { inDrive, quoted } from './drive-calls.ts';
import type { Google } from './google-clients.ts';

interface ShelfSetUp {
  readonly google: Google;
  /** The shared drive and the folder on it beneath which documents are filed. */
  readonly drive: string;
  readonly folder: string;
}

const FOLDER = 'application/vnd.google-apps.folder';
const PDF = 'application/pdf';
/** Whose number a document has, so that it is known wherever people move it on the drive and whatever they call it. */
const FILED_AS = 'concordatFiledAs';
const FIELDS = 'id,webViewLink,sha256Checksum,trashed';

/**
 * Documents on a shared drive; sub-folders are found or made. A filing that was cut off may have happened: filing again finds it by
 * its number and, by its checksum, that it is whole. Of two that are filed at the same moment the older one stays.
 */
export function driveShelf({ google, drive, folder }: ShelfSetUp): DocumentShelf {
  /** The oldest first. */
  async function findAll(q: string): Promise<readonly drive_v3.Schema$File[]> {
    const { files } = await google.drive();
    const found = await google.ask('drive', 'always', (options) =>
      files.list({ q, orderBy: 'createdTime', fields: `files(${FIELDS})`, ...inDrive(drive) }, options),
    );
    return found.files ?? [];
  }

  async function find(q: string): Promise<drive_v3.Schema$File | undefined> {
    return (await findAll(`${q} and trashed = false`))[0];
  }

  /** Whoever made the same at the same moment finds the same to be the older, and the younger is put in the bin. */
  async function orOlder(made: drive_v3.Schema$File, q: string): Promise<drive_v3.Schema$File> {
    const oldest = await find(q);
    if (oldest === undefined || oldest.id === made.id) return made;
    const { files } = await google.drive();
    const requestBody = { trashed: true };
    await google.ask('drive', 'always', (options) =>
      files.update({ fileId: made.id!, requestBody, fields: 'id', supportsAllDrives: true }, options),
    );
    return oldest;
  }

  async function folderIn(parent: string, name: string): Promise<string> {
    const { files } = await google.drive();
    const q = `'${quoted(parent)}' in parents and name = '${quoted(name)}' and mimeType = '${FOLDER}'`;
    const there = await find(q);
    if (there) return there.id!;
    const requestBody = { name, mimeType: FOLDER, parents: [parent] };
    // Twice would make two.
    const made = await google.ask('drive', 'if-undone', (options) =>
      files.create({ requestBody, fields: 'id', supportsAllDrives: true }, options),
    );
    return (await orOlder(made, q)).id!;
  }

  /** Every alliance of the drive has a folder, and numbers, of its own. */
  const numberOf = (path: string, number: string) => hash('sha256', [folder, path, number].join('/')).slice(0, 40);
  const whatIs = (filedAs: string) => `appProperties has { key='${FILED_AS}' and value='${filedAs}' }`;

  return {
    async file({ folder: path, number, name }, bytes) {
      const { files } = await google.drive();
      const sha256 = hash('sha256', bytes);
      const filedAs = numberOf(path, number);
      const q = whatIs(filedAs);
      const there = await findAll(q);
      if (there.some(({ sha256Checksum }) => sha256Checksum !== sha256)) return null;
      const filedBefore = there.find(({ trashed }) => !trashed);
      if (filedBefore) return filedBefore.webViewLink!;
      let parent = folder;
      for (const one of path.split('/').filter(Boolean)) parent = await folderIn(parent, one);
      const requestBody = {
        name: `${number} ${name}.pdf`,
        mimeType: PDF,
        parents: [parent],
        appProperties: { [FILED_AS]: filedAs },
      };
      // Twice would make two.
      const filed = await google.ask('drive', 'if-undone', (options) =>
        files.create(
          {
            requestBody,
            media: { mimeType: PDF, body: Readable.from([bytes]) },
            fields: FIELDS,
            supportsAllDrives: true,
          },
          options,
        ),
      );
      const stays = await orOlder(filed, q);
      return stays.sha256Checksum === sha256 ? stays.webViewLink! : null;
    },
    async filed({ folder: path, number }) {
      const there = await findAll(`${whatIs(numberOf(path, number))} and trashed = false`);
      return there.map(({ sha256Checksum }) => sha256Checksum ?? '');
    },
  };
}
