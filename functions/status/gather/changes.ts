import type { ReadContext } from '../../../sheets-schema/cells/cell.ts';
import type { Column, Tab } from '../../../sheets-schema/tab.ts';
import type { Store } from '../../edges/ports.ts';
import { diffSnapshots, type RecordChange } from '../../history/diff-snapshots.ts';
import { listSnapshots, readManifest, type Snapshot } from '../../history/read-history.ts';
import { FINDINGS, holdsRows, WAITING } from '../../history/records.ts';
import { listsOf } from '../../protocols/catalogue.ts';
import { allDeclared, type Declared } from '../../workbooks/kinds.ts';
import { ownerOfKey } from '../../workbooks/workbook-key.ts';
import { type ChangesInSums, changesInSums, findingsCounted } from './changes-in-sums.ts';
import { namesIn, workbookName } from './workbook-names.ts';

const MOST_SNAPSHOTS = 20;
/** Rows of one snapshot that are told one by one; the rest are counted. */
const MOST_ROWS = 25;

/** A row that came, went or was changed, as people would type it. */
export interface RowChange {
  readonly tab: string;
  readonly row: string;
  readonly kind: RecordChange['kind'];
  /** Of a changed row only; a blank cell is null. */
  readonly fields: readonly { readonly heading: string; readonly was: string | null; readonly is: string | null }[];
}

/** One snapshot and how it differs from the one before. */
export interface SnapshotChanges {
  readonly workbook: string;
  readonly name: string;
  readonly sequence: number;
  /** The instant: UTC with milliseconds. */
  readonly at: string;
  readonly rows: number;
  readonly findings: number;
  /** Empty for the first snapshot, in which every row is new. */
  readonly changes: readonly RowChange[];
  readonly moreRows: number;
  readonly cameUp: number;
  readonly mended: number;
  /** In the place of rows and findings; null where those are kept. */
  readonly sums: ChangesInSums | null;
}

/** The last snapshots of these workbooks, newest first, each with what changed. */
export async function gatherChanges(
  store: Store,
  workbooks: readonly string[],
  catalogue: Declared = allDeclared,
): Promise<SnapshotChanges[]> {
  const { kinds } = catalogue;
  const found: Snapshot[] = [];
  for (const workbook of workbooks) {
    let taken = 0;
    for await (const snapshot of listSnapshots(store, workbook)) {
      found.push(snapshot);
      taken += 1;
      if (taken === MOST_SNAPSHOTS) break;
    }
  }
  const newest = found
    .sort(
      (one, other) =>
        other.manifest.at.localeCompare(one.manifest.at) || other.manifest.sequence - one.manifest.sequence,
    )
    .slice(0, MOST_SNAPSHOTS);
  const contexts = new Map<number, Awaited<ReturnType<typeof contextIn>>>();
  const told: SnapshotChanges[] = [];
  for (const snapshot of newest) {
    const startYear = ownerOfKey(snapshot.manifest.workbook, kinds)?.startYear ?? 0;
    const context = contexts.get(startYear) ?? (await contextIn(store, startYear, catalogue));
    contexts.set(startYear, context);
    told.push({
      name: workbookName(snapshot.manifest.workbook, context.schools, kinds),
      ...(await changesIn(store, snapshot, context, catalogue)),
    });
  }
  return told;
}

async function changesIn(
  store: Store,
  { manifest }: Snapshot,
  context: ReadContext,
  catalogue: Declared,
): Promise<Omit<SnapshotChanges, 'name'>> {
  const { workbook, sequence, at, parent, sections } = manifest;
  const rows = Object.entries(sections)
    .filter(([section]) => holdsRows(section) || section === WAITING)
    .reduce((total, [, { count }]) => total + count, 0);
  const before = parent === null ? null : await readManifest(store, parent.hash);
  const differing = before === null ? [] : await diffSnapshots(store, before, manifest);
  const rowChanges = differing.filter(({ section }) => holdsRows(section));
  const ofFindings = (kind: RecordChange['kind']) =>
    differing.filter((change) => change.section === FINDINGS && change.kind === kind).length;
  return {
    workbook,
    sequence,
    at,
    rows,
    findings: findingsCounted(manifest) ?? sections[FINDINGS]?.count ?? 0,
    changes: rowChanges.slice(0, MOST_ROWS).map((change) => inWords(change, context, catalogue)),
    moreRows: Math.max(0, rowChanges.length - MOST_ROWS),
    cameUp: ofFindings('added'),
    mended: ofFindings('removed'),
    sums: changesInSums(before, manifest, catalogue),
  };
}

function inWords(
  { section, kind, before, after, fields }: RecordChange,
  context: ReadContext,
  catalogue: Declared,
): RowChange {
  const tab = tabNamed(section, catalogue);
  const shown = (record: RecordChange['before'], column: string) =>
    cellAsTyped(tab?.columns[column], record?.[column], context);
  const key = tab?.key.map((column) => shown(after ?? before, column)).filter((text) => text !== null) ?? [];
  return {
    tab: tab?.title ?? section,
    row: key.join(', '),
    kind,
    fields:
      kind === 'changed'
        ? fields.map((field) => ({
            heading: tab?.columns[field]?.heading ?? field,
            was: shown(before, field),
            is: shown(after, field),
          }))
        : [],
  };
}

/** The tab whose rows a section of a snapshot holds. */
export function tabNamed(section: string, { tabs }: Pick<Declared, 'tabs'> = allDeclared): Tab | undefined {
  return tabs.find(({ id }) => id === section);
}

/** What kept values of a year are shown with. */
export async function contextIn(store: Store, startYear: number, catalogue: Declared = allDeclared) {
  const schools = await namesIn(store, startYear);
  return { academicYear: startYear, schools, lists: listsOf(catalogue, null) } satisfies ReadContext;
}

/** A kept value as a person would type it; null where the cell is blank. */
export function cellAsTyped(column: Column | undefined, value: unknown, context: ReadContext): string | null {
  if (value === null || value === undefined) return null;
  return column === undefined ? String(value) : column.cell.show(value, context) || null;
}
