import { Command, Option } from 'commander';
import type { Store } from '../../functions/edges/ports.ts';
import { listSnapshots } from '../../functions/history/read-history.ts';
import { FINDINGS, holdsRows, WAITING } from '../../functions/history/records.ts';
import type { Manifest } from '../../functions/history/snapshot.ts';
import type { WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { counted, longDate, moment } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inColumns, run } from '../console.ts';
import { readDay } from './as-of-option.ts';
import { addHistoryOptions, openKeptHistory, type WhichHistory } from './kept-history.ts';
import { keptWorkbooks, schoolOption, wholeNumberOption } from './kept-workbooks.ts';

interface HistoryOptions extends WhichHistory {
  readonly school?: string;
  readonly asOf?: string;
  readonly most: number;
  readonly format: 'text' | 'json';
}

export function historyCommand(): Command {
  const command = new Command('history')
    .description('Lists the snapshots of each workbook, newest first.')
    .addOption(schoolOption())
    .addOption(new Option('--as-of <date>', 'leave out what came after this day').argParser(readDay))
    .addOption(new Option('--most <number>', 'how many of each').argParser(wholeNumberOption).default(10))
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'));
  return addHistoryOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat history --school "Elm Park"\n  npx concordat history --project harrowdale-concordat --alliance harrowdale',
    )
    .action((options: HistoryOptions) => run(() => history(options)));
}

async function history({ school, asOf, most, format, ...which }: HistoryOptions): Promise<ExitStatus> {
  const { store, close } = await openKeptHistory(which);
  try {
    const listed = await listHistories(store, {
      ...(asOf !== undefined && { asOf }),
      most,
      ...(school !== undefined && { school }),
    });
    if (format === 'json') answer(JSON.stringify({ schemaVersion: 1, workbooks: listed }, null, 2));
    else for (const line of listed.flatMap(historyLines)) answer(line);
    return 0;
  } finally {
    await close();
  }
}

type ListedHistory = Awaited<ReturnType<typeof listHistories>>[number];

/** The snapshots of each workbook, newest first, as JSON has them. */
export async function listHistories(
  store: Store,
  { school, asOf, most }: Pick<HistoryOptions, 'school' | 'asOf' | 'most'>,
  kinds: readonly WorkbookKind[] = allDeclared.kinds,
) {
  const listed = [];
  for (const workbook of await keptWorkbooks(store, school, kinds)) {
    const snapshots = [];
    for await (const { hash, manifest } of listSnapshots(store, workbook.key)) {
      if (asOf !== undefined && manifest.asOf > asOf) continue;
      if (snapshots.length === most) break;
      const { sequence, at, asOf: day } = manifest;
      snapshots.push({ sequence, at, asOf: day, ...holdings(manifest), hash });
    }
    listed.push({ workbook: workbook.name, key: workbook.key, snapshots });
  }
  return listed;
}

/** How much a snapshot holds; where only sums are kept, those in the place of a number of rows. */
function holdings({ sections, sums, figures }: Manifest) {
  if (sums !== null) {
    const findings = sums.findings.map(({ fingerprint, ...one }) => one);
    const count = findings.reduce((total, one) => total + one.count, 0);
    return { rows: null, findings: count, sums: { figures, findings } };
  }
  const rows = Object.entries(sections)
    .filter(([section]) => holdsRows(section) || section === WAITING)
    .reduce((total, [, { count }]) => total + count, 0);
  return { rows, findings: sections[FINDINGS]?.count ?? 0 };
}

/** The same as a person reads it. */
export function historyLines({ workbook, snapshots }: ListedHistory): string[] {
  const lines = snapshots.map(({ sequence, at, asOf, rows, findings, hash }) => [
    `  ${sequence}`,
    // Where a clock was ahead once, no later instant goes back behind it: the day is what was right.
    at.slice(0, 10) > asOf ? longDate(asOf) : moment(at),
    rows === null ? 'sums alone' : counted(rows, 'row'),
    counted(findings, 'finding'),
    hash.slice(0, 16),
  ]);
  return [workbook, ...(lines.length === 0 ? ['  no snapshot by then'] : inColumns(lines))];
}
