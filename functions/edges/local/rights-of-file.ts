import { execFile } from 'node:child_process';
import type { Stats } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { EdgeError } from '../ports.ts';

const COPIED = ['--attributes-only', '--preserve=mode,ownership,xattr', '--no-target-directory', '--'];
const BESIDE = 'or set “Checks beside the workbooks” in Settings to Yes';

/** A new file in its place would be one that may be changed. @throws EdgeError, and what the system says where this person may not write in it */
export async function refuseReadOnly(place: string, { mode }: Stats): Promise<void> {
  if ((mode & 0o222) === 0) {
    const advice = `"${basename(place)}" is marked as read-only, so it was left as it is. Take the mark away, ${BESIDE}.`;
    throw new EdgeError('not-allowed', advice);
  }
  await access(place, constants.W_OK);
}

/** Whether a new file would have another owner, as far as can be told without making one. */
export function isAnothers({ uid }: Stats): boolean {
  const own = process.geteuid?.() ?? null;
  return own !== null && own !== 0 && uid !== own;
}

/**
 * Gives a file that is to take another's place the rights of that one: owner and mode everywhere, and on Linux its list of rights and its
 * extended attributes, which Node does not reach. @throws EdgeError where they cannot be kept
 */
export async function giveRightsOf(place: string, file: string): Promise<void> {
  const isCopied = process.platform !== 'linux' || (await copyRights(place, file));
  const [wanted, got] = await Promise.all([stat(place), stat(file)]);
  if (isCopied && wanted.uid === got.uid && wanted.gid === got.gid && wanted.mode === got.mode) return;
  const advice = `"${basename(place)}" has an owner or rights that a new file would not get, so it was left as it is. Give it those of its folder, ${BESIDE}.`;
  throw new EdgeError('not-allowed', advice);
}

async function copyRights(place: string, file: string): Promise<boolean> {
  try {
    await promisify(execFile)('cp', [...COPIED, place, file]);
    return true;
  } catch (cause) {
    const { code, stderr } = cause as { readonly code?: unknown; readonly stderr?: string };
    // A small system has a small `cp`, or none, and files with nothing but a mode.
    return code === 'ENOENT' || /unrecognized option/.test(stderr ?? '');
  }
}
