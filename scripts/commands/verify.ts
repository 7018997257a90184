import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { issuesInHistory, registerOf } from '../../functions/documents/register.ts';
import { EdgeError, type Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { keyLines, type PublicKey, trustedKeys } from '../../functions/history/public-keys.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { moment } from '../../functions/sync/own-tabs/start-here.ts';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run, say } from '../console.ts';
import { addHistoryOptions, openKeptHistory, type WhichHistory } from './kept-history.ts';
import { keptHeads, keptWorkbooks, schoolOption, strangeHeads } from './kept-workbooks.ts';
import { verifyAgainst } from './verify-against.ts';

interface VerifyOptions extends WhichHistory {
  readonly school?: string;
  readonly against?: readonly string[];
  readonly trust?: readonly string[];
}

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description(
      'Checks that the history is whole and unaltered: every snapshot, every row kept in it, every signature.',
    )
    .argument('[file]', 'a document (.pdf): says whether it is ours and unaltered')
    .addOption(schoolOption())
    .addOption(
      new Option(
        '--against <hash...>',
        'hashes or signing keys that a document shows or somebody kept, or a file of hashes: says whether the history still holds them',
      ).conflicts('school'),
    )
    .option('--trust <key...>', 'a signing key you were told of because the one before it was lost');
  return addHistoryOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat verify\n  npx concordat verify "Contribution statement.pdf"\n  npx concordat verify > hashes.txt\n  npx concordat verify --against hashes.txt\n  npx concordat verify --against 3f9a07c2d1e8\n\nExit status 1 names the first snapshot that does not fit, or what is in the history no longer.',
    )
    .action((file: string | undefined, options: VerifyOptions) => run(() => verifyWhatWasAsked(file, options)));
}

async function verifyWhatWasAsked(file: string | undefined, options: VerifyOptions): Promise<ExitStatus> {
  const { against, trust = [] } = options;
  if (file !== undefined && against !== undefined)
    throw new EdgeError('not-found', 'Ask about a document or about hashes, one at a time.');
  const toldOf = new Set(trust.map((keyId) => keyId.toLowerCase()));
  const { store, publicKeys, close } = await openKeptHistory(options);
  try {
    const keys = await publicKeys();
    const keysHold = allVouchedFor(keys, toldOf);
    const status =
      against !== undefined
        ? await verifyAgainst(store, keys, toldOf, against)
        : file !== undefined
          ? await verifyDocument(store, file, trustedKeys(keys, toldOf))
          : await verify(store, options, trustedKeys(keys, toldOf));
    return keysHold ? status : 1;
  } finally {
    await close();
  }
}

/** Says which keys nobody vouches for. Somebody who may write here could have put one there; after a loss it is right. */
function allVouchedFor(keys: readonly PublicKey[], toldOf: ReadonlySet<string>): boolean {
  const trusted = trustedKeys(keys, toldOf);
  const foreign = keyLines(keys).flatMap(([first]) => (first && !trusted.has(first.keyId) ? [first] : []));
  for (const { keyId, from } of foreign) {
    answer(
      `Key ${keyId}${from === null ? '' : ` of ${longDate(from)}`} was not introduced by the key before it, and is not trusted.`,
    );
    answer(`If the alliance told you that it lost its key then, add --trust ${keyId}.`);
  }
  return foreign.length === 0;
}

async function verify(
  store: Store,
  { school }: VerifyOptions,
  trusted: ReadonlyMap<string, string>,
): Promise<ExitStatus> {
  let sound = true;
  for (const { key, name } of await workbooksToVerify(store, school)) {
    const result = await verifyHistory(store, key, trusted);
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
  for (const key of school === undefined ? await strangeHeads(store) : []) {
    sound = false;
    answer(`${key}: is in the history, and is no workbook’s. Put back the store from a backup.`);
  }
  if (sound)
    say(
      'Keep these lines, and send them to the chairs each term. “concordat verify --against” with one of the hashes, or with the file, says later whether anything before it was altered.',
    );
  return sound ? 0 : 1;
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
async function verifyDocument(store: Store, file: string, trusted: ReadonlyMap<string, string>): Promise<ExitStatus> {
  const sha256 = hash('sha256', readDocument(file));
  for (const key of (await keptHeads(store)).filter((one) => one.startsWith('alliance-'))) {
    const history = await verifyHistory(store, key, trusted);
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
}

function readDocument(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new EdgeError('unreadable', `${file} cannot be read. Check its name.`, { cause });
  }
}
