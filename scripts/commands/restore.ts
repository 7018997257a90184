import { basename } from 'node:path';
import { Command } from 'commander';
import type { Store } from '../../functions/edges/ports.ts';
import { type ChainedSnapshot, findSnapshot, readHash } from '../../functions/history/find-snapshot.ts';
import {
  listSnapshots,
  readContent,
  readManifest,
  type Snapshot,
  snapshotAsOf,
} from '../../functions/history/read-history.ts';
import { holdsRows, latestRecords, WAITING } from '../../functions/history/records.ts';
import { Refusal } from '../../functions/refusal.ts';
import { allDeclared, isSchools, kinds, tabsOf } from '../../functions/workbooks/kinds.ts';
import { missingHeadings, restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { allianceKey, ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, listed, longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run } from '../console.ts';
import { asOfOption } from './as-of-option.ts';
import { driveOption } from './cloud-options.ts';
import { addHistoryOptions, openKeptHistory, type WhichHistory } from './kept-history.ts';
import { type KeptWorkbook, keptWorkbooks, numbersOfSchool, urnOf } from './kept-workbooks.ts';

interface RestoreOptions extends WhichHistory {
  readonly asOf: string;
  readonly snapshot?: string;
}

export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('Writes the rows of a past snapshot into a new workbook, and leaves everything else as it is.')
    .argument('<workbook>', 'the name of the workbook’s file, or of the school; “Alliance” for the alliance’s own')
    .addOption(asOfOption('the day whose rows are wanted').conflicts('snapshot'))
    .option('--snapshot <snapshot>', 'its number or hash, as “concordat history” shows them');
  return addHistoryOptions(command)
    .addOption(driveOption().conflicts('folder'))
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat restore "Elm Park High School 2025-26.xlsx" --as-of 3/11/2025\n\nThe history holds what stands under the headings of a tab: no columns of your own, formulas, colours or comments.',
    )
    .action((workbook: string, options: RestoreOptions) => run(() => restore(workbook, options)));
}

async function restore(typed: string, { asOf, snapshot: asked, ...history }: RestoreOptions): Promise<ExitStatus> {
  const { store, putBeside, close } = await openKeptHistory(history);
  try {
    const workbook = await workbookNamed(store, typed);
    const { hash, manifest } =
      asked === undefined ? await asOfDay(store, workbook, asOf) : await snapshotNamed(store, workbook, asked);
    const content = await readContent(store, manifest);
    const alliance = allianceKey(workbook.startYear);
    const sheets = restoredWorkbook(manifest, content, await latestRecords(store, alliance));

    const which = asked === undefined ? `as of ${longDate(asOf)}` : `snapshot ${manifest.sequence}`;
    const { kind } = ownerOfKey(workbook.key)!;
    const { place, next } = await putBeside(kind, `${workbook.name}, ${which}`, sheets);

    const rows = [...content].reduce((total, [section, { size }]) => total + (holdsRows(section) ? size : 0), 0);
    const waiting = content.get(WAITING)?.size ?? 0;
    const alsoWaiting = waiting === 0 ? '' : `, and ${counted(waiting, 'row')} that waited to be mended`;
    answer(`Restored  ${place}`);
    answer(
      `From      ${workbook.name}, snapshot ${manifest.sequence} of ${longDate(manifest.asOf)} (${hash.slice(0, 16)}): ${counted(rows, 'row')}${alsoWaiting}`,
    );
    for (const tab of tabsOf(kind, allDeclared.packs)) {
      const headings = missingHeadings(manifest, tab);
      if (headings.length > 0)
        answer(
          `Missing   ${tab.title} had no column called ${listed(headings, 'or')}, and has none here: what stood there is not known`,
        );
    }
    answer(next);
    return 0;
  } finally {
    await close();
  }
}

/** By the name of its file or of its school; of the newest year, unless the name says one. @throws Refusal */
async function workbookNamed(store: Store, typed: string): Promise<KeptWorkbook> {
  const file = /^(.*)\.xls[xm]$/i.exec(typed)?.[1];
  const name = file === undefined ? typed : basename(file);
  const [, whose = name, year] = /^(.*?)[ ,]+(20\d\d)[/-]\d\d$/.exec(name) ?? [];
  const kept = await keptWorkbooks(store, undefined);
  const startYear = Number(year ?? Math.max(...kept.map((one) => one.startYear)));
  const ofYear = kept.filter((one) => one.startYear === startYear);
  const isCalled = (called: string) => called.toLowerCase() === whose.replace(/^the /i, '').toLowerCase();
  const isAlliances = kinds.some((kind) => !isSchools(kind) && isCalled(kind.called(null)));
  const named = ofYear.find(({ called }) => isCalled(called));
  const isOther = named === undefined && !isAlliances;
  if (isOther) await urnOf(store, whose, startYear);
  const numbers = isOther ? await numbersOfSchool(store, whose, startYear) : [];
  const found = named ?? ofYear.find((one) => numbers.includes(one.urn!) && one.called === one.school);
  if (found) return found;
  throw new Refusal(`No workbook called “${name}” has a history. “concordat history” lists those that have.`);
}

async function asOfDay(store: Store, { key, name }: KeptWorkbook, day: string): Promise<Snapshot> {
  const snapshot = await snapshotAsOf(store, key, day);
  if (snapshot) return snapshot;
  throw new Refusal(`The history of ${name} begins after ${longDate(day)}. Ask for a later day.`);
}

async function snapshotNamed(store: Store, { key, name }: KeptWorkbook, asked: string): Promise<Snapshot> {
  const history: ChainedSnapshot[] = [];
  for await (const { hash, manifest } of listSnapshots(store, key)) {
    if (String(manifest.sequence) === asked) return { hash, manifest };
    history.push({ hash, workbook: key, sequence: manifest.sequence, at: manifest.at, asOf: manifest.asOf });
  }
  const digits = readHash(asked);
  const where = digits === null ? null : await findSnapshot(store, history, digits);
  if (where?.found === 'in the history')
    return { hash: where.snapshot.hash, manifest: await readManifest(store, where.snapshot.hash) };
  // What a history was cut back from is still stored, and only a whole hash leads to it.
  if (where?.found === 'left behind' && where.manifest.workbook === key)
    return { hash: digits!, manifest: where.manifest };
  throw new Refusal(`${name} has no snapshot ${asked}. See “concordat history”.`);
}
