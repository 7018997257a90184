import { readFileSync } from 'node:fs';
import type { Store } from '../../functions/edges/ports.ts';
import { CHECKPOINTS, issuedIn, readCheckpoint } from '../../functions/history/checkpoint.ts';
import { erasuresIn } from '../../functions/history/erasures.ts';
import {
  type ChainedSnapshot,
  findSnapshot,
  readHash,
  SHORTEST_HASH,
  SHORTEST_PROOF,
  wholeHashesIn,
} from '../../functions/history/find-snapshot.ts';
import { fingerprintOf, keyLines, type PublicKey, type TrustedKeys } from '../../functions/history/public-keys.ts';
import { readManifest } from '../../functions/history/read-history.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { checkerAgainst } from '../../functions/history/verify-checkpoints.ts';
import { type HistoryCheck, verifyHistory } from '../../functions/history/verify-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import { keptKeys, namesIn, workbookName } from '../../functions/status/gather/workbook-names.ts';
import { ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, longDate, moment } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, quoted, say, worstOf } from '../console.ts';
import { cannotBeRead } from './kept-workbooks.ts';

/** Says of each hash that somebody kept whether the present history still holds it, and of each key whether the present one follows on it. */
export async function verifyAgainst(
  store: Store,
  keys: readonly PublicKey[],
  trusted: TrustedKeys,
  typed: readonly string[],
): Promise<ExitStatus> {
  const words = hashesTyped(typed);
  const passed: ChainedSnapshot[] = [];
  const checks = new Map<string, HistoryCheck>();
  for (const workbook of [...(await keptKeys(store)), CHECKPOINTS]) {
    if (workbook === CHECKPOINTS && (await store.getDocument(headKey(CHECKPOINTS))) === null) continue;
    checks.set(workbook, await verifyHistory(store, workbook, trusted, (one) => void passed.push(one)));
  }
  const keyOf = (hash: string) => keys.find(({ publicKey }) => fingerprintOf(publicKey).startsWith(hash));
  const isKnown = async (hash: string) =>
    keyOf(hash) !== undefined || (await findSnapshot(store, passed, hash)).found !== 'nowhere';
  const statuses: ExitStatus[] = [];
  for (const hash of await inWholes(words, isKnown)) {
    const key = keyOf(hash);
    const { status, says } = key ? ofKey(hash, key, keys) : await ofSnapshot(store, hash, passed, checks);
    answer(`${hash.slice(0, 16)}: ${says}`);
    statuses.push(status);
  }
  const { erasures } = await erasuresIn(store, trusted);
  if (erasures.length > 0)
    answer(
      `${counted(erasures.length, 'part')} of the history ${erasures.length === 1 ? 'was' : 'were'} erased from, as signed: of what ` +
        'stood there no hash can tell. “concordat verify” says when, by whom and of which workbooks.',
    );
  return worstOf(statuses);
}

interface Said {
  readonly status: ExitStatus;
  readonly says: string;
}

async function ofSnapshot(
  store: Store,
  hash: string,
  passed: readonly ChainedSnapshot[],
  checks: ReadonlyMap<string, HistoryCheck>,
): Promise<Said> {
  const where = await findSnapshot(store, passed, hash);
  if (where.found === 'several') throw new Refusal(`${hash} fits more than one snapshot. Give more of its digits.`);
  if (where.found === 'nowhere') {
    const status = worstOf([...checks.values()].map(({ ok }) => (ok === null ? 2 : ok ? 0 : 1)));
    const why = {
      0: 'The history was rewritten or cut since then, or this belongs to another alliance.',
      1: 'Part of the history does not fit, and it may have stood there. Run “concordat verify”.',
      2: 'Part of the history cannot be verified here, and it may have stood there. Run “concordat verify”.',
    }[status];
    return {
      status: status === 2 ? 2 : 1,
      says: `neither a checkpoint, nor a snapshot in any history here, nor a signing key. ${why}`,
    };
  }
  const { workbook, sequence, at } = where.found === 'left behind' ? where.manifest : where.snapshot;
  const isCheckpoint = workbook === CHECKPOINTS;
  const called = isCheckpoint ? `checkpoint ${sequence}` : `snapshot ${sequence} of ${await nameOf(store, workbook)}`;
  const snapshot = `${called}, taken ${moment(at)}.`;
  const check = checks.get(workbook);
  if (check?.ok === null) return { status: 2, says: `${snapshot} ${check.reason}` };
  if (check && !check.ok) {
    const which = check.sequence === null ? 'a snapshot' : `snapshot ${check.sequence}`;
    return { status: 1, says: `${snapshot} But ${which} of that history does not fit. ${check.reason}` };
  }
  const newest = passed.find((one) => one.workbook === workbook);
  if (where.found === 'left behind' || !newest) {
    const now = newest
      ? `The present history does not lead to it: that ends at snapshot ${newest.sequence} of ${moment(newest.at)}.`
      : 'But which snapshot of that workbook is the newest is recorded no longer.';
    return { status: 1, says: `${snapshot} ${now} It was cut or rewritten since.` };
  }
  if (hash.length < SHORTEST_PROOF)
    return { status: 1, says: `begins like ${snapshot} So few digits prove nothing: ${GIVE_MORE}` };
  if (isCheckpoint)
    return ofCheckpoint(store, where.snapshot.hash, snapshot, passed, checks, newest.sequence - sequence);
  const since =
    newest.sequence === sequence ? 'It is the newest.' : `The history goes on to snapshot ${newest.sequence}.`;
  return { status: 0, says: `${snapshot} Nothing of that workbook’s history up to it was altered. ${since}` };
}

