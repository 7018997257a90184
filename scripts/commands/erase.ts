import { Argument, Command } from 'commander';
import { registerOf } from '../../functions/documents/register.ts';
import type { Store } from '../../functions/edges/ports.ts';
import {
  carryOutErasure,
  type ErasurePlan,
  type ErasurePorts,
  planErasure,
  type ToErase,
} from '../../functions/history/erase.ts';
import type { ErasedKind } from '../../functions/history/erasures.ts';
import { readLatest, refuseOtherSecret } from '../../functions/history/read-history.ts';
import { ANSWERS, FINDINGS, OTHER_YEARS, UNREAD, WAITING } from '../../functions/history/records.ts';
import { Refusal } from '../../functions/refusal.ts';
import { contextIn } from '../../functions/status/gather/changes.ts';
import { calledIn, messageWith } from '../../functions/telling/outbox.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { personToErase, rowsToErase, textToErase } from '../../functions/workbooks/what-to-erase.ts';
import { ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, listed } from '../../sheets-schema/wording.ts';
import { readersOf } from '../../templates/kit/document.ts';
import { answer, type ExitStatus, run, say } from '../console.ts';
import { openTerminal, type Terminal } from '../new-alliance/terminal.ts';
import { addHistoryOptions, type KeptHistory, openKeptHistory, type WhichHistory } from './kept-history.ts';
import { type KeptWorkbook, keptHeads, keptWorkbooks } from './kept-workbooks.ts';
import { thisMoment } from './today.ts';

interface EraseOptions extends WhichHistory {
  readonly by: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

export function eraseCommand(): Command {
  const command = new Command('erase')
    .description('Takes words, a row or a person out of the whole history, for good.')
    .addArgument(
      new Argument('<what>', 'words wherever they stand, one row, or a person by name').choices([
        'text',
        'row',
        'person',
      ]),
    )
    .requiredOption('--by <name>', 'who erases: “concordat verify” says so from then on', nameTyped)
    .option('--dry-run', 'say what would be erased, and leave it')
    .option('--yes', 'do not ask before it is erased');
  return addHistoryOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat erase person --by "the coordinator" --dry-run\n\nWhat is to go is asked for, or read from standard input, a line each, so that it stands in no list of commands. First take it out\nof the workbooks, and have them checked. docs/what-is-kept.md says what is kept where.',
    )
    .action((what: ErasedKind, options: EraseOptions) => run(() => erase(what, options)));
}

function nameTyped(typed: string): string {
  const name = typed.replace(/\p{Cc}+/gu, ' ').trim();
  if (name !== '' && name.length <= 100) return name;
  throw new Refusal('Say with --by who erases, in at most 100 characters.');
}

const NOT_ERASED = 'Stopped. Nothing was erased.';

async function erase(kind: ErasedKind, { by, dryRun, yes, ...which }: EraseOptions): Promise<ExitStatus> {
  const history = await openKeptHistory(which);
  const terminal = openTerminal(process.stdin, process.stderr, NOT_ERASED);
  try {
    const ports = await portsOf(history);
    const workbooks = await keptWorkbooks(ports.store, undefined);
    const moment = thisMoment();
    const { toErase, rows } = await whatIsToGo(kind, ports, terminal);
    const since = `${moment.asOf}T00:00:00.000Z`;
    const plan = await planErasure(ports, toErase, since);
    refuseStanding(plan, workbooks);
    if (rows !== null) answer(`${counted(rows, 'row')} of that tab, by what tells them apart.`);
    sayWhatIsThere(plan, workbooks);
    await sayWhatToRecall(ports.store, plan, workbooks);
    for (const line of history.copies(moment.asOf, (text) => toErase.ofText(text) !== text)) answer(line);
    if (dryRun) return 0;
    if (!yes && (await terminal.ask('Type “erase” to take it out for good: ')).trim().toLowerCase() !== 'erase') {
      say('Nothing was erased.');
      return 0;
    }
    // A check may have kept it anew while the person was asked.
    const now = yes ? plan : await planErasure(ports, toErase, since);
    refuseStanding(now, workbooks);
    await carryOutErasure(ports, toErase, now, { by, at: moment.at });
    answer('Erased. “concordat verify” says from now on that something was, when and by whom.');
    answer(
      'In Checks, what was mended today shows its words until tomorrow’s check. Where any of this stands there, delete that row now.',
    );
    return 0;
  } finally {
    terminal.close();
    await history.close();
  }
}

