import { join } from 'node:path';
import {
  checksBesideIn,
  HISTORY_FILE,
  HISTORY_FOLDER,
  isFolder,
  issuedIn,
  workbooksIn,
} from '../functions/edges/local/alliance-folder.ts';
import { lookAt } from '../functions/edges/local/look-at.ts';
import { openSqliteStore } from '../functions/edges/local/sqlite-store.ts';
import { workbookFiles } from '../functions/edges/local/workbook-files.ts';
import { EdgeError } from '../functions/edges/ports.ts';
import { wasChecked } from '../functions/sync/was-checked.ts';
import { counted } from '../sheets-schema/wording.ts';
import { quoted } from './commands/folder-option.ts';

/**
 * What is missing where workbooks or documents show that a folder had a history that is not there now, and how to put it back; null
 * where there is one, and where there never was. A key beside an empty store is what a first run leaves that was stopped.
 */
export async function lostHistory(folder: string): Promise<string | null> {
  if (!isFolder(folder) || (await hasHistory(folder))) return null;
  const [checked, issued] = [await checkedWorkbooks(folder), issuedIn(folder).length];
  const signs = [
    ...(checked > 0 ? [`${counted(checked, 'workbook was', 'workbooks were')} checked before`] : []),
    ...(issued > 0 ? [`${counted(issued, 'document was', 'documents were')} issued`] : []),
  ];
  // Another Concordat may have begun while the workbooks were read.
  if (signs.length === 0 || (await hasHistory(folder))) return null;
  const file = join(folder, HISTORY_FOLDER, HISTORY_FILE);
  const missing = lookAt(file) === null ? `${file} is missing` : `${file} holds no history`;
  return (
    `${missing}, though here ${signs.join(' and ')}. Put the whole folder ${HISTORY_FOLDER} back from a backup. Where there is none, ` +
    `“concordat start ${quoted(folder)} --new-history” begins a new history; what was issued before cannot be verified with it.`
  );
}

/** @throws EdgeError `not-found` with what is missing and how to put it back */
export async function refuseWithoutHistory(folder: string): Promise<void> {
  const lost = await lostHistory(folder);
  if (lost !== null) throw new EdgeError('not-found', lost);
}

async function hasHistory(folder: string): Promise<boolean> {
  const file = join(folder, HISTORY_FOLDER, HISTORY_FILE);
  if ((lookAt(file)?.size ?? 0) === 0) return false;
  const store = openSqliteStore(file);
  try {
    return (await store.list('head/', { limit: 1 })).length > 0;
  } finally {
    await store.close();
  }
}

async function checkedWorkbooks(folder: string): Promise<number> {
  let checked = checksBesideIn(folder).length;
  for (const place of workbooksIn(folder)) {
    // One that cannot be read says nothing, and is told of when it is checked.
    const reading = await workbookFiles()
      .read(place)
      .catch(() => null);
    if (reading !== null && wasChecked(reading.tabs)) checked += 1;
  }
  return checked;
}
