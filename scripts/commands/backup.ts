import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { HISTORY_FILE, HISTORY_FOLDER } from '../../functions/edges/local/alliance-folder.ts';
import { asFolderName } from '../../functions/edges/local/file-names.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { copySqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { Refusal } from '../../functions/refusal.ts';
import { answer, type ExitStatus, run } from '../console.ts';
import { checkedFolder, folderOption, makeFolder } from './folder-option.ts';

interface BackupOptions {
  readonly folder: string;
}

export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'Puts a dated copy of the history where you say, also while Concordat runs, and replaces nothing there.',
    )
    .argument('<to>', 'the folder to put it into, on another disk than the alliance’s')
    .addOption(folderOption())
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat backup /media/stick --folder my-alliance\n\nA copy holds all rows that were kept, and neither the key that signs nor the secret of the history.',
    )
    .action((to: string, { folder }: BackupOptions) => run(async () => backup(folder, to, new Date())));
}

/** What is being made is named so, beside where it will stand. */
const UNFINISHED = '.concordat-new-';

function backup(folder: string, to: string, now: Date): ExitStatus {
  const hidden = join(checkedFolder(folder), HISTORY_FOLDER);
  const name = asFolderName(`${basename(resolve(folder))} history ${inLondon(now)}`);
  const place = join(to, name);
  if (existsSync(place)) throw new Refusal(`${place} is there already. Try again in a minute, or name another folder.`);
  makeFolder(to);
  const unfinished = join(to, `${UNFINISHED}${name}`);
  try {
    makeFolder(unfinished);
    copySqliteStore(join(hidden, HISTORY_FILE), join(unfinished, HISTORY_FILE));
    const keys = `${JSON.stringify(readPublicKeys(hidden), null, 2)}\n`;
    writeFileSync(join(unfinished, 'public-keys.json'), keys, { flush: true });
    writeFileSync(join(unfinished, 'READ ME.txt'), HOW_TO_GO_ON, { flush: true });
    renameSync(unfinished, place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  answer(`Copied  ${place}`);
  answer('It is whole, as far as its pages tell; READ ME.txt in it says how to go on from it.');
  answer('The signing key and the secret of the history are not in it: keep a copy of them apart from it.');
  return 0;
}

/** "2026-11-03 1432": no system minds it in a name. */
function inLondon(now: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
  return parts.format(now).replace(':', '');
}

const HOW_TO_GO_ON = `A copy of the history of an alliance, as Concordat kept it: history.sqlite, and
the list of public keys that its snapshots were signed with.

Whoever has it can read every row that was kept. Keep it where only you can
reach it, on another disk than the alliance's folder.

TO GO ON FROM IT

1. Stop Concordat.
2. In the alliance's folder open the hidden folder .concordat. Move what is
   called history.sqlite, history.sqlite-wal and history.sqlite-shm elsewhere.
3. Put the history.sqlite from here there, and public-keys.json where that is
   missing. The signing key and the secret of the history must be those that
   belong to it: they are not in this copy.
4. Run "concordat verify", then "concordat start". Documents issued after this
   copy was made are not in it: their numbers are passed over.
`;
