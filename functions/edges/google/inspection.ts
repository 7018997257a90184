import { EdgeError } from '../ports.ts';
import type { Google } from './google-clients.ts';
import type { Subject } from './google-errors.ts';

interface InspectionSetUp {
  readonly google: Google;
  readonly project: string;
  /** Where Firestore is asked without an account, with a stroke at the end; Google's own address unless told. */
  readonly firestoreRoot?: string;
}

/** What a shared drive lets Concordat do, or that it is none. */
export type DriveSeen =
  | {
      readonly kind: 'shared drive';
      readonly name: string;
      readonly takesFiles: boolean;
      /** Whether somebody who is not a member, or of another organisation, may be let into a file. */
      readonly isOpenToOthers: boolean;
    }
  | { readonly kind: 'my drive' };

/** Looks at a set-up from outside, and changes nothing. Every method throws EdgeError only. */
export interface Inspection {
  /** As whom Google knows us, and what time it is there: milliseconds since 1970, to the second; null where it does not say. */
  account(): Promise<{ readonly email: string; readonly time: number | null }>;
  /** What whoever signed in was asked for: addresses of scopes. */
  scopes(): Promise<readonly string[]>;
  sharedDrive(driveId: string): Promise<DriveSeen>;
  /** Whether Google Sheets answers at all. */
  sheetsAnswer(): Promise<void>;
  /** The newest version of a secret. */
  secret(name: string): Promise<string>;
  /** Whether the store lets somebody read who has no account. */
  isStoreOpen(): Promise<boolean>;
}

const FIRESTORE_MILLISECONDS = 10_000;

export function inspection({ google, project, firestoreRoot }: InspectionSetUp): Inspection {
  const { rootUrl } = google;

  function request<T>(subject: Subject, method: 'GET' | 'POST', usualRoot: string, path: string): Promise<T> {
    // It only reads.
    return google.ask<T>(subject, 'always', ({ timeout, maxContentLength }) =>
      google.account.request<T>({
        url: `${rootUrl ?? usualRoot}${path}`,
        method,
        retry: false,
        timeout,
        maxContentLength,
      }),
    );
  }

  return {
    async account() {
      const url = `${rootUrl ?? 'https://www.googleapis.com/'}drive/v3/about?fields=user(emailAddress)`;
      let date: string | null = null;
      const { user } = await google.ask('account', 'always', async ({ timeout }) => {
        const answer = await google.account.request<{ user?: { emailAddress?: string } }>({
          url,
          retry: false,
          timeout,
        });
        date = answer.headers.get('date');
        return answer;
      });
      const time = Date.parse(date ?? '');
      return { email: user?.emailAddress ?? '', time: Number.isNaN(time) ? null : time };
    },

    async scopes() {
      const root = 'https://oauth2.googleapis.com/';
      const { scope } = await request<{ scope?: string }>('account', 'POST', root, 'tokeninfo');
      return (scope ?? '').split(' ').filter((one) => one !== '');
    },

    async sharedDrive(driveId) {
      const { drives, files } = await google.drive();
      const fields = 'name,capabilities(canAddChildren),restrictions(domainUsersOnly,driveMembersOnly)';
      try {
        const { name, capabilities, restrictions } = await google.ask('drive', 'always', (options) =>
          drives.get({ driveId, fields }, options),
        );
        return {
          kind: 'shared drive',
          name: name ?? '',
          takesFiles: capabilities?.canAddChildren === true,
          isOpenToOthers: restrictions?.driveMembersOnly !== true && restrictions?.domainUsersOnly !== true,
        };
      } catch (error) {
        if (!(error instanceof EdgeError) || error.code !== 'not-found') throw error;
        const file = await google.ask('drive', 'always', (options) =>
          files.get({ fileId: driveId, fields: 'driveId', supportsAllDrives: true }, options),
        );
        if (file.driveId) throw error;
        return { kind: 'my drive' };
      }
    },

    async sheetsAnswer() {
      const { spreadsheets } = await google.sheets();
      try {
        await google.ask('workbook', 'always', (options) =>
          spreadsheets.get({ spreadsheetId: 'no-such-spreadsheet', fields: 'spreadsheetId' }, options),
        );
      } catch (error) {
        if (!(error instanceof EdgeError) || error.code !== 'not-found') throw error;
      }
    },

    async secret(name) {
      const path = `v1/projects/${project}/secrets/${name}/versions/latest:access`;
      const root = 'https://secretmanager.googleapis.com/';
      const { payload } = await request<{ payload?: { data?: string } }>('secret', 'GET', root, path);
      return Buffer.from(payload?.data ?? '', 'base64').toString();
    },

    async isStoreOpen() {
      const root = firestoreRoot ?? 'https://firestore.googleapis.com/';
      const url = `${root}v1/projects/${project}/databases/(default)/documents/alliances?pageSize=1`;
      try {
        const { status } = await fetch(url, { signal: AbortSignal.timeout(FIRESTORE_MILLISECONDS) });
        if (status === 200) return true;
        if (status === 401 || status === 403) return false;
        throw new Error(`HTTP ${status}`);
      } catch (cause) {
        const advice = 'Firestore could not be asked without an account. Try again later.';
        throw new EdgeError('unreachable', advice, { cause, retryable: true });
      }
    },
  };
}
