import { type EdgeCode, EdgeError } from '../ports.ts';

/** What a request was about, for the advice. */
export type Subject = 'workbook' | 'drive' | 'feed' | 'queue' | 'account' | 'secret' | 'functions';

/** What came back instead of an answer. */
export interface Failure {
  /** The HTTP status; 0 where there was no answer at all. */
  readonly status: number;
  /** Google's own word for it, such as `rateLimitExceeded`, or the system's, such as `ECONNRESET`; empty where there is none. */
  readonly reason: string;
  readonly retryAfter: string | null;
  /** Google's words. They may quote what cells say, so they are for `cause` only. */
  readonly words: string;
}

/** An answer that came and is not what was asked for, such as half of one. */
export class NoAnswer extends Error {}

/** What the client says of an answer longer than it was told to read. */
const TOO_LONG = 'max-size';

const NO_CREDENTIALS =
  /could not load the default credentials|unable to read the credential file|does not contain a \w+ field/i;

/** There is nobody to ask Google as. The clients say so in words alone, and of a file that is no JSON as JSON.parse does. */
export function lacksCredentials(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return (
    NO_CREDENTIALS.test(error.message) ||
    (error instanceof SyntaxError && !('config' in error) && /\bJSON\b/.test(error.message))
  );
}

/** What failed outside; null where the fault is ours and must show as it is. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof NoAnswer) return { status: 0, reason: 'no answer', retryAfter: null, words: error.message };
  if (!(error instanceof Error) || !('config' in error)) return null;
  const { response, code, cause } = error as Error & { response?: AnswerLike; code?: unknown };
  if (!response || response.status < 400) {
    const reason = response ? TOO_LONG : textOf(code) || textOf(fieldOf(cause, 'type'));
    return { status: 0, reason, retryAfter: null, words: error.message };
  }
  const said = saidIn(response.data);
  const retryAfter = response.headers?.get('retry-after') ?? null;
  return { status: response.status, reason: said.reason, retryAfter, words: said.words || error.message };
}

interface AnswerLike {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: { get(name: string): string | null };
}

/** Google's JSON errors: the reason of the first error, or the status word; of the account's own service, its `error`. */
function saidIn(data: unknown): { reason: string; words: string } {
  const error = fieldOf(data, 'error');
  if (typeof error === 'string') return { reason: error, words: textOf(fieldOf(data, 'error_description')) };
  const errors = fieldOf(error, 'errors');
  const details = fieldOf(error, 'details');
  const listed = [errors, details].flatMap((list) => (Array.isArray(list) ? list : []));
  const reason = listed.map((one) => textOf(fieldOf(one, 'reason'))).find((one) => one !== '' && one !== 'badRequest');
  return { reason: reason ?? textOf(fieldOf(error, 'status')), words: textOf(fieldOf(error, 'message')) };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const RATE =
  /^(?:rateLimitExceeded|userRateLimitExceeded|dailyLimitExceeded|quotaExceeded|sharingRateLimitExceeded|RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED)$/i;
const FULL = /^(?:storageQuotaExceeded|teamDriveFileLimitExceeded|numChildrenInNonRootLimitExceeded)$/;
const SWITCHED_OFF = /^(?:SERVICE_DISABLED|accessNotConfigured)$/;
const TOO_NARROW = /^(?:ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions)$/;
/** The right to act as another account, which Google names in words only. */
const IMPERSONATION = /\biam\.serviceAccounts\.getAccessToken\b/;
/** A range that somebody keeps others from editing, which Google names in words only. */
const PROTECTED = /\bprotected cell or object\b/i;
/** The request never left, so it cannot have done anything. */
const NOT_SENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)$/;

function isTooMuch({ status, reason }: Failure): boolean {
  return status === 429 || (status === 403 && RATE.test(reason));
}

/** Trying again later may help. */
export function isPassing(failure: Failure): boolean {
  if (failure.reason === TOO_LONG) return false;
  return isTooMuch(failure) || failure.status === 0 || failure.status === 408 || failure.status >= 500;
}

/** Nothing was done: the request was turned away or never arrived. */
export function isUndone(failure: Failure): boolean {
  return isTooMuch(failure) || (failure.status === 0 && NOT_SENT.test(failure.reason));
}

