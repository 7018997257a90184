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
/** Where a document was filed, so that it is known wherever people move it on the drive and whatever they call it. */
const FILED_AS = 'concordatFiledAs';
const FIELDS = 'id,webViewLink,sha256Checksum';

/**
 * Documents on a shared drive; sub-folders are found or made. A filing that was cut off may have happened: filing again finds it by
 * its place and, by its checksum, that it is whole. Of two that are filed at the same moment the older one stays.
 */
export function driveShelf({ google, drive, folder }: ShelfSetUp): DocumentShelf {
  async function find(q: string): Promise<drive_v3.Schema$File | undefined> {
    const { files } = await google.drive();
    const found = await google.ask('drive', 'always', (options) =>
      files.list(
        { q: `${q} and trashed = false`, orderBy: 'createdTime', fields: `files(${FIELDS})`, ...inDrive(drive) },
        options,
      ),
    );
    return found.files?.[0];
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

  return {
    async file(path, bytes) {
      const { files } = await google.drive();
      const filedAs = hash('sha256', path).slice(0, 40);
      const q = `appProperties has { key='${FILED_AS}' and value='${filedAs}' }`;
      const there = await find(q);
      if (there?.sha256Checksum === hash('sha256', bytes)) return there.webViewLink!;
      const media = () => ({ mimeType: PDF, body: Readable.from([bytes]) });
      if (there) {
        // The same bytes at the same file, once or twice.
        const replaced = await google.ask('drive', 'always', (options) =>
          files.update({ fileId: there.id!, media: media(), fields: FIELDS, supportsAllDrives: true }, options),
        );
        return replaced.webViewLink!;
      }
      const folders = path.split('/').filter((one) => one !== '');
      const name = folders.pop() ?? 'unnamed';
      let parent = folder;
      for (const one of folders) parent = await folderIn(parent, one);
      const requestBody = { name, mimeType: PDF, parents: [parent], appProperties: { [FILED_AS]: filedAs } };
      // Twice would make two.
      const filed = await google.ask('drive', 'if-undone', (options) =>
        files.create({ requestBody, media: media(), fields: FIELDS, supportsAllDrives: true }, options),
      );
      return (await orOlder(filed, q)).webViewLink!;
    },
  };
}
