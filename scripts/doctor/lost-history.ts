import { join } from 'node:path';
import { HISTORY_FILE, HISTORY_FOLDER, isFolder } from '../../functions/edges/local/alliance-folder.ts';
import { issuedIn } from '../../functions/edges/local/documents-in-folder.ts';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { checksBesideIn, workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { Refusal } from '../../functions/refusal.ts';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { isSchools } from '../../functions/workbooks/kinds.ts';
import { wasChecked } from '../../functions/workbooks/was-checked.ts';
import { ownerOfKey, workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { fileName, lastReadFrom } from '../../functions/workbooks/workbook-places.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { quoted } from '../console.ts';

/**
 * What is missing where workbooks or documents show that a folder had a history that is not there now, and how to put it back; null
 * where there is one, and where there never was. A key beside an empty store is what a first run leaves that was stopped.
 */
export async function lostHistory(folder: string): Promise<string | null> {
  if (!isFolder(folder)) return null;
  const kept = await keptIn(folder);
  if (kept !== null) return (await isAnothers(kept, folder)) ? anothersHistory(folder) : null;
  const checked = checksBesideIn(folder).length + (await checkedWorkbooks(folder)).length;
  const issued = issuedIn(folder).length;
  const signs = [
    ...(checked > 0 ? [`${counted(checked, 'workbook was', 'workbooks were')} checked before`] : []),
    ...(issued > 0 ? [`${counted(issued, 'document was', 'documents were')} issued`] : []),
  ];
  // Another Concordat may have begun while the workbooks were read.
  if (signs.length === 0 || (await keptIn(folder)) !== null) return null;
  const file = join(folder, HISTORY_FOLDER, HISTORY_FILE);
  const missing = lookAt(file) === null ? `${file} is missing` : `${file} holds no history`;
  return (
    `${missing}, though here ${signs.join(' and ')}. Put the whole folder ${HISTORY_FOLDER} back from a backup. Where there is none, ` +
    `“concordat start ${quoted(folder)} --new-history” begins a new history; what was issued before cannot be verified with it.`
  );
}

function anothersHistory(folder: string): string {
  return (
    `${join(folder, HISTORY_FOLDER)} holds the history of other schools than those whose workbooks are here. Put this alliance’s ` +
    `own ${HISTORY_FOLDER} back, or name the folder that this one belongs to.`
  );
}

/** @throws Refusal with what is missing and how to put it back */
export async function refuseWithoutHistory(folder: string): Promise<void> {
  const lost = await lostHistory(folder);
  if (lost !== null) throw new Refusal(lost);
}

/** The same where a new history may begin: not in that of other schools. @throws Refusal */
export async function refuseAnothersHistory(folder: string): Promise<void> {
  const kept = await keptIn(folder);
  if (kept !== null && (await isAnothers(kept, folder))) throw new Refusal(anothersHistory(folder));
}

interface Kept {
  /** Keys of workbooks with a history. */
  readonly heads: readonly string[];
  /** Names of the files that schools' workbooks were last read from. */
  readonly files: readonly string[];
}

/** What the store of a folder knows; null where it has no history. */
async function keptIn(folder: string): Promise<Kept | null> {
  const file = join(folder, HISTORY_FOLDER, HISTORY_FILE);
  if ((lookAt(file)?.size ?? 0) === 0) return null;
  const store = openSqliteStore(file);
  try {
    const heads = (await store.list('head/')).map(({ key }) => key.slice('head/'.length));
    const files = [...(await lastReadFrom(store))].flatMap(([key, place]) =>
      isOfSchool(key) && place.file !== null ? [place.file] : [],
    );
    return heads.length === 0 ? null : { heads, files };
  } finally {
    await store.close();
  }
}

/** Whether none of the schools' files that the store knows is there, and of none of those that were checked is anything kept. */
async function isAnothers({ heads, files }: Kept, folder: string): Promise<boolean> {
  const there = new Set(workbooksIn(folder).map(fileName));
  if (files.length === 0 || files.some((file) => there.has(fileName(file)))) return false;
  const schools = (await checkedWorkbooks(folder)).filter(isOfSchool);
  return schools.length > 0 && schools.every((key) => !heads.includes(key));
}

function isOfSchool(key: string): boolean {
  const owner = ownerOfKey(key);
  return owner !== null && isSchools(owner.kind);
}

/** Keys of the workbooks that show that they were checked before. */
async function checkedWorkbooks(folder: string): Promise<string[]> {
  const checked: string[] = [];
  for (const place of workbooksIn(folder)) {
    // One that cannot be read says nothing, and is told of when it is checked.
    const reading = await workbookFiles()
      .read(place)
      .catch(() => null);
    if (reading === null || !wasChecked(reading.tabs)) continue;
    const identity = identifyWorkbook(reading.tabs);
    checked.push('unknown' in identity ? '' : workbookKey(identity));
  }
  return checked;
}
