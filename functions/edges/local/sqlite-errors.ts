import { ZodError } from 'zod';
import { EdgeError } from '../ports.ts';

interface SqliteFault {
  readonly code: EdgeError['code'];
  readonly advice: string;
  readonly retryable?: boolean;
}

const readOnly: SqliteFault = {
  code: 'not-allowed',
  advice: 'Concordat may not write to its store. Check that the file and its folder are not read-only.',
};
const busy: SqliteFault = {
  code: 'open-elsewhere',
  advice: 'Another program is using the store. Try again in a minute.',
  retryable: true,
};
const notAStore: SqliteFault = {
  code: 'store-damaged',
  advice: "The file in the store's place is not a store, or is damaged beyond reading. Put it back from a backup.",
};
const damaged: SqliteFault = {
  code: 'store-damaged',
  advice: "The store's file is damaged. The workbooks are not affected. Put the file back from a backup.",
};

/** By SQLite's primary result code: https://www.sqlite.org/rescode.html */
const faults: Readonly<Record<number, SqliteFault>> = {
  3: readOnly,
  5: busy,
  6: busy,
  8: readOnly,
  10: {
    code: 'unreadable',
    advice:
      'The disk did not read or write the store as it should. Check the disk or the network drive, then try again.',
    retryable: true,
  },
  11: damaged,
  13: {
    code: 'no-space',
    advice: 'The disk is full. Free some space and try again; nothing is lost.',
    retryable: true,
  },
  14: {
    code: 'not-found',
    advice: 'The store could not be opened. Check that its folder is there and that you may use it.',
  },
  18: { code: 'too-large', advice: 'Something is too large for the store to keep.' },
  26: notAStore,
};

/** What SQLite reported when our tables were asked for: those of another program are no store of ours. */
export function asErrorOfTables(error: unknown): unknown {
  const isOther = error instanceof Error && 'errcode' in error && error.errcode === 1;
  return isOther ? new EdgeError(notAStore.code, notAStore.advice, { cause: error }) : error;
}

/** What a look at every page found. */
export function damagedStore(): EdgeError {
  return new EdgeError(damaged.code, damaged.advice);
}

/** Somebody put into the store what acts by itself. */
export function notOurs(): EdgeError {
  const advice =
    'Something was added to the store that changes by itself what is written there. Put the file back from a backup.';
  return new EdgeError(damaged.code, advice);
}

/** The file that was opened stands in its place no more: what were written into it would be lost. */
export function replacedStore(): EdgeError {
  const advice =
    'The history that was opened is not in its place any more, or another is there. Nothing is kept until it is opened anew.';
  return new EdgeError('changed-meanwhile', advice);
}

/** The store of a version of ours that kept blobs without salts. */
export function olderStore(cause: unknown): EdgeError {
  const advice =
    'This history was begun by an earlier version of Concordat, which this one cannot go on with. Nothing was changed. Move the ' +
    'folder it stands in elsewhere, and “concordat start --new-history” begins a new one.';
  return new EdgeError('not-allowed', advice, { cause });
}

/** What SQLite reported, as the port's error. Anything that is no fault of the outside world comes back as it is. */
export function faultOfSqlite(error: unknown): unknown {
  // Tables that another program made may hold another kind of value.
  if (error instanceof ZodError) return new EdgeError(damaged.code, damaged.advice, { cause: error });
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  // The low byte is the primary code; the rest only refines it.
  const fault = faults[error.errcode & 0xff];
  if (fault === undefined) return error;
  return new EdgeError(fault.code, fault.advice, { cause: error, retryable: fault.retryable ?? false });
}
