import { Command, Option } from 'commander';
import { type ProjectConfig, readProjectConfig, secretNames } from '../../functions/edges/config.ts';
import { keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import {
  openKeyFile,
  placeOfKeys,
  readPublicKeys,
  replaceLostKeyFile,
  rotateKeyFile,
} from '../../functions/edges/local/key-file.ts';
import type { Signer } from '../../functions/edges/ports.ts';
import { fingerprintOf, keyLines, type PublicKey } from '../../functions/history/public-keys.ts';
import { Refusal } from '../../functions/refusal.ts';
import { longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inColumns, run } from '../console.ts';
import { readGoogleKeys, replaceLostGoogleKey, rotateGoogleKey } from '../deployment/google-key.ts';
import { runProgram } from '../deployment/run-program.ts';
import { projectOption } from './cloud-options.ts';
import { checkedFolder, FOLDER_SAYS, usualFolder } from './folder-option.ts';
import { isOnGoogle } from './kept-history.ts';
import { keyExportCommand, keyImportCommand, refuseNewerIn } from './key-copy.ts';
import { todayInLondon } from './today.ts';

interface KeyOptions {
  readonly folder?: string;
  readonly project?: string;
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
    .option('--folder <dir>', FOLDER_SAYS)
    .addOption(projectOption().conflicts('folder'))
    .addCommand(keyExportCommand())
    .addCommand(keyImportCommand())
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat key\n  npx concordat key export harrowdale-key.json\n  npx concordat key --rotate\n  npx concordat key --project harrowdale-concordat\n\nEarlier public keys are kept, so that all that they signed can still be verified.',
    )
    .action((options: KeyOptions) => run(() => key(options)));
}

/** What became of the key, or is to be known of it. */
interface KeyNow {
  /** The key before, where this one took over from it just now. */
  readonly older: Signer | null;
  readonly keyId: string;
  readonly keys: readonly PublicKey[];
  /** Where the key is kept, and what to see to now. */
  readonly kept: string;
  readonly afterwards: string;
}

async function key(options: KeyOptions): Promise<ExitStatus> {
  const { older, keyId, keys, kept, afterwards } = isOnGoogle(options)
    ? await onGoogle(options, readProjectConfig(options))
    : await inFolder(options);
  if (options.format === 'json') {
    answer(JSON.stringify({ schemaVersion: 1, signsNow: keyId, keys }, null, 2));
    return 0;
  }
  if (older !== null) {
    answer(`Key ${keyId} signs the history from now on. Key ${older.keyId} introduced it and was then deleted.`);
    answer('Whoever knows one of the two can still verify what either signed.');
  }
  if (options.lost) {
    answer(`Key ${keyId} signs the history from now on. No key before it could introduce it.`);
    const all = keyLines(keys).map(([first]) => first!.keyId);
    answer(
      `Tell the chairs which it is: “concordat verify” trusts it where it is named: ${all.map((one) => `--trust ${one}`).join(' ')}`,
    );
  }
  if (older !== null || options.lost) answer(afterwards);
  else for (const line of inColumns(keys.toReversed().map((one) => described(one, keyId)))) answer(line);
  const now = keys.find((one) => one.keyId === keyId);
  if (now) answer(`Its whole fingerprint: ${fingerprintOf(now.publicKey)}`);
  answer(kept);
  return 0;
}

async function inFolder({ folder, rotate, lost }: KeyOptions): Promise<KeyNow> {
  const keyFolders = keyFoldersOf(checkedFolder(folder ?? usualFolder()));
  const hidden = keyFolders.history;
  const today = todayInLondon();
  if (rotate || lost) await refuseNewerIn(hidden);
  const { older, newer } = lost
    ? { older: null, newer: replaceLostKeyFile(keyFolders, today) }
    : rotate
      ? rotateKeyFile(keyFolders, today)
      : { older: null, newer: openKeyFile(keyFolders, today) };
  return {
    older,
    keyId: newer.keyId,
    keys: readPublicKeys(hidden),
    kept:
      `The key and the secret of the history, which stays when the key is replaced, lie in ${placeOfKeys(keyFolders)}. ` +
      '“concordat key export FILE” makes a copy of both under a passphrase.',
    afterwards: 'A Concordat that is running here signs with it from its next check on.',
  };
}

async function onGoogle({ rotate, lost }: KeyOptions, config: ProjectConfig): Promise<KeyNow> {
  const { project } = config;
  if (rotate || lost) await (await import('../../functions/cloud/command-line.ts')).refuseNewerHistories(config);
  const today = todayInLondon();
  const older = rotate ? (await rotateGoogleKey(project, today, runProgram)).older : null;
  if (lost) await replaceLostGoogleKey(project, today, runProgram);
  const { signer, keys } = await readGoogleKeys(project, runProgram);
  if (signer === null)
    throw new Refusal('There is no signing key. Where it is lost, “concordat key --lost” makes another.');
  return {
    older,
    keyId: signer.keyId,
    keys,
    kept:
      `The key stands in Secret Manager, in the secret ${secretNames.CONCORDAT_SIGNING_KEY}; the secret of the history, which stays ` +
      `when the key is replaced, is ${secretNames.CONCORDAT_HISTORY_SECRET}.`,
    afterwards:
      'Functions that are running go on with the key they began with until Google ends them; “concordat deploy” begins them anew.',
  };
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
