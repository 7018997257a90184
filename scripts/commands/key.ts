import { join } from 'node:path';
import { Command, Option } from 'commander';
import { HISTORY_FOLDER } from '../../functions/edges/local/alliance-folder.ts';
import {
  openKeyFile,
  readPublicKeys,
  replaceLostKeyFile,
  rotateKeyFile,
} from '../../functions/edges/local/key-file.ts';
import type { PublicKey } from '../../functions/history/public-keys.ts';
import { longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inColumns, run } from '../console.ts';
import { todayInLondon } from '../today.ts';
import { checkedFolder, folderOption } from './folder-option.ts';

interface KeyOptions {
  readonly folder: string;
  readonly rotate?: true;
  readonly lost?: true;
  readonly format: 'text' | 'json';
}

export function keyCommand(): Command {
  return new Command('key')
    .description('Shows the key that signs the history, and those that did before; or gives the history a new one.')
    .addOption(new Option('--rotate', 'make a new key, introduced by the present one').conflicts('lost'))
    .option('--lost', 'make a new key in place of one that is lost')
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .addOption(folderOption())
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat key\n  npx concordat key --rotate\n\nEarlier public keys are kept, so that all that they signed can still be verified.',
    )
    .action((options: KeyOptions) => run(() => key(options)));
}

async function key({ folder, rotate, lost, format }: KeyOptions): Promise<ExitStatus> {
  const hidden = join(checkedFolder(folder), HISTORY_FOLDER);
  const today = todayInLondon();
  const { older, newer } = lost
    ? { older: null, newer: replaceLostKeyFile(hidden, today) }
    : rotate
      ? rotateKeyFile(hidden, today)
      : { older: null, newer: openKeyFile(hidden, today) };
  const { keyId } = newer;
  const keys = readPublicKeys(hidden);
  if (format === 'json') {
    answer(JSON.stringify({ schemaVersion: 1, signsNow: keyId, keys }, null, 2));
    return 0;
  }
  if (older !== null) {
    answer(`Key ${keyId} signs the history from now on. Key ${older.keyId} introduced it and was then deleted.`);
    answer('Whoever knows one of the two can still verify what either signed.');
  }
  if (lost) {
    answer(`Key ${keyId} signs the history from now on. No key before it could introduce it.`);
    answer(`Tell the chairs which it is: “concordat verify” does not trust it without --trust ${keyId}.`);
  }
  if (older !== null || lost)
    answer('A Concordat that is running goes on with the key it began with: stop it and start it again.');
  else for (const line of inColumns(keys.toReversed().map((one) => described(one, keyId)))) answer(line);
  answer(`The key stands in ${join(hidden, 'signing-key.pem')}. Keep a copy where only you can reach it.`);
  return 0;
}

function described({ keyId, from, introduction }: PublicKey, now: string): string[] {
  const use = keyId === now ? 'signs the history' : 'signed it before';
  return [
    keyId,
    use,
    from === null ? '' : `since ${longDate(from)}`,
    introduction === null ? '' : 'introduced by the one before',
  ];
}
