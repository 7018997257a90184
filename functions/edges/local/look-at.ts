import { type BigIntStats, type Stats, statSync } from 'node:fs';
import { EdgeError } from '../ports.ts';

const LONGEST_SHOWN = 60;

/** What stands at a path, wherever links lead; null for nothing. @throws EdgeError with what to do, where nobody can tell. */
export function lookAt(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    throw unreachable(path, cause);
  }
}

/** Which file or folder stands at a path: another in its place is told from it. Null for none, and where nobody can tell. */
export function whichStandsAt(path: string): string | null {
  const found = foundAt(path);
  return found && `${found.dev}/${found.ino}`;
}

/** What stands at a path; null for nothing, and where nobody can tell, as on a drive that is gone. */
export function foundAt(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function unreachable(path: string, cause: unknown): EdgeError {
  const name = path.length <= LONGEST_SHOWN ? path : `${path.slice(0, LONGEST_SHOWN)}…`;
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM': {
      const advice = `${name} cannot be reached, as a folder on the way to it may not be entered. Ask for access to that folder.`;
      return new EdgeError('not-allowed', advice, { cause });
    }
    case 'ENAMETOOLONG': {
      const advice = `The name ${name} is longer than this computer allows. Use a shorter one.`;
      return new EdgeError('not-found', advice, { cause });
    }
    case 'ELOOP': {
      const advice = `${name} is a link that leads round in a circle. Name the folder or file itself.`;
      return new EdgeError('not-found', advice, { cause });
    }
    default: {
      const advice = `${name} cannot be looked at. Check its name, and that its disk or network drive is there.`;
      return new EdgeError('unreadable', advice, { cause });
    }
  }
}