const NOT_FOUND: Readonly<Record<Subject, string>> = {
  workbook:
    'The spreadsheet is not there, or no longer shared with Concordat. Take it out of the bin, or share it again as Editor.',
  drive:
    'The folder on the shared drive is not there, or Concordat may not see it. Make Concordat’s account a Content manager of the drive.',
  feed: 'The shared drive is not there, or Concordat may not see it. Make Concordat’s account a Content manager of the drive.',
  queue: 'Google’s queue of tasks is not there. Deploy Concordat again; it makes what is missing.',
  account: 'Google does not know the account. Sign in again, as docs/google.md says.',
  secret: 'The secret is not there. Deploy Concordat again; it makes what is missing.',
  functions: 'The functions are not there. Deploy Concordat; it makes what is missing.',
};
const NOT_ALLOWED: Readonly<Record<Subject, string>> = {
  workbook: 'Concordat may not read or change the spreadsheet. Share it with Concordat’s account as Editor.',
  drive: 'Concordat may not put files on the shared drive. Make its account a Content manager of the drive.',
  feed: 'Concordat may not see what changes on the shared drive. Make its account a Content manager of the drive.',
  queue: 'Concordat may not add to its queue of tasks. Deploy it again; that gives the rights that are missing.',
  account: 'Google does not let the account say whose it is. Sign in again, as docs/google.md says.',
  secret: 'Concordat may not read the secret. Deploy it again; that gives the rights that are missing.',
  functions:
    'Concordat may not see how its functions are set up. Deploy it again; that gives the rights that are missing.',
};
const TOO_LARGE: Readonly<Record<Subject, string>> = {
  workbook: 'The spreadsheet is larger than Concordat reads. Move old rows to a workbook of their own.',
  drive: 'The document is larger than Google takes.',
  feed: 'Google’s list of changes is larger than Concordat reads.',
  queue: 'The task is larger than Google takes.',
  account: 'Google’s answer is larger than Concordat reads.',
  secret: 'The secret is larger than Concordat reads.',
  functions: 'Google’s answer is larger than Concordat reads.',
};

interface Fault {
  readonly code: EdgeCode;
  readonly advice: string;
  readonly retryable?: boolean;
}

function faultOf(failure: Failure, subject: Subject): Fault {
  const { status, reason } = failure;
  if (isTooMuch(failure)) {
    const advice = 'Google asks for a pause: too much was asked of it this minute. It passes within a minute.';
    return { code: 'busy', advice, retryable: true };
  }
  if (reason === TOO_LONG) return { code: 'too-large', advice: TOO_LARGE[subject] };
  if (isPassing(failure)) {
    const advice =
      'Google could not be reached or did not answer in time. The functions try again by themselves; at a command line, check the network and run it again.';
    return { code: 'unreachable', advice, retryable: true };
  }
  if (FULL.test(reason)) {
    const advice =
      reason === 'storageQuotaExceeded'
        ? 'Concordat’s account has no storage of its own, so its files must go to a shared drive. Check that the folder is on one.'
        : 'The shared drive or its folder is full. Move or delete old files.';
    return { code: 'no-space', advice };
  }
  if (subject === 'feed' && (status === 400 || status === 410)) {
    return {
      code: 'feed-lost',
      advice: 'Google no longer knows how far its changes were read. Every workbook is looked at.',
    };
  }
  if (status === 404 || status === 410) return { code: 'not-found', advice: NOT_FOUND[subject] };
  if (SWITCHED_OFF.test(reason)) {
    const advice =
      'This Google service is not switched on in the project. Deploy Concordat again; that switches it on.';
    return { code: 'not-allowed', advice };
  }
  if (IMPERSONATION.test(failure.words)) {
    const advice =
      'Whoever signed in may not act as Concordat’s account. docs/google.md says which role they need, and on what.';
    return { code: 'not-allowed', advice };
  }
  if (TOO_NARROW.test(reason)) {
    const advice =
      'Whoever signed in was not asked for enough. Sign in again with the scopes that docs/google.md names.';
    return { code: 'not-allowed', advice };
  }
  if (reason === 'invalidSharingRequest') {
    const advice = 'This address has no Google account, so nothing can be shared with it. Ask for one that has.';
    return { code: 'not-allowed', advice };
  }
  if (reason.startsWith('push.')) {
    const advice = 'Google sends no notices to this address. Nothing is lost: changes are looked for every minute.';
    return { code: 'not-allowed', advice };
  }
  if (status === 401 || reason === 'invalid_grant' || reason === 'unauthorized_client') {
    const advice = 'Google does not accept the account Concordat runs as. Deploy it again, or ask whoever set it up.';
    return { code: 'not-allowed', advice };
  }
  if (status === 403) return { code: 'not-allowed', advice: NOT_ALLOWED[subject] };
  if (status === 413) return { code: 'too-large', advice: TOO_LARGE[subject] };
  if (subject === 'workbook' && status === 400 && PROTECTED.test(failure.words)) {
    const advice =
      'Somebody has protected a tab that Concordat fills in. In Data › Protect sheets and ranges, take away every protection that does not say “Concordat fills in this tab.”.';
    return { code: 'not-allowed', advice };
  }
  if (subject === 'workbook' && /^failed_?precondition$/i.test(reason)) {
    const advice = 'This file is not a Google spreadsheet. Open it in Google Sheets and save it as one.';
    return { code: 'not-a-workbook', advice };
  }
  return {
    code: 'unreadable',
    advice: 'Google refused what Concordat asked for. This is a fault in Concordat; please report it.',
  };
}

/** The port's error. Its cause holds the status, the reason and Google's words, and nothing of the request that was sent. */
export function edgeError(failure: Failure, subject: Subject): EdgeError {
  const { code, advice, retryable = false } = faultOf(failure, subject);
  const cause = new Error(`HTTP ${failure.status} ${failure.reason}: ${failure.words}`);
  return new EdgeError(code, advice, { cause, retryable });
}
