import { Command, Option } from 'commander';
import { listSnapshots } from '../../functions/history/read-history.ts';
import { holdsRows, WAITING } from '../../functions/history/records.ts';
import { moment } from '../../functions/workbooks/own-tabs/start-here.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inColumns, run } from '../console.ts';
import { asOfOption } from './as-of-option.ts';
import { addHistoryOptions, openKeptHistory, type WhichHistory } from './kept-history.ts';
import { keptWorkbooks, schoolOption, wholeNumberOption } from './kept-workbooks.ts';

interface HistoryOptions extends WhichHistory {
  readonly school?: string;
  readonly asOf: string;
  readonly most: number;
  readonly format: 'text' | 'json';
}

export function historyCommand(): Command {
  const command = new Command('history')
    .description('Lists the snapshots of each workbook, newest first.')
    .addOption(schoolOption())
    .addOption(asOfOption('leave out what came after this day'))
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
    const listed = [];
    for (const workbook of await keptWorkbooks(store, school)) {
      const snapshots = [];
      for await (const { hash, manifest } of listSnapshots(store, workbook.key)) {
        if (manifest.asOf > asOf) continue;
        if (snapshots.length === most) break;
        const rows = Object.entries(manifest.sections)
          .filter(([section]) => holdsRows(section) || section === WAITING)
          .reduce((total, [, { count }]) => total + count, 0);
        const findings = manifest.sections['findings']?.count ?? 0;
        snapshots.push({ sequence: manifest.sequence, at: manifest.at, asOf: manifest.asOf, rows, findings, hash });
      }
      listed.push({ workbook: workbook.name, key: workbook.key, snapshots });
    }
    if (format === 'json') answer(JSON.stringify({ schemaVersion: 1, workbooks: listed }, null, 2));
    else {
      for (const { workbook, snapshots } of listed) {
        answer(workbook);
        const lines = snapshots.map(({ sequence, at, rows, findings, hash }) => [
          `  ${sequence}`,
          moment(at),
          counted(rows, 'row'),
          counted(findings, 'finding'),
          hash.slice(0, 16),
        ]);
        if (lines.length === 0) answer('  no snapshot by then');
        for (const line of inColumns(lines)) answer(line);
      }
    }
    return 0;
  } finally {
    await close();
  }
}