/** @throws Refusal where what would be signed would not be followed */
async function portsOf(history: KeptHistory): Promise<ErasurePorts> {
  const { store } = history;
  const { signer, secret } = await history.signing();
  const keys = new Map((await history.publicKeys()).map(({ keyId, publicKey }) => [keyId, publicKey]));
  if (!keys.has(signer.keyId))
    throw new Refusal(
      'The signing key is none of those listed. “concordat doctor” says how to mend that; nothing was erased.',
    );
  const [workbook] = await keptHeads(store);
  const latest = await readLatest(store, workbook!);
  if (latest !== null) refuseOtherSecret(secret, { hash: latest.head.hash, manifest: latest.manifest });
  const messageWithout: ErasurePorts['messageWithout'] = (document, ofText) =>
    messageWith(ofText, document, signer, keys);
  return { store, signer, secret, keys, messageWithout };
}

const FEWEST_SIGNS = 4;

async function whatIsToGo(
  kind: ErasedKind,
  { store, secret }: ErasurePorts,
  terminal: Terminal,
): Promise<{ toErase: ToErase; rows: number | null }> {
  const { tabs } = allDeclared;
  if (kind === 'text') {
    const text = await terminal.ask('The words to take out, as they stand within a cell: ');
    return { toErase: textToErase(longEnough(text), tabs, secret), rows: null };
  }
  if (kind === 'person') {
    const names = await severalLines(terminal, 'The name: ', 'Another spelling of it, or nothing: ');
    return { toErase: personToErase(names.map(longEnough), tabs, secret), rows: null };
  }
  const title = (await terminal.ask('The tab: ')).trim().toLowerCase();
  const tab = tabs.find((one) => one.title.toLowerCase() === title);
  if (tab === undefined) throw new Refusal('No tab is called so. Write it as its heading in the workbook.');
  const whose = (await terminal.ask('The school whose workbook it is in, or Alliance: ')).trim();
  const isAlliances = /^(the )?alliance$/i.test(whose);
  const all = await keptWorkbooks(store, isAlliances ? undefined : whose);
  const contexts = all.filter(({ urn }) => isAlliances === (urn === null));
  const cells = await severalLines(terminal, 'What stands in one of its cells: ', 'In another cell, or nothing: ');
  const workbooks = new Map<string, { startYear: number; context: Awaited<ReturnType<typeof contextIn>> }>();
  for (const { key, startYear } of contexts)
    workbooks.set(key, { startYear, context: await contextIn(store, startYear) });
  const found = await rowsToErase(store, { tab, workbooks, cells }, tabs, secret);
  return { toErase: found.erase, rows: found.rows };
}

async function severalLines(terminal: Terminal, first: string, more: string): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const typed = (await terminal.ask(lines.length === 0 ? first : more)).trim();
    if (typed === '' && lines.length === 0) throw new Refusal('Nothing was named. Nothing was erased.');
    if (typed === '') return lines;
    lines.push(typed);
  }
}

/** Two or three signs stand in half of all words. */
function longEnough(typed: string): string {
  if ([...typed.replace(/[^\p{L}\p{N}]/gu, '')].length >= FEWEST_SIGNS) return typed.trim();
  throw new Refusal(
    `Name at least ${FEWEST_SIGNS} letters or figures, so that nothing else goes with it. Nothing was erased.`,
  );
}

/** @throws Refusal where it stands in a newest snapshot: the next check would put it back */
function refuseStanding({ standing }: ErasurePlan, workbooks: readonly KeptWorkbook[]): void {
  if (standing.length === 0) return;
  const places = new Map<string, Set<string>>();
  for (const { workbook, section, record } of standing) {
    const name = nameOf(workbook, workbooks);
    places.set(name, (places.get(name) ?? new Set()).add(tabOf(section, record[1])));
  }
  const where = [...places].map(([name, tabs]) => `${listed([...tabs].sort(), 'and')} of ${name}`);
  throw new Refusal(
    `It still stands in ${listed(where, 'and')}. Take it out there, have the workbook checked, then erase. Nothing was erased.`,
  );
}