/** Of one that the present chain leads to: whether all that it covers stands as it stood then. */
async function ofCheckpoint(
  store: Store,
  hash: string,
  checkpoint: string,
  passed: readonly ChainedSnapshot[],
  checks: ReadonlyMap<string, HistoryCheck>,
  later: number,
): Promise<Said> {
  const covered = await readCheckpoint(store, hash, await readManifest(store, hash));
  const names = new Map<string, string>();
  for (const workbook of covered.heads.keys()) names.set(workbook, await nameOf(store, workbook));
  const unfit = new Set([...checks].flatMap(([workbook, { ok }]) => (ok ? [] : workbook)));
  const walked = { passed, unfit, named: (workbook: string) => names.get(workbook)! };
  const faults = checkerAgainst(walked, await issuedIn(store))(covered);
  for (const [workbook, name] of names)
    if (checks.get(workbook)?.ok === false)
      faults.set(workbook, `The history of ${name} does not fit. Run “concordat verify”.`);
  const beyondUs = [...names].filter(([workbook]) => checks.get(workbook)?.ok === null);
  if (faults.size === 0 && beyondUs.length > 0)
    return { status: 2, says: `${checkpoint} What it covers cannot all be verified here. Run “concordat verify”.` };
  if (faults.size > 0) return { status: 1, says: `${checkpoint} ${[...faults.values()].join(' ')}` };
  const { heads, issued } = covered;
  const what = `${counted(heads.size, 'history', 'histories')} up to then and ${counted(issued.size, 'document')}`;
  const since = later === 0 ? 'It is the newest.' : `${counted(later, 'checkpoint')} followed it.`;
  return { status: 0, says: `${checkpoint} All that it covers stands unaltered: ${what}. ${since}` };
}

const GIVE_MORE = `give the whole, or its first ${SHORTEST_PROOF} digits at least.`;

/** Keys in one line vouch for each other, so whoever knows one of them can trust them all. */
function ofKey(typed: string, key: PublicKey, keys: readonly PublicKey[]): Said {
  const since = key.from === null ? '' : `, in use since ${longDate(key.from)}`;
  const lines = keyLines(keys);
  if (typed.length < SHORTEST_PROOF) {
    const whole = `Its whole fingerprint is ${fingerprintOf(key.publicKey)}`;
    return {
      status: 1,
      says: `begins like a signing key listed here${since}. ${whole}. So few digits prove nothing: ${GIVE_MORE}`,
    };
  }
  if (lines.length === 1)
    return { status: 0, says: `a signing key of this alliance${since}. It and every key here vouch for each other.` };
  const line = lines.find((one) => one.includes(key))!;
  const others = keys.filter((one) => !line.includes(one)).map(({ keyId }) => keyId);
  return { status: 1, says: `a signing key listed here${since}. It does not vouch for ${others.join(', ')}.` };
}

/** Where the history that holds the names cannot be read, they are done without. */
async function nameOf(store: Store, workbook: string): Promise<string> {
  try {
    return workbookName(workbook, await namesIn(store, ownerOfKey(workbook)?.startYear ?? 0));
  } catch (error) {
    if (cannotBeRead(error)) return workbook;
    throw error;
  }
}

/** Hashes, whole or shortened, and those that stand whole in files of the name. */
function hashesTyped(typed: readonly string[]): string[] {
  return typed.flatMap((word) => readHash(word) ?? hashesInFile(word));
}

/** Documents print a hash in two halves; two hashes of which somebody gave the first half each look the same, and are two. */
async function inWholes(words: readonly string[], isKnown: (hash: string) => Promise<boolean>): Promise<string[]> {
  const wholes: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [one, other] = [words[at]!, words[at + 1]];
    const areHalves = one.length === SHORTEST_PROOF && other?.length === SHORTEST_PROOF;
    const isOne = areHalves && ((await isKnown(one + other)) || !((await isKnown(one)) || (await isKnown(other))));
    wholes.push(isOne ? one + other : one);
    if (isOne) at += 1;
  }
  return [...new Set(wholes)];
}

function hashesInFile(path: string): string[] {
  if (/^[0-9a-f]+$/i.test(path) && path.length < SHORTEST_HASH)
    throw new Refusal(`${path} is too short. Give at least the first ${SHORTEST_HASH} digits of the hash.`);
  const text = readText(path);
  if (text.startsWith('%PDF-'))
    throw new Refusal(
      `${path} is a document. “concordat verify ${quoted(path)}” checks it; after --against give the checkpoint that it prints.`,
    );
  const hashes = wholeHashesIn(text);
  if (hashes.length === 0) throw new Refusal(`There is no whole hash in ${path}. “concordat verify” prints them.`);
  const lacking = text.split(/\r?\n/).filter((line) => line.trim() !== '' && wholeHashesIn(line).length === 0).length;
  if (lacking > 0) say(`Lines of ${path} without a whole hash: ${lacking}. They were passed over.`);
  return hashes;
}

/** Some shells on Windows save what a program prints as UTF-16. */
function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch (cause) {
    const advice = `${path} is neither a hash nor a file that can be read. Check it: a hash has 12 to 64 of the signs 0 to 9 and a to f.`;
    throw new Refusal(advice, { cause });
  }
}
