import { Option } from 'commander';
import { isFolder } from '../../functions/edges/local/alliance-folder.ts';
import { EdgeError } from '../../functions/edges/ports.ts';

export const SAMPLE_FOLDER = 'sample-alliance';

/** The folder every command works on unless told: the one `start` makes. */
export function folderOption(): Option {
  return new Option('--folder <dir>', 'the alliance’s folder').default(SAMPLE_FOLDER);
}

/** @throws EdgeError `not-found` with what to do, where there is no such folder. */
export function existingFolder(folder: string): string {
  if (isFolder(folder)) return folder;
  const advice = `There is no folder called ${folder}. Make one with “concordat start” or “concordat new”, or name another with --folder.`;
  throw new EdgeError('not-found', advice);
}