function tabOf(section: string, record: Readonly<Record<string, unknown>>): string {
  if (section === FINDINGS || section === ANSWERS) return 'Checks';
  const id = section === WAITING || section === UNREAD || section === OTHER_YEARS ? String(record['tab']) : section;
  return allDeclared.tabs.find((tab) => tab.id === id)?.title ?? id;
}

function nameOf(workbook: string, workbooks: readonly KeptWorkbook[]): string {
  return workbooks.find(({ key }) => key === workbook)?.name ?? workbook;
}

function sayWhatIsThere({ blobs, documents, records, snapshots, staying }: ErasurePlan, kept: readonly KeptWorkbook[]) {
  const sum = (is: (section: string) => boolean) =>
    [...records].reduce((total, [section, count]) => total + (is(section) ? count : 0), 0);
  const isFinding = (section: string) => section === FINDINGS || section === ANSWERS;
  const workbooks = [...new Set(snapshots.map(({ workbook }) => workbook))].map((one) => nameOf(one, kept));
  if (blobs.length + documents.length === 0) answer('It stands nowhere in what is kept.');
  if (blobs.length > 0) {
    const rows = counted(
      sum((section) => !isFinding(section)),
      'kept row',
    );
    const findings = counted(sum(isFinding), 'finding or reply', 'findings or replies');
    answer(`It stands in ${rows} and ${findings}, in ${counted(blobs.length, 'part')} of the history.`);
  }
  if (snapshots.length > 0)
    answer(
      `${counted(snapshots.length, 'snapshot')} of ${listed(workbooks, 'and')} ${snapshots.length === 1 ? 'has' : 'have'} held it.`,
    );
  if (documents.length > 0)
    answer(`It stands in ${counted(documents.length, 'message or note', 'messages or notes')} of ours.`);
  for (const why of new Set(staying.filter((key) => !isTakenForIssued(key)).map(whyItStays))) answer(why);
  /** An entry of the register says all that was said when its number was taken. */
  function isTakenForIssued(key: string): boolean {
    return key.startsWith('number/') && staying.includes(key.replace('number/', 'issued/'));
  }
}

/** What is signed, or says which file is which, cannot be written anew. */
function whyItStays(key: string): string {
  const [kind, , number] = key.split('/');
  if (kind === 'issued')
    return `It stands in the title or the school of document ${number}, in the signed register. There it stays.`;
  if (kind === 'number') return `It stands in what number ${number} was taken for, which is signed. There it stays.`;
  return 'It stands in the name of a workbook’s file. Call the file otherwise, and have it checked.';
}

/** What left our hands: documents made from what held it, and messages with it. */
async function sayWhatToRecall(store: Store, plan: ErasurePlan, kept: readonly KeptWorkbook[]): Promise<void> {
  const held = new Set(plan.snapshots.map(({ hash }) => hash));
  const years = new Set(
    kept.filter(({ key }) => ownerOfKey(key)!.kind.ownTabs.includes(issuedTab)).map((one) => one.startYear),
  );
  for (const startYear of years) {
    for (const { number, document, title, school, snapshots } of await registerOf(store, startYear)) {
      if (!snapshots.some(({ hash }) => held.has(hash))) continue;
      const declared = allDeclared.documents.find(({ choice }) => choice.value === document);
      const readers = declared === undefined ? 'its readers' : readersOf(await declared.template());
      const about = school === null ? title : `${title}, ${school}`;
      answer(`To recall, if it shows it: document ${number} (${about}), read by ${readers}.`);
    }
  }
  for (const { key, value } of plan.documents) {
    const [kind, ...rest] = key.split('/');
    const called = calledIn(value);
    if (kind === 'outbox' && called !== null) answer(`To recall: the message “${called}”.`);
    else if (kind === 'outbox') answer(`To recall: the message about ${nameOf(rest[0]!, kept)} of ${rest[1]}.`);
    if (kind === 'chairs') answer(`To recall: the message to the chair of ${rest[2]}, ${rest[1]} term of ${rest[0]}.`);
  }
}
