import { faultsOnShelf } from '../../functions/documents/issued-files.ts';
import {
  faultsInRegister,
  faultsInTurn,
  type RegisterEntry,
  registerAltered,
  registerOf,
} from '../../functions/documents/register.ts';
import type { DocumentShelf, Store } from '../../functions/edges/ports.ts';
import { numbersOf } from '../../functions/figures/school-numbers.ts';
import { type ErasedKind, type Erasure, erasuresIn } from '../../functions/history/erasures.ts';
import type { ChainedSnapshot } from '../../functions/history/find-snapshot.ts';
import type { TrustedKeys } from '../../functions/history/public-keys.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import { verifyCheckpoints } from '../../functions/history/verify-checkpoints.ts';
import { type HistoryCheck, verifyHistory } from '../../functions/history/verify-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import { schoolsKept } from '../../functions/status/gather/workbook-names.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { ownerOfKey, schoolKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, listed, moment, yearLabel } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inOneLine, say, worstOf } from '../console.ts';
import { cannotBeRead, keptHeads, keptWorkbooks, strangeHeads } from './kept-workbooks.ts';

interface Kept {
  readonly store: Store;
  /** Null where the documents cannot be looked at from here. */
  readonly shelf: DocumentShelf | null;
}

/**
 * Walks every history from its head to its first snapshot, the register entry by entry, the documents that were issued and every
 * checkpoint, and says all that it finds: a fault in one ends nothing. `school`: that school's workbooks alone.
 */
export async function verifyEverything(
  { store, shelf }: Kept,
  school: string | undefined,
  trusted: TrustedKeys,
): Promise<ExitStatus> {
  const statuses: ExitStatus[] = [];
  const found = (status: ExitStatus, says: string) => {
    statuses.push(status);
    answer(says);
  };
  const workbooks = await workbooksToVerify(store, school);
  const passed: ChainedSnapshot[] = [];
  const unfit = new Set<string>();
  for (const { key, name } of workbooks) {
    const check = await verifyHistory(store, key, trusted, (one) => void passed.push(one));
    if (!check.ok) unfit.add(key);
    found(statusOf(check), `${name}: ${inWords(check)}`);
  }
  if (school === undefined) {
    for (const key of await strangeHeads(store)) {
      const check = await verifyHistory(store, key, trusted, (one) => void passed.push(one));
      if (check.ok === null) found(2, `${key}: ${check.reason}`);
      else found(1, `${key}: is in the history, and is no workbook’s. Put back the store from a backup.`);
    }
    const entries: RegisterEntry[] = [];
    for (const { key } of workbooks) {
      const register = await verifyRegister(store, key, trusted);
      for (const fault of register.faults) found(1, fault);
      entries.push(...register.entries);
    }
    for (const fault of shelf === null ? [] : await faultsOnShelf(shelf, entries)) found(1, fault);
    const names = new Map(workbooks.map(({ key, name }) => [key, name]));
    const { chain, checkpoints, faults } = await verifyCheckpoints(store, trusted, {
      passed,
      unfit,
      named: (key) => names.get(key) ?? key,
    });
    for (const fault of faults) found(1, fault);
    const known = new Set(checkpoints.map(({ hash }) => hash));
    for (const { number, checkpoint } of entries)
      if (checkpoint !== undefined && !known.has(checkpoint) && (chain === null || chain.ok))
        found(1, `Document ${number} names a checkpoint that is gone.`);
    if (chain !== null && !chain.ok) found(statusOf(chain), `Checkpoints: ${inWords(chain)}`);
    const [newest] = checkpoints;
    if (newest !== undefined)
      answer(
        `Checkpoints: ${counted(checkpoints.length, 'checkpoint')} in order, newest ${newest.hash}, which covers ` +
          `${counted(newest.heads.size, 'history', 'histories')} and ${counted(newest.issued.size, 'document')}`,
      );
    const { erasures, unsigned } = await erasuresIn(store, trusted);
    for (const line of erasuresInWords(erasures, (key) => names.get(key) ?? key)) answer(line);
    if (unsigned > 0)
      found(
        1,
        `${counted(unsigned, 'erasure stands', 'erasures stand')} in the history that no key trusted here signed, and ${unsigned === 1 ? 'counts' : 'count'} for nothing. Put back the store from a backup.`,
      );
    if (shelf === null) say('The documents themselves were not looked at: name the drive with --drive.');
    for (const name of await membersWithoutHistory(
      store,
      workbooks.map(({ key }) => key),
    ))
      say(`${name} has no history here. Unless its workbook was never checked, it is gone: look in a backup.`);
  }
  const status = worstOf(statuses);
  if (status === 0)
    say(
      'Send the newest checkpoint to the chairs each term, and keep these lines. “concordat verify --against” with one of the hashes, or with the file, says later whether what it covers still stands.',
    );
  return status;
}

