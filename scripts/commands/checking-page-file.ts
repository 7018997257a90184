import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkingPage, issuedList } from '../../functions/documents/checking-page.ts';
import { wholeRegister } from '../../functions/documents/register.ts';
import { DOCUMENTS_FOLDER } from '../../functions/edges/local/documents-in-folder.ts';
import { browserFiles } from '../../functions/edges/local/status-server.ts';
import { writeWhole } from '../../functions/edges/local/write-whole.ts';
import type { Signer, Store } from '../../functions/edges/ports.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { decided } from '../../functions/workbooks/situation-of.ts';
import { allianceKey } from '../../functions/workbooks/workbook-key.ts';
import { allianceName } from '../../sheets-schema/core-settings.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';

/** In the folder of documents, to be given with them to whoever wants to know whether one is ours. */
export const CHECKING_PAGE = 'Is this document ours.html';

/** Writes the page where the register has changed since it was written. @throws EdgeError where it cannot be */
export async function writeCheckingPage(
  folder: string,
  { store, signer }: { readonly store: Store; readonly signer: Signer },
): Promise<void> {
  const entries = await wholeRegister(store);
  const year = Number(entries.at(-1)?.number.slice(0, 4));
  const list = issuedList(entries, await nameOfAlliance(store, year));
  if (list === null) return;
  const page = checkingPage(browserFiles().checkingPage, list, signer);
  const path = join(folder, DOCUMENTS_FOLDER, CHECKING_PAGE);
  if (contentOf(path) !== page) await writeWhole(path, page);
}

async function nameOfAlliance(store: Store, startYear: number): Promise<string> {
  const records = await latestRecords(store, allianceKey(startYear), [settingsTab.id]);
  return decided({ startYear }, records, [], allDeclared).held(allianceName).value;
}

/** The page as it was written last; null where there is none. */
export function readCheckingPage(folder: string): string | null {
  return contentOf(join(folder, DOCUMENTS_FOLDER, CHECKING_PAGE));
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
