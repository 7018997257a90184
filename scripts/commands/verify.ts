import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { faultInEntry, type RegisterEntry, registerOf } from '../../functions/documents/register.ts';
import type { Store } from '../../functions/edges/ports.ts';
import type { ChainedSnapshot } from '../../functions/history/find-snapshot.ts';
import {
  fingerprintOf,
  keyLines,
  type PublicKey,
  type TrustedKeys,
  trustedKeys,
} from '../../functions/history/public-keys.ts';
import { verifyCheckpoints } from '../../functions/history/verify-checkpoints.ts';
import { type NewerHistory, verifyHistory } from '../../functions/history/verify-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import { namesIn, workbookName } from '../../functions/status/gather/workbook-names.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run } from '../console.ts';
import { driveOption } from './cloud-options.ts';
import { addHistoryOptions, isOnGoogle, openAnyHistory, type WhichHistory } from './kept-history.ts';
import { keptHeads, schoolOption } from './kept-workbooks.ts';
import { verifyAgainst } from './verify-against.ts';
import { verifyEverything } from './verify-everything.ts';

interface VerifyOptions extends WhichHistory {
  readonly school?: string;
  readonly against?: readonly string[];
  readonly trust?: readonly string[];
}

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description(
      'Checks each workbook’s history from its newest snapshot back, the register and the documents in it, and every checkpoint.',
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
  return addHistoryOptions(command.addOption(driveOption().conflicts('folder')))
    .addHelpText(
      'after',
      '\nExamples:\n  npx concordat verify\n  npx concordat verify "a document.pdf"\n  npx concordat verify > hashes.txt\n  npx concordat verify --against hashes.txt\n  npx concordat verify --trust 3f9a07c2d1e85b64\n\nExit status 1 names what does not fit, or is in the history no longer; 2 says what cannot be verified here.',
    )
    .action((file: string | undefined, options: VerifyOptions) => run(() => verifyWhatWasAsked(file, options)));
}

async function verifyWhatWasAsked(file: string | undefined, options: VerifyOptions): Promise<ExitStatus> {
  const { against, trust = [] } = options;
  if (file !== undefined && against !== undefined)
    throw new Refusal('Ask about a document or about hashes, one at a time.');
  const { store, publicKeys, shelf, close } = await openAnyHistory(options);
  try {
    const keys = await publicKeys();
    const toldOf = new Set(trust.map((typed) => keyNamed(typed, keys)));
    const keysHold = allVouchedFor(keys, toldOf);
    // On Google a function that is running goes on with the key it began with.
    const trusted = isOnGoogle(options) ? new Map(trustedKeys(keys, toldOf)) : trustedKeys(keys, toldOf);
    const status =
      against !== undefined
        ? await verifyAgainst(store, keys, trusted, against)
        : file !== undefined
          ? await verifyDocument(store, file, trusted)
          : await verifyEverything({ store, shelf: await shelf() }, options.school, trusted);
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

/** A document is ours and unaltered when a trusted key signed an entry of the register with these very bytes, beside a whole history. */
async function verifyDocument(store: Store, file: string, trusted: TrustedKeys): Promise<ExitStatus> {
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
    const faults = await faultsBehind(store, entry, trusted);
    for (const one of faults) answer(one);
    return faults.length === 0 ? 0 : 1;
  }
  if (newer !== null) {
    answer(`Whether ${file} is ours cannot be told. ${newer.reason}`);
    return 2;
  }
  answer(`${file} is not a document issued here, or it was altered since.`);
  return 1;
}

/** One snapshot in a sentence; several in a line each, with the workbook they are of. */
async function sayWhatItWasMadeFrom(store: Store, { snapshots, checkpoint, number, keyId }: RegisterEntry) {
  const [own, ...others] = snapshots;
  const from = others.length === 0 ? `snapshot ${own!.hash}` : `${counted(snapshots.length, 'snapshot')}, listed below`;
  const under = checkpoint === undefined ? '' : `, under checkpoint ${checkpoint}`;
  answer(`It was made from ${from}${under}. Its entry in the register is signed with key ${keyId}.`);
  if (others.length === 0) return;
  const names = await namesIn(store, Number(number.slice(0, 4)));
  for (const { workbook, hash } of snapshots) answer(`  ${hash}  ${workbookName(workbook, names)}`);
}

/** For which checkpoints there are, whatever they cover. */
const NOTHING_WALKED = { passed: [], unfit: new Set<string>(), named: (workbook: string) => workbook };

/** What a document was made from and the histories do not hold any more, each in a sentence. */
async function faultsBehind(store: Store, entry: RegisterEntry, trusted: TrustedKeys) {
  const names = await namesIn(store, Number(entry.number.slice(0, 4)));
  const passed: ChainedSnapshot[] = [];
  const faults: string[] = [];
  for (const workbook of new Set(entry.snapshots.map((one) => one.workbook))) {
    const { ok } = await verifyHistory(store, workbook, trusted, (one) => void passed.push(one));
    if (ok === false)
      faults.push(`The history of ${workbookName(workbook, names)} does not fit. Run “concordat verify”.`);
  }
  const standing = new Set(passed.map(({ hash }) => hash));
  for (const { workbook, hash } of entry.snapshots)
    if (faults.length === 0 && !standing.has(hash))
      faults.push(
        `The history of ${workbookName(workbook, names)} does not lead to what it was made from: it was cut or rewritten.`,
      );
  const { checkpoint } = entry;
  if (checkpoint === undefined) return faults;
  const { checkpoints } = await verifyCheckpoints(store, trusted, NOTHING_WALKED);
  if (!checkpoints.some(({ hash }) => hash === checkpoint))
    faults.push('The checkpoint that it names is not among those kept here.');
  return faults;
}

function readDocument(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Refusal(`${file} cannot be read. Check its name.`, { cause });
  }
}