function statusOf({ ok }: HistoryCheck): ExitStatus {
  return ok === null ? 2 : ok ? 0 : 1;
}

function inWords(check: HistoryCheck): string {
  if (check.ok) return `${counted(check.snapshots, 'snapshot')} in order, head ${check.head}`;
  if (check.ok === null) return check.reason;
  const which = check.sequence === null ? 'A snapshot' : `Snapshot ${check.sequence}`;
  return `${which}${check.at ? ` of ${moment(check.at)}` : ''} does not fit. ${check.reason}`;
}

/** Each time something was erased, with the workbooks it was taken out of: what it was, nothing says. */
function erasuresInWords(erasures: readonly Erasure[], named: (workbook: string) => string): string[] {
  const times = Map.groupBy(erasures, ({ at, kind, by }) => `${at} ${kind} ${by}`);
  return [...times]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, parts]) => {
      const { at, kind, by } = parts[0]!;
      const workbooks = [...new Set(parts.flatMap((one) => one.workbooks))].sort().map(named);
      const where = workbooks.length === 0 ? 'what no history leads to' : listed(workbooks, 'and');
      return `Erased on ${moment(at)} by ${inOneLine(by)}: ${KINDS[kind]}, out of ${counted(parts.length, 'part')} of ${where}`;
    });
}

const KINDS: Readonly<Record<ErasedKind, string>> = { text: 'words', row: 'a row', person: 'a person’s name' };

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

/** The register that an alliance's history lists, and what is wrong with it; of a school's history, none. */
async function verifyRegister(store: Store, workbook: string, trusted: TrustedKeys) {
  const { kind, startYear } = ownerOfKey(workbook)!;
  if (!kind.ownTabs.includes(issuedTab)) return { entries: [], faults: [] };
  try {
    const entries = await registerOf(store, startYear);
    const latest = await readLatest(store, workbook).catch(orNull);
    const faults = [
      ...(await faultsInRegister(store, entries, latest?.manifest ?? null, trusted)),
      ...(await faultsInTurn(store, startYear, entries, trusted)),
    ];
    return { entries, faults: faults.map((fault) => registerAltered(fault).advice) };
  } catch (error) {
    if (!cannotBeRead(error)) throw error;
    return { entries: [], faults: error.code === 'newer' ? [] : [error.advice] };
  }
}

/** What cannot be read of a history was said of the history. */
function orNull(error: unknown): null {
  if (cannotBeRead(error)) return null;
  throw error;
}

/** Members in a year that is kept whose workbook has no history, by name. */
async function membersWithoutHistory(store: Store, kept: readonly string[]): Promise<string[]> {
  const years = new Set(kept.map((key) => ownerOfKey(key)!.startYear));
  const lacking: string[] = [];
  for (const startYear of years) {
    const schools = (await schoolsKept(store, startYear).catch(orNull)) ?? [];
    for (const school of schools.filter(({ leftOn }) => leftOn === null))
      if (!numbersOf(school).some((urn) => kept.includes(schoolKey({ urn, startYear }))))
        lacking.push(`${school.name} ${yearLabel(startYear)}`);
  }
  return lacking;
}
