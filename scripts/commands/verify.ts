import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import {
  faultInEntry,
  faultInRegister,
  type RegisterEntry,
  registerAltered,
  registerOf,
} from '../../functions/documents/register.ts';
import { AdvisedError, type Store } from '../../functions/edges/ports.ts';
import { fingerprintOf, keyLines, type PublicKey, trustedKeys } from '../../functions/history/public-keys.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import { type NewerHistory, verifyHistory } from '../../functions/history/verify-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import { namesIn, workbookName } from '../../functions/status/gather/workbook-names.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, longDate, moment } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run, say, worstOf } from '../console.ts';
import { addHistoryOptions, openAnyHistory, type WhichHistory } from './kept-history.ts';
import { cannotBeRead, keptHeads, keptWorkbooks, schoolOption, strangeHeads } from './kept-workbooks.ts';
import { verifyAgainst } from './verify-against.ts';

interface VerifyOptions extends WhichHistory {
  readonly school?: string;
  readonly against?: readonly string[];
  readonly trust?: readonly string[];
}

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description(
      'Checks each workbook’s history from its newest snapshot back: every row kept in it, every signature, and the register of documents.',
    )
    .argument('[file]', 'a document (.pdf): says whether it is ours and unaltered')
    .addOption(schoolOption())
    .addOption(
      new Option(
        '--against <hash...>',
        'hashes or signing keys that a document shows or somebody kept, or a file of hashes: says whether the history still holds them',
      ).conflicts('school'),
    )
    .option(
      '--trust <key>',
      'a signing key you know to be the alliance’s, once for each: no other is trusted then',
      inTurn,
    );
  return addHistoryOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  npx concordat verify\n  npx concordat verify "a document.pdf"\n  npx concordat verify > hashes.txt\n  npx concordat verify --against hashes.txt\n  npx concordat verify --trust 3f9a07c2d1e85b64\n\nExit status 1 names the first snapshot that does not fit, or what is in the history no longer; 2 says what cannot be verified here.',
    )
    .action((file: string | undefined, options: VerifyOptions) => run(() => verifyWhatWasAsked(file, options)));
}

