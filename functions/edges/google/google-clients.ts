import type { drive_v3 } from '@googleapis/drive/build/v3.js';
import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import type { GoogleAuth, OAuth2Client } from 'google-auth-library';
import { EdgeError } from '../ports.ts';
import {
  edgeError,
  failureOf,
  isPassing,
  isUndone,
  lacksCredentials,
  NoAnswer,
  type Subject,
} from './google-errors.ts';
import { askedPause, type Clockwork, type Patience, withPatience } from './retry.ts';

/** An answer beyond this is not read. A school's workbook stays below a hundredth. */
const MOST_BYTES = 64 * 1024 * 1024;

const NOBODY =
  'Nobody is signed in to Google on this computer, or the file that GOOGLE_APPLICATION_CREDENTIALS names is no key. Sign in, as docs/google.md says.';

export interface GoogleSetUp {
  readonly account: GoogleAuth | OAuth2Client;
  /** Where Google's services are, with a stroke at the end; Google's own addresses unless told. */
  readonly rootUrl?: string;
  readonly patience: Patience;
  readonly clockwork: Clockwork;
}

/** What a single attempt is told besides its parameters. */
export interface AttemptOptions {
  readonly timeout: number;
  readonly maxContentLength: number;
  /** Media uploads know it only from here. */
  readonly rootUrl?: string;
}

/**
 * `always`: doing it twice comes to the same, so it is repeated where an answer was lost. `if-undone`: it is repeated only where Google turned it
 * away or it never left, since otherwise it may have been done.
 */
export type Repeat = 'always' | 'if-undone';

export interface Google {
  readonly account: GoogleAuth | OAuth2Client;
  readonly rootUrl: string | null;
  /** Loaded when first asked for: a function that answers without them starts sooner. A bundle gives such modules as `default` only. */
  sheets(): Promise<sheets_v4.Sheets>;
  drive(): Promise<drive_v3.Drive>;
  /** One request, repeated while that is right and may help. Gives the answer's body. @throws EdgeError */
  ask<T>(subject: Subject, repeat: Repeat, request: (options: AttemptOptions) => Promise<{ data: T }>): Promise<T>;
}

export function openGoogle({ account, rootUrl, patience, clockwork }: GoogleSetUp): Google {
  // The client's own retries ignore Retry-After and give up after two seconds.
  const options = { auth: account, retry: false, ...(rootUrl === undefined ? {} : { rootUrl }) };
  let sheets: Promise<sheets_v4.Sheets> | undefined;
  let drive: Promise<drive_v3.Drive> | undefined;
  return {
    account,
    rootUrl: rootUrl ?? null,
    sheets() {
      sheets ??= import('@googleapis/sheets/build/v4.js').then(
        (module) => new module.default.sheets_v4.Sheets(options),
      );
      return sheets;
    },
    drive() {
      drive ??= import('@googleapis/drive/build/v3.js').then((module) => new module.default.drive_v3.Drive(options));
      return drive;
    },
    async ask(subject, repeat, request) {
      const attempt = async (timeout: number) => {
        const { data } = await request({
          timeout,
          maxContentLength: MOST_BYTES,
          ...(rootUrl === undefined ? {} : { rootUrl }),
        });
        // What is no JSON although it should be is given as text.
        if (typeof data === 'string' && data !== '') throw new NoAnswer('The answer could not be read.');
        return data;
      };
      const worthAnother = (error: unknown) => {
        const failure = failureOf(error);
        if (!failure || !isPassing(failure) || (repeat === 'if-undone' && !isUndone(failure))) return null;
        return askedPause(failure.retryAfter, clockwork.now());
      };
      try {
        return await withPatience(attempt, worthAnother, patience, clockwork);
      } catch (error) {
        if (lacksCredentials(error)) throw new EdgeError('not-allowed', NOBODY, { cause: error });
        const failure = failureOf(error);
        throw failure ? edgeError(failure, subject) : error;
      }
    },
  };
}
