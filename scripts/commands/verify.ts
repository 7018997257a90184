import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { issuesInHistory, registerOf } from '../../functions/documents/register.ts';
import { HISTORY_FOLDER, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { EdgeError, type Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { trustedKeys } from '../../functions/history/public-keys.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { moment } from '../../functions/sync/own-tabs/start-here.ts';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run } from '../console.ts';
import { checkedFolder, folderOption } from './folder-option.ts';
import { keptHeads, keptWorkbooks, schoolOption } from './kept-workbooks.ts';

interface VerifyOptions {
  readonly folder: string;
  readonly school?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Checks that the history is whole and unaltered: every snapshot, every row kept in it, every signature.',
    )
    .argument('[file]', 'a document (.pdf): says whether it is ours and unaltered')
    .addOption(schoolOption())
    .addOption(folderOption())
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat verify\n  npx concordat verify "Contribution statement.pdf"\n\nExit status 1 names the first snapshot that does not fit.',
    )
    .action((file: string | undefined, options: VerifyOptions) =>
      run(() => (file === undefined ? verify(options) : verifyDocument(file, options))),
    );
}

async function verify({ folder, school }: VerifyOptions): Promise<ExitStatus> {
  const { store } = openAllianceFolder(checkedFolder(folder));
  try {
    const keys = trustedKeys(readPublicKeys(join(folder, HISTORY_FOLDER)));
    let sound = true;
    for (const { key, name } of await workbooksToVerify(store, school)) {
      const result = await verifyHistory(store, key, keys);
      if (result.ok && !(await registerFits(store, key))) {
        sound = false;
        answer(`${name}: the register of documents is not what the history says. Put back the store from a backup.`);
      } else if (result.ok) answer(`${name}: ${counted(result.snapshots, 'snapshot')} in order, head ${result.head}`);
      else {
        sound = false;
        const which = result.sequence === null ? 'A snapshot' : `Snapshot ${result.sequence}`;
        answer(`${name}: ${which}${result.at ? ` of ${moment(result.at)}` : ''} does not fit. ${result.reason}`);
      }
    }
    return sound ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Names are looked up in the history itself. Where it is damaged they are done without, as that must not stop this. */
async function workbooksToVerify(store: Store, school: string | undefined): Promise<{ key: string; name: string }[]> {
  try {
    return await keptWorkbooks(store, school);
  } catch (error) {
    if (!(error instanceof EdgeError && error.code === 'store-damaged') || school !== undefined) throw error;
    return (await keptHeads(store)).map((key) => ({ key, name: key }));
  }
}

/** Whether each issue in the history stands in the register unchanged. Issues since the last check are not in the history yet. */
async function registerFits(store: Store, key: string): Promise<boolean> {
  const year = /^alliance-(\d{4})$/.exec(key)?.[1];
  if (year === undefined) return true;
  const listed = new Map((await registerOf(store, Number(year))).map((entry) => [entry.number, canonicalText(entry)]));
  return (await issuesInHistory(store, key)).every((entry) => listed.get(entry.number) === canonicalText(entry));
}

/** A document is ours and unaltered when a history that is whole and signed lists these very bytes. */
async function verifyDocument(file: string, { folder }: VerifyOptions): Promise<ExitStatus> {
  const { store } = openAllianceFolder(checkedFolder(folder));
  try {
    const sha256 = hash('sha256', readDocument(file));
    const keys = trustedKeys(readPublicKeys(join(folder, HISTORY_FOLDER)));
    for (const key of (await keptHeads(store)).filter((one) => one.startsWith('alliance-'))) {
      const history = await verifyHistory(store, key, keys);
      if (!history.ok) {
        answer(`Whether ${file} is ours cannot be told, as the history does not fit. Run “concordat verify”.`);
        return 1;
      }
      const entry = (await issuesInHistory(store, key)).find((issue) => issue.sha256 === sha256);
      if (!entry) continue;
      answer(`${file} is document ${entry.number}, issued on ${longDate(entry.issuedOn)}, and is unaltered.`);
      answer(`It was made from snapshot ${entry.snapshot}, and the history that lists it is whole and signed.`);
      return 0;
    }
    answer(
      `${file} is not a document issued here, or it was altered since. One made since the last check is listed after “concordat start”.`,
    );
    return 1;
  } finally {
    await store.close();
  }
}

function readDocument(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new EdgeError('unreadable', `${file} cannot be read. Check its name.`, { cause });
  }
}
