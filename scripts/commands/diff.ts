import { Command, Option } from 'commander';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { EdgeError, type Store } from '../../functions/edges/ports.ts';
import { diffSnapshots, type RecordChange } from '../../functions/history/diff-snapshots.ts';
import { listSnapshots, type Snapshot } from '../../functions/history/read-history.ts';
import { allTabs } from '../../sheets-schema/workbooks.ts';
import { answer, type ExitStatus, run } from '../console.ts';
import { readDay } from './as-of-option.ts';
import { checkedFolder, folderOption } from './folder-option.ts';
import { keptWorkbooks, schoolOption } from './kept-workbooks.ts';

interface DiffOptions {
  readonly folder: string;
  readonly school?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: 'text' | 'json';
}

export function diffCommand(): Command {
  return new Command('diff')
    .description('Says what changed between two snapshots of each workbook: the last two, unless told.')
    .addOption(schoolOption())
    .option('--from <snapshot>', 'the earlier one: its number, or a day')
    .option('--to <snapshot>', 'the later one: its number, or a day')
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'))
    .addOption(folderOption())
    .addHelpText('after', '\nExample:\n  npx concordat diff --school "Elm Park" --from 31/3/2026')
    .action((options: DiffOptions) => run(() => diff(options)));
}

async function diff({ folder, school, from, to, format }: DiffOptions): Promise<ExitStatus> {
  const { store } = openAllianceFolder(checkedFolder(folder));
  try {
    const compared = [];
    for (const { key, name } of await keptWorkbooks(store, school)) {
      const later = await snapshotNamed(store, key, to, 0);
      const earlier = later && (await snapshotNamed(store, key, from, 1));
      if (!later) continue;
      const changes = await diffSnapshots(store, earlier?.manifest ?? null, later.manifest);
      const rows = changes.filter(({ section }) => section !== 'findings' && section !== 'answers');
      compared.push({
        workbook: name,
        from: earlier?.manifest.sequence ?? null,
        to: later.manifest.sequence,
        changes: rows,
      });
    }
    if (format === 'json') answer(JSON.stringify({ schemaVersion: 1, workbooks: compared }, null, 2));
    else for (const one of compared) print(one);
    return 0;
  } finally {
    await store.close();
  }
}

/** A snapshot by number, or the last of a day; otherwise so many before the newest. */
async function snapshotNamed(
  store: Store,
  workbook: string,
  named: string | undefined,
  back: number,
): Promise<Snapshot | null> {
  const number = named !== undefined && /^\d{1,4}$/.test(named) ? Number(named) : null;
  const day = named !== undefined && number === null ? readDay(named) : null;
  let passed = 0;
  for await (const snapshot of listSnapshots(store, workbook)) {
    const { sequence, asOf } = snapshot.manifest;
    if (number !== null ? sequence === number : day !== null ? asOf <= day : passed === back) return snapshot;
    passed += 1;
  }
  if (named !== undefined && number !== null)
    throw new EdgeError('not-found', `There is no snapshot ${named}. See “concordat history”.`);
  return null;
}

function print({
  workbook,
  from,
  to,
  changes,
}: {
  workbook: string;
  from: number | null;
  to: number;
  changes: readonly RecordChange[];
}): void {
  answer(`${workbook}: snapshot ${from ?? 'none'} to ${to}`);
  if (changes.length === 0) answer('  No row differs.');
  for (const { section, key, kind, before, after, fields } of changes) {
    const tab = allTabs.find(({ id }) => id === section);
    answer(`  ${tab?.title ?? section}: ${key.split('\u001f').filter(Boolean).join(', ')} ${kind}`);
    if (kind !== 'changed') continue;
    for (const field of fields) {
      answer(
        `    ${tab?.columns[field]?.heading ?? field}: ${JSON.stringify(before?.[field])} → ${JSON.stringify(after?.[field])}`,
      );
    }
  }
}