async function verifyWhatWasAsked(file: string | undefined, options: VerifyOptions): Promise<ExitStatus> {
  const { against, trust = [] } = options;
  if (file !== undefined && against !== undefined)
    throw new Refusal('Ask about a document or about hashes, one at a time.');
  const { store, publicKeys, close } = await openAnyHistory(options);
  try {
    const keys = await publicKeys();
    const toldOf = new Set(trust.map((typed) => keyNamed(typed, keys)));
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

function inTurn(typed: string, before: readonly string[] = []): readonly string[] {
  return [...before, typed];
}

/** The key meant by its id or by its fingerprint, whole or in part. @throws Refusal */
function keyNamed(typed: string, keys: readonly PublicKey[]): string {
  const named = typed.replace(/\s/g, '').toLowerCase();
  const key = keys.find(
    ({ keyId, publicKey }) => named.startsWith(keyId) && fingerprintOf(publicKey).startsWith(named),
  );
  if (key !== undefined) return key.keyId;
  throw new Refusal(`${typed} is none of the keys listed here. “concordat key” shows those that are.`);
}

/**
 * Says where the listed keys do not all vouch for one another, or are not those that were named: after a loss that is right, and
 * somebody who may write here could have put one there. The list alone cannot say which.
 */
function allVouchedFor(keys: readonly PublicKey[], toldOf: ReadonlySet<string>): boolean {
  const trusted = trustedKeys(keys, toldOf);
  const foreign = keyLines(keys).filter(([first]) => first && !trusted.has(first.keyId));
  if (foreign.length === 0) return true;
  if (toldOf.size > 0) {
    for (const line of foreign) answer(`${described(line)} is listed here too, was not named, and is not trusted.`);
    return false;
  }
  answer('The keys listed here do not all vouch for one another:');
  for (const line of keyLines(keys)) answer(`  ${described(line)}`);
  answer('Which of them are the alliance’s, the list cannot say. Ask a chair, or look at a document issued long ago.');
  answer('Then name the right ones with --trust: no other is trusted. Until then the first is taken for right.');
  return false;
}

/** Keys that vouch for one another, by the first of them. */
function described([first, ...others]: readonly PublicKey[]): string {
  const { keyId, from } = first!;
  const introduced = others.length === 0 ? '' : `, which introduced ${others.map((key) => key.keyId).join(', ')}`;
  return `Key ${keyId}${from === null ? '' : ` of ${longDate(from)}`}${introduced}`;
}

async function verify(
  store: Store,
  { school }: VerifyOptions,
  trusted: ReadonlyMap<string, string>,
): Promise<ExitStatus> {
  const statuses: ExitStatus[] = [];
  for (const { key, name } of await workbooksToVerify(store, school)) {
    const result = await verifyHistory(store, key, trusted);
    const fault = result.ok ? await faultInRegisterOf(store, key, trusted) : null;
    statuses.push(result.ok === null ? 2 : result.ok && fault === null ? 0 : 1);
    if (fault !== null) answer(`${name}: ${fault}`);
    else if (result.ok === null) answer(`${name}: ${result.reason}`);
    else if (result.ok) answer(`${name}: ${counted(result.snapshots, 'snapshot')} in order, head ${result.head}`);
    else {
      const which = result.sequence === null ? 'A snapshot' : `Snapshot ${result.sequence}`;
      answer(`${name}: ${which}${result.at ? ` of ${moment(result.at)}` : ''} does not fit. ${result.reason}`);
    }
  }
  for (const key of school === undefined ? await strangeHeads(store) : []) {
    const { ok, reason } = { reason: '', ...(await verifyHistory(store, key, trusted)) };
    statuses.push(ok === null ? 2 : 1);
    if (ok === null) answer(`${key}: ${reason}`);
    else answer(`${key}: is in the history, and is no workbook’s. Put back the store from a backup.`);
  }
  const status = worstOf(statuses);
  if (status === 0)
    say(
      'Keep these lines, and send them to the chairs each term. “concordat verify --against” with one of the hashes, or with the file, says later whether what that workbook’s history held by then still stands.',
    );
  return status;
}

/** Names are looked up in the history itself. Where that cannot be read they are done without, as it must not stop this. */
async function workbooksToVerify(store: Store, school: string | undefined): Promise<{ key: string; name: string }[]> {
  try {
    return await keptWorkbooks(store, school);
  } catch (error) {
    if (!cannotBeRead(error)) throw error;
    if (school !== undefined && error.code === 'newer') throw new Refusal(WITHOUT_NAMES, { code: 'newer' });
    if (school !== undefined) throw error;
    return (await keptHeads(store)).map((key) => ({ key, name: key }));
  }
}

const WITHOUT_NAMES =
  'Which school is which stands in a history that says it was written by a newer Concordat than this one. Run “concordat verify” ' +
  'without --school, or install the newer one.';

/** What is wrong with the register that an alliance's history lists, and what to do; null where all is well, and for a school's. */
async function faultInRegisterOf(store: Store, workbook: string, trusted: ReadonlyMap<string, string>) {
  const { kind, startYear } = ownerOfKey(workbook)!;
  if (!kind.ownTabs.includes(issuedTab)) return null;
  const latest = await readLatest(store, workbook);
  try {
    const fault = await faultInRegister(store, await registerOf(store, startYear), latest?.manifest ?? null, trusted);
    return fault === null ? null : registerAltered(fault).advice;
  } catch (error) {
    if (error instanceof AdvisedError && error.code === 'store-damaged') return error.advice;
    throw error;
  }
}

/** A document is ours and unaltered when a trusted key signed an entry of the register with these very bytes, beside a whole history. */
async function verifyDocument(store: Store, file: string, trusted: ReadonlyMap<string, string>): Promise<ExitStatus> {
  const sha256 = hash('sha256', readDocument(file));
  let newer: NewerHistory | null = null;
  for (const key of (await keptHeads(store)).filter((one) => ownerOfKey(one)!.kind.ownTabs.includes(issuedTab))) {
    const history = await verifyHistory(store, key, trusted);
    if (history.ok === null) {
      newer = history;
      continue;
    }
    if (!history.ok) {
      answer(`Whether ${file} is ours cannot be told, as the history does not fit. Run “concordat verify”.`);
      return 1;
    }
    const entry = (await registerOf(store, ownerOfKey(key)!.startYear)).find((issue) => issue.sha256 === sha256);
    if (!entry) continue;
    const fault = faultInEntry(entry, trusted);
    if (fault !== null) {
      answer(`Nothing vouches for ${file}. ${fault} Run “concordat verify”.`);
      return 1;
    }
    answer(`${file} is document ${entry.number}, issued on ${longDate(entry.issuedOn)}, and is unaltered.`);
    await sayWhatItWasMadeFrom(store, entry);
    return 0;
  }
  if (newer !== null) {
    answer(`Whether ${file} is ours cannot be told. ${newer.reason}`);
    return 2;
  }
  answer(`${file} is not a document issued here, or it was altered since.`);
  return 1;
}

/** One snapshot in a sentence; several in a line each, with the workbook they are of. */
async function sayWhatItWasMadeFrom(store: Store, { snapshots, number, keyId }: RegisterEntry): Promise<void> {
  const [own, ...others] = snapshots;
  const from = others.length === 0 ? `snapshot ${own!.hash}` : `${counted(snapshots.length, 'snapshot')}, listed below`;
  answer(`It was made from ${from}. Its entry in the register is signed with key ${keyId}.`);
  if (others.length === 0) return;
  const names = await namesIn(store, Number(number.slice(0, 4)));
  for (const { workbook, hash } of snapshots) answer(`  ${hash}  ${workbookName(workbook, names)}`);
}

function readDocument(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Refusal(`${file} cannot be read. Check its name.`, { cause });
  }
}
