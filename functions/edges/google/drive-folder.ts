import type { drive_v3 } from '@googleapis/drive/build/v3.js';
import { inDrive, quoted } from './drive-calls.ts';
import type { Google } from './google-clients.ts';

/** Somebody who may see a file. */
export interface Share {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  /** Google's word, such as `writer`, which it shows as Editor. */
  readonly role: string;
  /** The e-mail address, or the domain's name; null for anyone with the link. */
  readonly who: string | null;
  /** By the shared drive or a folder above, where alone it can be taken away. */
  readonly inherited: boolean;
}

/** What setting up does with spreadsheets on a shared drive besides making them. Everything may be done again. */
export interface DriveFolder {
  /** The spreadsheet of a workbook, wherever people moved it on the drive and whatever they call it; null where there is none. */
  find(workbook: string): Promise<string | null>;
  /** Says of a spreadsheet which workbook it is. */
  name(place: string, workbook: string): Promise<void>;
  shares(place: string): Promise<readonly Share[]>;
  /** Lets an address edit the spreadsheet, without a message from Google. */
  share(place: string, email: string): Promise<void>;
  unshare(place: string, share: Share): Promise<void>;
}

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const WORKBOOK = 'concordat';
const EDITOR = 'writer';

export function driveFolder(google: Google, driveId: string): DriveFolder {
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
    async find(workbook) {
      const { files } = await google.drive();
      const q = `appProperties has { key='${WORKBOOK}' and value='${quoted(workbook)}' } and mimeType = '${SPREADSHEET}' and trashed = false`;
      const answer = await google.ask('drive', 'always', (options) =>
        files.list({ q, orderBy: 'createdTime', fields: 'files(id)', ...inDrive(driveId) }, options),
      );
      return answer.files?.[0]?.id ?? null;
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
      const isTheirs = ({ type, who }: Share) => type === 'user' && who?.toLowerCase() === email.toLowerCase();
      const standing = (await shares(place)).filter(isTheirs);
      if (standing.some(({ role }) => [EDITOR, 'fileOrganizer', 'organizer', 'owner'].includes(role))) return;
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
    role: role ?? '',
    who: emailAddress ?? domain ?? null,
    inherited: permissionDetails?.some(({ inherited }) => inherited) ?? false,
  };
}
