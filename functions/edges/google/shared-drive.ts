import type { drive_v3 } from '@googleapis/drive/build/v3.js';
import { EdgeError, type Share, type SharedDrive } from '../ports.ts';
import { inDrive, quoted } from './drive-calls.ts';
import type { Google } from './google-clients.ts';

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const FOLDER = 'application/vnd.google-apps.folder';
/** What says of a file whose it is: seen by Concordat alone, and kept wherever the file is moved. */
const WORKBOOK = 'concordat';
const ALLIANCE = 'concordatAlliance';
const EDITOR = 'writer';
const EDITING: readonly string[] = [EDITOR, 'fileOrganizer', 'organizer', 'owner'];

/** Google's shared drive of that id. */
export function sharedDrive(google: Google, driveId: string): SharedDrive {
  /** The oldest first, so that of two that were made at the same moment everybody takes the same one. */
  async function list(q: string): Promise<drive_v3.Schema$File[]> {
    const { files } = await google.drive();
    const request = { q: `${q} and trashed = false`, orderBy: 'createdTime', fields: 'files(id,appProperties)' };
    const answer = await google.ask('drive', 'always', (options) =>
      files.list({ ...request, ...inDrive(driveId) }, options),
    );
    return answer.files ?? [];
  }

  async function marked(mark: string, value: string, mimeType: string): Promise<string | null> {
    const q = `appProperties has { key='${mark}' and value='${quoted(value)}' } and mimeType = '${mimeType}'`;
    return (await list(q))[0]?.id ?? null;
  }

  async function shares(place: string): Promise<Share[]> {
    const { permissions } = await google.drive();
    const fields = 'nextPageToken,permissions(id,type,role,emailAddress,domain,permissionDetails(inherited))';
    const found: Share[] = [];
    for (let pageToken: string | undefined; ; ) {
      const request = {
        fileId: place,
        fields,
        pageSize: 100,
        supportsAllDrives: true,
        ...(pageToken && { pageToken }),
      };
      const answer = await google.ask('drive', 'always', (options) => permissions.list(request, options));
      found.push(...(answer.permissions ?? []).map(shareOf));
      if (!answer.nextPageToken) return found;
      pageToken = answer.nextPageToken;
    }
  }

  return {
    findFolder: (alliance) => marked(ALLIANCE, alliance, FOLDER),
    async makeFolder(alliance, name) {
      const { files } = await google.drive();
      const requestBody = { name, mimeType: FOLDER, parents: [driveId], appProperties: { [ALLIANCE]: alliance } };
      // Twice would make two.
      const { id } = await google.ask('drive', 'if-undone', (options) =>
        files.create({ requestBody, fields: 'id', supportsAllDrives: true }, options),
      );
      return id!;
    },
    find: (workbook) => marked(WORKBOOK, workbook, SPREADSHEET),
    async strangers(folder, name) {
      const q = `'${quoted(folder)}' in parents and name = '${quoted(name)}' and mimeType = '${SPREADSHEET}'`;
      const found = await list(q);
      return found.flatMap(({ id, appProperties }) => (id && appProperties?.[WORKBOOK] === undefined ? [id] : []));
    },
    async look(place) {
      const { files } = await google.drive();
      try {
        const { appProperties, trashed } = await google.ask('drive', 'always', (options) =>
          files.get({ fileId: place, fields: 'appProperties,trashed', supportsAllDrives: true }, options),
        );
        return { of: appProperties?.[WORKBOOK] ?? appProperties?.[ALLIANCE] ?? null, inBin: trashed === true };
      } catch (error) {
        if (error instanceof EdgeError && error.code === 'not-found') return null;
        throw error;
      }
    },
    async name(place, workbook) {
      const { files } = await google.drive();
      const requestBody = { appProperties: { [WORKBOOK]: workbook } };
      await google.ask('drive', 'always', (options) =>
        files.update({ fileId: place, requestBody, fields: 'id', supportsAllDrives: true }, options),
      );
    },
    shares,
    async share(place, email) {
      const { permissions } = await google.drive();
      const standing = await shares(place);
      if (standing.some(({ who, edits }) => edits && who?.toLowerCase() === email.toLowerCase())) return;
      const requestBody = { type: 'user', role: EDITOR, emailAddress: email };
      // Google knows a share by whom it is for, so twice comes to the same.
      await google.ask('drive', 'always', (options) =>
        permissions.create(
          { fileId: place, requestBody, sendNotificationEmail: false, fields: 'id', supportsAllDrives: true },
          options,
        ),
      );
    },
    async unshare(place, { id }) {
      if (!(await shares(place)).some((share) => share.id === id && !share.inherited)) return;
      const { permissions } = await google.drive();
      // A second time would be told that it is gone; then it is.
      await google.ask('drive', 'if-undone', (options) =>
        permissions.delete({ fileId: place, permissionId: id, supportsAllDrives: true }, options),
      );
    },
  };
}

function shareOf({ id, type, role, emailAddress, domain, permissionDetails }: drive_v3.Schema$Permission): Share {
  return {
    id: id ?? '',
    type: (type ?? 'user') as Share['type'],
    who: emailAddress ?? domain ?? null,
    edits: EDITING.includes(role ?? ''),
    inherited: permissionDetails?.some(({ inherited }) => inherited) ?? false,
  };
}
