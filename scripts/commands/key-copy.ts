import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { secretOf } from '../../functions/edges/history-secret.ts';
import { HISTORY_FILE, keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import { keyTexts, noteCopy, takeInKeys } from '../../functions/edges/local/key-file.ts';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { isSealed, sealKeys, unsealKeys } from '../../functions/edges/local/sealed-keys.ts';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { refuseNewerHistory } from '../../functions/history/read-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import { answer, type ExitStatus, quoted, run } from '../console.ts';
import { historySecret } from '../doctor/newest-key.ts';
import { checkedFolder, usualFolder } from './folder-option.ts';
import { isOnGoogle, type WhichHistory } from './kept-history.ts';
import { askNewPassphrase, askPassphrase } from './passphrase.ts';
import { todayInLondon } from './today.ts';

/** `concordat key export FILE` */
export function keyExportCommand(): Command {
  return new Command('export')
    .description(
      'Writes the key and the secret of the history into a file, sealed under a passphrase that it asks for.',
    )
    .argument('<file>', 'a file that is not there yet')
    .addHelpText('after', '\nExample:\n  npx concordat key export harrowdale-key.json --folder my-alliance')
    .action((file: string, _: unknown, command: Command) => run(() => exportKeys(file, command.optsWithGlobals())));
}

/** `concordat key import FILE` */
export function keyImportCommand(): Command {
  return new Command('import')
    .description('Takes in the key and the secret of the history from a file that “concordat key export” wrote.')
    .argument('<file>', 'the file')
    .addHelpText('after', '\nExample:\n  npx concordat key import harrowdale-key.json --folder my-alliance')
    .action((file: string, _: unknown, command: Command) => run(() => importKeys(file, command.optsWithGlobals())));
}

async function exportKeys(file: string, which: WhichHistory): Promise<ExitStatus> {
  const folders = keyFoldersOf(folderMeant(which));
  await refuseNewerIn(folders.history);
  const taken = `There is a file ${file} already. Name another.`;
  if (lookAt(file) !== null) throw new Refusal(taken);
  const { keyId, ...texts } = keyTexts(folders, todayInLondon());
  const sealed = sealKeys(texts, await askNewPassphrase());
  try {
    writeFileSync(file, sealed, { flag: 'wx', mode: 0o600, flush: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw new Refusal(taken, { cause });
    throw new Refusal(`${file} cannot be written. Name a file in a folder that you may write in.`, { cause });
  }
  noteCopy(folders, keyId, todayInLondon());
  answer(`Wrote key ${keyId} and the secret of the history into ${file}.`);
  answer('Keep the file and the passphrase apart: together they open it, and nothing else does.');
  return 0;
}

async function importKeys(file: string, which: WhichHistory): Promise<ExitStatus> {
  const folder = folderMeant(which);
  const folders = keyFoldersOf(folder);
  await refuseNewerIn(folders.history);
  const texts = unsealKeys(readSealed(file), await askPassphrase());
  if (typeof texts === 'string')
    throw new Refusal('That is not the passphrase of this file, or the file was altered. Nothing was changed.');
  await refuseOtherSecret(texts.historySecret, folders.history);
  const { place, keyId, replacedBy } = takeInKeys(folders, texts);
  if (replacedBy === null) {
    answer(`Key ${keyId} and the secret of the history lie in ${place} now.`);
    return 0;
  }
  answer(`The secret of the history lies in ${place} now. Key ${keyId} was left out, as ${replacedBy} replaced it.`);
  answer(
    `Export ${replacedBy} where it is. Where it is lost, “concordat key --lost --folder ${quoted(folder)}” makes a new one.`,
  );
  return 1;
}

/** @throws Refusal where an alliance on Google is meant */
function folderMeant(which: WhichHistory): string {
  if (!isOnGoogle(which)) return checkedFolder(which.folder ?? usualFolder());
  throw new Refusal('On Google the key is kept by Secret Manager. Name a folder on this computer with --folder.');
}

function readSealed(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Refusal(`${file} cannot be read. Check its name.`, { cause });
  }
  if (isSealed(text)) return text;
  throw new Refusal(`${file} is no file that “concordat key export” wrote. Name the one that it wrote.`);
}

/** @throws Refusal where the history was kept under another secret, or the text is none */
async function refuseOtherSecret(text: string, history: string): Promise<void> {
  const file = join(history, HISTORY_FILE);
  if (lookAt(file) === null) return;
  const store = openSqliteStore(file);
  try {
    const { mend } = await historySecret(secretOf(text), [store], 'Name the file that belongs to it.');
    if (mend !== null)
      throw new Refusal(
        `The secret in that file is not the one this history was kept under. Nothing was changed. ${mend}`,
      );
  } finally {
    await store.close();
  }
}

/** A newer program may keep its keys in another way. @throws Refusal `newer` */
export async function refuseNewerIn(history: string): Promise<void> {
  const file = join(history, HISTORY_FILE);
  if (lookAt(file) === null) return;
  const store = openSqliteStore(file);
  try {
    await refuseNewerHistory(store);
  } finally {
    await store.close();
  }
}
