import { basename, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { type RegisterEntry, registerOf } from '../../functions/documents/register.ts';
import { DOCUMENTS_FOLDER, documentsOf } from '../../functions/edges/local/documents-in-folder.ts';
import { asFolderName } from '../../functions/edges/local/file-names.ts';
import { writeWhole } from '../../functions/edges/local/write-whole.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { Refusal } from '../../functions/refusal.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { CHECKING_PAGE, readCheckingPage } from './checking-page-file.ts';

/** Every entry has this time, so that the same documents give the same bytes whenever and wherever they are put together. */
const ALWAYS = new Date(1980, 0, 1);
/** A PDF is compressed already. */
const AS_IT_IS = { mtime: ALWAYS, level: 0 } as const;

interface Wanted {
  readonly folder: string;
  readonly startYear: number;
  /** One school's alone; null for the alliance's own and everybody's, each school's in a folder. */
  readonly urn: string | null;
}

/**
 * Puts the documents of a year that stand, the newest issue of each, into one file with the page by which anybody can check them.
 * @returns where it is, and which are left out because they are not as they were issued, a sentence each
 * @throws Refusal where there is none; EdgeError where it cannot be written
 */
export async function writeZip(
  { folder, startYear, urn }: Wanted,
  store: Store,
): Promise<{ path: string; leftOut: string[] }> {
  const entries = (await registerOf(store, startYear)).filter((entry) => urn === null || entry.urn === urn);
  const files: Zippable = {};
  const leftOut: string[] = [];
  for (const entry of newestOfEach(entries)) {
    const bytes = await documentsOf(folder)(entry);
    const place = urn === null && entry.school !== null ? `${asFolderName(entry.school)}/` : '';
    if (bytes === null) leftOut.push(`Document ${entry.number} is not as it was issued, or is gone, and is left out.`);
    else files[`${place}${basename(entry.link.replaceAll('\\', '/'))}`] = [bytes, AS_IT_IS];
  }
  if (Object.keys(files).length === 0) throw new Refusal('There are no documents to put into a ZIP. Make some first.');
  const page = readCheckingPage(folder);
  if (page !== null) files[CHECKING_PAGE] = [new TextEncoder().encode(page), { mtime: ALWAYS }];
  const school = urn === null ? '' : `, ${asFolderName(entries[0]!.school!)}`;
  const path = join(folder, DOCUMENTS_FOLDER, `Documents ${yearLabel(startYear).replace('/', '-')}${school}.zip`);
  await writeWhole(path, zipSync(files));
  return { path, leftOut };
}

/** Without those that another issue has taken the place of. */
function newestOfEach(entries: readonly RegisterEntry[]): RegisterEntry[] {
  const replaced = new Set(entries.flatMap(({ replaces }) => replaces ?? []));
  return entries.filter(({ number }) => !replaced.has(number));
}
