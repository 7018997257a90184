import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { HISTORY_FOLDER, isFolder } from '../../functions/edges/local/alliance-folder.ts';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { Refusal } from '../../functions/refusal.ts';
import { quoted } from '../console.ts';

/** Where `new` puts an alliance of one's own, and where `start` makes the sample while there is none. */
export const OWN_FOLDER = 'my-alliance';
export const SAMPLE_FOLDER = 'sample-alliance';

/** The folder every command works on unless told. Where one's own cannot be looked at, the command says so. */
export function usualFolder(): string {
  try {
    return isFolder(OWN_FOLDER) ? OWN_FOLDER : SAMPLE_FOLDER;
  } catch {
    return OWN_FOLDER;
  }
}

const USUALLY = `${OWN_FOLDER} if there is one, otherwise ${SAMPLE_FOLDER}`;

export function folderOption(): Option {
  return new Option('--folder <dir>', 'the alliance’s folder').default(usualFolder(), USUALLY);
}

/** For commands that are about Google where no folder is named. */
export const FOLDER_SAYS = `the alliance’s folder (default: ${USUALLY})`;

/** @throws Refusal with what to do, where there is no such folder. */
export function existingFolder(folder: string): string {
  if (isFolder(folder)) return folder;
  const advice = `There is no folder called ${folder}. Make one with “concordat start” or “concordat new”, or name another with --folder.`;
  throw new Refusal(advice);
}

/** A folder that was checked before, so that asking about the wrong one leaves nothing behind in it. @throws Refusal */
export function checkedFolder(folder: string): string {
  if (lookAt(join(existingFolder(folder), HISTORY_FOLDER)) !== null) return folder;
  const advice = `Nothing has been checked in ${folder} yet. Run “concordat start ${quoted(folder)}” first.`;
  throw new Refusal(advice);
}

/** @throws Refusal with what to do, where it cannot be made. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const taken = ['EEXIST', 'ENOTDIR'].includes(String((cause as NodeJS.ErrnoException).code));
    const advice = taken
      ? `${folder} cannot be a folder: there is a file of that name. Name another folder.`
      : `The folder ${folder} cannot be made. Choose a place that you may write in.`;
    throw new Refusal(advice, { cause });
  }
}
