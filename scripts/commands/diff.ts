import { Command, Option } from 'commander';
import type { Store } from '../../functions/edges/ports.ts';
import {
  diffSnapshots,
  type HeadingChange,
  headingsChanged,
  type RecordChange,
} from '../../functions/history/diff-snapshots.ts';
import { ONLY_SUMS } from '../../functions/history/kept-sums.ts';
import { listSnapshots, type Snapshot } from '../../functions/history/read-history.ts';
import { holdsRows, WAITING } from '../../functions/history/records.ts';
import { Refusal } from '../../functions/refusal.ts';
import { cellAsTyped, contextIn, tabNamed } from '../../functions/status/gather/changes.ts';
import { type ChangesInSums, changesInSums } from '../../functions/status/gather/changes-in-sums.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import type { ReadContext } from '../../sheets-schema/cells/cell.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run } from '../console.ts';
import { readDay } from './as-of-option.ts';
import { addHistoryOptions, openKeptHistory, type WhichHistory } from './kept-history.ts';
import { keptWorkbooks, schoolOption } from './kept-workbooks.ts';

interface DiffOptions extends WhichHistory {
  readonly school?: string;
  readonly from?: number | string;
  readonly to?: number | string;
  readonly format: 'text' | 'json';
}

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('Says what changed between two snapshots of each workbook: the last two, unless told.')
    .addOption(schoolOption())
    .option('--from <snapshot>', 'the earlier one: its number, or a day', readNumberOrDay)
    .option('--to <snapshot>', 'the later one: its number, or a day', readNumberOrDay)
    .addOption(new Option('--format <format>', 'how to answer').choices(['text', 'json']).default('text'));
  return addHistoryOptions(command)
    .addHelpText('after', '\nExample:\n  npx concordat diff --school "Elm Park" --from 31/3/2026')
    .action((options: DiffOptions) => run(() => diff(options)));
}

async function diff({ school, from, to, format, ...which }: DiffOptions): Promise<ExitStatus> {
  const { store, close } = await openKeptHistory(which);
  try {
    const compared = await compareSnapshots(store, {
      ...(school !== undefined && { school }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    });
    if (format === 'json') answer(JSON.stringify({ schemaVersion: 1, workbooks: compared.map(asJson) }, null, 2));
    else for (const line of compared.flatMap(diffLines)) answer(line);
    return 0;
  } finally {
    await close();
  }
}

/** What changed in each workbook from one snapshot to another. */
export async function compareSnapshots(
  store: Store,
  { school, from, to }: Pick<DiffOptions, 'school' | 'from' | 'to'>,
  catalogue: Declared = allDeclared,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const { key, name, startYear } of await keptWorkbooks(store, school, catalogue.kinds)) {
    const later = await snapshotNamed(store, key, to, 0);
    const earlier = later && (await snapshotNamed(store, key, from, 1));
    if (!later) continue;
    const before = earlier?.manifest ?? null;
    const changes = await diffSnapshots(store, before, later.manifest);
    compared.push({
      workbook: name,
      from: before?.sequence ?? null,
      to: later.manifest.sequence,
      changes: changes.filter(({ section }) => holdsRows(section)),
      headings: headingsChanged(before, later.manifest),
      waiting: { from: waitingIn(earlier), to: waitingIn(later) },
      context: await contextIn(store, startYear, catalogue),
      sums: changesInSums(before, later.manifest, catalogue),
    });
  }
  return compared;
}

/** What is kept as sums is told as sums, and of rows nothing. */
export function asJson({ context, sums, changes, waiting, ...one }: Compared) {
  return sums === null ? { ...one, changes, waiting } : { ...one, changes: null, waiting: null, sums };
}

/** How many rows wait to be mended: they count nowhere until then, so they are no rows of a tab yet. */
function waitingIn(snapshot: Snapshot | null): number {
  return snapshot?.manifest.sections[WAITING]?.count ?? 0;
}

function readNumberOrDay(typed: string): number | string {
  return /^\d{1,4}$/.test(typed) ? Number(typed) : readDay(typed);
}

/** A snapshot by number, or the last of a day; otherwise so many before the newest. */
async function snapshotNamed(
  store: Store,
  workbook: string,
  named: number | string | undefined,
  back: number,
): Promise<Snapshot | null> {
  let passed = 0;
  for await (const snapshot of listSnapshots(store, workbook)) {
    const { sequence, asOf } = snapshot.manifest;
    const meant =
      typeof named === 'number' ? sequence === named : named === undefined ? passed === back : asOf <= named;
    if (meant) return snapshot;
    passed += 1;
  }
  if (typeof named === 'number') throw new Refusal(`There is no snapshot ${named}. See “concordat history”.`);
  return null;
}

interface Compared {
  readonly workbook: string;
  readonly from: number | null;
  readonly to: number;
  readonly changes: readonly RecordChange[];
  /** Columns that lost their heading, or have it again. */
  readonly headings: readonly HeadingChange[];
  readonly waiting: { readonly from: number; readonly to: number };
  readonly context: ReadContext;
  /** In the place of changes; null where rows are kept. */
  readonly sums: ChangesInSums | null;
}

/** The same as a person reads it. */
export function diffLines({ workbook, from, to, changes, headings, waiting, context, sums }: Compared): string[] {
  const ofHeadings = headings.map(headingLine);
  if (sums !== null) {
    const [which, differ] =
      from === null
        ? [`snapshot ${to}, the first`, ONLY_SUMS]
        : [`snapshot ${from} to ${to}`, `${sums.rowsDiffer ? 'Rows differ.' : 'No row differs.'} ${ONLY_SUMS}`];
    return [
      `${workbook}: ${which}`,
      `  ${differ}`,
      ...ofHeadings,
      ...sums.changes.map(({ what, was, is }) => `  ${what}: ${was} → ${is}`),
    ];
  }
  if (from === null) {
    const besides = waiting.to === 0 ? '' : `, and ${counted(waiting.to, 'row')} to be mended first`;
    return [`${workbook}: snapshot ${to}, the first, with ${counted(changes.length, 'row')}${besides}`];
  }
  const lines = [`${workbook}: snapshot ${from} to ${to}`];
  if (changes.length === 0) lines.push('  No row differs.');
  lines.push(...ofHeadings);
  if (waiting.from !== waiting.to) lines.push(`  Rows to be mended first: ${waiting.from} → ${waiting.to}`);
  for (const { section, kind, before, after, fields } of changes) {
    const tab = tabNamed(section);
    const shown = (record: typeof before, column: string) =>
      cellAsTyped(tab?.columns[column], record?.[column], context);
    const row = tab?.key.map((column) => shown(after ?? before, column)).filter(Boolean);
    lines.push(`  ${tab?.title ?? section}: ${row?.join(', ')} ${kind}`);
    if (kind !== 'changed') continue;
    for (const field of fields) {
      const [was, is] = [before, after].map((record) => shown(record, field) || 'blank');
      lines.push(`    ${tab?.columns[field]?.heading ?? field}: ${was} → ${is}`);
    }
  }
  return lines;
}

function headingLine({ section, column, kind }: HeadingChange): string {
  const tab = tabNamed(section);
  const place = `  ${tab?.title ?? section}: the heading ${tab?.columns[column]?.heading ?? column}`;
  return kind === 'gone' ? `${place} is gone, so what stands under it is not known` : `${place} is there again`;
}
