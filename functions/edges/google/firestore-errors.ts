import { EdgeError } from '../ports.ts';

interface FirestoreFault {
  readonly code: EdgeError['code'];
  readonly advice: string;
  readonly retryable?: boolean;
}

const unreachable: FirestoreFault = {
  code: 'unreachable',
  advice: 'The store did not answer. Nothing is lost; it is tried again later.',
  retryable: true,
};
const busy: FirestoreFault = {
  code: 'busy',
  advice: 'The store is busy, or what it may do in a day is used up. Nothing is lost; it is tried again later.',
  retryable: true,
};
const notAllowed: FirestoreFault = {
  code: 'not-allowed',
  advice:
    'Concordat may not use its store. Give its service account the role "Cloud Datastore User" in the Google Cloud project.',
};
const notThere: FirestoreFault = {
  code: 'not-found',
  advice: 'The Google Cloud project has no Firestore database in native mode. Make one, as the guide for Google says.',
};

/** By gRPC's status code: https://grpc.io/docs/guides/status-codes/ */
const faults: Readonly<Record<number, FirestoreFault>> = {
  1: unreachable,
  2: unreachable,
  4: unreachable,
  5: notThere,
  7: notAllowed,
  8: busy,
  9: notThere,
  10: busy,
  13: unreachable,
  14: unreachable,
  15: {
    code: 'store-damaged',
    advice: 'The store has lost something it kept. The workbooks are not affected. Put it back from a backup.',
  },
  16: notAllowed,
};

export const ALREADY_EXISTS = 6;
/** The document is not at the version that was asked for: it is there, is not, or has moved on. */
const PRECONDITIONS: readonly (number | null)[] = [5, ALREADY_EXISTS, 9];

export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : null;
}

export function isPreconditionFault(error: unknown): boolean {
  return PRECONDITIONS.includes(statusOf(error));
}

/** What Firestore reported, as the port's error. Anything that is no fault of the outside world comes back as it is. */
export function faultOfFirestore(error: unknown): unknown {
  if (lacksCredentials(error)) return new EdgeError('not-allowed', notAllowed.advice, { cause: error });
  const fault = faults[statusOf(error) ?? 0];
  if (fault === undefined) return error;
  return new EdgeError(fault.code, fault.advice, { cause: error, retryable: fault.retryable ?? false });
}

/** The client reports missing credentials as an error without a status, or as a service that cannot be reached. */
function lacksCredentials(error: unknown): boolean {
  return error instanceof Error && /could not load the default credentials|invalid_grant/i.test(error.message);
}

/** @throws EdgeError `unreachable` when the work is not done in time; the client by itself goes on trying for ten minutes. */
export async function withinPatience<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EdgeError(unreachable.code, unreachable.advice, { retryable: true }));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
